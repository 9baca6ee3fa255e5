//! What happened, for other modules and for open screens. Written with the change; told by the relay.

use jiff::Timestamp;
use kernel::ids::{CompanyId, EventId, LocationId};
use serde_json::Value;
use uuid::Uuid;

#[derive(Clone, Debug)]
pub struct Event {
    pub company: CompanyId,
    pub id: EventId,
    /// `sales.lead.received`.
    pub name: String,
    /// The resource it is about; who may view that record may hear of it.
    pub entity: String,
    pub entity_id: Uuid,
    pub location: Option<LocationId>,
    pub actor: Option<Uuid>,
    pub at: Timestamp,
    pub data: Value,
}

/// An event before it is written; made by [`TenantTx::emit`](crate::TenantTx::emit).
pub struct NewEvent {
    pub(crate) name: &'static str,
    pub(crate) entity: &'static str,
    pub(crate) entity_id: Uuid,
    pub(crate) location: Option<LocationId>,
    pub(crate) data: Value,
}

impl NewEvent {
    pub fn new(name: &'static str, entity: &'static str, entity_id: Uuid) -> Self {
        Self { name, entity, entity_id, location: None, data: Value::Object(Default::default()) }
    }
    pub fn location(mut self, location: Option<LocationId>) -> Self {
        self.location = location;
        self
    }
    pub fn data(mut self, data: Value) -> Self {
        self.data = data;
        self
    }
}
