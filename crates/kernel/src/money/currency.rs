//! Money: currency.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::MoneyError;

/// The currencies the product keeps books in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Currency {
    /// Canadian dollar.
    Cad,
    /// United States dollar.
    Usd,
    /// Euro.
    Eur,
    /// Indian rupee.
    Inr,
}

impl Currency {
    /// Every supported currency.
    pub const ALL: [Currency; 4] = [Self::Cad, Self::Usd, Self::Eur, Self::Inr];

    /// Number of decimals of the minor unit (ISO 4217).
    pub const fn exponent(self) -> u8 {
        match self {
            Self::Cad | Self::Usd | Self::Eur | Self::Inr => 2,
        }
    }

    /// Minor units in one major unit.
    pub const fn minor_per_major(self) -> i64 {
        10_i64.pow(self.exponent() as u32)
    }

    /// The ISO 4217 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Cad => "CAD",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Inr => "INR",
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;

    fn from_str(text: &str) -> Result<Self, MoneyError> {
        Self::ALL
            .into_iter()
            .find(|currency| currency.code() == text)
            .ok_or_else(|| MoneyError::UnknownCurrency(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_round_trip_through_text_and_json() {
        for currency in Currency::ALL {
            assert_eq!(currency.code().parse(), Ok(currency));
            let json = serde_json::to_value(currency).unwrap();
            assert_eq!(json, currency.code());
            assert_eq!(serde_json::from_value::<Currency>(json).unwrap(), currency);
        }
        assert!("GBP".parse::<Currency>().is_err());
    }
}
