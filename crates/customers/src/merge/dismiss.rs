//! Saying that two who look alike are two.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::DuplicateCandidateId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Takes a pair off the list of suggestions.
#[derive(Deserialize, JsonSchema)]
pub struct DismissDuplicate {
    pub id: DuplicateCandidateId,
}

#[derive(Serialize, JsonSchema)]
pub struct Dismissed {
    pub id: DuplicateCandidateId,
    pub state: String,
}

impl Operation for DismissDuplicate {
    type Output = Dismissed;
    const SPEC: Spec = Spec::command("customers.duplicate.dismiss", "POST", "/customers/duplicates/{id}/dismiss")
        .summary("Two who look alike are two.")
        .permission("customer_merge", "RUN")
        .on("duplicate", "id");
    async fn run(self, tx: &TenantTx) -> Result<Dismissed> {
        store::dismiss(tx, self.id).await?;
        Ok(Dismissed { id: self.id, state: "DISMISSED".into() })
    }
    fn example() -> Value {
        json!({"id": "dup_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
