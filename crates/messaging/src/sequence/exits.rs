//! The ways out: reply, booking, state, withdrawal, bounce, by hand (MSG-30, MSG-33).

use engine::{Event, TenantTx, event::NewEvent};
use kernel::{Id, Result, ids::SequenceEnrolmentId, normal::Phone};
use serde_json::{Value, json};

use super::store::{self, Enrolment};
use crate::{
    message::{self, gate},
    text::word::{self, Said, Word},
};

/// Tells that somebody is through, or out.
pub fn ended(tx: &TenantTx, row: &Enrolment, reason: &str) {
    tx.emit(
        NewEvent::new("messaging.sequence.ended", "lead", row.lead_id.uuid())
            .location(row.location_id)
            .data(json!({"sequence_id": row.sequence_id, "enrolment_id": row.id, "reason": reason})),
    );
}

/// Takes somebody out; what waits to leave for them does not any more.
pub async fn leave(tx: &TenantTx, id: SequenceEnrolmentId, reason: &str) -> Result<bool> {
    let Some(row) = store::lock(tx, id).await? else { return Ok(false) };
    if store::finish(tx, id, Some(reason)).await? == 0 {
        return Ok(false);
    }
    for message in store::not_yet_sent(tx, id).await? {
        let why = "The sequence it belongs to has ended.";
        if message::store::ended(tx, message, "CANCELLED", Some("SEQUENCE_ENDED"), why).await? > 0 {
            tx.emit(
                NewEvent::new("messaging.message.cancelled", "message", message.uuid())
                    .location(row.location_id)
                    .data(json!({"message_id": message})),
            );
        }
    }
    ended(tx, &row, reason);
    Ok(true)
}

/// Whoever writes to us leaves the sequences that a reply ends; a word that stops everything ends them all.
pub async fn replied(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(came) = store::incoming(tx, Id::from_uuid(event.entity_id)).await? else { return Ok(()) };
    let is_email = came.r#type == "EMAIL";
    let from = came.from_address.unwrap_or_default();
    let from = if is_email {
        gate::stored(ports::Channel::Email, &from)
    } else {
        Phone::read(&from, "CA").e164.unwrap_or(from)
    };
    let mut found = store::by_point(tx, is_email, &from).await?;
    if let Some(customer) = came.customer_id {
        found.extend(store::of_customer(tx, customer).await?);
    }
    found.sort_unstable_by_key(|id| id.uuid());
    found.dedup();
    let stops = !is_email && matches!(word::read(came.text.as_deref().unwrap_or_default()), Said::Alone(Word::Stop, _));
    for id in found {
        let Some(row) = store::lock(tx, id).await? else { continue };
        if stops {
            leave(tx, id, "WITHDRAWAL").await?;
        } else if store::version(tx, row.sequence_version_id).await?.ends_on_reply {
            leave(tx, id, "REPLY").await?;
        }
    }
    Ok(())
}

/// A quote was accepted or a job made: whoever it is for has booked.
pub async fn booked(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(customer) = store::booked_by(tx, &event.entity, event.entity_id).await? else { return Ok(()) };
    for id in store::of_customer(tx, customer).await? {
        let Some(row) = store::lock(tx, id).await? else { continue };
        if store::version(tx, row.sequence_version_id).await?.ends_on_booking {
            leave(tx, id, "BOOKING").await?;
        }
    }
    Ok(())
}

/// The lead has reached a state that ends its sequence; to win it is to book.
pub async fn moved(tx: &TenantTx, event: Event) -> Result<()> {
    let to = event.data.get("to").and_then(Value::as_str).unwrap_or_default();
    let Some(id) = store::standing(tx, Id::from_uuid(event.entity_id)).await? else { return Ok(()) };
    let Some(row) = store::lock(tx, id).await? else { return Ok(()) };
    let version = store::version(tx, row.sequence_version_id).await?;
    if to == "WON" && version.ends_on_booking {
        leave(tx, id, "BOOKING").await?;
    } else if version.ends_on_stages.iter().any(|stage| stage == to) {
        leave(tx, id, "STAGE").await?;
    }
    Ok(())
}

/// A message of a step came back for good.
pub async fn bounced(tx: &TenantTx, event: Event) -> Result<()> {
    if let Some(id) = store::of_message(tx, Id::from_uuid(event.entity_id)).await? {
        leave(tx, id, "BOUNCE").await?;
    }
    Ok(())
}
