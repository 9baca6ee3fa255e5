//! A waiting message leaves: by mail at once, by text in two steps.

use engine::{TenantTx, event::NewEvent};
use kernel::{Result, ids::CommunicationId};
use ports::{Channel, ConsentPort, Permitted};
use serde_json::json;

use super::{
    email, gate,
    store::{self, Waiting},
    tries::{next_try, spread},
};
use crate::{
    breaker::{
        self, Provider,
        hold::{fallback, hold},
    },
    sender,
    smtp::{Failure, Smtp, is_hard_bounce},
    suppression,
};

/// An event about the message.
pub fn about(name: &'static str, waiting: &Waiting) -> NewEvent {
    NewEvent::new(name, "message", waiting.id.uuid())
        .location(waiting.location_id)
        .data(json!({"message_id": waiting.id, "entity": waiting.entity, "entity_id": waiting.entity_ref}))
}

/// Sends a waiting message. The row is held while the server is spoken to, so no two workers send it.
pub async fn deliver(tx: &TenantTx, id: CommunicationId) -> Result<()> {
    let Some(waiting) = store::waiting(tx, id).await? else { return Ok(()) };
    if waiting.expires_at.is_some_and(|end| end <= tx.now()) && waiting.handed_at.is_none() {
        return end(tx, &waiting, "CANCELLED", Some("EXPIRED"), "It could not be sent in time.").await;
    }
    match waiting.r#type.as_str() {
        "SMS" => claim(tx, &waiting).await,
        _ => mail(tx, &waiting).await,
    }
}

/// Without a server mail stays QUEUED. If the answer is lost, the repetition carries the same Message-ID (MSG-22).
async fn mail(tx: &TenantTx, waiting: &Waiting) -> Result<()> {
    let Some(outlet) = tx.port::<Smtp>()?.outlet() else { return Ok(()) };
    if !breaker::admits(tx, Provider::MAIL).await? {
        return hold(tx, waiting).await;
    }
    if !allowed(tx, waiting, Channel::Email).await? {
        return Ok(());
    }
    let outcome = match email::letter(tx, waiting).await? {
        Ok(letter) => outlet.send(&letter).await,
        Err(failure) => Err(failure),
    };
    match outcome {
        Ok(()) => {
            breaker::answered(tx, Provider::MAIL).await?;
            store::sent(tx, waiting.id, None).await?;
            tx.emit(about("messaging.message.sent", waiting));
            Ok(())
        }
        Err(Failure::Temporary(reason)) => {
            breaker::failed(tx, Provider::MAIL, &reason).await?;
            later(tx, waiting, &reason, None).await
        }
        Err(Failure::Permanent(reason)) => {
            if is_hard_bounce(&reason) {
                let point = gate::stored(Channel::Email, &waiting.to_address);
                suppression::store::add(tx, Channel::Email, &point, "HARD_BOUNCE", Some(&reason)).await?;
                tx.port::<ConsentPort>()?.invalid(tx, &point).await?;
            }
            end(tx, waiting, "FAILED", None, &reason).await
        }
    }
}

/// The first step of a text: that it is given away is written and committed before the provider is asked (MSG-22).
async fn claim(tx: &TenantTx, waiting: &Waiting) -> Result<()> {
    if waiting.handed_at.is_some() {
        return Ok(());
    }
    let Some(from) = sender::store::for_location(tx, Channel::Sms, waiting.location_id).await? else {
        return later(tx, waiting, "No number to send text messages from is set up for this location.", None).await;
    };
    let own = breaker::admits(tx, Provider::of_number(from.id)).await?;
    let number = if own { Some(from.id) } else { fallback(tx, waiting.location_id).await? };
    let Some(number) = number else { return hold(tx, waiting).await };
    store::handed(tx, waiting.id, number).await?;
    tx.emit(
        NewEvent::new("messaging.message.handed", "message", waiting.id.uuid())
            .location(waiting.location_id)
            .data(json!({"message_id": waiting.id, "handed_at": tx.now()})),
    );
    Ok(())
}

/// Asks once more right before sending; a message that may not go out ends here.
pub async fn allowed(tx: &TenantTx, waiting: &Waiting, channel: Channel) -> Result<bool> {
    if waiting.answers_word.is_some() {
        return Ok(true);
    }
    match gate::judge(tx, channel, &waiting.to_address, &waiting.purpose, waiting.customer_id).await? {
        Permitted::Yes(_) => Ok(true),
        Permitted::No(code) => {
            end(tx, waiting, "SUPPRESSED", Some(code), gate::sentence(code)).await?;
            Ok(false)
        }
    }
}

/// Another try, or the end of them.
pub async fn later(tx: &TenantTx, waiting: &Waiting, reason: &str, asked_s: Option<i64>) -> Result<()> {
    let until = waiting.expires_at.filter(|_| waiting.priority == "URGENT");
    let begun = waiting.send_at.map_or(waiting.queued_at, |at| at.max(waiting.queued_at));
    match next_try(begun, tx.now(), waiting.attempts + 1, spread(tx), asked_s, until) {
        Some(next) => store::tried(tx, waiting.id, &short(reason), next).await,
        None => end(tx, waiting, "FAILED", None, reason).await,
    }
}

/// It will not leave: FAILED, SUPPRESSED or CANCELLED, with the reason.
pub async fn end(
    tx: &TenantTx,
    waiting: &Waiting,
    status: &'static str,
    code: Option<&str>,
    reason: &str,
) -> Result<()> {
    store::ended(tx, waiting.id, status, code, &short(reason)).await?;
    let name = match status {
        "FAILED" => "messaging.message.failed",
        "SUPPRESSED" => "messaging.message.suppressed",
        _ => "messaging.message.cancelled",
    };
    tx.emit(about(name, waiting));
    Ok(())
}

fn short(reason: &str) -> String {
    reason.chars().take(500).collect()
}
