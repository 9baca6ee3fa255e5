//! Sending a message once more.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::CommunicationId};
use ports::{Attachment, OutgoingMail};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{MessageLine, queue::queue, store};

/// Queues the same words once more as a message of its own, to the same or another address. What was sent or failed
/// stays as it is (MSG-4).
#[derive(Deserialize, JsonSchema)]
pub struct ResendMessage {
    pub id: CommunicationId,
    /// Another address.
    pub to: Option<String>,
}

fn purpose(code: &str) -> &'static str {
    match code {
        "MARKETING" => "MARKETING",
        "RECEIPT" => "RECEIPT",
        "INTERNAL" => "INTERNAL",
        _ => "SERVICE",
    }
}

/// The record kinds messages are about, as the program's own text.
fn entity(code: &str) -> Option<&'static str> {
    kernel::ids::TABLES.iter().map(|(table, _)| *table).find(|table| *table == code)
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
            let address = to.len() <= 254 && to.trim().parse::<lettre::Address>().is_ok();
            p.require(address, "to", "NOT_AN_EMAIL", "This is not an e-mail address.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<MessageLine> {
        tx.target().await?;
        let (row, parts, files) =
            futures::try_join!(store::row(tx, self.id), store::parts(tx, self.id), store::attachments(tx, self.id))?;
        if row.status == "QUEUED" {
            return Err(Error::conflict("STILL_QUEUED", "This message is still waiting and will be sent by itself."));
        }
        let part = |kind: &str| parts.iter().find(|p| p.kind == kind).map(|p| p.content.clone());
        let about = entity(&row.entity).ok_or_else(|| Error::internal(format!("a message about {}", row.entity)))?;
        let mail = OutgoingMail {
            to: self.to.unwrap_or(row.to_address),
            subject: row.subject,
            text: part("TEXT").unwrap_or_default(),
            html: part("HTML"),
            purpose: purpose(&row.purpose),
            customer_id: row.customer_id,
            about: (about, row.entity_ref),
            attachments: files
                .into_iter()
                .map(|f| Attachment { object_key: f.object_key, file_name: f.file_name, content_type: f.content_type })
                .collect(),
        };
        let id = queue(tx, &mail, Some(self.id)).await?;
        tx.about("message", id.uuid(), &mail.subject);
        Ok(store::line(store::row(tx, id).await?))
    }

    fn example() -> Value {
        json!({"id": "cmm_01h00000000000000000000000"})
    }
}
