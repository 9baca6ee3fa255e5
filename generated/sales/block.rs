//! Written by `cargo xtask sql` from crates/sales/queries/block.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertBlock<'a> {
    pub id: uuid::Uuid,
    pub kind: &'a str,
    pub value: &'a str,
    pub network: Option<&'a str>,
    pub reason: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub expires_at: Option<jiff::Timestamp>,
}

pub async fn insert_block(tx: &engine::TenantTx, p: InsertBlock<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into contact_block (company_id, id, kind, value, network, reason, location_id, expires_at)
values ($1, $2, $3, $4, network(cast(cast($5 as text) as inet)), $6, $7, $8)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.kind, &p.value, &p.network, &p.reason, &p.location_id, &p.expires_at],
    )
    .await
}

pub async fn delete_block(tx: &engine::TenantTx, kind: &str, value: &str) -> kernel::Result<u64> {
    const SQL: &str = r"delete from contact_block
where company_id = $1
  and kind = $2
  and value = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &kind, &value]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BlockListRow {
    pub id: uuid::Uuid,
    pub kind: String,
    pub value: String,
    pub reason: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub expires_at: Option<jiff::Timestamp>,
    pub hits: i64,
    pub created_at: jiff::Timestamp,
}

impl BlockListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            value: row.try_get(2).map_err(kernel::Error::internal)?,
            reason: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(5).map_err(kernel::Error::internal)?,
            hits: row.try_get(6).map_err(kernel::Error::internal)?,
            created_at: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub const BLOCK_LIST: engine::ListSql = engine::ListSql {
    name: "block_list",
    sql: r"select b.id, b.kind, b.value, b.reason, b.location_id, b.expires_at, b.hits, b.created_at
from contact_block b
where b.company_id = $1",
    resource: "contact_block",
    alias: "b",
    rows: "b",
    sorts: &[engine::ListSort {
        name: "created_at",
        column: "b.created_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "kind", column: "b.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "value", column: "b.value", kind: engine::ColumnKind::Text },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct BlocksHitRow {
    pub id: uuid::Uuid,
    pub kind: String,
    pub value: String,
}

impl BlocksHitRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            value: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Entries that hold now and fit the contact (SAL-6).
pub async fn blocks_hit(
    tx: &engine::TenantTx,
    phone: &str,
    email: &str,
    domain: &str,
    address: Option<&str>,
) -> kernel::Result<Vec<BlocksHitRow>> {
    const SQL: &str = r"select b.id, b.kind, b.value
from contact_block b
where b.company_id = $1
  and (b.expires_at is null or b.expires_at > $2)
  and ((b.kind = 'PHONE' and b.value = $3)
    or (b.kind = 'EMAIL' and b.value = $4)
    or (b.kind = 'DOMAIN' and b.value = $5)
    or (b.kind in ('ADDRESS', 'NETWORK') and b.network >>= cast(cast($6 as text) as inet)))
order by b.id
limit 10";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now, &phone, &email, &domain, &address]).await?;
    rows.iter().map(BlocksHitRow::from_row).collect()
}

pub async fn count_hits(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"update contact_block
set hits = hits + 1
where company_id = $1
  and id = any ($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &ids]).await
}
