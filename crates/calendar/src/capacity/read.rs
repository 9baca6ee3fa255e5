//! How much of its days a location sells.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::sellable;
use crate::sql::capacity as sql;

/// Reads what a location sends on each day of the week.
#[derive(Deserialize, JsonSchema)]
pub struct ReadCapacity {
    pub location_id: LocationId,
}

/// A day of the week that is counted.
#[derive(Serialize, JsonSchema)]
pub struct CapacityDay {
    /// 1 is Monday.
    pub weekday: i32,
    pub trucks: i32,
    pub movers: i32,
    pub reserve_percent: i32,
    /// What is left to sell after the reserve.
    pub sellable_trucks: i64,
    pub sellable_movers: i64,
}

/// Days without an entry are sold without counting.
#[derive(Serialize, JsonSchema)]
pub struct Capacity {
    pub days: Vec<CapacityDay>,
}

pub async fn capacity(tx: &TenantTx, location: LocationId) -> Result<Capacity> {
    let days = sql::rules_of(tx, location).await?.into_iter().map(|row| CapacityDay {
        weekday: row.weekday,
        trucks: row.trucks,
        movers: row.movers,
        reserve_percent: row.reserve_percent,
        sellable_trucks: sellable(row.trucks, row.reserve_percent),
        sellable_movers: sellable(row.movers, row.reserve_percent),
    });
    Ok(Capacity { days: days.collect() })
}

impl Operation for ReadCapacity {
    type Output = Capacity;
    const SPEC: Spec = Spec::read("calendar.capacity.read", "/locations/{location_id}/capacity")
        .summary("What a location sends on each day of the week.")
        .permission("schedule", "VIEW")
        .on("location", "location_id");

    async fn run(self, tx: &TenantTx) -> Result<Capacity> {
        tx.target().await?;
        capacity(tx, self.location_id).await
    }

    fn example() -> Value {
        json!({"location_id": "loc_01h00000000000000000000000"})
    }
}
