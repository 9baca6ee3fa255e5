//! Phone numbers.

use phonenumber::{Mode, country, metadata::DATABASE};

/// A number as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone {
    /// As it was given.
    pub given: String,
    /// E.164; `None` when it cannot be a number: then it is kept, and never dialled or written to.
    pub e164: Option<String>,
    pub extension: Option<String>,
    /// Whether it can be a mobile phone (in North America any number can).
    pub may_be_mobile: bool,
}

impl Phone {
    /// Reads the number as dialled in the country (ISO 3166, two letters).
    pub fn read(text: &str, country: &str) -> Self {
        let given = text.trim().to_owned();
        let country = country.parse::<country::Id>().ok();
        let invalid = Self { given: given.clone(), e164: None, extension: None, may_be_mobile: false };
        // Other scripts' digits are not dialled here, and the reader expects single-byte text.
        if !given.is_ascii() || given.len() > 60 || given.chars().filter(char::is_ascii_digit).count() < 7 {
            return invalid;
        }
        let Ok(number) = phonenumber::parse(country, &given) else { return invalid };
        if !number.is_valid() {
            return invalid;
        }
        let kind = number.number_type(&DATABASE);
        Self {
            e164: Some(number.format().mode(Mode::E164).to_string()),
            extension: number.extension().map(|e| e.to_string()),
            may_be_mobile: matches!(kind, phonenumber::Type::Mobile | phonenumber::Type::FixedLineOrMobile),
            ..invalid
        }
    }
    /// The stored form: E.164 where there is one, else as given.
    pub fn stored(&self) -> &str {
        self.e164.as_deref().unwrap_or(&self.given)
    }
}

/// Whether a number in E.164 can be a mobile phone; where the country's plan does not tell, it can.
pub fn may_be_mobile(e164: &str) -> bool {
    Phone::read(e164, "").may_be_mobile
}

/// The country (ISO 3166) a number in E.164 belongs to.
pub fn country_of(e164: &str) -> Option<String> {
    let number = phonenumber::parse(None, e164).ok()?;
    number.country().id().map(|id| id.as_ref().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cus_1_worked_example_1_numbers_are_read_with_the_locations_country() {
        let toronto = Phone::read("(416) 555-0142 ext. 7", "CA");
        assert_eq!(toronto.e164.as_deref(), Some("+14165550142"));
        assert_eq!(toronto.extension.as_deref(), Some("7"));
        assert!(toronto.may_be_mobile);
        let new_york = Phone::read("212.555.0187", "US");
        assert_eq!(new_york.e164.as_deref(), Some("+12125550187"));
        let local = Phone::read("555-0142", "CA");
        assert_eq!(local.e164, None);
        assert_eq!(local.stored(), "555-0142");
    }
    #[test]
    fn cus_10_the_numbers_country_is_the_recipients() {
        assert_eq!(country_of("+14165550142").as_deref(), Some("CA"));
        assert_eq!(country_of("+12125550187").as_deref(), Some("US"));
        assert_eq!(country_of("nonsense"), None);
    }
    #[test]
    fn sal_13_a_fixed_line_is_told_from_a_mobile_where_the_plan_tells() {
        assert!(may_be_mobile("+33612345678") && !may_be_mobile("+33142685300"), "France tells");
        assert!(may_be_mobile("+919876543210") && !may_be_mobile("+912225551234"), "India tells");
        assert!(may_be_mobile("+14165550142"), "North America does not");
        assert!(!may_be_mobile("555-0142"));
    }
    #[test]
    fn whatever_is_typed_is_kept() {
        for text in
            ["", "call me", "+", "999999999999999999999999999999", "0000000000", "+1 (416) 555-0142 x", "١٢٣٤٥٦٧٨٩٠"]
        {
            assert_eq!(Phone::read(text, "ZZ").given, text.trim());
        }
    }
}
