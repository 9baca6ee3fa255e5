//! Other modules queue mail here.

use engine::{TenantTx, module::BoxFuture};
use kernel::{Result, ids::CommunicationId};
use ports::{OutgoingMail, OutgoingText};

use crate::{message::queue, template::write};

/// Queues mail in the sender's transaction: a rolled-back act sends nothing (MSG-3).
pub struct Mail;

impl ports::Mail for Mail {
    fn queue<'a>(&'a self, tx: &'a TenantTx, mail: OutgoingMail) -> BoxFuture<'a, Result<CommunicationId>> {
        Box::pin(async move { write::mail(tx, mail).await })
    }

    fn text<'a>(&'a self, tx: &'a TenantTx, text: OutgoingText) -> BoxFuture<'a, Result<CommunicationId>> {
        Box::pin(async move { queue::queue(tx, text.into()).await })
    }
}
