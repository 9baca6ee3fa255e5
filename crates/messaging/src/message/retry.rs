//! The clock looks after what did not leave at once.

use engine::{TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{Error, Result};
use serde_json::json;

use super::store;
use crate::smtp::Smtp;

/// Seconds within which a try has to come to an end.
const UNDER_WAY_S: i64 = 120;

/// Tells the sender again of every message that is due, each as work of its own. Without a server they all wait.
pub async fn retry(tx: &TenantTx) -> Result<()> {
    if tx.port::<Smtp>()?.outlet().is_none() {
        return Ok(());
    }
    let until = tx.now().checked_add(SignedDuration::from_secs(UNDER_WAY_S)).map_err(Error::internal)?;
    for id in store::due(tx).await? {
        store::postpone(tx, id, until).await?;
        tx.emit(NewEvent::new("messaging.message.queued", "message", id.uuid()).data(json!({"message_id": id})));
    }
    Ok(())
}
