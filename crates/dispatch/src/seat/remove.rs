//! Takes a person off a journey.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{AssignedCrewId, JourneyId},
};
use ports::{CalendarPort, Resource};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;
use crate::{
    flag, job,
    journey::{card::JourneyCard, stage, store as journeys},
};

/// Takes a person off a journey and gives their time back.
#[derive(Deserialize, JsonSchema)]
pub struct RemoveCrew {
    pub id: JourneyId,
    /// Of the assignment.
    pub assigned_id: AssignedCrewId,
}

impl Operation for RemoveCrew {
    type Output = JourneyCard;
    const SPEC: Spec = Spec::command("dispatch.crew.remove", "DELETE", "/journeys/{id}/crew/{assigned_id}")
        .summary("Takes a person off a journey.")
        .permission("journey", "ASSIGN")
        .on("journey", "id");

    async fn run(self, tx: &TenantTx) -> Result<JourneyCard> {
        tx.target().await?;
        let (state, seats) = futures::try_join!(journeys::state(tx, self.id), store::of(tx, self.id))?;
        let seat = seats.iter().find(|s| s.id == self.assigned_id).ok_or_else(|| Error::not_found("assignment"))?;
        if stage::rank(&state.status) > 1 {
            return Err(Error::conflict("ALREADY_COMPLETED", "The journey is over."));
        }
        if store::live(seat) {
            store::end(tx, seat.id, "REMOVED", None).await?;
            let freed = Some(Resource::Crew(seat.crew_member_id));
            tx.port::<CalendarPort>()?.release(tx, self.id, freed).await?;
            stage::tell(tx, "dispatch.journey.changed", &state);
            job::progress::follow(tx, state.job_id).await?;
            flag::refresh(tx, self.id).await?;
        }
        journeys::card(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "assigned_id": "acr_01h455vb4pex5vsknk084sn02q"})
    }
}
