//! A segment is forgotten.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::SegmentId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{changeable, store};

/// Removes a segment; its customers stay, and so does what was sent to it.
#[derive(Deserialize, JsonSchema)]
pub struct RemoveSegment {
    pub id: SegmentId,
}

#[derive(Serialize, JsonSchema)]
pub struct Removed {
    pub id: SegmentId,
}

impl Operation for RemoveSegment {
    type Output = Removed;
    const SPEC: Spec = Spec::command("customers.segment.remove", "DELETE", "/segments/{id}")
        .summary("Removes a segment.")
        .permission("customer", "VIEW")
        .action(engine::operation::Action::Delete);

    async fn run(self, tx: &TenantTx) -> Result<Removed> {
        let row = changeable(tx, self.id).await?;
        store::remove(tx, self.id).await?;
        tx.about("segment", self.id.uuid(), &row.name);
        tx.at_location(row.location_id);
        Ok(Removed { id: self.id })
    }

    fn example() -> Value {
        json!({"id": "sgm_01h00000000000000000000000"})
    }
}
