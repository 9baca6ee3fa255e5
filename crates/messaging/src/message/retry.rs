//! The clock looks after what did not leave at once.

use engine::{TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{Error, Result, ids::CommunicationId};
use serde_json::json;

use super::{hand_over::UNANSWERED, store};
use crate::{breaker, smtp::Smtp};

/// Seconds within which a try has to come to an end.
const UNDER_WAY_S: i64 = 120;

fn tell(tx: &TenantTx, name: &'static str, id: CommunicationId) {
    tx.emit(NewEvent::new(name, "message", id.uuid()).data(json!({"message_id": id})));
}

/// Tells the sender again of every message that is due, each as work of its own. Without a mail server mail waits.
pub async fn retry(tx: &TenantTx) -> Result<()> {
    let with_mail = tx.port::<Smtp>()?.outlet().is_some();
    let until = tx.now().checked_add(SignedDuration::from_secs(UNDER_WAY_S)).map_err(Error::internal)?;
    for id in store::due(tx, with_mail).await? {
        store::postpone(tx, id, until).await?;
        tell(tx, "messaging.message.queued", id);
    }
    for id in store::unanswered(tx, tx.now() - UNANSWERED).await? {
        tell(tx, "messaging.message.unanswered", id);
    }
    Ok(())
}

/// What was put off is queued at its hour; what was not sent in time never is (MSG-12).
pub async fn schedule(tx: &TenantTx) -> Result<()> {
    for id in store::expire(tx).await? {
        tell(tx, "messaging.message.cancelled", id);
    }
    breaker::tick::tick(tx).await?;
    let next = tx.now().checked_add(SignedDuration::from_secs(60)).map_err(Error::internal)?;
    for id in store::scheduled_due(tx).await? {
        store::schedule_over(tx, id, next).await?;
        tell(tx, "messaging.message.queued", id);
    }
    Ok(())
}
