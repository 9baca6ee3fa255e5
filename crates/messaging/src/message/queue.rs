//! A message is written in its sender's transaction.

use engine::{TenantTx, event::NewEvent};
use jiff::{SignedDuration, Timestamp};
use kernel::{Error, Result, ids::CommunicationId};
use ports::{Channel, Permitted};
use serde_json::json;

use super::{
    cap,
    draft::{Draft, Priority},
    gate,
    store::{self, InsertMessage},
};
use crate::{
    conversation, sender,
    text::{hours, segments, zone},
    unsubscribe,
};

/// Seconds after which the clock looks after a message whose event nobody acted on.
const LOOK_AFTER_S: i64 = 60;

/// What is known of the two ends.
struct Ends {
    face: sender::Face,
    language: String,
    zone: jiff::tz::TimeZone,
}

async fn ends(tx: &TenantTx, draft: &mut Draft) -> Result<Ends> {
    let card = match draft.customer_id {
        Some(customer) => store::customer_card(tx, customer).await?,
        None => None,
    };
    draft.location_id = draft.location_id.or(card.as_ref().and_then(|c| c.location_id));
    let face = sender::store::face(tx, draft.location_id).await?;
    let zone = zone::of(zone::Place {
        country: card.as_ref().and_then(|c| c.country.as_deref()),
        province: card.as_ref().and_then(|c| c.province.as_deref()),
        number: (draft.channel == Channel::Sms).then_some(draft.to.as_str()),
        location_zone: face.timezone(),
    });
    let language = card.map_or_else(|| face.language.clone(), |c| c.language);
    Ok(Ends { face, language, zone })
}

/// When it may leave: now, or at its hour, moved out of the recipient's night (MSG-12). Mail wakes nobody: of it only
/// marketing waits.
fn leaves_at(draft: &Draft, zone: &jiff::tz::TimeZone, now: Timestamp) -> Timestamp {
    let wanted = draft.send_at.unwrap_or(now).max(now);
    let any_time = draft.priority == Priority::Urgent || draft.answers.is_some();
    if any_time || !hours_matter(draft.channel, &draft.purpose) {
        return wanted;
    }
    hours::allowed_from(wanted, zone, &draft.purpose)
}

/// Marketing is moved to where it is borne, and dropped where that is too late (MSG-13).
async fn bearable(
    tx: &TenantTx,
    draft: &Draft,
    zone: &jiff::tz::TimeZone,
    wanted: Timestamp,
) -> Result<Option<Timestamp>> {
    let (Some(customer), "MARKETING") = (draft.customer_id, draft.purpose.as_str()) else { return Ok(Some(wanted)) };
    store::take_marketing_turn(tx, customer).await?;
    let others = store::marketing_lately(tx, customer, tx.now() - cap::LOOK_BACK).await?;
    Ok(cap::next(wanted, &others).map(|at| hours::allowed_from(at, zone, &draft.purpose)))
}

pub fn hours_matter(channel: Channel, purpose: &str) -> bool {
    channel == Channel::Sms || matches!(purpose, "MARKETING" | "REVIEW")
}

/// Makes the words fit: plain signs, and who writes on the first text to a number (MSG-8, MSG-11).
async fn words(tx: &TenantTx, draft: &mut Draft, ends: &Ends) -> Result<Option<i32>> {
    if draft.channel == Channel::Email {
        return Ok(None);
    }
    draft.text = segments::plain_punctuation(draft.text.trim());
    if draft.answers.is_none() && !store::texted_before(tx, &draft.to).await? {
        draft.text.push_str(&match ends.language.as_str() {
            "fr" => format!("\n{}. Répondez ARRET pour ne plus recevoir de messages.", ends.face.name),
            _ => format!("\n{}. Reply STOP to get no more messages.", ends.face.name),
        });
        draft.text = segments::plain_punctuation(&draft.text);
    }
    let count = segments::count(&draft.text);
    if count.segments > segments::MOST {
        let text = format!("This makes {} segments; at most {} are sent.", count.segments, segments::MOST);
        return Err(Error::invalid("text", "TOO_LONG", text));
    }
    Ok(i32::try_from(count.segments).ok())
}

/// Writes the message and tells the sender; nothing leaves before the transaction has committed (MSG-3).
pub async fn queue(tx: &TenantTx, mut draft: Draft) -> Result<CommunicationId> {
    if let Some(known) = match &draft.key {
        Some(key) => store::by_key(tx, key).await?,
        None => None,
    } {
        return Ok(known);
    }
    let ends = ends(tx, &mut draft).await?;
    let from = sender::store::for_location(tx, draft.channel, draft.location_id).await?;
    if draft.channel == Channel::Sms && from.is_none() {
        return Err(Error::conflict("NO_SENDER", "No number to send text messages from is set up for this location."));
    }
    let segments = words(tx, &mut draft, &ends).await?;
    let permitted = match draft.answers {
        Some(_) => Permitted::Yes(None),
        None => gate::judge(tx, draft.channel, &draft.to, &draft.purpose, draft.customer_id).await?,
    };
    let wanted = leaves_at(&draft, &ends.zone, tx.now());
    let bearable = bearable(tx, &draft, &ends.zone, wanted).await?;
    let leaves = bearable.unwrap_or(wanted);
    let refused = draft.refused.take();
    let (status, code, reason) = match (&refused, &permitted) {
        (Some(refused), _) => ("FAILED", Some(refused.code), Some(refused.reason.as_str())),
        (_, Permitted::No(code)) => ("SUPPRESSED", Some(*code), Some(gate::sentence(code))),
        _ if draft.expires_at.is_some_and(|end| end <= leaves) => {
            ("CANCELLED", Some("EXPIRED"), Some("It could not be sent in time."))
        }
        _ if bearable.is_none() => {
            ("CANCELLED", Some("CAP"), Some("This customer gets at most one marketing message a day and three a week."))
        }
        _ if leaves > tx.now() => ("SCHEDULED", None, None),
        _ => ("QUEUED", None, None),
    };
    let id: CommunicationId = tx.new_id();
    let ended_by = match draft.channel {
        Channel::Email if unsubscribe::can_be_ended(&draft.purpose) => {
            Some(unsubscribe::sign(tx, &mut draft, &ends.face, &ends.language, id).await?)
        }
        _ => None,
    };
    if draft.conversation_id.is_none()
        && let Some(customer) = draft.customer_id
        && draft.purpose != "INTERNAL"
    {
        draft.conversation_id = conversation::store::of_customer(tx, customer, draft.location_id).await?;
    }
    let subject: String = draft.subject.chars().take(500).collect();
    let next = tx.now().checked_add(SignedDuration::from_secs(LOOK_AFTER_S)).map_err(Error::internal)?;
    let message = InsertMessage {
        id,
        kind: draft.channel.code(),
        direction: "OUT",
        purpose: &draft.purpose,
        priority: draft.priority.code(),
        status,
        code,
        reason,
        to_address: &draft.to,
        from_address: from.as_ref().map(|f| f.address.as_str()),
        subject: &subject,
        customer_id: draft.customer_id,
        location_id: draft.location_id,
        sender_id: from.as_ref().map(|f| f.id),
        conversation_id: draft.conversation_id,
        entity: &draft.about.0,
        entity_ref: draft.about.1,
        message_id: &format!("<{id}@{}>", host(tx)),
        in_reply_to: draft.in_reply_to.as_deref(),
        message_key: draft.key.as_deref(),
        next_try_at: (status == "QUEUED").then_some(next),
        send_at: (leaves > tx.now()).then_some(leaves),
        expires_at: draft.expires_at,
        consent_ref: match permitted {
            Permitted::Yes(entry) => entry,
            Permitted::No(_) => None,
        },
        segments,
        answers_word: draft.answers.map(|w| w.code()),
        resent_of: draft.resent_of,
        delivered_at: None,
        failed_at: (status == "FAILED").then_some(tx.now()),
        template_key: draft.wording.as_ref().map(|w| w.key.as_str()),
        template_version_id: draft.wording.as_ref().and_then(|w| w.version),
        unsubscribe_hash: ended_by.as_ref().map(|hash| hash.as_slice()),
    };
    let mut parts = vec![("TEXT", draft.text.as_str())];
    if let Some(html) = &draft.html {
        parts.push(("HTML", html));
    }
    store::insert(tx, message, &parts, &draft.attachments).await?;
    let name = match status {
        "QUEUED" => Some("messaging.message.queued"),
        "SUPPRESSED" => Some("messaging.message.suppressed"),
        "FAILED" => Some("messaging.message.failed"),
        _ => None,
    };
    if let Some(name) = name {
        tx.emit(
            NewEvent::new(name, "message", id.uuid())
                .location(draft.location_id)
                .data(json!({"message_id": id, "customer_id": draft.customer_id, "code": code})),
        );
    }
    Ok(id)
}

fn host(tx: &TenantTx) -> String {
    let host = tx.settings().public_url.split("//").last().and_then(|h| h.split([':', '/']).next()).unwrap_or_default();
    if host.is_empty() { "localhost".into() } else { host.to_owned() }
}
