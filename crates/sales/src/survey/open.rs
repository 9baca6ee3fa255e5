//! A person looked at it.

use engine::{Done, Operation, Spec, TenantTx, event::NewEvent};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;

/// Says that the customer has the page before them; a machine that follows links does not.
#[derive(Deserialize, JsonSchema)]
pub struct OpenSurvey {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
}

impl Operation for OpenSurvey {
    type Output = Done;
    const SPEC: Spec = Spec::command("sales.survey.open", "POST", "/portal/surveys/{token}/open")
        .summary("The customer opened the page of a self-survey.")
        .link("s");

    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let row = store::behind_link(tx).await?;
        let ends = store::ends(tx, row.estimate_id).await?;
        tx.about("estimate", row.estimate_id.uuid(), &ends.number);
        tx.at_location(ends.location_id);
        if store::open(tx, row.id).await? {
            let data = json!({"estimate_id": row.estimate_id, "survey_id": row.id, "lead_id": ends.lead_id});
            let event = NewEvent::new("sales.survey.opened", "estimate", row.estimate_id.uuid());
            tx.emit(event.location(ends.location_id).data(data));
        }
        Ok(Done {})
    }

    fn example() -> Value {
        json!({"token": "s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    }
}
