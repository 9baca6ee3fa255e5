//! Puts a person on a journey.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Result,
    ids::{CrewMemberId, JourneyId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SeatRole, Work, assign, store};
use crate::{
    flag, job,
    journey::{card::JourneyCard, stage, store as journeys},
};

/// Puts a person on a journey; counts at once (DSP-11, DSP-12).
#[derive(Deserialize, JsonSchema)]
pub struct AssignCrew {
    pub id: JourneyId,
    pub crew_member_id: CrewMemberId,
    /// That of the person's position when absent.
    pub role: Option<SeatRole>,
    #[serde(default)]
    pub lead: bool,
}

impl Operation for AssignCrew {
    type Output = JourneyCard;
    const SPEC: Spec = Spec::command("dispatch.crew.assign", "POST", "/journeys/{id}/crew")
        .summary("Puts a person on a journey.")
        .permission("journey", "ASSIGN")
        .on("journey", "id");

    async fn run(self, tx: &TenantTx) -> Result<JourneyCard> {
        tx.target().await?;
        let (state, seats) = futures::try_join!(journeys::state(tx, self.id), store::of(tx, self.id))?;
        stage::refuse_cancelled(&state)?;
        if stage::rank(&state.status) > 1 {
            return Err(Error::conflict("ALREADY_COMPLETED", "The journey is over."));
        }
        if seats.iter().any(|s| s.crew_member_id == self.crew_member_id && store::live(s)) {
            return Err(Error::conflict("ALREADY_ASSIGNED", "This person is already on the journey."));
        }
        let work =
            Work { journey: self.id, title: &state.title, starts_at: state.planned_start, ends_at: state.planned_end };
        assign(tx, &work, self.crew_member_id, self.role, self.lead).await?;
        let event =
            NewEvent::new("dispatch.crew.confirmed", "journey", self.id.uuid()).location(Some(state.location_id));
        tx.emit(event.data(json!({"crew_member_id": self.crew_member_id})));
        job::progress::follow(tx, state.job_id).await?;
        flag::refresh(tx, self.id).await?;
        journeys::card(tx, self.id).await
    }
    fn example() -> Value {
        json!({
            "id": "jny_01h455vb4pex5vsknk084sn02q", "crew_member_id": "crw_01h455vb4pex5vsknk084sn02q", "role": "DRIVER",
            "lead": true,
        })
    }
}
