//! Input: moving.

use kernel::money::tax::TaxClass;
use kernel::money::{Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pricing::tariff::{AccessCondition, ValuationOption};

/// What a move consists of.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct MoveInput {
    /// Which parts of a move are done.
    pub service: MoveService,
    /// How the transport is priced.
    pub basis: MoveBasis,
    /// Volume of all that goes.
    pub volume_cuft: Option<Ratio>,
    /// Weight of all that goes; absent: volume × the tariff's density.
    pub weight_lb: Option<Ratio>,
    /// Road distance from the first to the last stop.
    pub distance_km: Option<Ratio>,
    /// Straight line from the first to the last stop, where both are known on the map.
    pub straight_km: Option<Ratio>,
    /// Driving time from the first to the last stop.
    pub drive_minutes: Option<u32>,
    /// Articles that may be heavy.
    pub articles: Vec<Article>,
    /// Hindrances at the stops.
    pub access: Vec<AccessInput>,
    /// Counts of packing materials.
    pub packing: Vec<PackingCount>,
    /// Packing by the hour instead of by the carton.
    pub packing_labour: Option<PackingLabour>,
    /// Cover chosen.
    pub valuation: Option<ValuationChoice>,
    /// Days the load waits in storage on the way.
    pub transit_storage_days: Option<u32>,
}

/// Which parts of a move are done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MoveService {
    /// Loading, transport, unloading.
    #[default]
    Full,
    /// Loading only.
    LoadOnly,
    /// Unloading only.
    UnloadOnly,
    /// Into or out of storage.
    Storage,
    /// Hands without a truck.
    LabourOnly,
    /// Packing only.
    PackingOnly,
}

/// How the transport is priced.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MoveBasis {
    /// By the hour.
    Hourly(HourlyInput),
    /// By weight and distance.
    Linehaul,
    /// Zone to zone.
    Lane {
        /// Where it begins.
        from: Address,
        /// Where it ends.
        to: Address,
    },
    /// By the part's charges alone.
    #[default]
    ByCharges,
}

/// A move by the hour.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct HourlyInput {
    /// People; absent: by weight and articles.
    pub movers: Option<u32>,
    /// Trucks; absent: by weight.
    pub trucks: Option<u32>,
    /// Labour of the whole job before the share of its service.
    pub labour: LabourTime,
    /// What the estimate's formula says, where a person typed other hours.
    pub formula_minutes: Option<u32>,
    /// Which travel rule and its facts.
    pub travel: TravelInput,
}

/// Labour in minutes, with its likely range.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct LabourTime {
    /// Expected, or actual.
    pub minutes: u32,
    /// Lower end of the range.
    pub low_minutes: Option<u32>,
    /// Upper end of the range.
    pub high_minutes: Option<u32>,
}

/// Facts about driving.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct TravelInput {
    /// The travel rule; absent: the tariff's only one.
    pub rule_key: Option<String>,
    /// Office to the first stop.
    pub office_to_origin: Option<Leg>,
    /// First to last stop.
    pub origin_to_destination: Option<Leg>,
    /// Last stop to office.
    pub destination_to_office: Option<Leg>,
    /// Distance from the office to the farthest stop.
    pub farthest_stop_km: Option<Ratio>,
    /// Breaks taken off the clock from yard to yard.
    pub break_minutes: u32,
}

/// One stretch of road.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Leg {
    /// Length.
    pub distance_km: Ratio,
    /// Driving time.
    pub minutes: u32,
}

/// As much of an address as zones look at.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Address {
    /// Postal code, with or without spaces.
    pub postal_code: String,
    /// City.
    pub city: String,
    /// `CA-BC`.
    pub region: String,
}

/// Articles of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// What it is.
    pub name: String,
    /// Weight of one.
    pub weight_lb: Ratio,
    /// How many.
    #[serde(default = "single")]
    pub count: u32,
}

const fn single() -> u32 {
    1
}

/// A hindrance and its extent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessInput {
    /// The hindrance.
    pub condition: AccessCondition,
    /// Flights, feet of carry, hours of waiting, or a count.
    pub extent: Ratio,
    /// Volume that goes this way; absent: all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub volume_cuft: Option<Ratio>,
}

/// Counts of one material.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct PackingCount {
    /// The material's key in the inventory.
    pub material: String,
    /// Supplied to the customer.
    pub supplied: u32,
    /// Packed by the crew; what the owner packs is not counted.
    pub packed: u32,
    /// Unpacked by the crew.
    pub unpacked: u32,
    /// Rented.
    pub rented: u32,
    /// Days of the rental.
    pub rented_days: Option<u32>,
}

/// Packing by the hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PackingLabour {
    /// Packers.
    pub packers: u32,
    /// Time of each.
    pub minutes: u32,
}

/// Cover chosen by the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ValuationChoice {
    /// The way.
    pub option: ValuationOption,
    /// The customer's value; raised to the least value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_value: Option<UnitPrice>,
    /// The deductible.
    #[serde(default)]
    pub deductible: UnitPrice,
    /// Name of the customer's own insurer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
}

impl MoveInput {
    /// Freight; work without transport is work at a site.
    pub fn tax_class(&self) -> TaxClass {
        match self.service {
            MoveService::LabourOnly | MoveService::PackingOnly => TaxClass::SiteWork,
            _ => TaxClass::Freight,
        }
    }
}
