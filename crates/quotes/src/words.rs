//! The words of papers and pages in English and French: lines, units, taxes, findings.

use kernel::money::tax::{TaxLine, TaxNote};
use render::Language;

use crate::pricing::{PricedLine, Unit};

/// Version of the consent text; a new wording gets a new one.
pub const CONSENT_VERSION: &str = "2026-01";

/// Reads a stored language; anything unknown is English.
pub fn language(code: &str) -> Language {
    if code == "fr" { Language::Fr } else { Language::En }
}

pub fn code(language: Language) -> &'static str {
    match language {
        Language::En => "en",
        Language::Fr => "fr",
    }
}

fn pick(language: Language, english: &'static str, french: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

/// What the signer agrees to.
pub fn consent(language: Language) -> &'static str {
    pick(
        language,
        "I have read this quote and its terms, I accept them, and I agree to sign electronically.",
        "J’ai lu la présente soumission et ses conditions, je les accepte et je consens à signer électroniquement.",
    )
}

/// A line's description; the thing it is about follows its kind.
pub fn line(line: &PricedLine, language: Language) -> String {
    let subject = line.subject.as_deref().map(|s| subject(s, language));
    let Some(kind) = kind(&line.description_key, language) else {
        return subject.unwrap_or_else(|| readable(&line.description_key));
    };
    match subject {
        Some(subject) if !subject.is_empty() => format!("{kind}: {subject}"),
        _ => kind.to_owned(),
    }
}

/// Words of a description key; none where the subject alone says it.
fn kind(key: &str, language: Language) -> Option<&'static str> {
    let (english, french) = match key {
        "move.labour" => ("Labour", "Main-d’œuvre"),
        "move.travel" => ("Travel", "Déplacement"),
        "move.trucks" => ("Trucks", "Camions"),
        "move.linehaul" => ("Long distance transport", "Transport longue distance"),
        "move.lane" => ("Transport, fixed price", "Transport à prix fixe"),
        "move.bulky" => ("Heavy articles", "Articles lourds"),
        "move.valuation" => ("Protection of goods", "Protection des biens"),
        "access.stairs" => ("Stairs", "Escaliers"),
        "access.elevator" => ("Elevator", "Ascenseur"),
        "access.carry" => ("Long carry", "Longue distance de portage"),
        "access.shuttle" => ("Shuttle", "Navette"),
        "access.waiting" => ("Waiting", "Attente"),
        "access.extra_stop" => ("Extra stop", "Arrêt supplémentaire"),
        "packing.supplied" => ("Packing material", "Matériel d’emballage"),
        "packing.packed" => ("Packing", "Emballage"),
        "packing.unpacked" => ("Unpacking", "Déballage"),
        "packing.rented" => ("Rental", "Location"),
        "packing.labour" => ("Packing labour", "Main-d’œuvre d’emballage"),
        "transit_storage.first" => ("Storage in transit, first period", "Entreposage en transit, première période"),
        "transit_storage.further" => {
            ("Storage in transit, further periods", "Entreposage en transit, périodes suivantes")
        }
        "transit_storage.handling" => ("Handling in storage", "Manutention en entrepôt"),
        "machine.working" => ("Machine", "Machine"),
        "machine.sundays" => ("Sunday working", "Travail du dimanche"),
        "machine.overtime" => ("Overtime", "Heures supplémentaires"),
        "crane.lodging" => ("Food and accommodation", "Repas et hébergement"),
        "crane.mobilisation" => ("Mobilisation and return", "Mobilisation et retour"),
        "crane.trailers" => ("Trailers", "Remorques"),
        "crane.risk" => ("Risk", "Risque"),
        "crane.usage" => ("Heavy use", "Usage intensif"),
        "crane.extra_charge" => ("Extra charge", "Frais supplémentaires"),
        "crane.incidental" => ("Incidentals", "Faux frais"),
        "crane.rigger" => ("Rigger", "Gréeur"),
        "crane.helper" => ("Helper", "Aide"),
        "crane.area" => ("Difficult area", "Secteur difficile"),
        "crane.condition" => ("Ground conditions", "État du terrain"),
        "crane.reputation" => ("Terms of payment history", "Historique de paiement"),
        "crane.credit" => ("Credit terms", "Conditions de crédit"),
        "hire.ordinary" => ("Hire, ordinary hours", "Location, heures normales"),
        "hire.overtime" => ("Hire, overtime", "Location, heures supplémentaires"),
        "hire.sunday" => ("Hire, Sundays and holidays", "Location, dimanches et jours fériés"),
        "hire.crew" => ("Crew", "Équipe"),
        "rental.period" => ("Rental", "Location"),
        "rental.waiver" => ("Damage waiver", "Exonération des dommages"),
        "quote.top_up" => ("Minimum charge", "Montant minimal"),
        "quote.rounding" => ("Rounding", "Arrondi"),
        _ => return None,
    };
    Some(pick(language, english, french))
}

/// The name of a thing as the tariff keys it: `fuel.local` is fuel, `MC-50` stays.
fn subject(key: &str, language: Language) -> String {
    let name = key.split('.').next().unwrap_or(key);
    let known = match name {
        "fuel" => Some(("Fuel", "Carburant")),
        "permit" => Some(("Permit", "Permis")),
        "kit" => Some(("Packing kit", "Trousse d’emballage")),
        "small_carton" | "carton_small" => Some(("Small carton", "Petit carton")),
        "medium_carton" | "carton_medium" => Some(("Medium carton", "Carton moyen")),
        "large_carton" | "carton_large" => Some(("Large carton", "Grand carton")),
        "wardrobe" => Some(("Wardrobe box", "Boîte penderie")),
        "RIGGER" => Some(("Rigger", "Gréeur")),
        "HELPER" => Some(("Helper", "Aide")),
        _ => None,
    };
    known.map_or_else(|| readable(name), |(english, french)| pick(language, english, french).to_owned())
}

/// A key made readable: `small_carton` becomes `Small carton`; names of classes stay as they are.
pub fn readable(key: &str) -> String {
    let text = key.replace(['_', '.'], " ");
    let mut letters = text.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => text,
    }
}

pub fn unit(unit: Unit, language: Language) -> &'static str {
    let (english, french) = match unit {
        Unit::Hour => ("h", "h"),
        Unit::Minute => ("min", "min"),
        Unit::Day => ("days", "jours"),
        Unit::Week => ("weeks", "semaines"),
        Unit::Month => ("months", "mois"),
        Unit::Year => ("years", "ans"),
        Unit::Shift => ("shifts", "quarts"),
        Unit::Distance => ("km", "km"),
        Unit::CubicFoot => ("cu ft", "pi³"),
        Unit::Pound => ("lb", "lb"),
        Unit::Kilogram => ("kg", "kg"),
        Unit::Money | Unit::Number | Unit::Share | Unit::Item => ("", ""),
    };
    pick(language, english, french)
}

/// `HST Ontario` is too long for a column of figures: the tax and its province.
pub fn tax(line: &TaxLine, language: Language) -> String {
    let name = tax_name(&format!("{:?}", line.tax).to_uppercase(), language);
    match line.jurisdiction.split_once('-') {
        Some((_, region)) => format!("{name} ({region})"),
        None => name,
    }
}

fn tax_name(code: &str, language: Language) -> String {
    let french = match code {
        "GST" => "TPS",
        "HST" => "TVH",
        "QST" => "TVQ",
        "PST" => "TVP",
        "RST" => "TVD",
        "SALESTAX" => "Taxe de vente",
        other => other,
    };
    match (language, code) {
        (Language::En, "SALESTAX") => "Sales tax".to_owned(),
        (Language::En, code) => code.to_owned(),
        (Language::Fr, _) => french.to_owned(),
    }
}

/// Why a tax that might be expected is not charged.
pub fn tax_note(note: &TaxNote, language: Language) -> String {
    let name = |tax: &kernel::money::tax::TaxKind| tax_name(&format!("{tax:?}").to_uppercase(), language);
    match note {
        TaxNote::NotRegistered { tax, jurisdiction } => format!(
            "{} ({jurisdiction}): {}",
            name(tax),
            pick(language, "the seller is not registered", "le vendeur n’est pas inscrit")
        ),
        TaxNote::Exempt { tax, jurisdiction, reason, certificate } => format!(
            "{} ({jurisdiction}): {} {reason}{}",
            name(tax),
            pick(language, "exempt,", "exempté,"),
            certificate.as_deref().map(|c| format!(" {c}")).unwrap_or_default()
        ),
        TaxNote::ZeroRated { .. } => {
            pick(language, "Transport across the border: zero-rated.", "Transport transfrontalier : détaxé.").to_owned()
        }
        TaxNote::Interstate { .. } => {
            pick(language, "Move between states: no sales tax.", "Déménagement entre États : sans taxe de vente.")
                .to_owned()
        }
        TaxNote::LeftOut { reason } => reason.clone(),
    }
}

/// What the validator found, as a sentence for staff.
pub fn finding(reason: &str) -> String {
    let known = match reason {
        "quote.total_not_above_zero" => "The total is not above zero.",
        "quote.line_below_zero" => "A line is negative and no discount.",
        "quote.discount_above_subtotal" => "The discount is larger than the subtotal.",
        "quote.deposit_above_total" => "The deposit is larger than the total.",
        "quote.service_date_past" => "The service date has passed.",
        "quote.service_date_far" => "The service date is more than 548 days ahead.",
        "quote.price_overridden" => "A unit price was changed by more than 10 %.",
        "quote.tax_left_out" => "Tax is left out.",
        "quote.cost_unknown" => "The planned cost is not known, so neither is the margin.",
        "quote.discount_beyond_limit" => "The discount is beyond the sender's limit.",
        "quote.margin_beyond_limit" => "The margin is below the sender's limit.",
        "quote.promise_without_survey" => "A fixed or capped price without a survey.",
        "move.distance_unlikely" => "The road is shorter than the straight line, or more than three times as long.",
        "quote.price_of_unit_unusual" => "The price of a unit is unusual for this location.",
        "quote.below_minimum_amount" => "The tariff's minimum amount was left out.",
        "quote.credit_exceeded" => "With this quote the customer owes more than the credit limit.",
        "quote.credit_stopped" => "The customer is on credit hold or has an invoice more than 30 days overdue.",
        other => return format!("{}.", readable(other)),
    };
    known.to_owned()
}

/// The words of a stored option or sum beside the lines.
pub struct Sums {
    pub discount: &'static str,
    pub folded: &'static str,
    pub deposit_note: &'static str,
    pub hours_range: &'static str,
    pub served: &'static str,
    pub chosen: &'static str,
    pub customer: &'static str,
}

pub fn sums(language: Language) -> Sums {
    Sums {
        discount: pick(language, "Discount", "Rabais"),
        folded: pick(language, "Other charges", "Autres frais"),
        deposit_note: pick(language, "Due on acceptance", "Exigible à l’acceptation"),
        served: pick(language, "Service for", "Service pour"),
        hours_range: pick(language, "Depending on the hours worked", "Selon les heures travaillées"),
        chosen: pick(language, "chosen", "choisi"),
        customer: pick(language, "Customer", "Client"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_become_words() {
        assert_eq!(subject("fuel.local", Language::Fr), "Carburant");
        assert_eq!(subject("piano_board", Language::En), "Piano board");
        assert_eq!(subject("MC-50", Language::En), "MC-50");
        assert_eq!(finding("hire.quantity_out_of_range"), "Hire quantity out of range.");
    }
}
