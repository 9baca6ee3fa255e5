//! Who is or was in sequences.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{LeadId, SequenceEnrolmentId, SequenceId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

#[derive(Serialize, JsonSchema)]
pub struct Person {
    pub id: SequenceEnrolmentId,
    pub sequence_id: SequenceId,
    pub lead_id: LeadId,
    pub lead_number: String,
    pub name: String,
    /// ACTIVE, PAUSED, DONE or EXITED.
    pub state: String,
    /// The next step.
    pub step: i32,
    pub due_at: Option<Timestamp>,
    pub started_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub exit_reason: Option<String>,
}

/// Lists the people of sequences, newest first; by sequence, state and step.
#[derive(Deserialize, JsonSchema)]
pub struct ListPeople {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListPeople {
    type Output = Page<Person>;
    const SPEC: Spec = Spec::list("messaging.sequence.people", "/sequence-enrolments", &store::SEQUENCE_ENROLMENT_LIST)
        .summary("Who is or was in sequences, and where.")
        .permission("sequence", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<Person>> {
        store::people(tx, &self.query).await
    }

    fn example() -> Value {
        json!({"state": "ACTIVE"})
    }
}
