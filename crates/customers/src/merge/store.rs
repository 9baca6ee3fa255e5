//! Rows of merges.

use engine::{ListQuery, Page, TenantTx};
use kernel::{
    Error, Result,
    ids::{CustomerId, CustomerMergeId, DuplicateCandidateId, LocationId},
};
use serde_json::Value;

use super::{
    Choices, Weight,
    list::{DuplicateLine, MergeLine},
};
use crate::sql::merge as sql;

pub use sql::{DUPLICATE_LIST, MERGE_LIST, MadeSinceRow, MergeByIdRow as Merge};

/// A customer as it stands, with its whole row.
pub struct Standing {
    pub id: CustomerId,
    pub status: String,
    pub display_name: String,
    pub location_id: Option<LocationId>,
    pub version: i64,
    pub row: Value,
}

/// Both rows, locked, for a command.
pub async fn both_locked(tx: &TenantTx, survivor: CustomerId, loser: CustomerId) -> Result<(Standing, Standing)> {
    sql::lock_both(tx, &[survivor.uuid(), loser.uuid()]).await?;
    both(tx, survivor, loser).await
}

/// Both rows; either is not found where it is another company's.
pub async fn both(tx: &TenantTx, survivor: CustomerId, loser: CustomerId) -> Result<(Standing, Standing)> {
    let rows = sql::both(tx, &[survivor.uuid(), loser.uuid()]).await?;
    let mut found: Vec<Standing> = rows
        .into_iter()
        .map(|r| Standing {
            id: r.id,
            status: r.status,
            display_name: r.display_name,
            location_id: r.location_id,
            version: r.version,
            row: r.row,
        })
        .collect();
    let mut take = |id: CustomerId, field: &str| {
        let at = found.iter().position(|s| s.id == id);
        at.map(|at| found.swap_remove(at))
            .ok_or_else(|| Error::invalid(field, "NOT_FOUND", "There is no such customer."))
    };
    Ok((take(survivor, "survivor_id")?, take(loser, "loser_id")?))
}

pub async fn followers(tx: &TenantTx, of: CustomerId) -> Result<Vec<CustomerId>> {
    Ok(sql::followers_of(tx, of).await?.into_iter().map(|r| r.id).collect())
}

/// What stands behind a customer.
pub async fn weight(tx: &TenantTx, id: CustomerId) -> Result<Weight> {
    let w = sql::weight(tx, id).await?;
    Ok(Weight {
        leads: w.leads,
        quotes: w.quotes,
        jobs: w.jobs,
        invoices: w.invoices,
        contacts: w.contacts,
        points: w.points,
        addresses: w.addresses,
    })
}

/// The survivor takes the values of a row.
pub async fn become_row(tx: &TenantTx, id: CustomerId, row: &Value) -> Result<()> {
    sql::become_row(tx, row, id).await.map(drop)
}

pub async fn follow(tx: &TenantTx, survivor: CustomerId, ids: &[CustomerId]) -> Result<()> {
    let ids: Vec<uuid::Uuid> = ids.iter().map(|id| id.uuid()).collect();
    sql::follow(tx, Some(survivor), &ids).await.map(drop)
}

pub async fn return_loser(tx: &TenantTx, id: CustomerId, status: &str) -> Result<()> {
    sql::return_loser(tx, status, id).await.map(drop)
}

/// What is kept of a merge, so that it can be undone.
pub struct Kept<'a> {
    pub id: CustomerMergeId,
    pub survivor: &'a Standing,
    pub loser: &'a Standing,
    pub choices: &'a Choices,
    pub after: &'a Value,
    pub followers: &'a [CustomerId],
}

pub async fn keep(tx: &TenantTx, kept: Kept<'_>) -> Result<()> {
    let choices = serde_json::to_value(kept.choices).map_err(Error::internal)?;
    let followers: Vec<uuid::Uuid> = kept.followers.iter().map(|f| f.uuid()).collect();
    let row = sql::InsertMerge {
        id: kept.id,
        survivor_id: kept.survivor.id,
        loser_id: kept.loser.id,
        location_id: kept.survivor.location_id,
        choices: &choices,
        survivor_before: &kept.survivor.row,
        loser_before: &kept.loser.row,
        survivor_after: kept.after,
        followers: &followers,
    };
    sql::insert_merge(tx, row).await.map(drop)
}

pub async fn merge(tx: &TenantTx, id: CustomerMergeId) -> Result<Merge> {
    sql::merge_by_id(tx, id).await?.ok_or_else(|| Error::not_found("merge"))
}

/// Whether the customer was merged into another one itself.
pub async fn is_merged(tx: &TenantTx, id: CustomerId) -> Result<bool> {
    Ok(sql::later_merges(tx, id).await?.merged)
}

pub async fn mark_undone(tx: &TenantTx, id: CustomerMergeId) -> Result<()> {
    sql::mark_undone(tx, tx.caller().user().map(|u| u.uuid()), id).await.map(drop)
}

/// The suggestion of this pair, if there is one, takes the state.
pub async fn settle_pair(tx: &TenantTx, one: CustomerId, other: CustomerId, state: &str) -> Result<()> {
    let (customer, other) = if one < other { (one, other) } else { (other, one) };
    sql::close_candidate(tx, state, customer, other).await.map(drop)
}

pub async fn made_since(tx: &TenantTx, survivor: CustomerId, since: jiff::Timestamp) -> Result<Vec<MadeSinceRow>> {
    sql::made_since(tx, survivor, since).await
}

pub async fn dismiss(tx: &TenantTx, id: DuplicateCandidateId) -> Result<()> {
    sql::dismiss(tx, id).await.map(drop)
}

pub async fn duplicates(tx: &TenantTx, query: &ListQuery) -> Result<Page<DuplicateLine>> {
    let page = tx.list(&DUPLICATE_LIST, query, sql::DuplicateListRow::from_row).await?;
    Ok(page.map(|r| DuplicateLine {
        id: r.id,
        score: r.score,
        reasons: r.reasons,
        state: r.state,
        customer_id: r.customer_id,
        number: r.number,
        display_name: r.display_name,
        customer_version: r.customer_version,
        other_id: r.other_id,
        other_number: r.other_number,
        other_display_name: r.other_display_name,
        other_version: r.other_version,
        created_at: r.created_at,
        version: r.version,
    }))
}

pub async fn merges(tx: &TenantTx, query: &ListQuery) -> Result<Page<MergeLine>> {
    let page = tx.list(&MERGE_LIST, query, sql::MergeListRow::from_row).await?;
    Ok(page.map(|r| MergeLine {
        id: r.id,
        survivor_id: r.survivor_id,
        survivor_number: r.survivor_number,
        survivor_name: r.survivor_name,
        loser_id: r.loser_id,
        loser_number: r.loser_number,
        loser_name: r.loser_name,
        undone_at: r.undone_at,
        created_at: r.created_at,
        version: r.version,
    }))
}
