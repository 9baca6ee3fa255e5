//! A second person says yes.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::BulkSendId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    create::require,
    read::{Bulk, bulk},
    state::{self, State},
    store,
};

/// Says yes to a message to more than 1,000 points; who made it does not count.
#[derive(Deserialize, JsonSchema)]
pub struct ApproveBulk {
    pub id: BulkSendId,
}

impl Operation for ApproveBulk {
    type Output = Bulk;
    const SPEC: Spec = Spec::command("messaging.bulk.approve", "POST", "/bulk-sends/{id}/approve")
        .summary("Says yes to a message to many that somebody else made.")
        .permission("bulk_send", "APPROVE")
        .on("bulk_send", "id");

    async fn run(self, tx: &TenantTx) -> Result<Bulk> {
        tx.target().await?;
        let state = store::lock(tx, self.id).await?;
        state::require(state, &[State::Checked], "Only what has been checked can be approved.")?;
        let row = store::row(tx, self.id).await?;
        require(tx, "APPROVE", row.location_id).await?;
        let Some(by) = tx.caller().user() else {
            return Err(Error::conflict("SECOND_PERSON", "A person has to say yes."));
        };
        if row.created_by == Some(by.uuid()) {
            return Err(Error::conflict("SECOND_PERSON", "Somebody else than who made it has to say yes."));
        }
        store::approve(tx, self.id, by).await?;
        tx.about("bulk_send", self.id.uuid(), &row.name);
        tx.at_location(row.location_id);
        bulk(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "blk_01h00000000000000000000000"})
    }
}
