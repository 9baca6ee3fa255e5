//! Leaves a step out, with a reason.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{StepCard, closed, number, rights::Rights, store};
use crate::{
    flag,
    journey::{stage, store as journeys},
};

/// Leaves a step out, with a reason: who approves it may, others only when the template says so (DSP-6).
#[derive(Deserialize, JsonSchema)]
pub struct SkipStep {
    pub id: JourneyId,
    #[serde(deserialize_with = "number")]
    pub number: i32,
    #[schemars(length(min = 1, max = 500))]
    pub reason: String,
}

impl Operation for SkipStep {
    type Output = StepCard;
    const SPEC: Spec = Spec::command("dispatch.step.skip", "POST", "/journeys/{id}/steps/{number}/skip")
        .summary("Leaves a step out, with a reason.")
        .permission("journey", "UPDATE")
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
        if !(rights.approve || rights.edit && step.skippable) {
            return Err(Error::forbidden("STEP_MATRIX", "Your role may not leave this step out."));
        }
        if closed(&step.status) {
            return Err(Error::conflict("STEP_CLOSED", "The step is closed."));
        }
        steps.may_begin(self.number)?;
        tx.reason(&self.reason);
        store::skip(tx, step.id, self.reason.trim()).await?;
        if let Some(next) = steps.next_pending(self.number) {
            store::start(tx, next.id, tx.now()).await?;
        }
        stage::tell(tx, "dispatch.journey.changed", &state);
        flag::refresh(tx, self.id).await?;
        store::of(tx, self.id).await?.card(self.number, &rights)
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "number": 3, "reason": "Everything went to storage"})
    }
}
