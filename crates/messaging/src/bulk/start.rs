//! It begins, or goes on.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::BulkSendId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    NEEDS_SECOND,
    create::require,
    read::{Bulk, bulk},
    state::{self, State},
    store,
};

/// Starts a message to many, or lets a paused one go on.
#[derive(Deserialize, JsonSchema)]
pub struct StartBulk {
    pub id: BulkSendId,
}

impl Operation for StartBulk {
    type Output = Bulk;
    const SPEC: Spec = Spec::command("messaging.bulk.start", "POST", "/bulk-sends/{id}/start")
        .summary("Starts a message to many, or lets it go on.")
        .permission("bulk_send", "RUN")
        .on("bulk_send", "id");

    async fn run(self, tx: &TenantTx) -> Result<Bulk> {
        tx.target().await?;
        let state = store::lock(tx, self.id).await?;
        let fits = [State::Checked, State::Paused];
        state::require(state, &fits, "Only what has been checked, or was paused, can be started.")?;
        let row = store::row(tx, self.id).await?;
        require(tx, "RUN", row.location_id).await?;
        if state == State::Checked {
            let ready = store::ready(tx, self.id).await?;
            if ready == 0 {
                return Err(Error::conflict("NOBODY", "Nobody of this audience may be written to."));
            }
            if ready > NEEDS_SECOND && row.approved_at.is_none() {
                let text = "This goes to more than 1,000: somebody else has to say yes first.";
                return Err(Error::conflict("NEEDS_APPROVAL", text));
            }
        }
        store::set_state(tx, self.id, State::Running).await?;
        tx.about("bulk_send", self.id.uuid(), &row.name);
        tx.at_location(row.location_id);
        bulk(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "blk_01h00000000000000000000000"})
    }
}
