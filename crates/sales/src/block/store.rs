//! Rows of the block list.

use std::net::IpAddr;

use engine::{ListQuery, Page, TenantTx};
use kernel::Result;

use super::BlockKind;
use crate::sql::block as sql;

pub use crate::sql::block::{BLOCK_LIST, BlockListRow, InsertBlock};

pub async fn insert(tx: &TenantTx, block: InsertBlock<'_>) -> Result<()> {
    sql::insert_block(tx, block).await.map(drop)
}

/// Whether there was such an entry.
pub async fn delete(tx: &TenantTx, kind: BlockKind, value: &str) -> Result<bool> {
    Ok(sql::delete_block(tx, kind.code(), value).await? > 0)
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<BlockListRow>> {
    tx.list(&BLOCK_LIST, query, BlockListRow::from_row).await
}

/// The entries that hold now and fit, as text; each hit is counted.
pub async fn hits(tx: &TenantTx, phone: &str, email: &str, domain: &str, network: Option<&str>) -> Result<Vec<String>> {
    let address = network.and_then(|n| n.parse::<IpAddr>().ok()).map(|a| a.to_string());
    let rows = sql::blocks_hit(tx, phone, email, domain, address.as_deref()).await?;
    if !rows.is_empty() {
        let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
        sql::count_hits(tx, &ids).await?;
    }
    Ok(rows.into_iter().map(|row| format!("{} {}", row.kind, row.value)).collect())
}
