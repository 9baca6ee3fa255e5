//! The journeys of today or still open, before completion.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::LocationId, time::local_day};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{card::JourneyCard, store};
use crate::reach::Seen;

/// What is going on now: journeys of today, and older ones still out.
#[derive(Deserialize, JsonSchema)]
pub struct ActiveJourneys {
    pub location_id: Option<LocationId>,
}

impl Operation for ActiveJourneys {
    type Output = Vec<JourneyCard>;
    const SPEC: Spec = Spec::read("dispatch.journey.active", "/journeys/active")
        .summary("Journeys of today or still open.")
        .permission("journey", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Vec<JourneyCard>> {
        let zone = store::zone(tx, self.location_id).await?;
        let today = local_day(tx.now(), &zone);
        let Some(seen) = Seen::of(tx, "journey") else { return Ok(vec![]) };
        let mut journeys = store::of_day(tx, today, self.location_id, &seen).await?;
        journeys.retain(|j| matches!(j.status.as_str(), "MORNING_PREP" | "EN_ROUTE" | "ONSITE"));
        Ok(journeys)
    }
    fn example() -> Value {
        json!({})
    }
}
