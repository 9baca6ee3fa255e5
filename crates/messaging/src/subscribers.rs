//! A message goes on its way, step by step.

use engine::{Event, TenantTx};
use kernel::{Id, Result};

use crate::message::{deliver, hand_over};

/// Sends the message of the event, once: whoever holds its row sends it, and only while it waits.
pub async fn send(tx: &TenantTx, event: Event) -> Result<()> {
    deliver::deliver(tx, Id::from_uuid(event.entity_id)).await
}

/// Asks the provider after a text it has said nothing of.
pub async fn look_after(tx: &TenantTx, event: Event) -> Result<()> {
    hand_over::look_after(tx, Id::from_uuid(event.entity_id)).await
}
