//! What was signed: the price's chosen lines become the lines of the invoice (BIL-5, BIL-37).

use std::collections::HashMap;

use kernel::{
    Error, Result,
    money::{
        Currency, Money, Ratio, UnitPrice,
        tax::{Recipient, SupplyPlaces, TaxClass},
    },
};
use serde::Deserialize;
use serde_json::Value;

use super::Line;

/// A signed price, as far as billing reads it.
#[derive(Debug, Deserialize)]
pub struct SignedPrice {
    pub currency: Currency,
    pub lines: Vec<SignedLine>,
    /// After discounts, before tax and rounding.
    pub subtotal: Money,
}

#[derive(Debug, Deserialize)]
pub struct SignedLine {
    pub key: String,
    pub part: String,
    pub category: String,
    pub tax_class: TaxClass,
    pub quantity: Ratio,
    pub unit: String,
    pub unit_price: UnitPrice,
    pub amount: Money,
    pub discount: Money,
    pub selected: bool,
    pub public: bool,
}

/// What the price was computed from, as far as tax depends on it.
#[derive(Debug, Deserialize)]
pub struct SignedInputs {
    #[serde(default)]
    pub recipient: Recipient,
    #[serde(default)]
    pub untaxed_reason: Option<String>,
    #[serde(default)]
    parts: Vec<SignedPart>,
}

#[derive(Debug, Deserialize)]
struct SignedPart {
    key: String,
    #[serde(default)]
    places: SupplyPlaces,
}

impl SignedPrice {
    pub fn read(value: &Value) -> Result<Self> {
        Self::deserialize(value).map_err(Error::internal)
    }

    /// The quantity agreed for a line; none where the customer did not choose it.
    pub fn agreed(&self, key: &str) -> Option<Ratio> {
        self.lines.iter().find(|line| line.key == key && line.selected).map(|line| line.quantity)
    }

    /// The chosen lines with their words and places, in the order of the price.
    pub fn lines(self, inputs: &SignedInputs, mut words: HashMap<String, String>) -> Vec<Line> {
        let chosen = self.lines.into_iter().filter(|line| line.selected);
        chosen
            .map(|line| Line {
                description: words.remove(&line.key).unwrap_or_else(|| line.category.clone()),
                places: inputs.places(&line.part),
                key: line.key,
                category: line.category,
                class: line.tax_class,
                quantity: line.quantity,
                unit: line.unit,
                unit_price: line.unit_price,
                amount: line.amount,
                discount: line.discount,
                public: line.public,
            })
            .collect()
    }
}

impl SignedInputs {
    pub fn read(value: &Value) -> Result<Self> {
        Self::deserialize(value).map_err(Error::internal)
    }

    fn places(&self, part: &str) -> SupplyPlaces {
        self.parts.iter().find(|p| p.key == part).map(|p| p.places.clone()).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bil_5_exactly_the_chosen_lines_are_billed_with_their_words_and_places() {
        let line = |key: &str, selected: bool| {
            json!({"key": key, "part": "move", "category": "LABOUR", "tax_class": "FREIGHT", "description_key": "move.labour",
                "quantity": "4.75", "unit": "HOUR", "unit_price": "139.00", "computed": {"amount": "660.25", "currency": "CAD"},
                "amount": {"amount": "660.25", "currency": "CAD"}, "discount": {"amount": "10.25", "currency": "CAD"},
                "net": {"amount": "650.00", "currency": "CAD"}, "selected": selected, "public": true})
        };
        let price = SignedPrice::read(&json!({"currency": "CAD", "subtotal": {"amount": "650.00", "currency": "CAD"},
            "lines": [line("move/labour", true), line("move/kit", false)]}))
        .expect("a price");
        assert_eq!(price.agreed("move/labour").map(|q| q.to_string()), Some("4.75".into()));
        assert_eq!(price.agreed("move/kit"), None);
        let inputs = SignedInputs::read(&json!({"currency": "CAD", "parts": [{"key": "move",
            "places": {"origin": {"country": "CA", "region": "ON"}}}]}))
        .expect("inputs");
        let words = HashMap::from([("move/labour".to_owned(), "Labour".to_owned())]);
        let lines = price.lines(&inputs, words);
        assert_eq!(lines.len(), 1);
        assert_eq!((lines[0].description.as_str(), lines[0].net().map(Money::minor)), ("Labour", Ok(65_000)));
        assert!(lines[0].places.origin.as_ref().is_some_and(|place| place.is("CA", "ON")));
    }
}
