//! Money: ratio.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::MoneyError;

/// An exact fraction, always in lowest terms with a positive denominator.
///
/// Arithmetic answers [`MoneyError::Overflow`] instead of wrapping. In JSON it is a decimal string
/// where one is exact (`"7.75"`), else a fraction (`"15/26"`); numbers are read as well.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ratio {
    numerator: i128,
    denominator: i128,
}

const fn gcd(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

impl Ratio {
    /// Nothing.
    pub const ZERO: Self = Self::whole(0);
    /// One.
    pub const ONE: Self = Self::whole(1);

    /// A whole number.
    pub const fn whole(value: i64) -> Self {
        Self { numerator: value as i128, denominator: 1 }
    }

    /// `numerator ÷ denominator` in lowest terms.
    pub fn new(numerator: i128, denominator: i128) -> Result<Self, MoneyError> {
        if denominator == 0 {
            return Err(MoneyError::DivisionByZero);
        }
        if numerator == i128::MIN || denominator == i128::MIN {
            return Err(MoneyError::Overflow);
        }
        let divisor = gcd(numerator.unsigned_abs(), denominator.unsigned_abs()) as i128;
        let sign = denominator.signum();
        Ok(Self { numerator: sign * numerator / divisor, denominator: sign * denominator / divisor })
    }

    /// Numerator in lowest terms; carries the sign.
    pub const fn numerator(self) -> i128 {
        self.numerator
    }

    /// Denominator in lowest terms; positive.
    pub const fn denominator(self) -> i128 {
        self.denominator
    }

    /// Whether the value is below zero.
    pub const fn is_negative(self) -> bool {
        self.numerator < 0
    }

    /// Whether the value is zero.
    pub const fn is_zero(self) -> bool {
        self.numerator == 0
    }

    /// Sum.
    pub fn plus(self, other: Self) -> Result<Self, MoneyError> {
        let left = self.numerator.checked_mul(other.denominator);
        let right = other.numerator.checked_mul(self.denominator);
        match (left, right, self.denominator.checked_mul(other.denominator)) {
            (Some(left), Some(right), Some(denominator)) => {
                Self::new(left.checked_add(right).ok_or(MoneyError::Overflow)?, denominator)
            }
            _ => Err(MoneyError::Overflow),
        }
    }

    /// Difference.
    pub fn minus(self, other: Self) -> Result<Self, MoneyError> {
        self.plus(other.negated())
    }

    /// Product; crosswise cancelling keeps the intermediate values small.
    pub fn times(self, other: Self) -> Result<Self, MoneyError> {
        let left = Self::new(self.numerator, other.denominator)?;
        let right = Self::new(other.numerator, self.denominator)?;
        let numerator = left.numerator.checked_mul(right.numerator);
        let denominator = left.denominator.checked_mul(right.denominator);
        match (numerator, denominator) {
            (Some(numerator), Some(denominator)) => Self::new(numerator, denominator),
            _ => Err(MoneyError::Overflow),
        }
    }

    /// Quotient; dividing by zero is an error.
    pub fn over(self, other: Self) -> Result<Self, MoneyError> {
        self.times(Self::new(other.denominator, other.numerator)?)
    }

    /// The value with the other sign.
    pub const fn negated(self) -> Self {
        Self { numerator: -self.numerator, denominator: self.denominator }
    }

    /// Largest whole number not above the value.
    pub fn floor(self) -> i128 {
        self.numerator.div_euclid(self.denominator)
    }

    /// Smallest whole number not below the value.
    pub fn ceil(self) -> i128 {
        -self.negated().floor()
    }

    /// Nearest whole number; a half goes away from zero.
    pub fn round_half_up(self) -> i128 {
        let magnitude = self.numerator.unsigned_abs();
        let denominator = self.denominator.unsigned_abs();
        let whole = magnitude / denominator;
        let rest = magnitude % denominator;
        // `rest >= denominator - rest` is "at least a half" without doubling, which could overflow.
        let rounded = whole + u128::from(rest >= denominator - rest);
        self.numerator.signum() * rounded as i128
    }

    /// Rounded half up, away from zero, to `places` decimals.
    pub fn rounded_to(self, places: u8) -> Result<Self, MoneyError> {
        let scale = 10_i128.checked_pow(places.into()).ok_or(MoneyError::Overflow)?;
        let scaled = self.times(Self::new(scale, 1)?)?;
        Self::new(scaled.round_half_up(), scale)
    }

    /// Rounded up to the next multiple of `step`, which must be positive.
    pub fn rounded_up_to(self, step: Self) -> Result<Self, MoneyError> {
        Self::new(self.over(step)?.ceil(), 1)?.times(step)
    }

    fn decimal_text(self) -> Option<String> {
        const MOST_PLACES: u32 = 9;
        let mut places = 0;
        let mut scale = 1_i128;
        while scale % self.denominator != 0 {
            places += 1;
            if places > MOST_PLACES {
                return None;
            }
            scale *= 10;
        }
        let scaled = self.numerator.checked_mul(scale / self.denominator)?.unsigned_abs();
        let sign = if self.is_negative() { "-" } else { "" };
        let (whole, rest) = (scaled / scale.unsigned_abs(), scaled % scale.unsigned_abs());
        Some(match places {
            0 => format!("{sign}{whole}"),
            places => format!("{sign}{whole}.{rest:0width$}", width = places as usize),
        })
    }
}

impl Default for Ratio {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<i64> for Ratio {
    fn from(value: i64) -> Self {
        Self::whole(value)
    }
}

impl From<u32> for Ratio {
    fn from(value: u32) -> Self {
        Self::whole(value.into())
    }
}

impl PartialOrd for Ratio {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Ratio {
    fn cmp(&self, other: &Self) -> Ordering {
        // Continued fractions: compare whole parts, then the reciprocals of the rests, so that no
        // product is formed and nothing can overflow.
        let (mut left, mut right, mut reversed) = (*self, *other, false);
        loop {
            let (left_whole, right_whole) = (left.floor(), right.floor());
            let left_rest = left.numerator.rem_euclid(left.denominator);
            let right_rest = right.numerator.rem_euclid(right.denominator);
            let decided = match left_whole.cmp(&right_whole) {
                Ordering::Equal if left_rest == 0 || right_rest == 0 => Some(left_rest.cmp(&right_rest)),
                Ordering::Equal => None,
                unequal => Some(unequal),
            };
            if let Some(ordering) = decided {
                return if reversed { ordering.reverse() } else { ordering };
            }
            left = Self { numerator: left.denominator, denominator: left_rest };
            right = Self { numerator: right.denominator, denominator: right_rest };
            reversed = !reversed;
        }
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.decimal_text() {
            Some(text) => f.write_str(&text),
            None => write!(f, "{}/{}", self.numerator, self.denominator),
        }
    }
}

impl FromStr for Ratio {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let malformed = || MoneyError::Malformed(text.to_owned());
        if let Some((numerator, denominator)) = text.split_once('/') {
            let numerator = numerator.trim().parse().map_err(|_| malformed())?;
            let denominator = denominator.trim().parse().map_err(|_| malformed())?;
            return Self::new(numerator, denominator);
        }
        const MOST_PLACES: usize = 12;
        let places = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        if places > MOST_PLACES {
            return Err(malformed());
        }
        let scaled = super::fixed::parse_scaled(text, places)?;
        Self::new(scaled, 10_i128.pow(places as u32))
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

struct RatioVisitor;

impl Visitor<'_> for RatioVisitor {
    type Value = Ratio;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a decimal number or a fraction")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Ratio, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Ratio, E> {
        Ok(Ratio::whole(value))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Ratio, E> {
        i64::try_from(value).map(Ratio::whole).map_err(E::custom)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Ratio, E> {
        // The shortest text of a double is what the sender wrote, so 12.4 is read as 124/10.
        value.to_string().parse().map_err(E::custom)
    }
}

impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RatioVisitor)
    }
}

impl JsonSchema for Ratio {
    fn schema_name() -> Cow<'static, str> {
        "Quantity".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "An exact number: decimal text, a fraction, or a number.",
            "anyOf": [
                { "type": "string", "pattern": r"^-?\d+(\.\d{1,12}|/\d+)?$" },
                { "type": "number" }
            ],
            "examples": ["7.75"]
        })
    }
}

#[cfg(test)]
mod tests;
