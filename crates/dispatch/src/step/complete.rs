//! Completes a step and opens the next.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{Error, Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{StepCard, closed, lets_next_begin, missing, number, rights::Rights, store};
use crate::{
    flag,
    journey::{stage, store as journeys},
};

/// Completes a step and opens the next. Crews need every required item and its proof; the office may close without,
/// on record (DSP-6).
#[derive(Deserialize, JsonSchema)]
pub struct CompleteStep {
    pub id: JourneyId,
    #[serde(deserialize_with = "number")]
    pub number: i32,
    pub occurred_at: Option<Timestamp>,
}

impl Operation for CompleteStep {
    type Output = StepCard;
    const SPEC: Spec = Spec::command("dispatch.step.complete", "POST", "/journeys/{id}/steps/{number}/complete")
        .summary("Completes a step and opens the next.")
        .permission("journey", "UPDATE")
        .on("journey", "id")
        .offline();

    async fn run(self, tx: &TenantTx) -> Result<StepCard> {
        tx.target().await?;
        let (state, steps) = futures::try_join!(journeys::state(tx, self.id), store::of(tx, self.id))?;
        stage::refuse_cancelled(&state)?;
        let step = steps.step(self.number)?;
        let rights = Rights::of(tx, self.number);
        if !rights.edit {
            return Err(Error::forbidden("STEP_MATRIX", "Your role may not work on this step."));
        }
        if closed(&step.status) {
            return steps.card(self.number, &rights);
        }
        steps.may_begin(self.number)?;
        let missing = missing(step, &steps.media())?;
        if !missing.is_empty() && !rights.approve {
            let text = format!("Still open: {}.", missing.join(", "));
            return Err(Error::conflict("ITEMS_OPEN", text).with_data(json!({"items": missing})));
        }
        if !missing.is_empty() {
            tx.severity("WARNING");
            tx.reason(&format!("Closed without {}", missing.join(", ")));
        }
        let at = self.occurred_at.map_or(tx.now(), |at| at.min(tx.now()));
        store::complete(tx, step.id, at, &missing).await?;
        if lets_next_begin("COMPLETED", &step.approval)
            && let Some(next) = steps.next_pending(self.number)
        {
            store::start(tx, next.id, at).await?;
        }
        let event =
            NewEvent::new("dispatch.step.completed", "journey", self.id.uuid()).location(Some(state.location_id));
        tx.emit(event.data(json!({"step": self.number})));
        flag::refresh(tx, self.id).await?;
        store::of(tx, self.id).await?.card(self.number, &rights)
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "number": 1})
    }
}
