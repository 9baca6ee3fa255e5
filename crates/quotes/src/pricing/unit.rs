//! Pricing: unit.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a quantity counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Unit {
    /// Money in major units.
    Money,
    /// A plain number.
    Number,
    /// A part of one (5 % is 0.05).
    Share,
    /// Hours.
    Hour,
    /// Minutes.
    Minute,
    /// Days.
    Day,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
    /// Work shifts.
    Shift,
    /// Pieces.
    Item,
    /// Kilometres or miles, as the tariff says.
    Distance,
    /// Cubic feet.
    CubicFoot,
    /// Pounds.
    Pound,
    /// Kilograms.
    Kilogram,
}
