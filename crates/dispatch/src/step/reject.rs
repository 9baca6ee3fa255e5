//! Sends a completed step back.

use engine::{Action, Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{StepCard, number, rights::Rights, store};
use crate::{
    flag,
    journey::{stage, store as journeys},
};

/// Sends a completed step back, with a reason (DSP-6, ACC-14).
#[derive(Deserialize, JsonSchema)]
pub struct RejectStep {
    pub id: JourneyId,
    #[serde(deserialize_with = "number")]
    pub number: i32,
    #[schemars(length(min = 1, max = 500))]
    pub reason: String,
}

impl Operation for RejectStep {
    type Output = StepCard;
    const SPEC: Spec = Spec::command("dispatch.step.reject", "POST", "/journeys/{id}/steps/{number}/reject")
        .summary("Sends a completed step back.")
        .permission("journey", "UPDATE")
        .action(Action::Approve)
        .on("journey", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<StepCard> {
        tx.target().await?;
        let (state, steps) = futures::try_join!(journeys::state(tx, self.id), store::of(tx, self.id))?;
        stage::refuse_cancelled(&state)?;
        let step = steps.step(self.number)?;
        let rights = Rights::of(tx, self.number);
        if !rights.approve {
            return Err(Error::forbidden("STEP_MATRIX", "Your role may not reject this step."));
        }
        if step.status != "COMPLETED" {
            return Err(Error::conflict("NOT_COMPLETED", "Only a completed step can be rejected."));
        }
        tx.reason(&self.reason);
        store::reject(tx, step.id, self.reason.trim()).await?;
        let event =
            NewEvent::new("dispatch.step.rejected", "journey", self.id.uuid()).location(Some(state.location_id));
        tx.emit(event.data(json!({"step": self.number})));
        flag::refresh(tx, self.id).await?;
        store::of(tx, self.id).await?.card(self.number, &rights)
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "number": 2, "reason": "The signature is missing"})
    }
}
