//! Pricing: category.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a line is for. The order is the order of pricing: percentage fees see only what stands before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Category {
    /// Movers and trucks by the clock.
    Labour,
    /// Working cost of machines.
    Machine,
    /// Machines on Sundays.
    SundayWork,
    /// Riggers and helpers.
    Crew,
    /// Machines and things hired out by the day.
    Rental,
    /// Driving.
    Travel,
    /// Bringing machines and taking them back.
    Mobilisation,
    /// Long distance by weight and distance.
    Linehaul,
    /// Long distance zone to zone.
    Lane,
    /// Stairs, elevators, carrying, shuttles.
    Access,
    /// Heavy articles.
    Bulky,
    /// Cartons, wrapping, packing and unpacking.
    Packing,
    /// Storage in transit.
    TransitStorage,
    /// Units let by the month.
    Storage,
    /// Food and accommodation of the crew at site.
    Lodging,
    /// Premium for risk.
    Risk,
    /// Premium for heavy use.
    Usage,
    /// Incidentals and extra charges.
    Extra,
    /// Services of the company's list.
    Service,
    /// Other fees.
    Fee,
    /// Fees that are a percentage of lines before them, fuel among them.
    PercentageFee,
    /// Damage waiver of a rental.
    Waiver,
    /// Cover for loss and damage.
    Valuation,
    /// What is missing to the tariff's minimum amount.
    TopUp,
    /// Rounding of the total.
    Rounding,
}
