//! Written by `cargo xtask sql` from crates/messaging/queries/suppression.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertSuppression<'a> {
    pub id: kernel::ids::SendSuppressionId,
    pub channel: &'a str,
    pub point: &'a str,
    pub reason: &'a str,
    pub note: Option<&'a str>,
}

pub async fn insert_suppression(tx: &engine::TenantTx, p: InsertSuppression<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into send_suppression (company_id, id, channel, point, reason, note, at)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (company_id, channel, point) where lifted_at is null do nothing";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.channel, &p.point, &p.reason, &p.note, &now]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StandingRow {
    pub id: kernel::ids::SendSuppressionId,
    pub reason: String,
}

impl StandingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            reason: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn standing(tx: &engine::TenantTx, channel: &str, point: &str) -> kernel::Result<Option<StandingRow>> {
    const SQL: &str = r"select s.id, s.reason
from send_suppression s
where s.company_id = $1
  and s.channel = $2
  and s.point = $3
  and s.lifted_at is null";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &channel, &point]).await?;
    super::at_most_one(rows, "standing")?.as_ref().map(StandingRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SuppressionByIdRow {
    pub id: kernel::ids::SendSuppressionId,
    pub channel: String,
    pub point: String,
    pub reason: String,
    pub note: Option<String>,
    pub at: jiff::Timestamp,
    pub lifted_at: Option<jiff::Timestamp>,
    pub lifted_because: Option<String>,
    pub version: i64,
}

impl SuppressionByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            channel: row.try_get(1).map_err(kernel::Error::internal)?,
            point: row.try_get(2).map_err(kernel::Error::internal)?,
            reason: row.try_get(3).map_err(kernel::Error::internal)?,
            note: row.try_get(4).map_err(kernel::Error::internal)?,
            at: row.try_get(5).map_err(kernel::Error::internal)?,
            lifted_at: row.try_get(6).map_err(kernel::Error::internal)?,
            lifted_because: row.try_get(7).map_err(kernel::Error::internal)?,
            version: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn suppression_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::SendSuppressionId,
) -> kernel::Result<Option<SuppressionByIdRow>> {
    const SQL: &str = r"select s.id, s.channel, s.point, s.reason, s.note, s.at, s.lifted_at, s.lifted_because, s.version
from send_suppression s
where s.company_id = $1
  and s.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "suppression_by_id")?.as_ref().map(SuppressionByIdRow::from_row).transpose()
}

pub async fn lift(
    tx: &engine::TenantTx,
    lifted_because: Option<&str>,
    id: kernel::ids::SendSuppressionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update send_suppression s
set lifted_at = $2,
    lifted_because = $3
where s.company_id = $1
  and s.id = $4
  and s.lifted_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &lifted_because, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SuppressionListRow {
    pub id: kernel::ids::SendSuppressionId,
    pub channel: String,
    pub point: String,
    pub reason: String,
    pub note: Option<String>,
    pub at: jiff::Timestamp,
    pub lifted_at: Option<jiff::Timestamp>,
    pub lifted_because: Option<String>,
    pub version: i64,
}

impl SuppressionListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            channel: row.try_get(1).map_err(kernel::Error::internal)?,
            point: row.try_get(2).map_err(kernel::Error::internal)?,
            reason: row.try_get(3).map_err(kernel::Error::internal)?,
            note: row.try_get(4).map_err(kernel::Error::internal)?,
            at: row.try_get(5).map_err(kernel::Error::internal)?,
            lifted_at: row.try_get(6).map_err(kernel::Error::internal)?,
            lifted_because: row.try_get(7).map_err(kernel::Error::internal)?,
            version: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub const SUPPRESSION_LIST: engine::ListSql = engine::ListSql {
    name: "suppression_list",
    sql: r"select s.id, s.channel, s.point, s.reason, s.note, s.at, s.lifted_at, s.lifted_because, s.version
from send_suppression s
where s.company_id = $1",
    resource: "suppression",
    alias: "s",
    rows: "s",
    sorts: &[engine::ListSort {
        name: "at",
        column: "s.at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "point", column: "s.point", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "reason", column: "s.reason", kind: engine::ColumnKind::Text },
    ],
    search: None,
};
