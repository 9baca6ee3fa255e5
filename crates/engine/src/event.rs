//! What happened, for other modules and for open screens. Written with the change; told by the relay.

use jiff::Timestamp;
use kernel::ids::{CompanyId, EventId, LocationId};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    caller::Caller,
    tx::{Core, Question, lock},
};

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
    /// Which time a subscriber is given it: above 1 an earlier time broke off, perhaps half way.
    pub attempt: u32,
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

/// The events of a transaction as statements that travel with COMMIT.
pub(crate) fn event_questions(core: &Core, caller: &Caller) -> Vec<Question> {
    let events = std::mem::take(&mut *lock(&core.events));
    let actor = Some(caller.actor_id()).filter(|id| !id.is_nil());
    let mut out = Vec::with_capacity(events.len() * 2);
    for event in events {
        let id = core.settings.uuid(core.now);
        out.push(Question {
            sql: "insert into event (company_id, id, name, entity, entity_id, location_id, actor_id, entry_id, at, data) \
                  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
                .into(),
            params: vec![
                Box::new(caller.company),
                Box::new(id),
                Box::new(event.name),
                Box::new(event.entity),
                Box::new(event.entity_id),
                Box::new(event.location),
                Box::new(actor),
                Box::new(core.entry),
                Box::new(core.now),
                Box::new(event.data),
            ],
        });
        out.push(Question {
            sql: "insert into outbox (event_id, company_id, name, at) values ($1, $2, $3, $4)".into(),
            params: vec![Box::new(id), Box::new(caller.company), Box::new(event.name), Box::new(core.now)],
        });
    }
    out
}
