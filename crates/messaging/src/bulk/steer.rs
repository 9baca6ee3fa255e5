//! It pauses, or ends before its time.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Result, ids::BulkSendId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    create::require,
    read::{Bulk, bulk},
    state::{self, State},
    store,
};
use crate::message;

/// Pauses a message to many: nothing more of it is written until somebody lets it go on.
#[derive(Deserialize, JsonSchema)]
pub struct PauseBulk {
    pub id: BulkSendId,
}

impl Operation for PauseBulk {
    type Output = Bulk;
    const SPEC: Spec = Spec::command("messaging.bulk.pause", "POST", "/bulk-sends/{id}/pause")
        .summary("Pauses a message to many.")
        .permission("bulk_send", "RUN")
        .on("bulk_send", "id");

    async fn run(self, tx: &TenantTx) -> Result<Bulk> {
        tx.target().await?;
        let state = store::lock(tx, self.id).await?;
        state::require(state, &[State::Running], "It is not on its way.")?;
        let row = store::row(tx, self.id).await?;
        require(tx, "RUN", row.location_id).await?;
        store::set_state(tx, self.id, State::Paused).await?;
        tx.about("bulk_send", self.id.uuid(), &row.name);
        tx.at_location(row.location_id);
        bulk(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "blk_01h00000000000000000000000"})
    }
}

/// Ends a message to many for good; what has not left does not leave.
#[derive(Deserialize, JsonSchema)]
pub struct StopBulk {
    pub id: BulkSendId,
}

impl Operation for StopBulk {
    type Output = Bulk;
    const SPEC: Spec = Spec::command("messaging.bulk.stop", "POST", "/bulk-sends/{id}/stop")
        .summary("Ends a message to many; what has not left does not leave.")
        .permission("bulk_send", "RUN")
        .on("bulk_send", "id");

    async fn run(self, tx: &TenantTx) -> Result<Bulk> {
        tx.target().await?;
        let state = store::lock(tx, self.id).await?;
        let open = [State::Draft, State::Checking, State::Checked, State::Running, State::Paused];
        state::require(state, &open, "It has ended already.")?;
        let row = store::row(tx, self.id).await?;
        require(tx, "RUN", row.location_id).await?;
        store::set_state(tx, self.id, State::Cancelled).await?;
        store::stop_ready(tx, self.id).await?;
        for id in store::still_waiting(tx, self.id).await? {
            let why = "The message to many was stopped before it left.";
            if message::store::ended(tx, id, "CANCELLED", Some("BULK_STOPPED"), why).await? > 0 {
                tx.emit(
                    NewEvent::new("messaging.message.cancelled", "message", id.uuid()).data(json!({"message_id": id})),
                );
            }
        }
        tx.about("bulk_send", self.id.uuid(), &row.name);
        tx.at_location(row.location_id);
        bulk(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "blk_01h00000000000000000000000"})
    }
}
