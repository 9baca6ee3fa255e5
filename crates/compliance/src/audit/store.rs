//! The trail's way to its SQL.

use engine::TenantTx;
use kernel::{Error, Result, ids::AuditEntryId};

pub(crate) use crate::sql::{
    audit::{AUDIT_LIST, AuditRow, ChangesOfEntryRow},
    seal::{BlocksAfterRow, LastCheckpointRow},
};
use crate::{
    chain::{Block, Hash},
    sql,
};

pub async fn entry(tx: &TenantTx, id: AuditEntryId) -> Result<Option<AuditRow>> {
    sql::audit::audit_by_id(tx, id).await
}

pub async fn changes(tx: &TenantTx, id: AuditEntryId) -> Result<Vec<ChangesOfEntryRow>> {
    sql::audit::changes_of_entry(tx, id.uuid()).await
}

pub async fn leaf(tx: &TenantTx, id: AuditEntryId) -> Result<Option<sql::audit::LeafOfEntryRow>> {
    sql::audit::leaf_of_entry(tx, id).await
}

pub async fn state(tx: &TenantTx) -> Result<sql::seal::ChainStateRow> {
    sql::seal::chain_state(tx).await
}

pub async fn last_block(tx: &TenantTx) -> Result<Option<sql::seal::LastBlockRow>> {
    sql::seal::last_block(tx).await
}

pub async fn last_checkpoint(tx: &TenantTx) -> Result<Option<LastCheckpointRow>> {
    sql::seal::last_checkpoint(tx).await
}

pub async fn checkpoints(tx: &TenantTx) -> Result<Vec<sql::seal::CheckpointsAllRow>> {
    sql::seal::checkpoints_all(tx).await
}

pub async fn keep_checkpoint(tx: &TenantTx, p: sql::seal::InsertCheckpoint<'_>) -> Result<u64> {
    sql::seal::insert_checkpoint(tx, p).await
}

pub async fn blocks_after(tx: &TenantTx, number: i64) -> Result<Vec<BlocksAfterRow>> {
    sql::seal::blocks_after(tx, number).await
}

pub async fn canonical(tx: &TenantTx, ids: &[uuid::Uuid]) -> Result<Vec<sql::seal::CanonicalOfEntriesRow>> {
    sql::seal::canonical_of_entries(tx, ids).await
}

pub async fn pending(tx: &TenantTx) -> Result<Vec<sql::seal::PendingRow>> {
    sql::seal::pending(tx).await
}

pub async fn keep_block(tx: &TenantTx, p: sql::seal::InsertBlock<'_>, entries: &[uuid::Uuid]) -> Result<()> {
    futures::try_join!(sql::seal::insert_block(tx, p), sql::seal::delete_pending(tx, entries))?;
    Ok(())
}

pub fn hash(bytes: &[u8]) -> Result<Hash> {
    <[u8; 32]>::try_from(bytes).map(Hash).map_err(|_| Error::internal("a hash has 32 bytes"))
}

/// A stored block in the chain's own terms.
pub fn block(row: &BlocksAfterRow) -> Result<Block> {
    Ok(Block {
        number: u64::try_from(row.number).map_err(Error::internal)?,
        count: u32::try_from(row.entry_count).map_err(Error::internal)?,
        first_at: Some(row.first_at),
        last_at: Some(row.last_at),
        root: hash(&row.root)?,
        prev: hash(&row.previous_hash)?,
        hash: hash(&row.hash)?,
        leaves: row.leaves.chunks(32).map(hash).collect::<Result<_>>()?,
    })
}
