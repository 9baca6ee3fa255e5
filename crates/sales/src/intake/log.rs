//! The log of what came in and what became of it.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{LeadId, LeadIntakeId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

codes! {
    IntakeOutcome {
        Stored = "STORED", Accepted = "ACCEPTED", Duplicate = "DUPLICATE", Quarantined = "QUARANTINED", Refused = "REFUSED",
    }
}

/// The newest hundred intakes before an instant.
#[derive(Deserialize, JsonSchema)]
pub struct ListIntakes {
    pub outcome: Option<IntakeOutcome>,
    pub before: Option<Timestamp>,
}

#[derive(Serialize, JsonSchema)]
pub struct Intake {
    pub id: LeadIntakeId,
    pub channel: String,
    pub provider_name: Option<String>,
    pub form_name: Option<String>,
    /// As it came, without keys.
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub payload: Value,
    pub outcome: String,
    /// Why it was refused.
    pub reason: Option<String>,
    pub lead_id: Option<LeadId>,
    pub received_at: Timestamp,
}

impl Operation for ListIntakes {
    type Output = Vec<Intake>;
    const SPEC: Spec = Spec::read("sales.intake.log", "/lead-intakes")
        .summary("What providers and forms sent, with the reason of each refusal.")
        .permission("routing", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Vec<Intake>> {
        let rows = store::log(tx, self.outcome.map(IntakeOutcome::code), self.before.unwrap_or(tx.now())).await?;
        let intake = |row: store::IntakesRow| Intake {
            id: row.id,
            channel: row.channel,
            provider_name: row.provider_name,
            form_name: row.form_name,
            payload: row.payload,
            outcome: row.outcome,
            reason: row.reason,
            lead_id: row.lead_id,
            received_at: row.received_at,
        };
        Ok(rows.into_iter().map(intake).collect())
    }

    fn example() -> Value {
        json!({"outcome": "REFUSED"})
    }
}
