//! Tariff: long distance.

use kernel::money::{Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a long distance price is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LinehaulMeasure {
    /// Per 100 lb.
    Per100Lb,
    /// Per 1,000 lb and unit of distance.
    Per1000LbDistance,
    /// Per cubic foot.
    PerCubicFoot,
}

/// Price by distance band and break.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinehaulRule {
    /// From this distance, in the tariff's unit.
    pub from_distance: Ratio,
    /// Below this distance.
    pub below_distance: Ratio,
    /// What is counted.
    pub measure: LinehaulMeasure,
    /// Breaks, lowest first; nothing is charged below the first.
    pub breaks: Vec<LinehaulBreak>,
}

/// A price from a weight (lb) or volume (cubic feet) on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LinehaulBreak {
    /// Lowest weight or volume of the break.
    pub from: Ratio,
    /// Price in the rule's measure.
    pub price: UnitPrice,
}

/// A named area; the most exact match of an address wins.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct ZoneRule {
    /// Name used by lanes.
    pub zone: String,
    /// Beginnings of postal codes, without spaces.
    pub postal_prefixes: Vec<String>,
    /// Names of cities.
    pub cities: Vec<String>,
    /// Provinces or states, `CA-BC`.
    pub regions: Vec<String>,
}

/// Price from zone to zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LaneRule {
    /// Zone of the origin.
    pub from_zone: String,
    /// Zone of the destination.
    pub to_zone: String,
    /// Brackets, smallest first.
    pub brackets: Vec<LaneBracket>,
    /// Price of a cubic foot beyond the last bracket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beyond_per_cuft: Option<UnitPrice>,
    /// What the price contains, in words.
    pub includes: String,
}

/// Price of a lane up to a volume.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LaneBracket {
    /// Largest volume.
    pub up_to_cuft: Ratio,
    /// Price of all of it.
    pub price: UnitPrice,
}

/// Ways to cover loss and damage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ValuationOption {
    /// The carrier's limited liability by weight; no charge.
    Released,
    /// A declared sum.
    DeclaredLump,
    /// Replacement value.
    FullReplacement,
    /// The customer's own insurer; no charge.
    InsuredElsewhere,
}

/// Weight in which a law states its minimum value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ValueWeight {
    /// Per kilogram.
    Kilogram,
    /// Per pound.
    Pound,
}

/// Least value of a load.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LeastValue {
    /// Value of one unit of weight.
    pub value: UnitPrice,
    /// The unit.
    pub per: ValueWeight,
    /// Least value of the whole load.
    #[serde(default)]
    pub at_least: UnitPrice,
}

/// Charge of a covered thousand at a deductible.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DeductibleCharge {
    /// The customer's own part of a loss.
    pub deductible: UnitPrice,
    /// Price of 1,000 of value.
    pub price_per_thousand: UnitPrice,
}

/// One way of cover, with the least values of law and tariff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ValuationRule {
    /// The way.
    pub option: ValuationOption,
    /// Least values; the highest counts.
    #[serde(default)]
    pub least: Vec<LeastValue>,
    /// Charges by deductible; none for ways that cost nothing.
    #[serde(default)]
    pub charges: Vec<DeductibleCharge>,
}

/// Storage in transit, prices per 100 lb.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TransitStorageRule {
    /// Price of the first period.
    pub first_period: UnitPrice,
    /// Length of the first period, in days.
    pub first_days: u32,
    /// Price of each started further period.
    pub further_period: UnitPrice,
    /// Length of a further period, in days.
    pub further_days: u32,
    /// Price of handling in and out together.
    pub handling: UnitPrice,
    /// Longest time; after it a storage booking is made.
    pub at_most_days: u32,
}
