//! Sequences in a list.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::{
    Result,
    ids::{LocationId, SequenceId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

#[derive(Serialize, JsonSchema)]
pub struct SequenceLine {
    pub id: SequenceId,
    pub name: String,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    /// BY_HAND or LEADS.
    pub enters: String,
    pub source: Option<String>,
    pub service_type: Option<String>,
    pub is_active: bool,
    /// The version that new ones enter.
    pub current_number: i32,
    /// How many go through it now, wait for a person, came to its end, or left before.
    pub active: i64,
    pub paused: i64,
    pub done: i64,
    pub exited: i64,
    pub version: i64,
}

/// Lists sequences by name.
#[derive(Deserialize, JsonSchema)]
pub struct ListSequences {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListSequences {
    type Output = Page<SequenceLine>;
    const SPEC: Spec = Spec::list("messaging.sequence.list", "/sequences", &store::SEQUENCE_LIST)
        .summary("Sequences, with how many people are in each.")
        .permission("sequence", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<SequenceLine>> {
        store::list(tx, &self.query).await
    }

    fn example() -> Value {
        json!({"limit": 25})
    }
}
