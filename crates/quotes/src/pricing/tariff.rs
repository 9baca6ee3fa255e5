//! A tariff version as data: settings and rules, each rule a row of its own.

use jiff::civil::Date;
use kernel::money::{Currency, Rate, Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

mod crane;
mod fees;
mod long_distance;
pub(in crate::pricing) mod lookup;
mod moving;

pub use crane::*;
pub use fees::*;
pub use long_distance::*;
pub use moving::*;

use super::derivation::RuleRef;

/// What a tariff prices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TariffKind {
    /// Moves.
    Moving,
    /// Cranes by order type or by the clock.
    Crane,
    /// Things hired out by the day.
    Rental,
    /// Services of the company's list.
    Service,
}

/// Unit of the tariff's distances; inputs are always in kilometres.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DistanceUnit {
    /// Kilometres.
    #[default]
    Km,
    /// Statute miles.
    Mi,
}

/// One version of a tariff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TariffVersion {
    /// Id of the version.
    pub id: Uuid,
    /// Number of the version within its tariff.
    pub number: u32,
    /// Name of the tariff.
    pub name: String,
    /// What it prices.
    pub kind: TariffKind,
    /// Currency of every price in it.
    pub currency: Currency,
    /// Unit of its distances.
    #[serde(default)]
    pub distance_unit: DistanceUnit,
    /// First day it is valid.
    pub valid_from: Date,
    /// First day it is no longer valid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_to: Option<Date>,
    /// What holds for all its rules.
    #[serde(default)]
    pub settings: TariffSettings,
    /// The rules.
    pub rules: Vec<Rule>,
}

/// Settings of a tariff version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TariffSettings {
    /// Billed time is a multiple of this.
    pub billing_step_minutes: u32,
    /// Least billed time for each day class.
    pub minimum_minutes: MinimumMinutes,
    /// The minimum covers labour and timed travel together.
    pub minimum_includes_travel: bool,
    /// Weight of a cubic foot where no weight is known, in lb.
    pub density_lb_per_cuft: Ratio,
    /// Share of the time for a move that is loaded only.
    pub load_only: Rate,
    /// Share of the time for a move that is unloaded only.
    pub unload_only: Rate,
    /// Share of the time for a move into or out of storage.
    pub storage_move: Rate,
    /// Least amount of a part before tax.
    pub minimum_amount: Option<UnitPrice>,
    /// Totals are rounded to the major unit by a line of their own.
    pub round_total_to_major: bool,
}

impl Default for TariffSettings {
    fn default() -> Self {
        Self {
            billing_step_minutes: 15,
            minimum_minutes: MinimumMinutes::default(),
            minimum_includes_travel: false,
            density_lb_per_cuft: Ratio::whole(7),
            load_only: Rate::percent(65),
            unload_only: Rate::percent(35),
            storage_move: Rate::percent(80),
            minimum_amount: None,
            round_total_to_major: false,
        }
    }
}

/// Least billed minutes by day class.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MinimumMinutes {
    /// On ordinary days.
    pub weekday: u32,
    /// On weekends.
    pub weekend: u32,
    /// In the peak season.
    pub peak: u32,
    /// On holidays.
    pub holiday: u32,
}

impl Default for MinimumMinutes {
    fn default() -> Self {
        Self { weekday: 120, weekend: 120, peak: 120, holiday: 120 }
    }
}

/// One rule of a tariff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Rule {
    /// Key that stays the same through all versions.
    pub rule_key: String,
    /// What it says.
    #[serde(flatten)]
    pub body: RuleBody,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RuleBody {
    /// Price of an hour for a crew and its trucks.
    Hourly(HourlyRow),
    /// Price of an hour for one more mover or truck.
    HourlyAddition(HourlyAddition),
    /// Which days are weekend, peak or holiday.
    DayClass(DayClassRule),
    /// How driving is charged.
    Travel(TravelRule),
    /// What trucks cost apart from the hourly rate.
    Truck(TruckRule),
    /// Price by distance and weight.
    Linehaul(LinehaulRule),
    /// A named area.
    Zone(ZoneRule),
    /// Price from zone to zone.
    Lane(LaneRule),
    /// Price of a hindrance at a stop.
    Access(AccessRule),
    /// Price of a heavy article.
    Bulky(BulkyRule),
    /// Prices of one packing material.
    Packing(PackingRule),
    /// Price of packing by the hour.
    PackingLabour(PackingLabourRule),
    /// Cover for loss and damage.
    Valuation(ValuationRule),
    /// Storage in transit.
    TransitStorage(TransitStorageRule),
    /// One of the nine kinds of fees.
    Fee(FeeRule),
    /// A service of the company's list.
    Service(ServiceRule),
    /// Rates of a machine class by order type.
    MachineRate(MachineRateRule),
    /// Factors and amounts of crane orders.
    CraneTerms(CraneTerms),
    /// Price of an hour of a machine class hired by the clock.
    HireRate(HireRateRule),
    /// Price of an hour of a rigger or helper by the clock.
    HireCrew(HireCrewRule),
    /// Ordinary hours, overtime and minimums of hire by the clock.
    HireClock(HireClockRule),
    /// Prices of a class by rental period.
    RentalPeriod(RentalPeriodRule),
}

impl TariffVersion {
    pub(super) fn rule_ref(&self, rule_key: &str) -> RuleRef {
        RuleRef { rule_key: rule_key.to_owned(), tariff_version_id: self.id }
    }
}
