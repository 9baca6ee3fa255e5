//! Reading the trail, and its chain.

pub mod checkpoint;
pub mod export;
pub mod list;
pub mod read;
pub mod state;
pub(crate) mod store;

use jiff::Timestamp;
use kernel::ids::AuditEntryId;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::sql::audit::AuditRow;

/// A line of the trail.
#[derive(Serialize, JsonSchema)]
pub struct Entry {
    pub id: AuditEntryId,
    pub at: Timestamp,
    /// When it really happened, for work recorded offline.
    pub occurred_at: Option<Timestamp>,
    pub operation: String,
    pub action: String,
    /// DONE, REFUSED or FAILED.
    pub outcome: String,
    /// INFO, WARNING or CRITICAL.
    pub severity: String,
    pub reason: Option<String>,
    pub actor_kind: String,
    pub actor_id: Option<String>,
    pub actor_name: String,
    pub in_support_session: bool,
    pub entity: Option<String>,
    pub entity_id: Option<String>,
    pub entity_label: Option<String>,
    pub request_id: String,
    pub address: Option<String>,
    pub agent: Option<String>,
    /// What was asked for, without secrets.
    pub input: Option<Value>,
}

/// The edge form of a record's id, where its kind has one.
pub(crate) fn edge_id(table: &str, id: uuid::Uuid) -> String {
    match kernel::ids::PREFIXES.iter().find(|(known, _)| *known == table) {
        Some((_, prefix)) => format!("{prefix}_{}", kernel::id::encode(id)),
        None => id.to_string(),
    }
}

/// The table behind a resource's name, where they differ.
pub(crate) fn table_of(entity: &str) -> &str {
    match entity {
        "user" => "app_user",
        "crew" => "crew_member",
        "message" => "communication",
        other => other,
    }
}

impl From<AuditRow> for Entry {
    fn from(row: AuditRow) -> Self {
        let entity_table = row.entity.as_deref().map(table_of).unwrap_or_default().to_owned();
        Self {
            id: row.id,
            at: row.at,
            occurred_at: row.occurred_at,
            operation: row.operation,
            action: row.action,
            outcome: row.outcome,
            severity: row.severity,
            reason: row.reason,
            actor_id: row
                .actor_id
                .map(|id| if row.actor_kind == "USER" { edge_id("app_user", id) } else { id.to_string() }),
            actor_kind: row.actor_kind,
            actor_name: row.actor_name,
            in_support_session: row.support_session_id.is_some(),
            entity_id: row.entity_id.map(|id| edge_id(&entity_table, id)),
            entity: row.entity,
            entity_label: row.entity_label,
            request_id: row.request_id.to_string(),
            address: row.address,
            agent: row.agent,
            input: row.input,
        }
    }
}

/// Columns that say nothing about what people changed.
const SILENT: &[&str] = &["company_id", "id", "created_at", "created_by", "updated_at", "updated_by", "version"];

/// The columns that differ between two images, as they were and as they are.
pub(crate) fn difference(before: Option<&Value>, after: Option<&Value>) -> (Map<String, Value>, Map<String, Value>) {
    let empty = Map::new();
    let members = |v: Option<&Value>| v.and_then(Value::as_object).cloned().unwrap_or_else(|| empty.clone());
    let (old, new) = (members(before), members(after));
    let mut out = (Map::new(), Map::new());
    for name in old.keys().chain(new.keys()).filter(|n| !SILENT.contains(&n.as_str())) {
        let (was, is) = (old.get(name).unwrap_or(&Value::Null), new.get(name).unwrap_or(&Value::Null));
        if was != is {
            out.0.insert(name.clone(), was.clone());
            out.1.insert(name.clone(), is.clone());
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn cmp_1_a_change_shows_only_what_differs() {
        let before = json!({"id": 1, "name": "a", "city": "Ajax", "version": 1});
        let after = json!({"id": 1, "name": "b", "city": "Ajax", "version": 2});
        let (was, is) = difference(Some(&before), Some(&after));
        assert_eq!(Value::Object(was), json!({"name": "a"}));
        assert_eq!(Value::Object(is), json!({"name": "b"}));
    }
}
