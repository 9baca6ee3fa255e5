//! Leaves the stop for the next one or for home.

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

/// Leaves the stop for the next one or for home (DSP-3).
#[derive(Deserialize, JsonSchema)]
pub struct Leave {
    pub id: JourneyId,
    #[serde(flatten)]
    pub how: Circumstances,
}

impl Operation for Leave {
    type Output = JourneyCard;
    const SPEC: Spec = Spec::command("dispatch.journey.leave", "POST", "/journeys/{id}/leave")
        .summary("Leaves the stop for the next one or for home.")
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
            "ONSITE" => {}
            _ => return store::card(tx, self.id).await,
        }
        for stop in stops.iter().filter(|s| s.state == "ARRIVED") {
            let source = if target.facts.mine { "CREW" } else { "DISPATCHER" };
            store::leave_stop(tx, stop.id, self.how.at(tx), source).await?;
        }
        stage::enter(tx, &state, "EN_ROUTE", &self.how, target.facts.mine, None).await?;
        stage::tell(tx, "dispatch.journey.left", &state);
        flag::refresh(tx, self.id).await?;
        store::card(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q"})
    }
}
