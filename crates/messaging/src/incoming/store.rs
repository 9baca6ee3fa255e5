//! Rows of what providers told.

use engine::{TenantTx, event::NewEvent};
use kernel::{Result, ids::CustomerId, ids::LocationId};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{
    message::store::{self as messages, InsertMessage},
    sender,
    sql::incoming as sql,
};

pub use crate::sql::incoming::EventByIdRow as Kept;

/// Stores what came, once under the provider's name of it, and has it taken in; answers whether it is new.
pub async fn keep(tx: &TenantTx, from: &sender::Row, kind: &str, name: &str, raw: &Value) -> Result<bool> {
    let id = tx.new_id::<()>().uuid();
    let name: String = name.chars().take(500).collect();
    let event = sql::KeepEvent { id, sender_id: from.id, communication_id: None, kind, provider_ref: &name, raw };
    if sql::keep_event(tx, event).await? == 0 {
        return Ok(false);
    }
    tx.emit(
        NewEvent::new("messaging.webhook.received", "message_event", id)
            .location(from.location_id)
            .data(json!({"kind": kind, "sender_id": from.id})),
    );
    Ok(true)
}

pub async fn event(tx: &TenantTx, id: Uuid) -> Result<Option<Kept>> {
    sql::event_by_id(tx, id).await
}

/// A customer who has the point.
pub struct Owner {
    pub id: CustomerId,
    pub location_id: Option<LocationId>,
}

pub async fn owners(tx: &TenantTx, point: &str) -> Result<Vec<Owner>> {
    let rows = sql::customers_at(tx, point).await?;
    let owner =
        |row: sql::CustomersAtRow| Owner { id: CustomerId::from_uuid(row.survivor_id), location_id: row.location_id };
    Ok(rows.into_iter().map(owner).collect())
}

/// Writes a message of the other side.
pub async fn insert(tx: &TenantTx, message: InsertMessage<'_>, text: &str, files: &[ports::Attachment]) -> Result<()> {
    messages::insert(tx, message, &[("TEXT", text)], files).await
}
