//! Money: amount.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::fixed::{parse_scaled, scaled_text};
use super::{Currency, MoneyError, Ratio};

/// An amount of money in whole minor units.
///
/// In JSON: `{"amount": "1234.50", "currency": "CAD"}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    /// From minor units (cents, paise).
    pub const fn new(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }

    /// Nothing, in a currency.
    pub const fn zero(currency: Currency) -> Self {
        Self::new(0, currency)
    }

    /// An exact number of major units, rounded half up (away from zero) to the minor unit.
    pub fn from_major(value: Ratio, currency: Currency) -> Result<Self, MoneyError> {
        let minor = value.times(Ratio::whole(currency.minor_per_major()))?.round_half_up();
        i64::try_from(minor).map(|minor| Self { minor, currency }).map_err(|_| MoneyError::Overflow)
    }

    /// Reads a decimal of major units with no more decimals than the currency has.
    pub fn parse(amount: &str, currency: Currency) -> Result<Self, MoneyError> {
        let minor = parse_scaled(amount, currency.exponent().into())?;
        i64::try_from(minor).map(|minor| Self { minor, currency }).map_err(|_| MoneyError::Overflow)
    }

    /// The amount in minor units.
    pub const fn minor(self) -> i64 {
        self.minor
    }

    /// The currency.
    pub const fn currency(self) -> Currency {
        self.currency
    }

    /// Whether the amount is nothing.
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// The exact number of major units.
    pub fn to_ratio(self) -> Ratio {
        // The divisor is a power of ten, so the fraction always exists.
        Ratio::new(self.minor.into(), self.currency.minor_per_major().into()).unwrap_or(Ratio::ZERO)
    }

    /// Sum of two amounts of one currency.
    pub fn checked_add(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_add)
    }

    /// Difference of two amounts of one currency.
    pub fn checked_sub(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, i64::checked_sub)
    }

    /// The amount with the other sign.
    pub fn checked_neg(self) -> Result<Self, MoneyError> {
        let minor = self.minor.checked_neg().ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }

    /// Sum of amounts that must all be in `currency`.
    pub fn sum<I: IntoIterator<Item = Self>>(amounts: I, currency: Currency) -> Result<Self, MoneyError> {
        amounts.into_iter().try_fold(Self::zero(currency), Self::checked_add)
    }

    /// The smaller of two amounts of one currency.
    pub fn smaller(self, other: Self) -> Result<Self, MoneyError> {
        self.combine(other, |left, right| Some(left.min(right)))
    }

    /// The amount in major units, without the currency.
    pub fn amount_text(self) -> String {
        let places = self.currency.exponent().into();
        scaled_text(self.minor, places, places)
    }

    fn combine(self, other: Self, with: fn(i64, i64) -> Option<i64>) -> Result<Self, MoneyError> {
        if self.currency != other.currency {
            return Err(MoneyError::CurrencyMismatch { left: self.currency, right: other.currency });
        }
        let minor = with(self.minor, other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, currency: self.currency })
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.amount_text(), self.currency)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyJson<'a> {
    #[serde(borrow)]
    amount: Cow<'a, str>,
    currency: Currency,
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        MoneyJson { amount: self.amount_text().into(), currency: self.currency }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = MoneyJson::deserialize(deserializer)?;
        Self::parse(&json.amount, json.currency).map_err(de::Error::custom)
    }
}

impl JsonSchema for Money {
    fn schema_name() -> Cow<'static, str> {
        "Money".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "object",
            "description": "An amount in major units with the currency's decimals.",
            "properties": {
                "amount": { "type": "string", "pattern": r"^-?\d+(\.\d{1,2})?$" },
                "currency": generator.subschema_for::<Currency>()
            },
            "required": ["amount", "currency"],
            "additionalProperties": false,
            "examples": [{ "amount": "1234.50", "currency": "CAD" }]
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    #[test]
    fn json_has_the_amount_as_text() {
        let money = Money::new(123_450, Currency::Cad);
        let json = json!({"amount": "1234.50", "currency": "CAD"});
        assert_eq!(serde_json::to_value(money).unwrap(), json);
        assert_eq!(serde_json::from_value::<Money>(json).unwrap(), money);
        let too_fine = json!({"amount": "1.005", "currency": "CAD"});
        assert!(serde_json::from_value::<Money>(too_fine).is_err());
    }

    #[test]
    fn currencies_do_not_mix() {
        let cad = Money::new(1, Currency::Cad);
        assert!(cad.checked_add(Money::new(1, Currency::Inr)).is_err());
        assert_eq!(cad.checked_add(Money::new(i64::MAX, Currency::Cad)), Err(MoneyError::Overflow));
    }

    #[test]
    fn negative_amounts_keep_their_sign_below_one() {
        assert_eq!(Money::new(-5, Currency::Usd).amount_text(), "-0.05");
        assert_eq!(Money::parse("-0.05", Currency::Usd), Ok(Money::new(-5, Currency::Usd)));
    }

    #[test]
    fn the_schema_describes_what_is_written() {
        let schema = schemars::schema_for!(Money);
        assert_eq!(schema.get("required"), Some(&json!(["amount", "currency"])));
    }

    proptest! {
        #[test]
        fn text_round_trips(minor in any::<i64>(), which in 0_usize..4) {
            let money = Money::new(minor, Currency::ALL[which]);
            prop_assert_eq!(Money::parse(&money.amount_text(), money.currency()), Ok(money));
            let json = serde_json::to_string(&money).unwrap();
            prop_assert_eq!(serde_json::from_str::<Money>(&json).unwrap(), money);
        }

        #[test]
        fn exact_values_round_trip(minor in any::<i64>()) {
            let money = Money::new(minor, Currency::Cad);
            prop_assert_eq!(Money::from_major(money.to_ratio(), Currency::Cad), Ok(money));
        }

        #[test]
        fn adding_then_subtracting_changes_nothing(a in -1_i64 << 60..1_i64 << 60, b in -1_i64 << 60..1_i64 << 60) {
            let (a, b) = (Money::new(a, Currency::Inr), Money::new(b, Currency::Inr));
            prop_assert_eq!(a.checked_add(b).and_then(|sum| sum.checked_sub(b)), Ok(a));
        }
    }
}
