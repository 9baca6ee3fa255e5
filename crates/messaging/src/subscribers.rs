//! A queued message leaves.

use engine::{Event, TenantTx};
use kernel::{Id, Result};

use crate::message::deliver;

/// Sends the message of the event, once: whoever holds its row sends it, and only while it waits.
pub async fn send(tx: &TenantTx, event: Event) -> Result<()> {
    deliver::deliver(tx, Id::from_uuid(event.entity_id)).await
}
