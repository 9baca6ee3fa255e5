//! A push leaves. Repeating one does no harm: its topic lets a later one take the place of an earlier one.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as URL64};
use engine::{Event, TenantTx};
use jiff::SignedDuration;
use kernel::{Error, Result, ids::UserId};
use outside::Lost;
use p256::SecretKey;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use url::Url;
use uuid::Uuid;

use super::{
    Parcel, Push, sealed,
    store::{self, SubscriptionRow, WaitingRow},
    subscribe, tell, vapid,
};
use crate::{
    message::{
        store::edge_id,
        tries::{next_try, spread},
    },
    notification,
};

/// Failures in a row after which a browser is left alone.
const MOST_FAILURES: i32 = 5;
const PAUSE: SignedDuration = SignedDuration::from_hours(24);
/// Characters of a reason that are kept.
const REASON: usize = 300;

/// What came of it.
enum Outcome {
    Taken,
    /// The browser is not there any more.
    Gone,
    /// Worth another try, after so many seconds if the service said.
    Passing(String, Option<i64>),
    Refused(String),
}

fn outcome(answered: std::result::Result<outside::Answered, Lost>) -> Outcome {
    match answered {
        Ok(answer) => {
            let reason = format!("The push service answered {}.", answer.status);
            match answer.status {
                200..300 => Outcome::Taken,
                404 | 410 => Outcome::Gone,
                408 | 425 | 429 | 500.. => Outcome::Passing(reason, answer.retry_after_s),
                _ => Outcome::Refused(reason),
            }
        }
        Err(Lost::Unreached(reason) | Lost::Unanswered(reason)) => Outcome::Passing(reason, None),
        Err(Lost::Refused(reason)) => Outcome::Refused(reason),
    }
}

/// Sends the push of the event, once: whoever holds its row sends it, and only while it waits.
pub async fn due(tx: &TenantTx, event: Event) -> Result<()> {
    let id = event.data.get("push_message").and_then(Value::as_str).and_then(|text| text.parse::<Uuid>().ok());
    let Some(id) = id else { return Ok(()) };
    let Some(waiting) = store::waiting(tx, id).await? else { return Ok(()) };
    let Some(browser) = store::subscription(tx, waiting.subscription_id).await? else { return Ok(()) };
    if !notification::is_active(tx, browser.user_id).await? {
        return store::forget(tx, browser.id).await;
    }
    if browser.paused_until.is_some_and(|until| until > tx.now()) {
        return store::ended(tx, id, "This browser is left alone for a day.").await;
    }
    let outcome = match parcel(tx, &waiting, &browser)? {
        Some(parcel) => outcome(tx.port::<Push>()?.bring(parcel).await),
        None => Outcome::Refused("The browser’s keys cannot be read.".into()),
    };
    settle(tx, &waiting, &browser, outcome).await
}

async fn settle(tx: &TenantTx, waiting: &WaitingRow, browser: &SubscriptionRow, outcome: Outcome) -> Result<()> {
    let (reason, again) = match outcome {
        Outcome::Taken => {
            store::answered(tx, browser.id).await?;
            return store::sent(tx, waiting.id).await;
        }
        Outcome::Gone => return store::forget(tx, browser.id).await,
        Outcome::Passing(reason, asked_s) => {
            (reason, next_try(waiting.queued_at, tx.now(), waiting.attempts + 1, spread(tx), asked_s, None))
        }
        Outcome::Refused(reason) => (reason, None),
    };
    let failures = browser.failures_in_row + 1;
    let paused = failures >= MOST_FAILURES;
    let until = tx.now().checked_add(PAUSE).map_err(Error::internal)?;
    store::failed(tx, browser.id, if paused { 0 } else { failures }, paused.then_some(until)).await?;
    let reason: String = reason.chars().take(REASON).collect();
    match again.filter(|_| !paused) {
        Some(next) => store::tried(tx, waiting.id, &reason, next).await,
        None => store::ended(tx, waiting.id, &reason).await,
    }
}

/// Sealed for this browser; nothing where its keys or its address cannot be read.
fn parcel(tx: &TenantTx, waiting: &WaitingRow, browser: &SubscriptionRow) -> Result<Option<Parcel>> {
    let settings = tx.settings();
    let secret = settings.unseal(&subscribe::seal_name(&browser.endpoint), &browser.secret_sealed)?;
    let reader = subscribe::reader(&browser.reader_key, &secret);
    let (Some(reader), Ok(place)) = (reader, browser.endpoint.parse::<Url>()) else { return Ok(None) };
    let mut salt = [0u8; 16];
    settings.dice.fill(&mut salt);
    let own = loop {
        // Very nearly every number of 256 bits is a key.
        if let Ok(key) = SecretKey::from_slice(&tx.secret()) {
            break key;
        }
    };
    let Some(body) = sealed::seal(text(waiting).to_string().as_bytes(), &reader, &own, salt) else { return Ok(None) };
    Ok(Some(Parcel {
        authorization: vapid::authorization(settings, &place, tx.now())?,
        place,
        topic: topic(waiting, Some(browser.user_id)),
        is_urgent: waiting.priority == "URGENT",
        body,
    }))
}

/// By the clock: those that did not get through.
pub async fn again(tx: &TenantTx) -> Result<()> {
    for (message, browser) in store::due(tx).await? {
        tell::queued(tx, browser, message);
    }
    Ok(())
}

/// Nothing personal beyond the title: which record it opens is said by its id.
fn text(waiting: &WaitingRow) -> Value {
    json!({
        "title": waiting.title,
        "kind": waiting.kind,
        "entity": waiting.entity,
        "entity_id": edge_id(&waiting.entity, waiting.entity_ref),
        "tag": topic(waiting, None),
        "urgent": waiting.priority == "URGENT",
    })
}

/// The same for what is told of one record by one rule; at the service also for one person.
fn topic(waiting: &WaitingRow, of: Option<UserId>) -> String {
    let mut hash = Sha256::new();
    hash.update(waiting.kind.as_bytes());
    hash.update(waiting.entity_ref.as_bytes());
    hash.update(of.map(|user| user.uuid().into_bytes()).unwrap_or_default());
    URL64.encode(&hash.finalize()[..24])
}
