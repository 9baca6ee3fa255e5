//! Cancels a journey and frees its truck and crew.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{Error, Problems, Result, ids::JourneyId};
use ports::CalendarPort;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    card::JourneyCard,
    stage::{self, Circumstances},
    store,
};
use crate::{flag, job};

/// Cancels: before departure by the office, later by a manager; never by its own crew (DSP-3).
#[derive(Deserialize, JsonSchema)]
pub struct Cancel {
    pub id: JourneyId,
    #[schemars(length(min = 1, max = 500))]
    pub reason: String,
}

impl Operation for Cancel {
    type Output = JourneyCard;
    const SPEC: Spec = Spec::command("dispatch.journey.cancel", "POST", "/journeys/{id}/cancel")
        .summary("Cancels a journey and frees its truck and crew.")
        .permission("journey", "UPDATE")
        .on("journey", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<JourneyCard> {
        let target = tx.target().await?;
        let state = store::state(tx, self.id).await?;
        let from_outside = RowFacts { mine: false, ..target.facts.clone() };
        let action = if state.status == "MORNING_PREP" { "UPDATE" } else { "APPROVE" };
        let may = tx.may("journey", action, &from_outside);
        if !may {
            return Err(Error::forbidden("NO_GRANT", "The office cancels journeys; after departure a manager."));
        }
        match state.status.as_str() {
            "CANCELLED" => return store::card(tx, self.id).await,
            "COMPLETED" | "AUDITED" => {
                return Err(Error::conflict("ALREADY_COMPLETED", "A completed journey is not cancelled."));
            }
            _ => {}
        }
        tx.reason(&self.reason);
        stage::enter(tx, &state, "CANCELLED", &Circumstances::default(), false, Some(&self.reason)).await?;
        tx.port::<CalendarPort>()?.release(tx, self.id, None).await?;
        stage::tell(tx, "dispatch.journey.cancelled", &state);
        job::progress::follow(tx, state.job_id).await?;
        flag::refresh(tx, self.id).await?;
        store::card(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "reason": "Customer postponed"})
    }
}
