//! Words of files as codes, in English and French.

use kernel::normal::name_key;

use crate::customer::CustomerType;

pub fn kind(text: &str) -> Option<&'static str> {
    Some(match name_key(text).as_str() {
        "person" | "individual" | "private" | "p" | "personne" | "particulier" | "individu" => "PERSON",
        "company" | "business" | "firm" | "organization" | "organisation" | "c" | "entreprise" | "societe"
        | "compagnie" => "COMPANY",
        _ => return None,
    })
}

pub fn customer_type(text: &str) -> Option<CustomerType> {
    Some(match name_key(&text.replace('_', " ")).as_str() {
        "residential" | "residentiel" | "household" => CustomerType::Residential,
        "commercial" | "business" | "commerce" | "office" => CustomerType::Commercial,
        "construction" => CustomerType::Construction,
        "property developer" | "developer" | "promoteur" | "promoteur immobilier" => CustomerType::PropertyDeveloper,
        "manufacturing" | "industrial" | "fabrication" | "industriel" => CustomerType::Manufacturing,
        "government" | "public" | "gouvernement" => CustomerType::Government,
        "other" | "autre" => CustomerType::Other,
        _ => return None,
    })
}

/// ISO 3166, two letters.
pub fn country(text: &str) -> Option<String> {
    let key = name_key(text);
    let code = match key.as_str() {
        "canada" | "can" => "CA",
        "united states"
        | "united states of america"
        | "usa"
        | "u s a"
        | "u s"
        | "etats unis"
        | "etats unis d amerique" => "US",
        "india" | "inde" | "ind" => "IN",
        "france" | "fra" => "FR",
        "united kingdom" | "great britain" | "england" | "uk" | "royaume uni" => "GB",
        "mexico" | "mexique" => "MX",
        "germany" | "allemagne" => "DE",
        _ if key.len() == 2 => {
            let code = key.to_ascii_uppercase();
            return code.parse::<phonenumber::country::Id>().ok().map(|_| code);
        }
        _ => return None,
    };
    Some(code.to_owned())
}

pub fn language(text: &str) -> Option<&'static str> {
    Some(match name_key(text).as_str() {
        "en" | "eng" | "english" | "anglais" | "en ca" | "en us" => "en",
        "fr" | "fra" | "fre" | "french" | "francais" | "fr ca" => "fr",
        _ => return None,
    })
}

pub fn yes_or_no(text: &str) -> Option<bool> {
    Some(match name_key(text).as_str() {
        "yes" | "y" | "true" | "1" | "x" | "oui" | "o" | "vrai" | "subscribed" | "opt in" | "opted in" => true,
        "no" | "n" | "false" | "0" | "non" | "faux" | "unsubscribed" | "opt out" | "opted out" => false,
        _ => return None,
    })
}
