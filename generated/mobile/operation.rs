//! Written by `cargo xtask sql` from crates/mobile/queries/operation.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct OperationRow {
    pub id: uuid::Uuid,
    pub client_id: uuid::Uuid,
    pub device_id: kernel::ids::DeviceId,
    pub user_id: kernel::ids::UserId,
    pub sequence: i64,
    pub operation: String,
    pub state: String,
    pub reason: Option<String>,
    pub recorded_at: jiff::Timestamp,
    pub received_at: jiff::Timestamp,
}

impl OperationRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            client_id: row.try_get(1).map_err(kernel::Error::internal)?,
            device_id: row.try_get(2).map_err(kernel::Error::internal)?,
            user_id: row.try_get(3).map_err(kernel::Error::internal)?,
            sequence: row.try_get(4).map_err(kernel::Error::internal)?,
            operation: row.try_get(5).map_err(kernel::Error::internal)?,
            state: row.try_get(6).map_err(kernel::Error::internal)?,
            reason: row.try_get(7).map_err(kernel::Error::internal)?,
            recorded_at: row.try_get(8).map_err(kernel::Error::internal)?,
            received_at: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub const OPERATION_LIST: engine::ListSql = engine::ListSql {
    name: "operation_list",
    sql: r"select o.id, o.client_id, o.device_id, o.user_id, o.sequence, o.operation, o.state, o.reason, o.recorded_at, o.received_at
from mobile_operation o
where o.company_id = $1",
    resource: "mobile_operation",
    alias: "o",
    rows: "o",
    sorts: &[engine::ListSort {
        name: "received_at",
        column: "o.received_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "state", column: "o.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "operation", column: "o.operation", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "user_id", column: "o.user_id", kind: engine::ColumnKind::Id("app_user") },
        engine::ListFilter { name: "device_id", column: "o.device_id", kind: engine::ColumnKind::Id("device") },
    ],
    search: None,
};

#[derive(Debug, Clone)]
pub struct InsertOperation<'a> {
    pub id: uuid::Uuid,
    pub client_id: uuid::Uuid,
    pub device_id: kernel::ids::DeviceId,
    pub user_id: kernel::ids::UserId,
    pub sequence: i64,
    pub operation: &'a str,
    pub state: &'a str,
    pub reason: Option<&'a str>,
    pub recorded_at: jiff::Timestamp,
}

/// A receipt is written once; a repeat of the batch changes nothing.
pub async fn insert_operation(tx: &engine::TenantTx, p: InsertOperation<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into mobile_operation (company_id, id, client_id, device_id, user_id, sequence, operation, state, reason,
  recorded_at, received_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
on conflict (company_id, user_id, client_id) do nothing";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.client_id,
            &p.device_id,
            &p.user_id,
            &p.sequence,
            &p.operation,
            &p.state,
            &p.reason,
            &p.recorded_at,
            &now,
        ],
    )
    .await
}
