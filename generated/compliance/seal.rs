//! Written by `cargo xtask sql` from crates/compliance/queries/seal.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct PendingRow {
    pub entry_id: uuid::Uuid,
    pub at: jiff::Timestamp,
    pub leaf: Vec<u8>,
}

impl PendingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            entry_id: row.try_get(0).map_err(kernel::Error::internal)?,
            at: row.try_get(1).map_err(kernel::Error::internal)?,
            leaf: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn pending(tx: &engine::TenantTx) -> kernel::Result<Vec<PendingRow>> {
    const SQL: &str = r"select p.entry_id, p.at, e.leaf
from audit_pending p
join audit_entry e on e.company_id = p.company_id and e.id = p.entry_id
where p.company_id = $1
order by p.at, p.entry_id
limit 10000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(PendingRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastBlockRow {
    pub number: i64,
    pub hash: Vec<u8>,
    pub last_at: jiff::Timestamp,
}

impl LastBlockRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            hash: row.try_get(1).map_err(kernel::Error::internal)?,
            last_at: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn last_block(tx: &engine::TenantTx) -> kernel::Result<Option<LastBlockRow>> {
    const SQL: &str = r"select b.number, b.hash, b.last_at
from audit_block b
where b.company_id = $1
order by b.number desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "last_block")?.as_ref().map(LastBlockRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertBlock<'a> {
    pub number: i64,
    pub entry_count: i32,
    pub first_at: jiff::Timestamp,
    pub last_at: jiff::Timestamp,
    pub root: &'a [u8],
    pub previous_hash: &'a [u8],
    pub hash: &'a [u8],
    pub entry_ids: &'a [uuid::Uuid],
    pub leaves: &'a [u8],
}

pub async fn insert_block(tx: &engine::TenantTx, p: InsertBlock<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into audit_block (company_id, number, entry_count, first_at, last_at, root, previous_hash, hash, entry_ids, leaves, sealed_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.number,
            &p.entry_count,
            &p.first_at,
            &p.last_at,
            &p.root,
            &p.previous_hash,
            &p.hash,
            &p.entry_ids,
            &p.leaves,
            &now,
        ],
    )
    .await
}

pub async fn delete_pending(tx: &engine::TenantTx, entry_ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"delete from audit_pending p
where p.company_id = $1
  and p.entry_id = any($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &entry_ids]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChainStateRow {
    pub blocks: i64,
    pub unsealed: i64,
}

impl ChainStateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            blocks: row.try_get(0).map_err(kernel::Error::internal)?,
            unsealed: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn chain_state(tx: &engine::TenantTx) -> kernel::Result<ChainStateRow> {
    const SQL: &str = r#"select
  (select count(*) from audit_block b where b.company_id = $1) as "blocks!",
  (select count(*) from audit_pending p where p.company_id = $1) as "unsealed!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    ChainStateRow::from_row(&super::exactly_one(rows, "chain_state")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastCheckpointRow {
    pub sequence: i64,
    pub day: jiff::civil::Date,
    pub block: i64,
    pub block_hash: Vec<u8>,
    pub previous_hash: Vec<u8>,
    pub hash: Vec<u8>,
    pub signature: Vec<u8>,
    pub key_id: String,
    pub at: jiff::Timestamp,
}

impl LastCheckpointRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            sequence: row.try_get(0).map_err(kernel::Error::internal)?,
            day: row.try_get(1).map_err(kernel::Error::internal)?,
            block: row.try_get(2).map_err(kernel::Error::internal)?,
            block_hash: row.try_get(3).map_err(kernel::Error::internal)?,
            previous_hash: row.try_get(4).map_err(kernel::Error::internal)?,
            hash: row.try_get(5).map_err(kernel::Error::internal)?,
            signature: row.try_get(6).map_err(kernel::Error::internal)?,
            key_id: row.try_get(7).map_err(kernel::Error::internal)?,
            at: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn last_checkpoint(tx: &engine::TenantTx) -> kernel::Result<Option<LastCheckpointRow>> {
    const SQL: &str = r"select k.sequence, k.day, k.block, k.block_hash, k.previous_hash, k.hash, k.signature, k.key_id, k.at
from audit_checkpoint k
where k.company_id = $1
order by k.sequence desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "last_checkpoint")?.as_ref().map(LastCheckpointRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertCheckpoint<'a> {
    pub sequence: i64,
    pub day: jiff::civil::Date,
    pub block: i64,
    pub block_hash: &'a [u8],
    pub previous_hash: &'a [u8],
    pub hash: &'a [u8],
    pub signature: &'a [u8],
    pub key_id: &'a str,
}

pub async fn insert_checkpoint(tx: &engine::TenantTx, p: InsertCheckpoint<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into audit_checkpoint (company_id, sequence, day, block, block_hash, previous_hash, hash, signature, key_id, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.sequence,
            &p.day,
            &p.block,
            &p.block_hash,
            &p.previous_hash,
            &p.hash,
            &p.signature,
            &p.key_id,
            &now,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BlocksAfterRow {
    pub number: i64,
    pub entry_count: i32,
    pub first_at: jiff::Timestamp,
    pub last_at: jiff::Timestamp,
    pub root: Vec<u8>,
    pub previous_hash: Vec<u8>,
    pub hash: Vec<u8>,
    pub entry_ids: Vec<uuid::Uuid>,
    pub leaves: Vec<u8>,
}

impl BlocksAfterRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            entry_count: row.try_get(1).map_err(kernel::Error::internal)?,
            first_at: row.try_get(2).map_err(kernel::Error::internal)?,
            last_at: row.try_get(3).map_err(kernel::Error::internal)?,
            root: row.try_get(4).map_err(kernel::Error::internal)?,
            previous_hash: row.try_get(5).map_err(kernel::Error::internal)?,
            hash: row.try_get(6).map_err(kernel::Error::internal)?,
            entry_ids: row.try_get(7).map_err(kernel::Error::internal)?,
            leaves: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn blocks_after(tx: &engine::TenantTx, number: i64) -> kernel::Result<Vec<BlocksAfterRow>> {
    const SQL: &str = r"select b.number, b.entry_count, b.first_at, b.last_at, b.root, b.previous_hash, b.hash, b.entry_ids, b.leaves
from audit_block b
where b.company_id = $1
  and b.number > $2
order by b.number
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &number]).await?;
    rows.iter().map(BlocksAfterRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CanonicalOfEntriesRow {
    pub id: kernel::ids::AuditEntryId,
    pub canonical: String,
}

impl CanonicalOfEntriesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            canonical: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn canonical_of_entries(
    tx: &engine::TenantTx,
    ids: &[uuid::Uuid],
) -> kernel::Result<Vec<CanonicalOfEntriesRow>> {
    const SQL: &str = r"select e.id, e.canonical
from audit_entry e
where e.company_id = $1
  and e.id = any($2)
order by e.at, e.id
limit 10000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(CanonicalOfEntriesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CheckpointsAllRow {
    pub sequence: i64,
    pub day: jiff::civil::Date,
    pub block: i64,
    pub block_hash: Vec<u8>,
    pub previous_hash: Vec<u8>,
    pub signature: Vec<u8>,
    pub key_id: String,
}

impl CheckpointsAllRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            sequence: row.try_get(0).map_err(kernel::Error::internal)?,
            day: row.try_get(1).map_err(kernel::Error::internal)?,
            block: row.try_get(2).map_err(kernel::Error::internal)?,
            block_hash: row.try_get(3).map_err(kernel::Error::internal)?,
            previous_hash: row.try_get(4).map_err(kernel::Error::internal)?,
            signature: row.try_get(5).map_err(kernel::Error::internal)?,
            key_id: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn checkpoints_all(tx: &engine::TenantTx) -> kernel::Result<Vec<CheckpointsAllRow>> {
    const SQL: &str = r"select k.sequence, k.day, k.block, k.block_hash, k.previous_hash, k.signature, k.key_id
from audit_checkpoint k
where k.company_id = $1
order by k.sequence
limit 10000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(CheckpointsAllRow::from_row).collect()
}
