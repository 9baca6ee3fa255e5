//! Written by `cargo xtask sql` from crates/compliance/queries/audit.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct AuditRow {
    pub id: kernel::ids::AuditEntryId,
    pub at: jiff::Timestamp,
    pub occurred_at: Option<jiff::Timestamp>,
    pub operation: String,
    pub action: String,
    pub outcome: String,
    pub severity: String,
    pub reason: Option<String>,
    pub actor_kind: String,
    pub actor_id: Option<uuid::Uuid>,
    pub actor_name: String,
    pub support_session_id: Option<uuid::Uuid>,
    pub entity: Option<String>,
    pub entity_id: Option<uuid::Uuid>,
    pub entity_label: Option<String>,
    pub location_id: Option<uuid::Uuid>,
    pub request_id: uuid::Uuid,
    pub address: Option<String>,
    pub agent: Option<String>,
    pub input: Option<serde_json::Value>,
}

impl AuditRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            at: row.try_get(1).map_err(kernel::Error::internal)?,
            occurred_at: row.try_get(2).map_err(kernel::Error::internal)?,
            operation: row.try_get(3).map_err(kernel::Error::internal)?,
            action: row.try_get(4).map_err(kernel::Error::internal)?,
            outcome: row.try_get(5).map_err(kernel::Error::internal)?,
            severity: row.try_get(6).map_err(kernel::Error::internal)?,
            reason: row.try_get(7).map_err(kernel::Error::internal)?,
            actor_kind: row.try_get(8).map_err(kernel::Error::internal)?,
            actor_id: row.try_get(9).map_err(kernel::Error::internal)?,
            actor_name: row.try_get(10).map_err(kernel::Error::internal)?,
            support_session_id: row.try_get(11).map_err(kernel::Error::internal)?,
            entity: row.try_get(12).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(13).map_err(kernel::Error::internal)?,
            entity_label: row.try_get(14).map_err(kernel::Error::internal)?,
            location_id: row.try_get(15).map_err(kernel::Error::internal)?,
            request_id: row.try_get(16).map_err(kernel::Error::internal)?,
            address: row.try_get(17).map_err(kernel::Error::internal)?,
            agent: row.try_get(18).map_err(kernel::Error::internal)?,
            input: row.try_get(19).map_err(kernel::Error::internal)?,
        })
    }
}

pub const AUDIT_LIST: engine::ListSql = engine::ListSql {
    name: "audit_list",
    sql: r"select
  e.id, e.at, e.occurred_at, e.operation, e.action, e.outcome, e.severity, e.reason, e.actor_kind, e.actor_id,
  e.actor_name, e.support_session_id, e.entity, e.entity_id, e.entity_label, e.location_id, e.request_id,
  e.address, e.agent, e.input
from audit_entry e
where e.company_id = $1",
    resource: "audit",
    alias: "e",
    rows: "e",
    sorts: &[engine::ListSort {
        name: "at",
        column: "e.at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "action", column: "e.action", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "operation", column: "e.operation", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "outcome", column: "e.outcome", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "severity", column: "e.severity", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "entity", column: "e.entity", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "at", column: "e.at", kind: engine::ColumnKind::Timestamp },
        engine::ListFilter { name: "actor_kind", column: "e.actor_kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "entity_label", column: "e.entity_label", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "actor_id", column: "e.actor_id", kind: engine::ColumnKind::Id("app_user") },
    ],
    search: None,
};

pub async fn audit_by_id(tx: &engine::TenantTx, id: kernel::ids::AuditEntryId) -> kernel::Result<Option<AuditRow>> {
    const SQL: &str = r"select
  e.id, e.at, e.occurred_at, e.operation, e.action, e.outcome, e.severity, e.reason, e.actor_kind, e.actor_id,
  e.actor_name, e.support_session_id, e.entity, e.entity_id, e.entity_label, e.location_id, e.request_id,
  e.address, e.agent, e.input
from audit_entry e
where e.company_id = $1
  and e.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "audit_by_id")?.as_ref().map(AuditRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChangesOfEntryRow {
    pub table_name: String,
    pub row_id: uuid::Uuid,
    pub version: i64,
    pub act: String,
    pub image: Option<serde_json::Value>,
    pub before: Option<serde_json::Value>,
}

impl ChangesOfEntryRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            table_name: row.try_get(0).map_err(kernel::Error::internal)?,
            row_id: row.try_get(1).map_err(kernel::Error::internal)?,
            version: row.try_get(2).map_err(kernel::Error::internal)?,
            act: row.try_get(3).map_err(kernel::Error::internal)?,
            image: row.try_get(4).map_err(kernel::Error::internal)?,
            before: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// Each row that the operation touched, with the image before it.
pub async fn changes_of_entry(tx: &engine::TenantTx, entry_id: uuid::Uuid) -> kernel::Result<Vec<ChangesOfEntryRow>> {
    const SQL: &str = r#"select c.table_name, c.row_id, c.version, c.act, c.image as "image?", p.image as "before?"
from row_change c
left join row_change p
  on p.company_id = c.company_id and p.table_name = c.table_name and p.row_id = c.row_id and p.version = c.version - 1
where c.company_id = $1
  and c.entry_id = $2
order by c.table_name, c.row_id, c.version
limit 500"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &entry_id]).await?;
    rows.iter().map(ChangesOfEntryRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeafOfEntryRow {
    pub canonical: String,
    pub leaf: Vec<u8>,
}

impl LeafOfEntryRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            canonical: row.try_get(0).map_err(kernel::Error::internal)?,
            leaf: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn leaf_of_entry(
    tx: &engine::TenantTx,
    id: kernel::ids::AuditEntryId,
) -> kernel::Result<Option<LeafOfEntryRow>> {
    const SQL: &str = r"select e.canonical, e.leaf
from audit_entry e
where e.company_id = $1
  and e.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "leaf_of_entry")?.as_ref().map(LeafOfEntryRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct VersionsOfRowRow {
    pub version: i64,
    pub act: String,
    pub at: jiff::Timestamp,
    pub entry_id: Option<uuid::Uuid>,
    pub image: Option<serde_json::Value>,
    pub actor_name: Option<String>,
    pub operation: Option<String>,
    pub reason: Option<String>,
}

impl VersionsOfRowRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            version: row.try_get(0).map_err(kernel::Error::internal)?,
            act: row.try_get(1).map_err(kernel::Error::internal)?,
            at: row.try_get(2).map_err(kernel::Error::internal)?,
            entry_id: row.try_get(3).map_err(kernel::Error::internal)?,
            image: row.try_get(4).map_err(kernel::Error::internal)?,
            actor_name: row.try_get(5).map_err(kernel::Error::internal)?,
            operation: row.try_get(6).map_err(kernel::Error::internal)?,
            reason: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn versions_of_row(
    tx: &engine::TenantTx,
    table_name: &str,
    row_id: uuid::Uuid,
) -> kernel::Result<Vec<VersionsOfRowRow>> {
    const SQL: &str = r#"select
  c.version, c.act, c.at, c.entry_id as "entry_id?", c.image as "image?", e.actor_name as "actor_name?",
  e.operation as "operation?", e.reason as "reason?"
from row_change c
left join audit_entry e on e.company_id = c.company_id and e.id = c.entry_id
where c.company_id = $1
  and c.table_name = $2
  and c.row_id = $3
order by c.version desc
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &table_name, &row_id]).await?;
    rows.iter().map(VersionsOfRowRow::from_row).collect()
}
