//! The person's own answer to being assigned.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{Error, Problems, Result, ids::JourneyId};
use ports::{CalendarPort, Resource};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;
use crate::{
    flag, job,
    journey::{card::JourneyCard, stage, store as journeys},
};

words! {
    /// What the person says.
    Answer { Accept = "ACCEPT", Decline = "DECLINE" }
}

/// The person's own answer to being assigned: it counts already, and may be declined until 12 h before the start
/// (DSP-11).
#[derive(Deserialize, JsonSchema)]
pub struct AnswerAssignment {
    pub id: JourneyId,
    pub answer: Answer,
    #[schemars(length(max = 500))]
    pub reason: Option<String>,
}

const DECLINE_BEFORE: SignedDuration = SignedDuration::from_hours(12);

impl Operation for AnswerAssignment {
    type Output = JourneyCard;
    const SPEC: Spec = Spec::command("dispatch.crew.answer", "POST", "/journeys/{id}/crew/answer")
        .summary("The person's own answer to being assigned.")
        .permission("journey", "UPDATE")
        .on("journey", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        if self.answer == Answer::Decline {
            p.text("reason", self.reason.as_deref().unwrap_or_default(), 500);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<JourneyCard> {
        tx.target().await?;
        let (state, seats) = futures::try_join!(journeys::state(tx, self.id), store::of(tx, self.id))?;
        stage::refuse_cancelled(&state)?;
        let me = tx.caller().user();
        let mine = |s: &&crate::sql::seat::SeatsOfRow| me.is_some() && s.user_id == me;
        let seat = seats.iter().filter(mine).find(|s| store::live(s));
        let Some(seat) = seat else {
            return Err(Error::conflict("NOT_ASSIGNED", "You are not, or no longer, on this journey."));
        };
        if self.answer == Answer::Decline {
            if state.planned_start.duration_since(tx.now()) < DECLINE_BEFORE {
                let text = "Less than 12 hours are left: please call the dispatcher.";
                return Err(Error::conflict("TOO_LATE_TO_DECLINE", text));
            }
            store::end(tx, seat.id, "DECLINED", self.reason.as_deref()).await?;
            let freed = Some(Resource::Crew(seat.crew_member_id));
            tx.port::<CalendarPort>()?.release(tx, self.id, freed).await?;
            job::progress::follow(tx, state.job_id).await?;
        }
        let name = match self.answer {
            Answer::Accept => "dispatch.crew.confirmed",
            Answer::Decline => "dispatch.crew.declined",
        };
        let event = NewEvent::new(name, "journey", self.id.uuid()).location(Some(state.location_id));
        tx.emit(event.data(json!({"crew_member_id": seat.crew_member_id})));
        flag::refresh(tx, self.id).await?;
        journeys::card(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "answer": "ACCEPT"})
    }
}
