//! Handing a message to the mail server.

use engine::TenantTx;
use futures::future::try_join_all;
use kernel::{ErrorKind, Result};
use ports::Channel;

use super::store::{self, Waiting};
use crate::{
    sender,
    smtp::{Enclosure, Failure, Letter},
    unsubscribe,
};

/// Puts the message together; a missing attachment means it is not sent at all.
pub async fn letter(tx: &TenantTx, waiting: &Waiting) -> Result<std::result::Result<Letter, Failure>> {
    let (parts, files, face, own) = futures::try_join!(
        store::parts(tx, waiting.id),
        store::attachments(tx, waiting.id),
        sender::store::face(tx, waiting.location_id),
        sender::store::for_location(tx, Channel::Email, waiting.location_id)
    )?;
    let shelf = tx.port::<files::Store>()?;
    let read = files.into_iter().map(|file| {
        let shelf = shelf.clone();
        async move {
            let bytes = shelf.get(&file.object_key).await?.to_vec();
            Ok::<_, kernel::Error>(Enclosure { file_name: file.file_name, content_type: file.content_type, bytes })
        }
    });
    let attachments = match try_join_all(read).await {
        Ok(attachments) => attachments,
        Err(e) if e.kind == ErrorKind::NotFound => {
            return Ok(Err(Failure::Permanent("An attachment is missing.".into())));
        }
        Err(e) => return Ok(Err(Failure::Temporary(e.to_string()))),
    };
    let part = |kind: &str| parts.iter().find(|p| p.kind == kind).map(|p| p.content.clone());
    // Answers come back to the conversation where incoming mail is set up, else to the company's mailbox.
    let reply_to = own.map(|own| match waiting.conversation_id {
        Some(conversation) => sender::reply_address(&own.address, conversation),
        None => own.address,
    });
    Ok(Ok(Letter {
        from_name: face.name,
        reply_to: reply_to.or(face.contact_email),
        to: waiting.to_address.clone(),
        subject: waiting.subject.clone(),
        text: part("TEXT").unwrap_or_default(),
        html: part("HTML"),
        message_id: waiting.message_id.clone(),
        in_reply_to: waiting.in_reply_to.clone(),
        unsubscribe: unsubscribe::can_be_ended(&waiting.purpose)
            .then(|| unsubscribe::url(tx, &unsubscribe::token(tx, waiting.id))),
        attachments,
    }))
}
