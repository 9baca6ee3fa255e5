//! Tariff: moving.

use jiff::civil::Date;
use kernel::money::{Factor, Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The class of a day, which chooses the column of an hourly rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DayClass {
    /// None of the others.
    Weekday,
    /// One of the tariff's weekend days.
    Weekend,
    /// In a season or on a date of high demand.
    Peak,
    /// A holiday.
    Holiday,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)]
pub enum DayOfWeek {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

impl DayOfWeek {
    /// The day of the week of a date.
    pub fn of(date: Date) -> Self {
        use jiff::civil::Weekday;
        match date.weekday() {
            Weekday::Monday => Self::Monday,
            Weekday::Tuesday => Self::Tuesday,
            Weekday::Wednesday => Self::Wednesday,
            Weekday::Thursday => Self::Thursday,
            Weekday::Friday => Self::Friday,
            Weekday::Saturday => Self::Saturday,
            Weekday::Sunday => Self::Sunday,
        }
    }
}

/// Price of an hour by day class; a missing column is the weekday's price times the class's factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ClassRates {
    /// Ordinary days.
    pub weekday: UnitPrice,
    /// Weekends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weekend: Option<UnitPrice>,
    /// Peak season.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub peak: Option<UnitPrice>,
    /// Holidays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holiday: Option<UnitPrice>,
}

/// Price of an hour for a crew and its trucks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HourlyRow {
    /// People in the crew.
    pub movers: u32,
    /// Trucks.
    pub trucks: u32,
    /// Prices.
    pub rates: ClassRates,
}

/// What an hourly rate is extended by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Addition {
    /// One more person.
    Mover,
    /// One more truck.
    Truck,
}

/// Price of an hour for one more mover or truck.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HourlyAddition {
    /// What is added.
    pub adds: Addition,
    /// Prices.
    pub rates: ClassRates,
}

/// A day of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct MonthDay {
    /// 1–12.
    pub month: i8,
    /// 1–31.
    pub day: i8,
}

/// A season that returns every year, both days included; it may run over the new year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Season {
    /// First day.
    pub from: MonthDay,
    /// Last day.
    pub to: MonthDay,
}

/// Which days are weekend, peak or holiday, and the factors of columns a rate lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct DayClassRule {
    /// Weekend days.
    pub weekend: Vec<DayOfWeek>,
    /// Peak seasons.
    pub seasons: Vec<Season>,
    /// Single peak days.
    pub peak_dates: Vec<Date>,
    /// Holidays.
    pub holidays: Vec<Date>,
    /// Factor on the weekday's price at weekends.
    pub weekend_factor: Option<Factor>,
    /// Factor on the weekday's price in the peak season.
    pub peak_factor: Option<Factor>,
    /// Factor on the weekday's price on holidays.
    pub holiday_factor: Option<Factor>,
}

/// How driving is charged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TravelRule {
    /// The way.
    pub mode: TravelMode,
}

/// The ways to charge driving.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "mode", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TravelMode {
    /// Not at all.
    None,
    /// A fixed price.
    Flat {
        /// The price.
        price: UnitPrice,
    },
    /// Fixed time at the hourly rate (trip fee).
    Hours {
        /// The time.
        minutes: u32,
    },
    /// By the distance of the farthest stop.
    Radius {
        /// Bands, nearest first.
        bands: Vec<RadiusBand>,
    },
    /// Chosen legs by time or distance.
    Portion {
        /// Office to the first stop.
        office_to_origin: bool,
        /// First to last stop.
        origin_to_destination: bool,
        /// Last stop to office.
        destination_to_office: bool,
        /// By distance at this price; by time at the hourly rate where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        price_per_distance: Option<UnitPrice>,
    },
    /// One clock from yard to yard, breaks off.
    PortToPort,
    /// The drive from first to last stop, twice, at the hourly rate.
    DoubleDrive,
}

/// One band of distance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RadiusBand {
    /// Up to this distance, in the tariff's unit.
    pub up_to_distance: Ratio,
    /// What it costs.
    pub charge: BandCharge,
}

/// What a band of distance costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "by", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BandCharge {
    /// Money.
    Price {
        /// The price.
        price: UnitPrice,
    },
    /// Time at the hourly rate.
    Time {
        /// The time.
        minutes: u32,
    },
}

/// How a truck is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum TruckBasis {
    /// Once for each truck.
    PerTruck,
    /// For each billed hour of each truck.
    PerHour,
    /// For each unit of distance of each truck.
    PerDistance,
}

/// What trucks cost apart from the hourly rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TruckRule {
    /// What is counted.
    pub basis: TruckBasis,
    /// Price of each.
    pub price: UnitPrice,
}

/// A hindrance at a stop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccessCondition {
    /// Flights of stairs, per 100 cubic feet.
    Stairs,
    /// Use of an elevator, per 100 cubic feet.
    Elevator,
    /// Carrying, per started step beyond the free distance.
    Carry,
    /// A smaller vehicle between truck and door, each.
    Shuttle,
    /// Waiting, per hour.
    Waiting,
    /// A stop more than two, each.
    ExtraStop,
}

impl AccessCondition {
    /// Whether the clock already pays for it where labour is by the hour.
    pub const fn takes_time(self) -> bool {
        !matches!(self, Self::Shuttle)
    }
}

/// Price of a hindrance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AccessRule {
    /// The hindrance.
    pub condition: AccessCondition,
    /// Price of one unit of it.
    pub price: UnitPrice,
    /// Carry that costs nothing, in feet.
    #[serde(default = "fifty")]
    pub free_ft: u32,
    /// Length of one step of carry, in feet.
    #[serde(default = "fifty")]
    pub step_ft: u32,
}

const fn fifty() -> u32 {
    50
}

/// Price of an article over a weight; the heaviest limit that is passed counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BulkyRule {
    /// Articles heavier than this, in lb.
    pub over_lb: Ratio,
    /// Price of one.
    pub price: UnitPrice,
}

/// How a rented material is counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MaterialRentalBasis {
    /// Once for each item.
    #[default]
    Item,
    /// For each started week of each item.
    Week,
}

/// Prices of one packing material.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct PackingRule {
    /// Key of the material in the inventory.
    pub material: String,
    /// Price of one supplied.
    pub supplied: Option<UnitPrice>,
    /// Price of packing one.
    pub packed: Option<UnitPrice>,
    /// Price of unpacking one.
    pub unpacked: Option<UnitPrice>,
    /// Price of renting one.
    pub rented: Option<UnitPrice>,
    /// How a rental is counted.
    pub rented_by: MaterialRentalBasis,
}

/// Price of packing by the hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PackingLabourRule {
    /// Price of an hour of one packer.
    pub packer_hour: UnitPrice,
}
