//! Handing a message to the mail server.

use engine::{TenantTx, event::NewEvent};
use futures::future::try_join_all;
use kernel::{ErrorKind, Result, ids::CommunicationId};
use serde_json::json;

use super::{
    next_try,
    store::{self, Waiting},
};
use crate::smtp::{Enclosure, Failure, Letter, Smtp};

/// Sends a waiting message. The row is held while the server is spoken to, so no two workers send it; if the answer is
/// lost, the repetition carries the same Message-ID (MSG-22). Without a server it stays QUEUED.
pub async fn deliver(tx: &TenantTx, id: CommunicationId) -> Result<()> {
    let Some(outlet) = tx.port::<Smtp>()?.outlet() else { return Ok(()) };
    let Some(waiting) = store::waiting(tx, id).await? else { return Ok(()) };
    let outcome = match letter(tx, &waiting).await? {
        Ok(letter) => outlet.send(&letter).await,
        Err(failure) => Err(failure),
    };
    let about = |name| {
        NewEvent::new(name, "message", id.uuid())
            .data(json!({"message_id": id, "entity": waiting.entity, "entity_id": waiting.entity_ref}))
    };
    match outcome {
        Ok(()) => {
            store::sent(tx, id).await?;
            tx.emit(about("messaging.message.sent"));
        }
        Err(Failure::Temporary(reason)) => match next_try(waiting.queued_at, tx.now(), waiting.attempts + 1) {
            Some(next) => store::tried(tx, id, &short(&reason), next).await?,
            None => {
                store::failed(tx, id, &short(&reason)).await?;
                tx.emit(about("messaging.message.failed"));
            }
        },
        Err(Failure::Permanent(reason)) => {
            store::failed(tx, id, &short(&reason)).await?;
            tx.emit(about("messaging.message.failed"));
        }
    }
    Ok(())
}

fn short(reason: &str) -> String {
    reason.chars().take(500).collect()
}

/// Puts the message together; a missing attachment means it is not sent at all.
async fn letter(tx: &TenantTx, waiting: &Waiting) -> Result<std::result::Result<Letter, Failure>> {
    let (parts, files, sender) =
        futures::try_join!(store::parts(tx, waiting.id), store::attachments(tx, waiting.id), store::sender(tx))?;
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
    Ok(Ok(Letter {
        from_name: sender.name,
        reply_to: sender.contact_email,
        to: waiting.to_address.clone(),
        subject: waiting.subject.clone(),
        text: part("TEXT").unwrap_or_default(),
        html: part("HTML"),
        message_id: waiting.message_id.clone(),
        attachments,
    }))
}
