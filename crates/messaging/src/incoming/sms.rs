//! A stored text message of the other side is taken in.

use engine::{TenantTx, event::NewEvent};
use kernel::{Result, ids::CommunicationId, normal::Phone};
use ports::Channel;
use serde_json::{Value, json};

use super::{
    answer_word,
    store::{self, Kept},
    who::{self, Hints, Place},
};
use crate::{
    conversation,
    message::store::{InsertMessage, by_key},
    sender,
    text::word::{self, Said},
};

/// Writes it into its conversation; a word alone in it acts.
pub async fn take(tx: &TenantTx, sender: &sender::Row, kept: &Kept) -> Result<()> {
    let key = format!("in:{}", kept.id);
    if by_key(tx, &key).await?.is_some() {
        return Ok(());
    }
    let field = |name: &str| kept.raw.get(name).and_then(Value::as_str).unwrap_or_default();
    let country = sender::store::face(tx, sender.location_id).await?.country;
    let from = Phone::read(field("From"), country.as_deref().unwrap_or("CA")).stored().to_owned();
    let mut text = field("Body").to_owned();
    if let Ok(files @ 1..) = field("NumMedia").parse::<u32>() {
        text = format!("{text}\n[{files} × MMS]").trim().to_owned();
    }
    let place = who::place(tx, sender, Channel::Sms, &from, Hints::default()).await?;
    let id: CommunicationId = tx.new_id();
    let message = InsertMessage {
        to_address: &sender.address,
        from_address: Some(&from),
        sender_id: Some(sender.id),
        message_id: &format!("<{}>", field("MessageSid")),
        message_key: Some(&key),
        ..incoming(tx, id, Channel::Sms, &place)
    };
    store::insert(tx, message, &text, &[]).await?;
    let said = word::read(&text);
    let marks: &[String] = if said == Said::MayMeanStop { &["MAY_MEAN_STOP".to_owned()] } else { &[] };
    told(tx, id, &place, Channel::Sms, &text, marks).await?;
    match said {
        Said::Nothing => {}
        Said::MayMeanStop => tx.emit(
            NewEvent::new("messaging.keyword.received", "message", id.uuid())
                .location(place.location)
                .data(json!({"word": "STOP", "certain": false, "conversation_id": place.conversation})),
        ),
        Said::Alone(word, language) => {
            let heard = answer_word::Heard { word, language, number: &from, message: id };
            answer_word::act(tx, &place, &heard).await?;
        }
    }
    Ok(())
}

/// The row of a message of the other side, as far as all channels agree.
pub fn incoming<'a>(tx: &TenantTx, id: CommunicationId, channel: Channel, place: &Place) -> InsertMessage<'a> {
    InsertMessage {
        id,
        kind: channel.code(),
        direction: "IN",
        purpose: "SERVICE",
        priority: "NORMAL",
        status: "DELIVERED",
        code: None,
        reason: None,
        to_address: "",
        from_address: None,
        subject: "",
        customer_id: place.customer,
        location_id: place.location,
        sender_id: None,
        conversation_id: Some(place.conversation),
        entity: "conversation",
        entity_ref: place.conversation.uuid(),
        message_id: "",
        in_reply_to: None,
        message_key: None,
        next_try_at: None,
        send_at: None,
        expires_at: None,
        consent_ref: None,
        segments: None,
        answers_word: None,
        resent_of: None,
        delivered_at: Some(tx.now()),
        failed_at: None,
        template_key: None,
        template_version_id: None,
        unsubscribe_hash: None,
    }
}

/// The conversation opens, and everybody who may hears of it.
pub async fn told(
    tx: &TenantTx,
    id: CommunicationId,
    place: &Place,
    channel: Channel,
    text: &str,
    marks: &[String],
) -> Result<()> {
    conversation::store::came_in(tx, place.conversation, channel, text, marks).await?;
    conversation::changed(tx, place.conversation, place.location);
    tx.emit(NewEvent::new("messaging.message.received", "message", id.uuid()).location(place.location).data(json!({
        "message_id": id, "conversation_id": place.conversation, "customer_id": place.customer, "channel": channel.code(),
    })));
    Ok(())
}
