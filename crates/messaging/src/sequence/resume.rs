//! Those who waited through an outage go on.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::SequenceId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    create::require,
    read::{Sequence, sequence},
    store,
};

/// Lets everybody who waits in a sequence go on from where they stand.
#[derive(Deserialize, JsonSchema)]
pub struct ResumeSequence {
    pub id: SequenceId,
}

impl Operation for ResumeSequence {
    type Output = Sequence;
    const SPEC: Spec = Spec::command("messaging.sequence.resume", "POST", "/sequences/{id}/resume")
        .summary("Lets those go on whom an outage has stopped.")
        .permission("sequence", "UPDATE")
        .on("sequence", "id");

    async fn run(self, tx: &TenantTx) -> Result<Sequence> {
        tx.target().await?;
        let row = store::row(tx, self.id).await?;
        require(tx, "UPDATE", row.location_id).await?;
        store::resume_all(tx, self.id).await?;
        tx.about("sequence", self.id.uuid(), &row.name);
        tx.at_location(row.location_id);
        sequence(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "seq_01h00000000000000000000000"})
    }
}
