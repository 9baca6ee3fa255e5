//! A message is written in its sender's transaction.

use engine::{TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{Error, Result, ids::CommunicationId};
use ports::OutgoingMail;
use serde_json::json;

use super::store::{self, InsertMessage};

/// Seconds after which the clock looks after a message whose event nobody acted on.
const LOOK_AFTER_S: i64 = 60;

/// Writes the message and tells the sender; nothing leaves before the transaction has committed (MSG-3).
pub async fn queue(tx: &TenantTx, mail: &OutgoingMail, resent_of: Option<CommunicationId>) -> Result<CommunicationId> {
    let id: CommunicationId = tx.new_id();
    let host = tx.settings().public_url.split("//").last().and_then(|h| h.split([':', '/']).next()).unwrap_or_default();
    let host = if host.is_empty() { "localhost" } else { host };
    let next = tx.now().checked_add(SignedDuration::from_secs(LOOK_AFTER_S)).map_err(Error::internal)?;
    let subject: String = mail.subject.chars().take(500).collect();
    let message = InsertMessage {
        id,
        purpose: mail.purpose,
        to_address: mail.to.trim(),
        subject: &subject,
        customer_id: mail.customer_id,
        entity: mail.about.0,
        entity_ref: mail.about.1,
        message_id: &format!("<{id}@{host}>"),
        next_try_at: Some(next),
        resent_of,
    };
    let mut parts = vec![("TEXT", mail.text.as_str())];
    if let Some(html) = &mail.html {
        parts.push(("HTML", html));
    }
    store::insert(tx, message, &parts, &mail.attachments).await?;
    tx.emit(
        NewEvent::new("messaging.message.queued", "message", id.uuid())
            .data(json!({"message_id": id, "customer_id": mail.customer_id})),
    );
    Ok(id)
}
