//! What a quote's paper says beside the price: how the goods are protected, what law lets the carrier collect.

use kernel::{
    Error, Result,
    money::{Currency, Ratio, tax::SupplyPlaces},
};
use render::{Language, document::Clause, format};

use super::{cover::covered, document::Paper};
use crate::pricing::{
    Category, ValuationLaw,
    input::{ValuationChoice, Work},
    settlement::{CollectionCap, collection_cap},
    tariff::{ValuationOption, ValueWeight},
    valuation_law,
};

/// The law's cap on what may be collected, of the first part that moves goods (QUO-19).
pub fn cap(paper: &Paper<'_>, language: Language) -> Option<String> {
    let consumer = paper.snapshot.customer.company.as_deref().is_none_or(|name| name.trim().is_empty());
    let moves = paper.input.parts.iter().filter(|part| matches!(part.work, Work::Move(_)));
    let cap = moves.filter_map(|part| collection_cap(paper.input.estimate, &part.places, consumer)).next()?;
    Some(match (cap, language) {
        (CollectionCap::AtDelivery { share, rest_after_days }, Language::En) => format!(
            "At delivery at most {} of this estimate and signed additions is due; the rest not before {rest_after_days} days later.",
            percent(share.to_ratio())
        ),
        (CollectionCap::AtDelivery { share, rest_after_days }, Language::Fr) => format!(
            "À la livraison, au plus {} de cette estimation et des ajouts signés est exigible; le reste au plus tôt {rest_after_days} jours plus tard.",
            percent(share.to_ratio())
        ),
        (CollectionCap::AtAll { share }, Language::En) => format!(
            "By law you pay at most {} above this estimate, unless you agree to a change in writing.",
            percent(beyond_all(share.to_ratio()))
        ),
        (CollectionCap::AtAll { share }, Language::Fr) => format!(
            "La loi limite votre facture à {} de plus que cette estimation, sauf changement accepté par écrit.",
            percent(beyond_all(share.to_ratio()))
        ),
    })
}

fn percent(share: Ratio) -> String {
    format!("{} %", share.times(Ratio::whole(100)).unwrap_or_default())
}

fn beyond_all(share: Ratio) -> Ratio {
    share.minus(Ratio::ONE).unwrap_or_default()
}

/// A clause on the protection of goods for each part that moves some and whose cover is chosen (QUO-16).
pub fn covers(paper: &Paper<'_>, language: Language) -> Result<Vec<Clause>> {
    let mut clauses = Vec::new();
    for part in &paper.input.parts {
        let Work::Move(work) = &part.work else { continue };
        let Some(choice) = &work.valuation else { continue };
        let line = paper.priced.lines.iter().find(|l| l.category == Category::Valuation && l.part == part.key);
        let value = line.map(|l| covered(l.quantity)).transpose()?.unwrap_or_default();
        let title = match language {
            Language::En => "Protection of goods",
            Language::Fr => "Protection des biens",
        };
        let text = cover(choice, &part.places, value, paper.priced.currency, language)?;
        clauses.push(Clause { title: Some(title.to_owned()), text });
    }
    Ok(clauses)
}

/// What a cover means, in a sentence; `value` is what it promises.
pub fn cover(
    choice: &ValuationChoice,
    places: &SupplyPlaces,
    value: Ratio,
    currency: Currency,
    language: Language,
) -> Result<String> {
    let money = |value: Ratio| -> Result<String> {
        let text = value.rounded_to(2).map_err(Error::internal)?;
        let text = kernel::money::Money::from_major(text, currency).map_err(Error::internal)?;
        format::money(&text.amount_text(), currency.code(), language).map_err(Error::internal)
    };
    Ok(match choice.option {
        ValuationOption::Released => released(places, language, &money)?,
        ValuationOption::InsuredElsewhere => insured_elsewhere(choice, language),
        ValuationOption::DeclaredLump | ValuationOption::FullReplacement => {
            promised(choice, &money(value)?, &money(choice.deductible.to_ratio())?, language)
        }
    })
}

fn released(places: &SupplyPlaces, language: Language, money: &dyn Fn(Ratio) -> Result<String>) -> Result<String> {
    let Some(law) = valuation_law(places) else {
        return Ok(match language {
            Language::En => "Released value: the carrier's liability is limited by law; no charge.",
            Language::Fr => "Valeur de base : la responsabilité du transporteur est limitée par la loi; sans frais.",
        }
        .to_owned());
    };
    let rate = money(law.released.to_ratio())?;
    Ok(match language {
        Language::En => format!(
            "Released value: the carrier pays at most {rate} per {} and article; no charge.",
            unit(law, language)
        ),
        Language::Fr => format!(
            "Valeur de base : le transporteur paie au plus {rate} par {} et par article; sans frais.",
            unit(law, language)
        ),
    })
}

fn unit(law: &ValuationLaw, language: Language) -> &'static str {
    match (law.per, language) {
        (ValueWeight::Kilogram, Language::En) => "kilogram",
        (ValueWeight::Kilogram, Language::Fr) => "kilogramme",
        (ValueWeight::Pound, Language::En) => "pound",
        (ValueWeight::Pound, Language::Fr) => "livre",
    }
}

fn insured_elsewhere(choice: &ValuationChoice, language: Language) -> String {
    let insurer = choice.insurer.as_deref().unwrap_or_default().trim();
    match language {
        Language::En if insurer.is_empty() => {
            "You insure the goods yourself and name your insurer; the carrier covers nothing beyond the law.".to_owned()
        }
        Language::Fr if insurer.is_empty() => {
            "Vous assurez les biens vous-même et nommez votre assureur; le transporteur ne couvre rien au-delà de la loi.".to_owned()
        }
        Language::En => format!(
            "The goods are insured by {insurer}, named by the customer; the carrier covers nothing beyond the law."
        ),
        Language::Fr => format!(
            "Les biens sont assurés par {insurer}, nommé par le client; le transporteur ne couvre rien au-delà de la loi."
        ),
    }
}

fn promised(choice: &ValuationChoice, value: &str, deductible: &str, language: Language) -> String {
    let lump = choice.option == ValuationOption::DeclaredLump;
    match (language, lump) {
        (Language::En, true) => {
            format!("Declared value: the whole load is covered to {value}, with a deductible of {deductible}.")
        }
        (Language::En, false) => {
            format!("Full replacement: the whole load is covered to {value}, with a deductible of {deductible}.")
        }
        (Language::Fr, true) => {
            format!("Valeur déclarée : le chargement est couvert jusqu’à {value}, avec une franchise de {deductible}.")
        }
        (Language::Fr, false) => {
            format!("Valeur à neuf : le chargement est couvert jusqu’à {value}, avec une franchise de {deductible}.")
        }
    }
}
