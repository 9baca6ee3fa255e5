//! Arrives at the next stop.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    card::JourneyCard,
    stage::{self, Circumstances},
    store,
};
use crate::flag;

/// Arrives at the next stop that was not visited yet (DSP-3).
#[derive(Deserialize, JsonSchema)]
pub struct Arrive {
    pub id: JourneyId,
    #[serde(flatten)]
    pub how: Circumstances,
}

impl Operation for Arrive {
    type Output = JourneyCard;
    const SPEC: Spec = Spec::command("dispatch.journey.arrive", "POST", "/journeys/{id}/arrive")
        .summary("Arrives at the next stop.")
        .permission("journey", "UPDATE")
        .on("journey", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        self.how.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<JourneyCard> {
        let target = tx.target().await?;
        let (state, stops) = futures::try_join!(store::state(tx, self.id), store::stops(tx, self.id))?;
        stage::refuse_cancelled(&state)?;
        match state.status.as_str() {
            "MORNING_PREP" => return Err(Error::conflict("NOT_DEPARTED", "The journey has not departed yet.")),
            "EN_ROUTE" => {}
            _ => return store::card(tx, self.id).await,
        }
        if let Some(stop) = stops.iter().find(|s| s.state == "PENDING" && s.role != "YARD") {
            let source = if target.facts.mine { "CREW" } else { "DISPATCHER" };
            store::arrive_stop(tx, stop.id, self.how.at(tx), source).await?;
        }
        stage::enter(tx, &state, "ONSITE", &self.how, target.facts.mine, None).await?;
        stage::tell(tx, "dispatch.journey.arrived", &state);
        flag::refresh(tx, self.id).await?;
        store::card(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q"})
    }
}
