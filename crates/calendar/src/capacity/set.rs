//! How much of its days a location sells is decided.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::read::{Capacity, capacity};
use crate::sql::capacity as sql;

/// What a location sends on a day of the week.
#[derive(Deserialize, JsonSchema)]
pub struct WantedDay {
    /// 1 is Monday.
    pub weekday: i32,
    pub trucks: i32,
    pub movers: i32,
    /// Kept back; 10 where absent.
    #[serde(default = "usual_reserve")]
    pub reserve_percent: i32,
}

const fn usual_reserve() -> i32 {
    10
}

/// Decides what a location sends on each day of the week, as a whole: a day that is left out is not counted. What is taken
/// already stays taken.
#[derive(Deserialize, JsonSchema)]
pub struct SetCapacity {
    pub location_id: LocationId,
    pub days: Vec<WantedDay>,
}

impl Operation for SetCapacity {
    type Output = Capacity;
    const SPEC: Spec = Spec::command("calendar.capacity.set", "PUT", "/locations/{location_id}/capacity")
        .summary("Decides what a location sends on each day of the week.")
        .permission("location", "UPDATE")
        .on("location", "location_id");

    fn check(&self, p: &mut Problems) {
        p.require(self.days.len() <= 7, "days", "TOO_MANY", "A week has seven days.");
        for (n, day) in self.days.iter().take(7).enumerate() {
            let at = |field: &str| format!("days.{n}.{field}");
            p.require((1..=7).contains(&day.weekday), &at("weekday"), "OUT_OF_RANGE", "1 is Monday, 7 is Sunday.");
            let twice = self.days[..n].iter().any(|before| before.weekday == day.weekday);
            p.require(!twice, &at("weekday"), "TWICE", "Each day of the week once.");
            p.require((0..=1_000).contains(&day.trucks), &at("trucks"), "OUT_OF_RANGE", "Between 0 and 1,000 trucks.");
            p.require((0..=5_000).contains(&day.movers), &at("movers"), "OUT_OF_RANGE", "Between 0 and 5,000 movers.");
            let share = (0..=100).contains(&day.reserve_percent);
            p.require(share, &at("reserve_percent"), "OUT_OF_RANGE", "Between 0 and 100 per cent.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Capacity> {
        tx.target().await?;
        let left_out: Vec<i32> = (1..=7).filter(|n| self.days.iter().all(|day| day.weekday != *n)).collect();
        sql::drop_rules(tx, self.location_id, &left_out).await?;
        for day in &self.days {
            let rule = sql::PutRule {
                id: tx.new_id(),
                location_id: self.location_id,
                weekday: day.weekday,
                trucks: day.trucks,
                movers: day.movers,
                reserve_percent: day.reserve_percent,
            };
            sql::put_rule(tx, rule).await?;
        }
        capacity(tx, self.location_id).await
    }

    fn example() -> Value {
        json!({"location_id": "loc_01h00000000000000000000000",
            "days": [{"weekday": 1, "trucks": 6, "movers": 18}, {"weekday": 6, "trucks": 3, "movers": 9}]})
    }
}
