//! What became of a text message: events move it on, never back (MSG-1).

use engine::{TenantTx, event::NewEvent};
use kernel::{Result, ids::CommunicationId};
use serde_json::{Value, json};

use super::store::Kept;
use crate::{
    conversation,
    gateway::{self, Refusal},
    message::{
        hand_over::learn,
        status::{moved, of_provider},
        store::{MoveOn, move_on, to_move},
    },
    sender,
};

/// Moves the message the event speaks of; one about a message nobody knows stays stored.
pub async fn take(tx: &TenantTx, sender: &sender::Row, kept: &Kept) -> Result<()> {
    let field = |name: &str| kept.raw.get(name).and_then(Value::as_str);
    let sid = field("sid").unwrap_or_default();
    let ours = field("message").and_then(CommunicationId::parse);
    let Some(message) = to_move(tx, sender.id, ours, sid).await? else { return Ok(()) };
    let told = of_provider(field("status").unwrap_or_default());
    let Some(status) = told.and_then(|told| moved(&message.status, told)) else { return Ok(()) };
    let code = field("error").filter(|code| status == "FAILED" && !code.is_empty() && *code != "0");
    let reason = (status == "FAILED").then(|| match code {
        Some(code) => format!("The provider could not deliver it ({code})."),
        None => "The provider could not deliver it.".to_owned(),
    });
    move_on(tx, MoveOn { id: message.id, status, reason: reason.as_deref(), code, provider_ref: sid }).await?;
    if let Some(code) = code {
        let reason = reason.unwrap_or_default();
        learn(tx, &message.to_address, &Refusal { code: code.into(), reason, told: gateway::told(code) }).await?;
    }
    let name = match status {
        "SENT" => "messaging.message.sent",
        "DELIVERED" => "messaging.message.delivered",
        "READ" => "messaging.message.read",
        _ => "messaging.message.failed",
    };
    tx.emit(NewEvent::new(name, "message", message.id.uuid()).location(message.location_id).data(json!({
        "message_id": message.id, "entity": message.entity, "entity_id": message.entity_ref,
    })));
    if let Some(id) = message.conversation_id {
        conversation::changed(tx, id, message.location_id);
    }
    Ok(())
}
