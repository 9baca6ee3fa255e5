//! Moves a journey in time or onto another truck, or changes its notes.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::Timestamp;
use kernel::{
    Error, Problems, Result,
    ids::{EquipmentId, JourneyId},
    time::local_day,
};
use ports::{CalendarPort, Resource};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::{
    create::{check_times, require_ready},
    page::JourneyPage,
    stage,
    store::{self, State},
};
use crate::{flag, job, sql::journey::PlanJourney};

/// Moves a journey in time or onto another truck, all of its reservations or none; or changes its notes (DSP-12).
#[derive(Deserialize, JsonSchema)]
pub struct ChangeJourney {
    pub id: JourneyId,
    pub planned_start: Option<Timestamp>,
    pub planned_end: Option<Timestamp>,
    /// Null takes the truck off; absent leaves it.
    #[serde(default, deserialize_with = "present")]
    #[schemars(with = "Option<EquipmentId>")]
    pub truck_id: Option<Option<EquipmentId>>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
}

/// Tells a null from an absent field.
fn present<'de, D: Deserializer<'de>>(d: D) -> std::result::Result<Option<Option<EquipmentId>>, D::Error> {
    Option::deserialize(d).map(Some)
}

impl Operation for ChangeJourney {
    type Output = JourneyPage;
    const SPEC: Spec = Spec::command("dispatch.journey.change", "PATCH", "/journeys/{id}")
        .summary("Moves a journey in time or onto another truck, or changes its notes.")
        .permission("journey", "UPDATE")
        .on("journey", "id");

    fn check(&self, p: &mut Problems) {
        if let (Some(start), Some(end)) = (self.planned_start, self.planned_end) {
            check_times(p, start, end);
        }
        let notes = self.notes.as_ref().is_none_or(|n| n.chars().count() <= 10_000);
        p.require(notes, "notes", "TOO_LONG", "At most 10000 characters.");
    }

    async fn run(self, tx: &TenantTx) -> Result<JourneyPage> {
        let target = tx.target().await?;
        let state = store::state(tx, self.id).await?;
        let planned_start = self.planned_start.unwrap_or(state.planned_start);
        let planned_end = self.planned_end.unwrap_or(state.planned_end);
        let truck_id = self.truck_id.unwrap_or(state.truck_id);
        let moved = (planned_start, planned_end) != (state.planned_start, state.planned_end);
        if moved || truck_id != state.truck_id {
            // Planning is the office's: the crew's own right to update does not reach it.
            tx.require("journey", "ASSIGN", &RowFacts { mine: false, ..target.facts.clone() })?;
            let mut problems = Problems::new();
            check_times(&mut problems, planned_start, planned_end);
            problems.finish()?;
            if state.status != "MORNING_PREP" {
                return Err(Error::conflict("ALREADY_DEPARTED", "The journey has departed; its plan stands."));
            }
            replan(tx, &state, truck_id, planned_start, planned_end, moved).await?;
        }
        let zone = jiff::tz::TimeZone::get(&state.timezone).map_err(Error::internal)?;
        let notes = match &self.notes {
            Some(text) => Some(text.as_str()).filter(|t| !t.is_empty()),
            None => state.notes.as_deref(),
        };
        let day = local_day(planned_start, &zone);
        store::plan(tx, PlanJourney { planned_start, planned_end, day, truck_id, notes, id: self.id }).await?;
        stage::tell(tx, "dispatch.journey.changed", &state);
        job::progress::follow(tx, state.job_id).await?;
        flag::refresh(tx, self.id).await?;
        store::page(tx, self.id).await
    }
    fn example() -> Value {
        json!({
            "id": "jny_01h455vb4pex5vsknk084sn02q", "planned_start": "2026-06-01T13:00:00Z",
            "planned_end": "2026-06-01T21:00:00Z", "truck_id": "equ_01h455vb4pex5vsknk084sn02q",
        })
    }
}

/// Brings the calendar in line: the old truck goes back, the rest moves, the new truck is taken.
async fn replan(
    tx: &TenantTx,
    state: &State,
    truck: Option<EquipmentId>,
    starts_at: Timestamp,
    ends_at: Timestamp,
    moved: bool,
) -> Result<()> {
    let calendar = tx.port::<CalendarPort>()?;
    if let Some(truck) = truck {
        require_ready(tx, truck, ends_at).await?;
    }
    let changed = truck != state.truck_id;
    if let Some(old) = state.truck_id.filter(|_| changed) {
        calendar.release(tx, state.id, Some(Resource::Equipment(old))).await?;
    }
    if moved {
        calendar.shift(tx, state.id, starts_at, ends_at).await?;
    }
    if let Some(new) = truck.filter(|_| changed) {
        calendar.reserve(tx, Resource::Equipment(new), state.id, &state.title, starts_at, ends_at).await?;
    }
    Ok(())
}
