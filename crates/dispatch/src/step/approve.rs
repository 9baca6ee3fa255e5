//! Approves a completed step.

use engine::{Action, Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{StepCard, number, rights::Rights, store};
use crate::{
    flag,
    journey::{stage, store as journeys},
};

/// Approves a completed step; not who completed it, unless nobody else at the location can (DSP-6, ACC-14). Its media
/// must have arrived (CAP-3).
#[derive(Deserialize, JsonSchema)]
pub struct ApproveStep {
    pub id: JourneyId,
    #[serde(deserialize_with = "number")]
    pub number: i32,
}

impl Operation for ApproveStep {
    type Output = StepCard;
    const SPEC: Spec = Spec::command("dispatch.step.approve", "POST", "/journeys/{id}/steps/{number}/approve")
        .summary("Approves a completed step.")
        .permission("journey", "UPDATE")
        .action(Action::Approve)
        .on("journey", "id");

    async fn run(self, tx: &TenantTx) -> Result<StepCard> {
        tx.target().await?;
        let (state, steps) = futures::try_join!(journeys::state(tx, self.id), store::of(tx, self.id))?;
        stage::refuse_cancelled(&state)?;
        let step = steps.step(self.number)?;
        let rights = Rights::of(tx, self.number);
        if !rights.approve {
            return Err(Error::forbidden("STEP_MATRIX", "Your role may not approve this step."));
        }
        if step.status != "COMPLETED" {
            return Err(Error::conflict("NOT_COMPLETED", "Only a completed step can be approved."));
        }
        if steps.media.iter().any(|m| m.owner_id == step.id.uuid() && m.state == "PENDING") {
            return Err(Error::conflict(
                "MEDIA_ON_THE_WAY",
                "A picture or signature of this step has not arrived yet.",
            ));
        }
        let me = tx.caller().user().map(|u| u.uuid());
        let own = me.is_some() && step.completed_by == me;
        if own && store::others_approve(tx, self.number, state.location_id).await? {
            return Err(Error::forbidden("OWN_WORK", "Who completed a step does not approve it; somebody else must."));
        }
        if own {
            tx.severity("WARNING");
            tx.reason("Approved by who completed it: nobody else at the location can");
        }
        store::approve(tx, step.id, own).await?;
        if step.approval == "BEFORE_NEXT"
            && let Some(next) = steps.next_pending(self.number)
        {
            store::start(tx, next.id, tx.now()).await?;
        }
        let event =
            NewEvent::new("dispatch.step.approved", "journey", self.id.uuid()).location(Some(state.location_id));
        tx.emit(event.data(json!({"step": self.number})));
        flag::refresh(tx, self.id).await?;
        store::of(tx, self.id).await?.card(self.number, &rights)
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "number": 1})
    }
}
