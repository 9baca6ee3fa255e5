//! Names and addresses as compared.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

const LEGAL_FORMS: &[&str] = &["inc", "ltd", "ltee", "llc", "llp", "corp", "co", "pvt", "private", "limited", "gmbh"];

/// Compatibility form, no accents, lower case, punctuation to single spaces.
pub fn name_key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut put = |c: char, gap: &mut bool| {
        if c.is_alphanumeric() {
            if std::mem::take(gap) && !out.is_empty() {
                out.push(' ');
            }
            out.push(c);
        } else {
            *gap = true;
        }
    };
    for c in text.nfkd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase) {
        // Letters that have no accent to take off, written as the search's dictionary writes them.
        let spelled = match c {
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' | 'ð' => "d",
            'ł' => "l",
            'ı' => "i",
            'þ' => "th",
            _ => "",
        };
        if spelled.is_empty() {
            put(c, &mut gap);
        } else {
            spelled.chars().for_each(|c| put(c, &mut gap));
        }
    }
    out
}

/// A firm's name key without its legal form. A name that is nothing else stays.
pub fn firm_key(text: &str) -> String {
    let key = name_key(text);
    let kept: Vec<_> = key.split(' ').filter(|word| !LEGAL_FORMS.contains(word)).collect();
    if kept.is_empty() { key } else { kept.join(" ") }
}

/// An address as compared: street, city and postal code; empty when the street is not known.
pub fn address_key(street: &str, city: &str, postal_code: &str) -> String {
    let street = name_key(street);
    if street.is_empty() {
        return street;
    }
    let code = name_key(postal_code).replace(' ', "");
    [street, name_key(city), code]
        .iter()
        .filter(|part| !part.is_empty())
        .map(String::as_str)
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cus_1_worked_example_2_firm_with_accents_and_legal_form() {
        assert_eq!(name_key("Étoile-du-Nord Ltée"), "etoile du nord ltee");
        assert_eq!(firm_key("Étoile-du-Nord Ltée"), "etoile du nord");
    }
    #[test]
    fn cus_1_a_name_that_is_only_a_legal_form_stays() {
        assert_eq!(firm_key("Co. Ltd."), "co ltd");
    }
    #[test]
    fn cus_13_an_address_is_the_same_however_it_is_typed() {
        assert_eq!(
            address_key("12 King St. W", "Toronto", "m5v 1a1"),
            address_key("12 king st w", "TORONTO", "M5V1A1")
        );
        assert_eq!(address_key("", "Toronto", "M5V 1A1"), "");
    }
}
