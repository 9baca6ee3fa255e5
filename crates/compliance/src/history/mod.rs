//! All versions of a record, and the way back to one of them.

pub mod list;
pub mod rollback;

use engine::TenantTx;
use kernel::{Error, Result};
use serde_json::Value;
use uuid::Uuid;

/// What may be rolled back: resource, table, columns. What is not here is append-only, derived, or promised to a
/// customer.
pub(crate) struct Restorable {
    pub entity: &'static str,
    pub table: &'static str,
    pub columns: &'static [&'static str],
}

pub(crate) const RESTORABLE: &[Restorable] = &[
    Restorable {
        entity: "customer",
        table: "customer",
        columns: &["first_name", "last_name", "company_name", "display_name", "notes", "language"],
    },
    Restorable { entity: "lead", table: "lead", columns: &["notes", "move_date", "move_size", "service_type"] },
    Restorable {
        entity: "location",
        table: "location",
        columns: &["name", "phone", "email", "contact_name", "truck_count", "truck_note", "storage_note", "cx_care"],
    },
    Restorable { entity: "equipment", table: "equipment", columns: &["name", "notes"] },
];

pub(crate) fn restorable(entity: &str) -> Option<&'static Restorable> {
    RESTORABLE.iter().find(|r| r.entity == entity)
}

/// Reads the id of a record of any kind that has versions.
pub(crate) fn parse(entity: &str, id: &str) -> Result<(&'static str, Uuid)> {
    let table = crate::audit::table_of(entity);
    let known = kernel::ids::PREFIXES.iter().find(|(t, _)| *t == table);
    let Some((table, prefix)) = known else { return Err(Error::not_found("record")) };
    let body = id.strip_prefix(prefix).and_then(|t| t.strip_prefix('_')).and_then(kernel::id::decode);
    body.map(|id| (*table, id)).ok_or_else(|| Error::not_found("record"))
}

/// Whoever may view the record may see its history; the newest image tells where it belongs.
pub(crate) fn may_view(tx: &TenantTx, entity: &str, newest: &Value) -> Result<()> {
    let uuid = |name: &str| newest.get(name).and_then(Value::as_str).and_then(|t| t.parse::<Uuid>().ok());
    let me = tx.user_id_or_nil();
    let row = engine::permission::RowFacts {
        location: uuid("location_id").map(kernel::Id::from_uuid),
        mine: ["created_by", "assigned_to", "user_id"].iter().any(|c| uuid(c) == Some(me)),
        record: newest.clone(),
    };
    tx.require(entity, "VIEW", &row).map_err(|_| Error::not_found("record"))
}
