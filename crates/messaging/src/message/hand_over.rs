//! The second step of a text: the provider gets it, once.

use engine::{Event, TenantTx};
use jiff::{SignedDuration, Timestamp};
use kernel::{Id, Result, ids::CommunicationId};
use ports::{Channel, ConsentPort};
use serde_json::Value;

use super::{
    deliver::{about, allowed, end, later},
    store::{self, Waiting},
};
use crate::{
    breaker::{self, Provider},
    gateway::{Account, Gateway, Outcome, Refusal, Text, Told},
    sender, suppression,
    text::{hours, zone},
};

/// After this long without an answer the provider is asked whether it has the text (MSG-22).
pub const UNANSWERED: SignedDuration = SignedDuration::from_mins(10);

/// Hands over what was claimed, unless an earlier time may have done so: then only the clock looks after it.
pub async fn hand_over(tx: &TenantTx, event: Event) -> Result<()> {
    let claimed = event.data.get("handed_at").and_then(Value::as_str).and_then(|t| t.parse::<Timestamp>().ok());
    let Some(waiting) = store::waiting(tx, Id::from_uuid(event.entity_id)).await? else { return Ok(()) };
    let Some(handed_at) = waiting.handed_at.filter(|at| Some(*at) == claimed) else { return Ok(()) };
    let gateway = tx.port::<Gateway>()?;
    if event.attempt > 1 && !gateway.has(waiting.id, handed_at) {
        return Ok(());
    }
    if waiting.expires_at.is_some_and(|end| end <= tx.now()) {
        return end(tx, &waiting, "CANCELLED", Some("EXPIRED"), "It could not be sent in time.").await;
    }
    if put_off(tx, &waiting).await? || !allowed(tx, &waiting, Channel::Sms).await? {
        return Ok(());
    }
    let Some((account, text)) = text(tx, &waiting, handed_at).await? else {
        return later(tx, &waiting, "The number it was to be sent from is not there any more.", None).await;
    };
    let provider = waiting.sender_id.map(Provider::of_number).unwrap_or(Provider::MAIL);
    let outcome = gateway.send(&account, &text).await;
    match &outcome {
        Outcome::Taken(_) | Outcome::Permanent(_) => breaker::answered(tx, provider).await?,
        Outcome::Temporary { reason, .. } | Outcome::Unknown(reason) => breaker::failed(tx, provider, reason).await?,
    }
    match outcome {
        Outcome::Taken(name) => {
            store::sent(tx, waiting.id, Some(&name)).await?;
            tx.emit(about("messaging.message.sent", &waiting));
            Ok(())
        }
        Outcome::Temporary { reason, wait_s } => later(tx, &waiting, &reason, wait_s).await,
        Outcome::Permanent(refusal) => {
            learn(tx, &waiting.to_address, &refusal).await?;
            end(
                tx,
                &waiting,
                "FAILED",
                Some(&refusal.code).filter(|c| !c.is_empty()).map(String::as_str),
                &refusal.reason,
            )
            .await
        }
        // It stays given away; the clock asks after it.
        Outcome::Unknown(_) => Ok(()),
    }
}

/// What a refusal says of the number is kept (MSG-16).
pub async fn learn(tx: &TenantTx, number: &str, refusal: &Refusal) -> Result<()> {
    let ledger = tx.port::<ConsentPort>()?;
    match refusal.told {
        Told::OptedOut => {
            ledger.stop(tx, number, serde_json::json!({"provider_code": refusal.code})).await?;
        }
        Told::Invalid => {
            suppression::store::add(tx, Channel::Sms, number, "INVALID", Some(&refusal.reason)).await?;
            ledger.invalid(tx, number).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Night has fallen there since it was queued: it waits for the morning, or for nothing (MSG-12).
async fn put_off(tx: &TenantTx, waiting: &Waiting) -> Result<bool> {
    if waiting.priority == "URGENT" || waiting.answers_word.is_some() {
        return Ok(false);
    }
    let (face, card) = futures::try_join!(sender::store::face(tx, waiting.location_id), async {
        match waiting.customer_id {
            Some(customer) => store::customer_card(tx, customer).await,
            None => Ok(None),
        }
    })?;
    let zone = zone::of(zone::Place {
        country: card.as_ref().and_then(|c| c.country.as_deref()),
        province: card.as_ref().and_then(|c| c.province.as_deref()),
        number: Some(&waiting.to_address),
        location_zone: face.timezone(),
    });
    let from = hours::allowed_from(tx.now(), &zone, &waiting.purpose);
    if from <= tx.now() {
        return Ok(false);
    }
    if waiting.expires_at.is_some_and(|end| end <= from) {
        end(tx, waiting, "CANCELLED", Some("EXPIRED"), "It could not be sent in time.").await?;
    } else {
        store::put_off(tx, waiting.id, from).await?;
    }
    Ok(true)
}

/// The text as it leaves, and where it goes.
async fn text(tx: &TenantTx, waiting: &Waiting, handed_at: Timestamp) -> Result<Option<(Account, Text)>> {
    let Some(id) = waiting.sender_id else { return Ok(None) };
    let Some(from) = sender::store::by_id(tx, id).await? else { return Ok(None) };
    let parts = store::parts(tx, waiting.id).await?;
    let text = Text {
        id: waiting.id,
        handed_at,
        from: from.address.clone(),
        to: waiting.to_address.clone(),
        body: parts.into_iter().find(|p| p.kind == "TEXT").map(|p| p.content).unwrap_or_default(),
        callback: sender::keys::status_url(tx, &from, waiting.id),
    };
    Ok(Some((sender::account(tx, &from)?, text)))
}

/// Nobody has said what became of it: the provider is asked. It has it, or denies it and gets it again, or says
/// nothing: then that is shown as such.
pub async fn look_after(tx: &TenantTx, id: CommunicationId) -> Result<()> {
    let Some(waiting) = store::waiting(tx, id).await? else { return Ok(()) };
    let Some(handed_at) = waiting.handed_at.filter(|at| *at <= tx.now() - UNANSWERED) else { return Ok(()) };
    let unknown = "The provider did not say whether it has this message.";
    let Some((account, text)) = text(tx, &waiting, handed_at).await? else {
        return end(tx, &waiting, "FAILED", Some("UNKNOWN_RESULT"), unknown).await;
    };
    match tx.port::<Gateway>()?.look_up(&account, &text).await {
        Ok(Some(name)) => {
            store::sent(tx, waiting.id, Some(&name)).await?;
            tx.emit(about("messaging.message.sent", &waiting));
            Ok(())
        }
        Ok(None) => {
            store::take_back(tx, waiting.id).await?;
            tx.emit(about("messaging.message.queued", &waiting));
            Ok(())
        }
        Err(reason) => end(tx, &waiting, "FAILED", Some("UNKNOWN_RESULT"), &format!("{unknown} {reason}")).await,
    }
}
