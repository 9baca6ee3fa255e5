//! Rows of suppressions.

use engine::{ListQuery, Page, TenantTx};
use kernel::{Error, Result, ids::SendSuppressionId};
use ports::Channel;

use super::Suppression;
use crate::sql::suppression as sql;

pub use crate::sql::suppression::SUPPRESSION_LIST;

macro_rules! of {
    ($row:expr) => {{
        let row = $row;
        Suppression {
            id: row.id,
            channel: row.channel,
            point: row.point,
            reason: row.reason,
            note: row.note,
            at: row.at,
            lifted_at: row.lifted_at,
            lifted_because: row.lifted_because,
            version: row.version,
        }
    }};
}

/// Whether a suppression stands.
pub async fn standing(tx: &TenantTx, channel: Channel, point: &str) -> Result<bool> {
    Ok(sql::standing(tx, channel.code(), point).await?.is_some())
}

/// One stands for a point and channel: a second changes nothing.
pub async fn add(
    tx: &TenantTx,
    channel: Channel,
    point: &str,
    reason: &str,
    note: Option<&str>,
) -> Result<Suppression> {
    let row = sql::InsertSuppression { id: tx.new_id(), channel: channel.code(), point, reason, note };
    sql::insert_suppression(tx, row).await?;
    let standing = sql::standing(tx, channel.code(), point).await?;
    read(tx, standing.ok_or_else(|| Error::internal("a suppression was not kept"))?.id).await
}

pub async fn read(tx: &TenantTx, id: SendSuppressionId) -> Result<Suppression> {
    let row = sql::suppression_by_id(tx, id).await?.ok_or_else(|| Error::not_found("suppression"))?;
    Ok(of!(row))
}

pub async fn lift(tx: &TenantTx, id: SendSuppressionId, because: &str) -> Result<u64> {
    sql::lift(tx, Some(because), id).await
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<Suppression>> {
    Ok(tx.list(&SUPPRESSION_LIST, query, sql::SuppressionListRow::from_row).await?.map(|row| of!(row)))
}
