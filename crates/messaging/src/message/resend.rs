//! Sending a message once more.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::CommunicationId};
use ports::{Attachment, Channel};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{MessageLine, draft::Draft, queue::queue, send, store};

/// Queues the same words once more as a message of its own, to the same or another address. What was sent or failed
/// stays as it is (MSG-4).
#[derive(Deserialize, JsonSchema)]
pub struct ResendMessage {
    pub id: CommunicationId,
    /// Another address.
    pub to: Option<String>,
}

impl Operation for ResendMessage {
    type Output = MessageLine;
    const SPEC: Spec = Spec::command("messaging.message.resend", "POST", "/messages/{id}/resend")
        .summary("Queues a message once more.")
        .permission("message", "UPDATE")
        .on("message", "id")
        .created();

    fn check(&self, p: &mut Problems) {
        if let Some(to) = &self.to {
            p.text("to", to, 254);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<MessageLine> {
        tx.target().await?;
        let (row, parts, files) =
            futures::try_join!(store::row(tx, self.id), store::parts(tx, self.id), store::attachments(tx, self.id))?;
        if matches!(row.status.as_str(), "QUEUED" | "SCHEDULED") {
            return Err(Error::conflict("STILL_QUEUED", "This message is still waiting and will be sent by itself."));
        }
        let part = |kind: &str| parts.iter().find(|p| p.kind == kind).map(|p| p.content.clone());
        let channel = if row.r#type == "SMS" { Channel::Sms } else { Channel::Email };
        if matches!(row.code.as_deref(), Some("MISSING_TEMPLATE" | "MISSING_VARIABLE" | "TOO_LONG")) {
            return Err(Error::conflict(
                "WITHOUT_WORDS",
                "This message has no words: do again what it was to tell of.",
            ));
        }
        if row.direction == "IN" {
            return Err(Error::conflict("CAME_IN", "This message came from the other side."));
        }
        let to = match &self.to {
            Some(to) => send::point(tx, channel, to, row.location_id).await?,
            None => row.to_address,
        };
        let draft = Draft {
            subject: row.subject,
            html: part("HTML"),
            purpose: row.purpose,
            customer_id: row.customer_id,
            location_id: row.location_id,
            conversation_id: row.conversation_id,
            attachments: files
                .into_iter()
                .map(|f| Attachment { object_key: f.object_key, file_name: f.file_name, content_type: f.content_type })
                .collect(),
            resent_of: Some(self.id),
            ..Draft::new(channel, &to, &part("TEXT").unwrap_or_default(), (&row.entity, row.entity_ref))
        };
        let label = draft.subject.clone();
        let id = queue(tx, draft).await?;
        tx.about("message", id.uuid(), &label);
        Ok(store::line(store::row(tx, id).await?))
    }

    fn example() -> Value {
        json!({"id": "cmm_01h00000000000000000000000"})
    }
}
