//! What the law says of a carrier's liability, by the country where the goods are taken over (QUO-16, CAR-15 to CAR-17).
//! A law's rate is used as it stands; a weight in the other unit is converted, a rate never.

use kernel::money::tax::SupplyPlaces;
use kernel::money::{Currency, UnitPrice};

use crate::pricing::tariff::{LeastValue, ValuationOption, ValueWeight};

/// Whether somebody has read the source of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Read in the source.
    Verified,
    /// Common in the trade; the company's lawyer has the word.
    ToConfirm,
}

/// The rows of one jurisdiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ValuationLaw {
    /// The money its rates are in.
    pub currency: Currency,
    /// The unit of weight its rates are in.
    pub per: ValueWeight,
    /// Liability without charge, by the weight of the article.
    pub released: UnitPrice,
    /// Least value of a load, by its weight.
    pub least: UnitPrice,
    /// Least value of a load, whatever it weighs.
    pub least_of_load: UnitPrice,
    /// Where it stands.
    pub source: &'static str,
    /// Whether that was read.
    pub standing: Standing,
}

const CANADA: ValuationLaw = ValuationLaw {
    currency: Currency::Cad,
    per: ValueWeight::Kilogram,
    released: UnitPrice::from_hundredths(132),
    least: UnitPrice::from_hundredths(441),
    least_of_load: UnitPrice::from_hundredths(0),
    source: "Uniform conditions of carriage for household goods",
    standing: Standing::ToConfirm,
};

const UNITED_STATES: ValuationLaw = ValuationLaw {
    currency: Currency::Usd,
    per: ValueWeight::Pound,
    released: UnitPrice::from_hundredths(60),
    least: UnitPrice::from_hundredths(600),
    least_of_load: UnitPrice::from_hundredths(600_000),
    source: "49 CFR 375.201 and the Surface Transportation Board's released rates order",
    standing: Standing::ToConfirm,
};

/// The law of a move: Canada's everywhere in it, the United States' between states. None where it says nothing.
pub fn valuation_law(places: &SupplyPlaces) -> Option<&'static ValuationLaw> {
    let origin = places.origin.as_ref()?;
    let leaves = |region: &Option<String>| places.destinations.iter().any(|end| end.place.region != *region);
    match origin.country.as_str() {
        "CA" => Some(&CANADA),
        "US" if leaves(&origin.region) => Some(&UNITED_STATES),
        _ => None,
    }
}

impl ValuationLaw {
    /// The least value of an option under this law; none where the option is no promise of a value.
    pub fn least_value(&self, option: ValuationOption) -> Option<LeastValue> {
        let promised = matches!(option, ValuationOption::DeclaredLump | ValuationOption::FullReplacement);
        promised.then_some(LeastValue { value: self.least, per: self.per, at_least: self.least_of_load })
    }
}

#[cfg(test)]
mod tests {
    use kernel::money::tax::Place;

    use super::*;

    #[test]
    fn quo_16_the_law_of_the_place_where_goods_are_taken_over() {
        let between = |country: &str, from: &str, to: &str| {
            valuation_law(&SupplyPlaces::between(Place::new(country, from), Place::new(country, to)))
        };
        assert_eq!(between("CA", "ON", "ON").map(|law| law.per), Some(ValueWeight::Kilogram));
        assert_eq!(between("US", "NY", "NJ").map(|law| law.released.to_string()), Some("0.60".to_owned()));
        assert_eq!(between("US", "NY", "NY"), None, "inside a state its own law holds");
        assert_eq!(between("IN", "MH", "KA"), None);
        assert_eq!(valuation_law(&SupplyPlaces::default()), None);
    }
}
