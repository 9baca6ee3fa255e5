//! The customer is done.

use engine::{Done, Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{rooms_of, store};
use crate::estimate;

/// Sends the survey to the company; a person reviews it before anything is made of it.
#[derive(Deserialize, JsonSchema)]
pub struct SubmitSurvey {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
}

impl Operation for SubmitSurvey {
    type Output = Done;
    const SPEC: Spec = Spec::command("sales.survey.submit", "POST", "/portal/surveys/{token}/submit")
        .summary("The customer sends a self-survey.")
        .link("s");

    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let row = store::open_behind_link(tx).await?;
        let counted = rooms_of(row.rooms)?.iter().any(|room| !room.items.is_empty());
        if !counted {
            return Err(Error::invalid("rooms", "EMPTY", "Count what goes in at least one room first."));
        }
        let on_the_way = store::pictures(tx, row.id).await?.iter().any(|p| p.state == "PENDING");
        if on_the_way {
            let text = "Some pictures are still on their way. Wait a moment, or remove them.";
            return Err(Error::conflict("PICTURES_ON_THE_WAY", text));
        }
        store::submit(tx, row.id).await?;
        let estimate = estimate::store::row(tx, row.estimate_id).await?;
        if estimate::require_open(&estimate).is_ok() {
            store::set_estimate_state(tx, row.estimate_id, "SUBMITTED").await?;
        }
        tx.about("estimate", row.estimate_id.uuid(), &estimate.number);
        tx.at_location(estimate.location_id);
        let data = json!({"estimate_id": row.estimate_id, "survey_id": row.id, "lead_id": estimate.lead_id});
        let event = NewEvent::new("sales.survey.submitted", "estimate", row.estimate_id.uuid());
        tx.emit(event.location(estimate.location_id).data(data));
        Ok(Done {})
    }

    fn example() -> Value {
        json!({"token": "s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
