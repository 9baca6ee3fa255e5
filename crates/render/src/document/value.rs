//! Document: value.

use jiff::Zoned;
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize};

use crate::Language;

/// Said of a required text that is blank.
pub(crate) const EMPTY: &str = "nothing given";

/// Reads a text that a paper cannot go without.
pub(crate) fn filled<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() {
        return Err(serde::de::Error::custom(EMPTY));
    }
    Ok(text)
}

/// Money as the interface writes it: major units with decimals, ISO 4217 code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Amount {
    pub amount: String,
    pub currency: String,
}

impl Amount {
    /// From an exact decimal text, `1234.50`.
    pub fn new(amount: impl Into<String>, currency: impl Into<String>) -> Self {
        Self { amount: amount.into(), currency: currency.into() }
    }

    /// From minor units of a currency with two decimals.
    pub fn from_minor(minor: i64, currency: impl Into<String>) -> Self {
        let sign = if minor < 0 { "-" } else { "" };
        let size = minor.unsigned_abs();
        Self::new(format!("{sign}{}.{:02}", size / 100, size % 100), currency)
    }
}

/// An exact number, `7.75`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decimal {
    pub decimal: String,
}

impl Decimal {
    /// From an exact decimal text.
    pub fn new(decimal: impl Into<String>) -> Self {
        Self { decimal: decimal.into() }
    }
}

/// A rate in percent, `9.975`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Percent {
    pub percent: String,
}

impl Percent {
    /// From an exact decimal text in percent.
    pub fn new(percent: impl Into<String>) -> Self {
        Self { percent: percent.into() }
    }

    /// From a rate in 1/1,000,000: 99,750 is 9.975 %.
    pub fn from_millionths(millionths: u32) -> Self {
        Self::new(format!("{}.{:04}", millionths / 10_000, millionths % 10_000))
    }
}

/// A calendar day, `2026-06-27`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Day {
    pub day: String,
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self { day: date.to_string() }
    }
}

/// An instant with the clock and zone of the place it happened in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// RFC 3339 with the offset of the place.
    pub moment: String,
    /// IANA name, `America/Toronto`.
    pub zone: String,
}

impl From<&Zoned> for Moment {
    fn from(time: &Zoned) -> Self {
        let zone = time.time_zone().iana_name().unwrap_or("UTC").to_owned();
        let moment = time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
        Self { moment, zone }
    }
}

/// A picture: PNG, JPEG, WebP or SVG, at most 4 MiB.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Image {
    pub media_type: String,
    pub base64: String,
}

/// Size of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Paper {
    #[default]
    #[serde(rename = "us-letter")]
    Letter,
    #[serde(rename = "a4")]
    A4,
}

/// What identifies a paper. All metadata of the file comes from here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meta {
    pub language: Language,
    /// Business number with version where there is one: `Q-2026-000123 v2`.
    #[serde(deserialize_with = "filled")]
    pub number: String,
    pub paper: Paper,
    /// Creation time written into the file.
    pub made_at: Moment,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_keep_every_digit() {
        assert_eq!(Amount::from_minor(-5, "CAD").amount, "-0.05");
        assert_eq!(Amount::from_minor(16_944_800, "INR").amount, "169448.00");
        assert_eq!(Percent::from_millionths(99_750).percent, "9.9750");
        assert_eq!(Percent::from_millionths(130_000).percent, "13.0000");
    }

    #[test]
    fn a_moment_keeps_the_clock_of_its_place() {
        let zone = jiff::tz::TimeZone::fixed(jiff::tz::offset(-4));
        let time = jiff::civil::datetime(2026, 6, 27, 14, 3, 11, 0).to_zoned(zone).unwrap();
        assert_eq!(Moment::from(&time).moment, "2026-06-27T14:03:11-04:00");
    }
}
