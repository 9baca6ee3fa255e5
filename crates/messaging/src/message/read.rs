//! One message with its words.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::CommunicationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{MessageLine, store};

/// Reads a message as it was written.
#[derive(Deserialize, JsonSchema)]
pub struct ReadMessage {
    pub id: CommunicationId,
}

#[derive(Serialize, JsonSchema)]
pub struct Message {
    #[serde(flatten)]
    pub line: MessageLine,
    pub text: String,
    pub html: Option<String>,
    /// Names of the attached files.
    pub attachments: Vec<String>,
}

impl Operation for ReadMessage {
    type Output = Message;
    const SPEC: Spec = Spec::read("messaging.message.read", "/messages/{id}")
        .summary("A message with its words.")
        .permission("message", "VIEW")
        .on("message", "id");

    async fn run(self, tx: &TenantTx) -> Result<Message> {
        tx.target().await?;
        let (row, parts, files) =
            futures::try_join!(store::row(tx, self.id), store::parts(tx, self.id), store::attachments(tx, self.id))?;
        let part = |kind: &str| parts.iter().find(|p| p.kind == kind).map(|p| p.content.clone());
        Ok(Message {
            line: store::line(row),
            text: part("TEXT").unwrap_or_default(),
            html: part("HTML"),
            attachments: files.into_iter().map(|f| f.file_name).collect(),
        })
    }

    fn example() -> Value {
        json!({"id": "cmm_01h00000000000000000000000"})
    }
}
