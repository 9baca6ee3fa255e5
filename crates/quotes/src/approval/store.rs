//! The questions' rows.

use engine::{ListQuery, Page, TenantTx};
use kernel::{
    Result,
    ids::{QuoteApprovalId, QuoteId, UserId},
};

use super::ApprovalState;
use crate::sql::approval as sql;

pub use crate::sql::approval::{
    APPROVAL_LIST, ApprovalListRow as Line, DueApprovalsRow as Due, InsertApproval, NewestApprovalRow as Row,
};

/// Another discount and the price it gives.
pub struct Counter<'a> {
    /// In millionths.
    pub discount: i32,
    pub price_mark: &'a str,
    pub total_minor: i64,
}

pub async fn insert(tx: &TenantTx, asked: InsertApproval<'_>, quote: QuoteId) -> Result<()> {
    sql::insert_approval(tx, asked).await?;
    sql::set_waiting(tx, quote).await.map(drop)
}

pub async fn newest(tx: &TenantTx, quote: QuoteId) -> Result<Option<Row>> {
    sql::newest_approval(tx, quote).await
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<Line>> {
    tx.list(&APPROVAL_LIST, query, Line::from_row).await
}

/// Whether this very price was approved.
pub async fn is_marked(tx: &TenantTx, quote: QuoteId, price_mark: &str) -> Result<bool> {
    Ok(sql::is_marked(tx, quote, price_mark).await?.is_some())
}

/// Writes the answer; the quote is a draft again. False when somebody answered before.
pub async fn answer(
    tx: &TenantTx,
    (id, quote): (QuoteApprovalId, QuoteId),
    state: ApprovalState,
    by: Option<UserId>,
    note: Option<&str>,
) -> Result<bool> {
    let answered = sql::answer_approval(tx, state.code(), by, note, id).await? == 1;
    if answered {
        sql::set_draft_again(tx, quote).await?;
    }
    Ok(answered)
}

/// Nobody answers any more; the quote is a draft again. False when there was no open question.
pub async fn close(tx: &TenantTx, quote: QuoteId, state: ApprovalState) -> Result<bool> {
    let closed = sql::close_approval(tx, state.code(), quote).await? == 1;
    if closed {
        sql::set_draft_again(tx, quote).await?;
    }
    Ok(closed)
}

pub async fn due(tx: &TenantTx) -> Result<Vec<Due>> {
    sql::due_approvals(tx).await
}

/// What the managers left unanswered since.
pub async fn rising(tx: &TenantTx, before: jiff::Timestamp) -> Result<Vec<sql::RisingApprovalsRow>> {
    sql::rising_approvals(tx, before).await
}

pub async fn set_level(tx: &TenantTx, id: QuoteApprovalId, level: &str) -> Result<()> {
    sql::set_level(tx, level, id).await.map(drop)
}

/// Keeps what was offered instead with a no.
pub async fn offer(tx: &TenantTx, id: QuoteApprovalId, counter: Counter<'_>) -> Result<()> {
    sql::offer_counter(tx, counter.discount, counter.price_mark, counter.total_minor, id).await.map(drop)
}

/// Takes a deleted draft's questions along.
pub async fn clear(tx: &TenantTx, quote: QuoteId) -> Result<()> {
    sql::clear_approvals(tx, quote).await.map(drop)
}
