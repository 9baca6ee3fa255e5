//! Written by `cargo xtask sql` from crates/mobile/queries/device.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct DeviceRow {
    pub id: kernel::ids::DeviceId,
    pub installation: String,
    pub state: String,
    pub user_id: kernel::ids::UserId,
    pub last_sequence: i64,
    pub last_contact_at: jiff::Timestamp,
    pub version: i64,
}

impl DeviceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            installation: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            user_id: row.try_get(3).map_err(kernel::Error::internal)?,
            last_sequence: row.try_get(4).map_err(kernel::Error::internal)?,
            last_contact_at: row.try_get(5).map_err(kernel::Error::internal)?,
            version: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub const DEVICE_LIST: engine::ListSql = engine::ListSql {
    name: "device_list",
    sql: r"select d.id, d.installation, d.state, d.user_id, d.last_sequence, d.last_contact_at, d.version
from device d
where d.company_id = $1",
    resource: "device",
    alias: "d",
    rows: "d",
    sorts: &[engine::ListSort {
        name: "last_contact_at",
        column: "d.last_contact_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "state", column: "d.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "user_id", column: "d.user_id", kind: engine::ColumnKind::Id("app_user") },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct TakeContactRow {
    pub id: kernel::ids::DeviceId,
    pub state: String,
    pub last_sequence: i64,
}

impl TakeContactRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            state: row.try_get(1).map_err(kernel::Error::internal)?,
            last_sequence: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Enrols a phone at its first contact; raises its high-water mark at every later one.
pub async fn take_contact(
    tx: &engine::TenantTx,
    id: kernel::ids::DeviceId,
    installation: &str,
    user_id: kernel::ids::UserId,
    sequence: i64,
) -> kernel::Result<TakeContactRow> {
    const SQL: &str = r"insert into device as d (company_id, id, installation, user_id, last_sequence, last_contact_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (company_id, installation, user_id) do update
set last_sequence = greatest(d.last_sequence, excluded.last_sequence),
    last_contact_at = excluded.last_contact_at
returning d.id, d.state, d.last_sequence";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id, &installation, &user_id, &sequence, &now]).await?;
    TakeContactRow::from_row(&super::exactly_one(rows, "take_contact")?)
}
