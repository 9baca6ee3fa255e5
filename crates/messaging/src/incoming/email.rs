//! Stored mail of the other side is taken in.

use engine::TenantTx;
use kernel::{Result, ids::CommunicationId};
use ports::{Attachment, Channel};
use serde_json::Value;

use super::{
    bounce,
    mime::{self, Mail},
    sms::{incoming, told},
    store::{self, Kept},
    who::{self, Hints},
};
use crate::{
    message::store::{InsertMessage, by_key},
    sender,
};

/// Writes it into its conversation, with its files.
pub async fn take(tx: &TenantTx, sender: &sender::Row, kept: &Kept) -> Result<()> {
    let key = format!("in:{}", kept.id);
    if by_key(tx, &key).await?.is_some() {
        return Ok(());
    }
    let object = kept.raw.get("object_key").and_then(Value::as_str).unwrap_or_default();
    let body = tx.port::<files::Store>()?.get(object).await?;
    let Some(mail) = mime::read(&body) else { return Ok(()) };
    if let Some(report) = &mail.report {
        return bounce::take(tx, report).await;
    }
    let hints = Hints {
        conversation: mail.to.iter().find_map(|to| sender::conversation_in(to)),
        answers: &mail.answers,
        name: mail.from_name.as_deref(),
    };
    let place = who::place(tx, sender, Channel::Email, &mail.from, hints).await?;
    let id: CommunicationId = tx.new_id();
    let text = words(&mail);
    let files = keep(tx, id, &mail).await?;
    let message = InsertMessage {
        to_address: &sender.address,
        from_address: Some(&mail.from),
        subject: &mail.subject,
        sender_id: Some(sender.id),
        message_id: &mail.message_id,
        in_reply_to: mail.answers.last().map(String::as_str),
        message_key: Some(&key),
        ..incoming(tx, id, Channel::Email, &place)
    };
    store::insert(tx, message, &text, &files).await?;
    let marks: &[String] = if mail.automatic { &["AUTOMATIC".to_owned()] } else { &[] };
    told(tx, id, &place, Channel::Email, &text, marks).await
}

/// The text, with a note of what was not kept.
fn words(mail: &Mail) -> String {
    if mail.refused.is_empty() {
        return mail.text.clone();
    }
    format!("{}\n[✗ {}]", mail.text, mail.refused.join(", "))
}

async fn keep(tx: &TenantTx, id: CommunicationId, mail: &Mail) -> Result<Vec<Attachment>> {
    let shelf = tx.port::<files::Store>()?;
    let mut kept = vec![];
    for (at, file) in mail.files.iter().enumerate() {
        let object_key = files::Store::key(tx.company(), "mail", &format!("{}-{at}", id.uuid()));
        shelf.put(&object_key, file.bytes.clone()).await?;
        kept.push(Attachment { object_key, file_name: file.name.clone(), content_type: file.content_type.clone() });
    }
    Ok(kept)
}
