//! The words of invoices in English and French.

use kernel::money::tax::{TaxClass, TaxKind, TaxLine, TaxNote};
use render::Language;

/// Reads a stored language; anything unknown is English.
pub fn language(code: &str) -> Language {
    if code == "fr" { Language::Fr } else { Language::En }
}

fn pick(language: Language, english: &'static str, french: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Fr => french,
    }
}

/// Fixed words beside the lines.
pub struct Labels {
    pub discount: &'static str,
    pub folded: &'static str,
    pub job: &'static str,
    pub served: &'static str,
    pub purchase_order: &'static str,
    pub draft: &'static str,
}

pub fn labels(language: Language) -> Labels {
    Labels {
        discount: pick(language, "Discount", "Rabais"),
        folded: pick(language, "Other charges", "Autres frais"),
        job: pick(language, "Job", "Contrat"),
        served: pick(language, "Service for", "Service pour"),
        purchase_order: pick(language, "Purchase order", "Bon de commande"),
        draft: pick(language, "Draft", "Projet"),
    }
}

/// The short word for a unit; nothing for plain numbers.
pub fn unit(code: &str, language: Language) -> &'static str {
    let (english, french) = match code {
        "HOUR" => ("h", "h"),
        "MINUTE" => ("min", "min"),
        "DAY" => ("days", "jours"),
        "WEEK" => ("weeks", "semaines"),
        "MONTH" => ("months", "mois"),
        "YEAR" => ("years", "ans"),
        "SHIFT" => ("shifts", "quarts"),
        "DISTANCE" => ("km", "km"),
        "CUBIC_FOOT" => ("cu ft", "pi³"),
        "POUND" => ("lb", "lb"),
        "KILOGRAM" => ("kg", "kg"),
        _ => ("", ""),
    };
    pick(language, english, french)
}

/// The name of a tax.
pub fn tax_name(tax: TaxKind, language: Language) -> &'static str {
    let (english, french) = match tax {
        TaxKind::Gst => ("GST", "TPS"),
        TaxKind::Hst => ("HST", "TVH"),
        TaxKind::Qst => ("QST", "TVQ"),
        TaxKind::Pst => ("PST", "TVP"),
        TaxKind::Rst => ("RST", "TVD"),
        TaxKind::Cgst => ("CGST", "CGST"),
        TaxKind::Sgst => ("SGST", "SGST"),
        TaxKind::Utgst => ("UTGST", "UTGST"),
        TaxKind::Igst => ("IGST", "IGST"),
        TaxKind::SalesTax => ("Sales tax", "Taxe de vente"),
    };
    pick(language, english, french)
}

/// The tax with its province or state.
pub fn tax(line: &TaxLine, language: Language) -> String {
    let name = tax_name(line.tax, language);
    match line.jurisdiction.split_once('-') {
        Some((_, region)) => format!("{name} ({region})"),
        None => name.to_owned(),
    }
}

/// What a seller's registration for a tax is called on papers.
pub fn registration(tax: TaxKind, language: Language) -> &'static str {
    match tax {
        TaxKind::Gst | TaxKind::Hst => pick(language, "GST/HST", "TPS/TVH"),
        TaxKind::Cgst | TaxKind::Sgst | TaxKind::Utgst | TaxKind::Igst => "GSTIN",
        other => tax_name(other, language),
    }
}

/// Why a tax that might be expected is not charged.
pub fn tax_note(note: &TaxNote, language: Language) -> String {
    match note {
        TaxNote::NotRegistered { tax, jurisdiction } => format!(
            "{} ({jurisdiction}): {}",
            tax_name(*tax, language),
            pick(language, "the seller is not registered.", "le vendeur n’est pas inscrit.")
        ),
        TaxNote::Exempt { tax, jurisdiction, reason, certificate } => format!(
            "{} ({jurisdiction}): {} {reason}{}.",
            tax_name(*tax, language),
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

/// Which place decides the tax of a class, as a sentence for staff (BIL-16, BIL-17).
pub fn why(class: TaxClass) -> &'static str {
    match class {
        TaxClass::Freight => "Carriage is taxed where the goods go.",
        TaxClass::Material => "Material used in a move is taxed with it, and where it is handed over.",
        TaxClass::Goods => "Goods are taxed where they are handed over.",
        TaxClass::SiteWork => "Work at a site is taxed there.",
        TaxClass::Service => "Services are taxed by the recipient’s address.",
        TaxClass::Rental => "Rentals are taxed where they are delivered; beyond three months, where they stay.",
        TaxClass::Storage => "Storage is taxed where it is kept.",
        TaxClass::Surcharge => "A surcharge follows the main class of the bill.",
        TaxClass::Insurance | TaxClass::OutOfScope => "This is not taxed.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taxes_and_their_absence_are_said_in_both_languages() {
        let note = TaxNote::NotRegistered { tax: TaxKind::Hst, jurisdiction: "CA-ON".into() };
        assert_eq!(tax_note(&note, Language::En), "HST (CA-ON): the seller is not registered.");
        assert_eq!(tax_note(&note, Language::Fr), "TVH (CA-ON): le vendeur n’est pas inscrit.");
        assert_eq!(registration(TaxKind::Qst, Language::Fr), "TVQ");
        assert_eq!((unit("HOUR", Language::Fr), unit("NUMBER", Language::En)), ("h", ""));
    }
}
