//! A file that came or went with a message.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{CommunicationId, ConversationId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, de::Error as _};
use serde_json::{Value, json};

use super::store;

/// The bytes of one attachment of a conversation's message. Its type is what its bytes say, not what mail said of it.
#[derive(Deserialize, JsonSchema)]
pub struct ConversationFile {
    pub id: ConversationId,
    pub message_id: CommunicationId,
    /// Which of the message's files, from 0.
    #[serde(deserialize_with = "number")]
    pub position: i32,
}

/// A number that stands in the path arrives as text.
fn number<'de, D: Deserializer<'de>>(given: D) -> std::result::Result<i32, D::Error> {
    match Value::deserialize(given)? {
        Value::Number(n) => n.as_i64().and_then(|n| i32::try_from(n).ok()),
        Value::String(text) => text.parse().ok(),
        _ => None,
    }
    .ok_or_else(|| D::Error::custom("a number from 0"))
}

impl Operation for ConversationFile {
    type Output = Blob;
    const SPEC: Spec =
        Spec::read("messaging.conversation.file", "/conversations/{id}/messages/{message_id}/files/{position}")
            .summary("A file that came or went with a message.")
            .permission("conversation", "VIEW")
            .on("conversation", "id")
            .content(&["application/pdf", "image/jpeg", "image/png", "image/gif", "application/octet-stream"]);

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        tx.target().await?;
        let file = store::file(tx, self.id, self.message_id, self.position).await?;
        let Some(file) = file else {
            let known = crate::message::store::row(tx, self.message_id).await?.conversation_id == Some(self.id);
            return Err(Error::not_found(if known { "file" } else { "message" }));
        };
        let bytes = tx.port::<files::Store>()?.get(&file.object_key).await?;
        Ok(Blob::new(&file.content_type, &file.file_name, &bytes))
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000", "message_id": "cmm_01h00000000000000000000000", "position": 0})
    }
}
