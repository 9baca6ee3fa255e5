//! A truck, crane or tool.

pub mod change;
pub mod create;
pub mod list;
pub mod read;
pub mod store;

use jiff::civil::Date;
use kernel::{
    Problems,
    ids::{EquipmentId, LocationId},
    money::UnitPrice,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

codes! {
    /// What kind of thing it is.
    EquipmentType {
        Truck = "TRUCK", Trailer = "TRAILER", Crane = "CRANE", Forklift = "FORKLIFT", Dolly = "DOLLY",
        Straps = "STRAPS", Blankets = "BLANKETS", Tools = "TOOLS", Other = "OTHER",
    }
}
codes! {
    /// Whose it is.
    OwnerKind { Owned = "OWNED", Leased = "LEASED", SubHired = "SUB_HIRED" }
}
codes! {
    /// Where it stands in its life (FLT-2).
    EquipmentStatus {
        Active = "ACTIVE", InUse = "IN_USE", Maintenance = "MAINTENANCE", Repair = "REPAIR", Retired = "RETIRED",
        Sold = "SOLD",
    }
}

/// Whether a machine may change from one status to another by hand (FLT-2). SOLD is final; only RETIRED is sold.
pub fn may_become(from: &str, to: EquipmentStatus) -> bool {
    use EquipmentStatus as S;
    match (from, to) {
        (from, to) if from == to.code() => true,
        ("SOLD", _) => false,
        ("RETIRED", to) => matches!(to, S::Sold | S::Active),
        (_, S::Sold) => false,
        _ => true,
    }
}

/// What it is let for, per unit of time, in the machine's currency.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
pub struct Rates {
    pub hour: Option<UnitPrice>,
    pub day: Option<UnitPrice>,
    pub month: Option<UnitPrice>,
}

/// A machine as lists and pages show it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EquipmentCard {
    pub id: EquipmentId,
    pub number: String,
    pub name: String,
    pub r#type: String,
    pub category: Option<String>,
    pub class: Option<String>,
    pub owner_kind: String,
    pub status: String,
    pub plate: Option<String>,
    pub serial: Option<String>,
    pub manufactured_year: Option<i32>,
    /// Loading room in cubic feet.
    pub capacity_cuft: Option<i32>,
    pub payload_kg: Option<i32>,
    /// The nominal lift in tonnes; never used instead of the chart.
    pub max_lift_t: Option<f64>,
    pub boom_m: Option<i32>,
    pub unladen_kg: Option<i32>,
    pub odometer_km: Option<i32>,
    pub engine_hours: Option<i32>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub rates: Rates,
    #[schemars(extend("x-mask" = "COST"))]
    pub running_cost_km: Option<UnitPrice>,
    pub currency: String,
    pub location_id: Option<LocationId>,
    pub notes: Option<String>,
    /// The last day on which all its blocking papers are valid.
    pub papers_valid_to: Option<Date>,
    pub version: i64,
}

impl From<crate::sql::equipment::EquipmentRow> for EquipmentCard {
    fn from(row: crate::sql::equipment::EquipmentRow) -> Self {
        let price = |value: Option<i64>| value.map(UnitPrice::from_ten_thousandths);
        Self {
            id: row.id,
            number: row.number,
            name: row.name,
            r#type: row.r#type,
            category: row.category,
            class: row.class,
            owner_kind: row.owner_kind,
            status: row.status,
            plate: row.plate,
            serial: row.serial,
            manufactured_year: row.manufactured_year,
            capacity_cuft: row.capacity_cuft,
            payload_kg: row.payload_kg,
            max_lift_t: row.max_lift_kg.map(|kg| f64::from(kg) / 1000.0),
            boom_m: row.boom_m,
            unladen_kg: row.unladen_kg,
            odometer_km: row.odometer_km,
            engine_hours: row.engine_hours,
            rates: Rates { hour: price(row.rate_hour), day: price(row.rate_day), month: price(row.rate_month) },
            running_cost_km: price(row.running_cost_km),
            currency: row.currency,
            location_id: row.location_id,
            notes: row.notes,
            papers_valid_to: row.blocked_after,
            version: row.version,
        }
    }
}

/// Measures that creating and changing have in common.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
pub struct Measures {
    #[schemars(range(min = 0, max = 100_000))]
    pub capacity_cuft: Option<i32>,
    #[schemars(range(min = 0, max = 1_000_000))]
    pub payload_kg: Option<i32>,
    /// Nominal lift in kilograms.
    #[schemars(range(min = 0, max = 5_000_000))]
    pub max_lift_kg: Option<i32>,
    #[schemars(range(min = 0, max = 10_000_000))]
    pub odometer_km: Option<i32>,
    #[schemars(range(min = 0, max = 1_000_000))]
    pub engine_hours: Option<i32>,
}

impl Measures {
    pub fn check(&self, p: &mut Problems) {
        let mut within = |field: &str, value: Option<i32>, most: i32| {
            let ok = value.is_none_or(|v| (0..=most).contains(&v));
            p.require(ok, field, "OUT_OF_RANGE", &format!("Between 0 and {most}."));
        };
        within("capacity_cuft", self.capacity_cuft, 100_000);
        within("payload_kg", self.payload_kg, 1_000_000);
        within("max_lift_kg", self.max_lift_kg, 5_000_000);
        within("odometer_km", self.odometer_km, 10_000_000);
        within("engine_hours", self.engine_hours, 1_000_000);
    }
}

pub(crate) fn check_texts(p: &mut Problems, texts: &[(&str, &Option<String>, usize)]) {
    for (field, value, most) in texts {
        let ok = value.as_ref().is_none_or(|v| v.chars().count() <= *most);
        p.require(ok, field, "TOO_LONG", &format!("At most {most} characters."));
    }
}

pub(crate) fn check_rates(p: &mut Problems, rates: &Rates) {
    let ok = [rates.hour, rates.day, rates.month].into_iter().flatten().all(|price| price >= UnitPrice::ZERO);
    p.require(ok, "rates", "OUT_OF_RANGE", "A rate is never below zero.");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flt_2_sold_is_final_and_only_the_retired_are_sold() {
        assert!(may_become("ACTIVE", EquipmentStatus::Maintenance));
        assert!(may_become("MAINTENANCE", EquipmentStatus::Active));
        assert!(!may_become("ACTIVE", EquipmentStatus::Sold));
        assert!(may_become("RETIRED", EquipmentStatus::Sold));
        assert!(!may_become("SOLD", EquipmentStatus::Active));
        assert!(may_become("SOLD", EquipmentStatus::Sold));
    }
}
