//! Input: rental.

use jiff::civil::DateTime;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Things hired out by the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RentalInput {
    /// Class of the thing.
    pub class: String,
    /// How many.
    #[serde(default = "single")]
    pub quantity: u32,
    /// Length.
    pub duration: RentalDuration,
    /// The customer takes the damage waiver.
    #[serde(default)]
    pub waiver: bool,
}

const fn single() -> u32 {
    1
}

/// Length of a rental.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RentalDuration {
    /// Counted days.
    Days {
        /// The days.
        days: u32,
    },
    /// Hand-over and return, in local time; a day is a started 24 hours.
    Times {
        /// Hand-over.
        from: DateTime,
        /// Return.
        to: DateTime,
    },
}
