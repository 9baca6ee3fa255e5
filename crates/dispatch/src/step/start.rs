//! Starts a step.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{StepCard, closed, number, rights::Rights, store};
use crate::journey::{stage, store as journeys};

/// Starts a step, or works on a rejected one again (DSP-6).
#[derive(Deserialize, JsonSchema)]
pub struct StartStep {
    pub id: JourneyId,
    #[serde(deserialize_with = "number")]
    pub number: i32,
    pub occurred_at: Option<Timestamp>,
}

impl Operation for StartStep {
    type Output = StepCard;
    const SPEC: Spec = Spec::command("dispatch.step.start", "POST", "/journeys/{id}/steps/{number}/start")
        .summary("Starts a step.")
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
        let begun = step.status == "IN_PROGRESS" || closed(&step.status);
        if !begun {
            steps.may_begin(self.number)?;
            let at = self.occurred_at.map_or(tx.now(), |at| at.min(tx.now()));
            store::start(tx, step.id, at).await?;
            stage::tell(tx, "dispatch.journey.changed", &state);
        }
        store::of(tx, self.id).await?.card(self.number, &rights)
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "number": 1})
    }
}
