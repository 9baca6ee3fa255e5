//! It is written, so many a minute; a crash writes nothing twice.

use engine::{Event, TenantTx, event::NewEvent};
use kernel::{Id, Result, ids::BulkSendId};
use ports::Channel;

use super::{
    freeze::freeze,
    state::State,
    store::{self, Row, Words},
    words::shown,
};
use crate::{
    message::{
        draft::{Draft, Priority, Wording},
        queue::queue,
        store::customer_card,
    },
    sender,
    template::declared::{code, language},
};

/// Seconds between two looks of the clock.
pub const EVERY_S: u64 = 10;

/// Every ten seconds: a portion of each message to many that is on its way, and freezings that lost their worker.
pub async fn tick(tx: &TenantTx) -> Result<()> {
    for going in store::going(tx).await? {
        let name = if going.state == "RUNNING" { "messaging.bulk.due" } else { "messaging.bulk.freezing" };
        tx.emit(NewEvent::new(name, "bulk_send", going.id.uuid()));
    }
    Ok(())
}

pub async fn freezing(tx: &TenantTx, event: Event) -> Result<()> {
    freeze(tx, Id::from_uuid(event.entity_id)).await
}

/// The next portion. The row is held, so that a pause comes before or after it, and no two workers write it.
pub async fn due(tx: &TenantTx, event: Event) -> Result<()> {
    let id: BulkSendId = Id::from_uuid(event.entity_id);
    if store::lock(tx, id).await? != State::Running {
        return Ok(());
    }
    let row = store::row(tx, id).await?;
    let portion = usize::try_from(row.per_minute).unwrap_or(1).div_ceil(6).clamp(1, 1_000);
    let mut ready = store::next_ready(tx, id).await?;
    let more = ready.len() > portion;
    ready.truncate(portion);
    let words = store::words_of(tx, id).await?;
    for recipient in ready {
        write(tx, &row, &words, recipient).await?;
    }
    if !more {
        store::set_state(tx, id, State::Done).await?;
        tx.emit(NewEvent::new("messaging.bulk.done", "bulk_send", id.uuid()).location(row.location_id));
    }
    Ok(())
}

/// In the reader's language where it was written in it, else in the first.
fn chosen<'a>(words: &'a [Words], variant: &str, reader: &str) -> Option<&'a Words> {
    let own = || words.iter().filter(|w| w.variant == variant);
    let wanted = language(reader).map(code);
    own().find(|w| Some(w.language.as_str()) == wanted).or_else(|| own().next()).or_else(|| words.first())
}

async fn write(tx: &TenantTx, row: &Row, words: &[Words], recipient: store::Ready) -> Result<()> {
    let Some(written) = chosen(words, &recipient.variant, &recipient.language) else {
        return store::skip(tx, recipient.id, "NO_WORDS").await;
    };
    let channel = if row.channel == "SMS" { Channel::Sms } else { Channel::Email };
    let location = row.location_id.or(recipient.location_id);
    if channel == Channel::Sms && sender::store::for_location(tx, channel, location).await?.is_none() {
        return store::skip(tx, recipient.id, "NO_SENDER").await;
    }
    let Some(card) = customer_card(tx, recipient.customer_id).await? else {
        return store::skip(tx, recipient.id, "INVALID_POINT").await;
    };
    let face = sender::store::face(tx, location).await?;
    let in_language = language(&written.language).unwrap_or_default();
    let composed = match shown(channel, in_language, &written.subject, &written.body, &face, &card.display_name) {
        Ok(composed) => composed,
        Err(refused) => return store::skip(tx, recipient.id, refused.code).await,
    };
    let draft = Draft {
        subject: composed.subject,
        html: composed.html,
        purpose: row.purpose.clone(),
        priority: Priority::Bulk,
        customer_id: Some(recipient.customer_id),
        location_id: location,
        key: Some(format!("bulk:{}", recipient.id)),
        wording: Some(Wording { key: "messaging.bulk".into(), version: None }),
        ..Draft::new(channel, &recipient.point, &composed.text, ("bulk_send", row.id.uuid()))
    };
    match queue(tx, draft).await {
        Ok(message) => store::written(tx, recipient.id, message).await,
        // What we add made it too long: that is known before anything was written.
        Err(e) if e.kind == kernel::ErrorKind::Invalid => store::skip(tx, recipient.id, "TOO_LONG").await,
        Err(e) => Err(e),
    }
}
