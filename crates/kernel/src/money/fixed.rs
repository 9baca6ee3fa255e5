//! Fixed-point numbers that are kept in one integer column each.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::{Currency, Money, MoneyError, Ratio};

/// Reads a plain decimal as an integer of `10^-places`; no exponent, no grouping, no spaces.
pub(super) fn parse_scaled(text: &str, places: usize) -> Result<i128, MoneyError> {
    let malformed = || MoneyError::Malformed(text.to_owned());
    let (negative, digits) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, "0"));
    let well_formed = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let decimals_kept = decimals.trim_end_matches('0');
    if !well_formed(whole) || !well_formed(decimals) || decimals_kept.len() > places {
        return Err(malformed());
    }
    let mut scaled: i128 = whole.parse().map_err(|_| malformed())?;
    let padded = format!("{decimals_kept:0<places$}");
    for digit in padded.bytes() {
        scaled = scaled
            .checked_mul(10)
            .and_then(|value| value.checked_add((digit - b'0').into()))
            .ok_or(MoneyError::Overflow)?;
    }
    Ok(if negative { -scaled } else { scaled })
}

/// Writes an integer of `10^-places` as a decimal with at least `least` and at most `places` decimals.
pub(super) fn scaled_text(value: i64, places: usize, least: usize) -> String {
    let scale = 10_u64.pow(places as u32);
    let magnitude = value.unsigned_abs();
    let sign = if value < 0 { "-" } else { "" };
    let decimals = format!("{:0places$}", magnitude % scale);
    let shown = decimals.trim_end_matches('0').len().max(least);
    match shown {
        0 => format!("{sign}{}", magnitude / scale),
        _ => format!("{sign}{}.{}", magnitude / scale, &decimals[..shown]),
    }
}

fn narrow(value: i128) -> Result<i64, MoneyError> {
    i64::try_from(value).map_err(|_| MoneyError::Overflow)
}

macro_rules! text_in_json {
    ($name:ident, $description:literal, $pattern:literal, $example:literal) => {
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({
                    "type": "string",
                    "description": $description,
                    "pattern": $pattern,
                    "examples": [$example]
                })
            }
        }
    };
}

/// A price for one unit, in 1/10,000 of the major currency unit; the currency stands beside it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UnitPrice(i64);

impl UnitPrice {
    /// Free of charge.
    pub const ZERO: Self = Self(0);

    /// From 1/10,000 of the major unit.
    pub const fn from_ten_thousandths(value: i64) -> Self {
        Self(value)
    }

    /// From 1/100 of the major unit.
    pub const fn from_hundredths(value: i64) -> Self {
        Self(value * 100)
    }

    /// In 1/10,000 of the major unit.
    pub const fn ten_thousandths(self) -> i64 {
        self.0
    }

    /// The exact price in major units.
    pub fn to_ratio(self) -> Ratio {
        // A non-zero constant denominator and an i64 numerator always make a fraction.
        Ratio::new(self.0.into(), 10_000).unwrap_or(Ratio::ZERO)
    }

    /// The nearest unit price to an exact number of major units.
    pub fn nearest(value: Ratio) -> Result<Self, MoneyError> {
        narrow(value.times(Ratio::whole(10_000))?.round_half_up()).map(Self)
    }

    /// `quantity` units of it in `currency`, rounded once.
    pub fn times(self, quantity: Ratio, currency: Currency) -> Result<Money, MoneyError> {
        Money::from_major(self.to_ratio().times(quantity)?, currency)
    }
}

impl fmt::Display for UnitPrice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&scaled_text(self.0, 4, 2))
    }
}

impl FromStr for UnitPrice {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        narrow(parse_scaled(text, 4)?).map(Self)
    }
}

text_in_json!(
    UnitPrice,
    "Price of one unit in major currency units, at most four decimals.",
    r"^-?\d+(\.\d{1,4})?$",
    "139.00"
);

/// A tax or percentage rate in millionths: 9.975 % is 99,750.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Rate(i64);

impl Rate {
    /// No percentage at all.
    pub const ZERO: Self = Self(0);

    /// From millionths.
    pub const fn from_millionths(value: i64) -> Self {
        Self(value)
    }

    /// From whole percent.
    pub const fn percent(value: i64) -> Self {
        Self(value * 10_000)
    }

    /// In millionths.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// The exact share of one.
    pub fn to_ratio(self) -> Ratio {
        // A non-zero constant denominator and an i64 numerator always make a fraction.
        Ratio::new(self.0.into(), 1_000_000).unwrap_or(Ratio::ZERO)
    }

    /// The rate's part of an amount, rounded half up.
    pub fn of(self, amount: Money) -> Result<Money, MoneyError> {
        Money::from_major(amount.to_ratio().times(self.to_ratio())?, amount.currency())
    }

    /// The part of an amount that already contains the rate: amount × rate ÷ (1 + rate).
    pub fn within(self, amount: Money) -> Result<Money, MoneyError> {
        let share = self.to_ratio().over(Ratio::ONE.plus(self.to_ratio())?)?;
        Money::from_major(amount.to_ratio().times(share)?, amount.currency())
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}%", scaled_text(self.0, 4, 0))
    }
}

impl FromStr for Rate {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let percent = text.strip_suffix('%').unwrap_or(text).trim_end();
        narrow(parse_scaled(percent, 4)?).map(Self)
    }
}

text_in_json!(
    Rate,
    "Percentage, at most four decimals; the sign may be left out when sending.",
    r"^-?\d+(\.\d{1,4})? ?%?$",
    "9.975%"
);

/// A multiplier in millionths: 1.8 is 1,800,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Factor(i64);

impl Factor {
    /// Changes nothing.
    pub const ONE: Self = Self(1_000_000);

    /// From millionths.
    pub const fn from_millionths(value: i64) -> Self {
        Self(value)
    }

    /// From tenths: 18 is the factor 1.8.
    pub const fn tenths(value: i64) -> Self {
        Self(value * 100_000)
    }

    /// In millionths.
    pub const fn millionths(self) -> i64 {
        self.0
    }

    /// The exact multiplier.
    pub fn to_ratio(self) -> Ratio {
        Rate(self.0).to_ratio()
    }
}

impl fmt::Display for Factor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&scaled_text(self.0, 6, 1))
    }
}

impl FromStr for Factor {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        narrow(parse_scaled(text, 6)?).map(Self)
    }
}

text_in_json!(Factor, "Multiplier, at most six decimals.", r"^-?\d+(\.\d{1,6})?$", "1.8");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_written_and_read_as_percent() {
        assert_eq!("9.975%".parse(), Ok(Rate::from_millionths(99_750)));
        assert_eq!("9.975".parse(), Ok(Rate::from_millionths(99_750)));
        assert_eq!("13 %".parse(), Ok(Rate::percent(13)));
        assert_eq!(Rate::from_millionths(99_750).to_string(), "9.975%");
        assert_eq!(Rate::percent(13).to_string(), "13%");
        assert!("9.97512".parse::<Rate>().is_err());
    }

    #[test]
    fn unit_prices_keep_four_decimals() {
        assert_eq!("139".parse(), Ok(UnitPrice::from_hundredths(13_900)));
        assert_eq!("0.0125".parse::<UnitPrice>().unwrap().to_string(), "0.0125");
        assert_eq!(UnitPrice::from_hundredths(13_900).to_string(), "139.00");
        assert_eq!(serde_json::to_value(UnitPrice::from_hundredths(399)).unwrap(), "3.99");
        for bad in ["", ".5", "5.", "1,000.00", "0.00001", "99999999999999999999"] {
            assert!(bad.parse::<UnitPrice>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_line_is_rounded_once() {
        let quarter_hours = Ratio::new(19, 4).unwrap();
        let line = UnitPrice::from_hundredths(13_900).times(quarter_hours, Currency::Cad);
        assert_eq!(line, Ok(Money::new(66_025, Currency::Cad)));
    }

    #[test]
    fn tax_contained_in_an_amount_is_taken_out_of_it() {
        let deposit = Money::new(20_000, Currency::Cad);
        assert_eq!(Rate::percent(13).within(deposit), Ok(Money::new(2_301, Currency::Cad)));
    }

    #[test]
    fn factors_are_plain_decimals() {
        assert_eq!(Factor::tenths(18).to_string(), "1.8");
        assert_eq!("1.0".parse(), Ok(Factor::ONE));
    }
}
