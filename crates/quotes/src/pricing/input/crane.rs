//! Input: crane.

use jiff::civil::{Date, DateTime};
use kernel::money::{Rate, Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pricing::tariff::MachineRates;

/// A crane order priced by its length.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CraneOrderInput {
    /// Length of the order.
    pub length: OrderLength,
    /// Hours of one shift; the tariff's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_shift: Option<Ratio>,
    /// Shifts a day.
    #[serde(default)]
    pub shift: Shift,
    /// Time of day.
    #[serde(default)]
    pub time: WorkTime,
    /// Machines.
    #[schemars(length(min = 1))]
    pub machines: Vec<MachineInput>,
    /// The machines come without operator.
    #[serde(default)]
    pub without_operator: bool,
    /// Persons given food.
    #[serde(default)]
    pub persons_fed: u32,
    /// Persons given accommodation.
    #[serde(default)]
    pub persons_housed: u32,
    /// Mobilisation and way back.
    #[serde(default)]
    pub mobilisation: Mobilisation,
    /// Risk at the site.
    #[serde(default)]
    pub risk: Risk,
    /// How hard the machines are used.
    #[serde(default)]
    pub usage: Usage,
    /// Charge typed by a person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extra_charge: Option<UnitPrice>,
    /// Incidentals.
    #[serde(default)]
    pub incidentals: Vec<Incidental>,
    /// Riggers.
    #[serde(default)]
    pub riggers: u32,
    /// Helpers.
    #[serde(default)]
    pub helpers: u32,
    /// Site factors that apply.
    #[serde(default)]
    pub site_factors: Vec<SiteFactor>,
}

/// Length of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrderLength {
    /// Counted days.
    Days {
        /// Working days other than Sundays.
        days: u32,
        /// Sundays worked besides.
        #[serde(default)]
        sundays: u32,
    },
    /// First and last day; Sundays and the tariff's holidays are not worked unless said.
    Dates {
        /// First day.
        from: Date,
        /// Last day.
        to: Date,
        /// Sundays are worked.
        #[serde(default)]
        sunday_working: bool,
    },
}

/// Shifts a day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Shift {
    /// One.
    #[default]
    Single,
    /// Two.
    Double,
}

/// Time of day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WorkTime {
    /// By day.
    #[default]
    Day,
    /// By night.
    Night,
}

/// Machines of one line; what is absent is taken from the order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MachineInput {
    /// Name of the line within the part.
    pub key: String,
    /// Class of the machine on the rate card.
    pub class: String,
    /// How many.
    #[serde(default = "single")]
    pub quantity: u32,
    /// The machine's own rates; each missing one is its class's.
    #[serde(default)]
    pub own_rates: MachineRates,
    /// Its own length, which gives it its own order type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<OrderLength>,
    /// Its own hours of one shift.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours_per_shift: Option<Ratio>,
    /// Its own shifts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shift: Option<Shift>,
    /// Its own time of day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<WorkTime>,
}

const fn single() -> u32 {
    1
}

/// Mobilisation and way back.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mobilisation {
    /// Amount typed by a person; counts when above zero.
    pub manual: Option<UnitPrice>,
    /// Distance to the site, one way.
    pub distance_km: Ratio,
    /// What is let off.
    pub relaxation: Option<Relaxation>,
    /// Trailers.
    pub trailers: u32,
    /// Cost of one trailer.
    pub trailer_cost: UnitPrice,
}

/// What is let off mobilisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Relaxation {
    /// An amount.
    Amount {
        /// The amount.
        amount: UnitPrice,
    },
    /// A percentage.
    Percent {
        /// The percentage.
        rate: Rate,
    },
}

/// Risk at the site.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Risk {
    /// No premium.
    #[default]
    Low,
    /// The smaller premium.
    Medium,
    /// The larger premium.
    High,
}

/// How hard machines are used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Usage {
    /// No premium.
    #[default]
    Normal,
    /// The smaller premium.
    Medium,
    /// The larger premium.
    Heavy,
}

/// One of the tariff's three incidentals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Incidental {
    /// 1, 2 or 3.
    #[schemars(range(min = 1, max = 3))]
    pub number: u8,
    /// Another amount than the tariff's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<UnitPrice>,
}

/// A factor of site or customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum SiteFactor {
    /// A difficult area.
    Area,
    /// Bad ground or condition.
    Condition,
    /// The customer's reputation.
    Reputation,
}

/// A crane by the clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HireInput {
    /// Class of the machine.
    pub class: String,
    /// How many.
    #[serde(default = "single")]
    pub quantity: u32,
    /// Own price of an hour; its class's where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_hour: Option<UnitPrice>,
    /// Calls, each from leaving the yard (or beginning on site) to the end.
    #[schemars(length(min = 1))]
    pub calls: Vec<HireCall>,
    /// Riggers and helpers, by the same clock.
    #[serde(default)]
    pub crew: Vec<HireCrew>,
}

/// One call of a crane, in local time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HireCall {
    /// Begin.
    pub from: DateTime,
    /// End.
    pub to: DateTime,
    /// The machine is left on site that day.
    #[serde(default)]
    pub left_on_site: bool,
}

/// People who follow the machine's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HireCrew {
    /// RIGGER, HELPER and so on.
    pub role: String,
    /// How many.
    pub count: u32,
}
