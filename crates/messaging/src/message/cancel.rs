//! A message that has not left is taken back.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Result, ids::CommunicationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{MessageLine, store};

/// Takes a message back that has not left yet. What was given to a provider cannot be taken back.
#[derive(Deserialize, JsonSchema)]
pub struct CancelMessage {
    pub id: CommunicationId,
}

impl Operation for CancelMessage {
    type Output = MessageLine;
    const SPEC: Spec = Spec::command("messaging.message.cancel", "POST", "/messages/{id}/cancel")
        .summary("Takes a message back that has not left.")
        .permission("message", "UPDATE")
        .on("message", "id");

    async fn run(self, tx: &TenantTx) -> Result<MessageLine> {
        tx.target().await?;
        let row = store::row(tx, self.id).await?;
        if !matches!(row.status.as_str(), "QUEUED" | "SCHEDULED") || row.is_handed {
            return Err(Error::conflict("HAS_LEFT", "This message has left already, or never will."));
        }
        store::ended(tx, self.id, "CANCELLED", Some("TAKEN_BACK"), "It was taken back before it left.").await?;
        tx.about("message", self.id.uuid(), &row.subject);
        tx.emit(
            NewEvent::new("messaging.message.cancelled", "message", self.id.uuid())
                .location(row.location_id)
                .data(json!({"message_id": self.id})),
        );
        Ok(store::line(store::row(tx, self.id).await?))
    }

    fn example() -> Value {
        json!({"id": "cmm_01h00000000000000000000000"})
    }
}
