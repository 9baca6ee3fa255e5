//! Rows of messages to many.

use engine::{ListQuery, Page, TenantTx};
use kernel::{
    Error, Result,
    ids::{BulkRecipientId, BulkSendId, CommunicationId},
};
use serde_json::Value;

use super::{BulkWords, Kind, Wanted, list::BulkLine, state::State};
use crate::sql::bulk as sql;

pub use crate::sql::bulk::{
    BULK_LIST, BulkByIdRow as Row, InsertRecipient, NextReadyRow as Ready, OutcomesRow as Outcome, RunningRow as Going,
    WordsOfRow as Words,
};

pub async fn row(tx: &TenantTx, id: BulkSendId) -> Result<Row> {
    sql::bulk_by_id(tx, id).await?.ok_or_else(|| Error::not_found("message to many"))
}

/// How far it is, held until the end.
pub async fn lock(tx: &TenantTx, id: BulkSendId) -> Result<State> {
    let row = sql::lock_bulk(tx, id).await?.ok_or_else(|| Error::not_found("message to many"))?;
    Ok(State::read(&row.state))
}

pub async fn insert(
    tx: &TenantTx,
    id: BulkSendId,
    kind: &Kind,
    wanted: &Wanted,
    segment: &ports::AudienceFilters,
    per_minute: i32,
) -> Result<()> {
    let channel = ports::Channel::from(kind.channel);
    let row = sql::InsertBulk {
        id,
        name: wanted.name.trim(),
        channel: channel.code(),
        purpose: kind.purpose.code(),
        location_id: kind.location_id,
        segment_name: &segment.name,
        audience: &segment.filters,
        per_minute,
    };
    sql::insert_bulk(tx, row).await?;
    words(tx, id, &wanted.words).await
}

pub async fn change(
    tx: &TenantTx,
    id: BulkSendId,
    wanted: &Wanted,
    segment: &ports::AudienceFilters,
    per_minute: i32,
) -> Result<()> {
    let row = sql::ChangeBulk {
        id,
        name: wanted.name.trim(),
        segment_name: &segment.name,
        audience: &segment.filters,
        per_minute,
    };
    sql::change_bulk(tx, row).await?;
    sql::clear_words(tx, id).await?;
    words(tx, id, &wanted.words).await
}

async fn words(tx: &TenantTx, id: BulkSendId, words: &[BulkWords]) -> Result<()> {
    for each in words {
        let row = sql::InsertWords {
            id: tx.new_id::<()>().uuid(),
            bulk_send_id: id,
            variant: each.variant.code(),
            language: each.language.code(),
            subject: each.subject.as_deref().unwrap_or_default().trim(),
            body: &each.body,
        };
        sql::insert_words(tx, row).await?;
    }
    Ok(())
}

pub async fn words_of(tx: &TenantTx, id: BulkSendId) -> Result<Vec<Words>> {
    sql::words_of(tx, id).await
}

pub async fn set_state(tx: &TenantTx, id: BulkSendId, state: State) -> Result<()> {
    sql::set_state(tx, state.code(), id).await.map(drop)
}

pub async fn begin_check(tx: &TenantTx, id: BulkSendId) -> Result<()> {
    sql::clear_recipients(tx, id).await?;
    sql::begin_check(tx, id).await.map(drop)
}

/// One page further; without a cursor the list is complete.
pub async fn froze(
    tx: &TenantTx,
    id: BulkSendId,
    cursor: Option<&str>,
    without_point: i32,
    doubles: i32,
) -> Result<()> {
    let row = sql::Froze { id, freeze_cursor: cursor, without_point, doubles, is_done: cursor.is_none() };
    sql::froze(tx, row).await.map(drop)
}

/// False where the point stands in the list already.
pub async fn add(tx: &TenantTx, recipient: InsertRecipient<'_>) -> Result<bool> {
    Ok(sql::insert_recipient(tx, recipient).await? > 0)
}

pub async fn approve(tx: &TenantTx, id: BulkSendId, by: kernel::ids::UserId) -> Result<()> {
    sql::approve_bulk(tx, Some(by.uuid()), id).await.map(drop)
}

pub async fn going(tx: &TenantTx) -> Result<Vec<Going>> {
    sql::running(tx).await
}

pub async fn next_ready(tx: &TenantTx, id: BulkSendId) -> Result<Vec<Ready>> {
    sql::next_ready(tx, id).await
}

pub async fn written(tx: &TenantTx, id: BulkRecipientId, message: CommunicationId) -> Result<()> {
    sql::written(tx, Some(message), id).await.map(drop)
}

pub async fn skip(tx: &TenantTx, id: BulkRecipientId, reason: &str) -> Result<()> {
    sql::skip(tx, Some(reason), id).await.map(drop)
}

pub async fn stop_ready(tx: &TenantTx, id: BulkSendId) -> Result<()> {
    sql::stop_ready(tx, id).await.map(drop)
}

pub async fn still_waiting(tx: &TenantTx, id: BulkSendId) -> Result<Vec<CommunicationId>> {
    Ok(sql::still_waiting(tx, id).await?.into_iter().map(|row| row.id).collect())
}

pub async fn ready(tx: &TenantTx, id: BulkSendId) -> Result<i64> {
    Ok(sql::ready_count(tx, id).await?.ready)
}

pub async fn outcomes(tx: &TenantTx, id: BulkSendId) -> Result<Vec<Outcome>> {
    sql::outcomes(tx, id).await
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<BulkLine>> {
    let page = tx.list(&BULK_LIST, query, sql::BulkListRow::from_row).await?;
    Ok(page.map(|row| BulkLine {
        id: row.id,
        name: row.name,
        channel: row.channel,
        purpose: row.purpose,
        location_id: row.location_id,
        segment_name: row.segment_name,
        state: row.state,
        created_at: row.created_at,
        created_name: row.created_name,
        started_at: row.started_at,
        ended_at: row.ended_at,
        version: row.version,
    }))
}

/// The audience as it was frozen.
pub fn audience(row: &Row) -> &Value {
    &row.audience
}
