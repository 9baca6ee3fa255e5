//! The message's rows.

use engine::{ListQuery, Page, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Id, Result,
    ids::{CommunicationId, CustomerId, PREFIXES, SenderIdentityId},
};
use ports::Channel;

use super::{MessageLine, gate};
use crate::sql::{incoming, message as sql};

pub use crate::sql::{
    incoming::CustomerCardRow as Card,
    message::{
        AttachmentsOfRow as Attachment, InsertMessage, MESSAGE_LIST, MessageByIdRow as Row, MoveOn, PartsOfRow as Part,
        ToMoveRow, WaitingRow as Waiting,
    },
};

/// A record's id with its prefix; a plain UUID where its kind is unknown.
pub fn edge_id(entity: &str, id: uuid::Uuid) -> String {
    match PREFIXES.iter().find(|(table, _)| *table == entity) {
        Some((_, prefix)) => format!("{prefix}_{}", kernel::id::encode(id)),
        None => id.to_string(),
    }
}

macro_rules! line_of {
    ($row:expr) => {{
        let row = $row;
        MessageLine {
            entity_id: edge_id(&row.entity, row.entity_ref),
            id: row.id,
            kind: row.r#type,
            direction: row.direction,
            purpose: row.purpose,
            priority: row.priority,
            status: row.status,
            reason: row.reason,
            code: row.code,
            to: row.to_address,
            from: row.from_address,
            subject: row.subject,
            customer_id: row.customer_id,
            conversation_id: row.conversation_id,
            entity: row.entity,
            segments: row.segments,
            attempts: row.attempts,
            queued_at: row.queued_at,
            send_at: row.send_at,
            expires_at: row.expires_at,
            last_try_at: row.last_try_at,
            sent_at: row.sent_at,
            delivered_at: row.delivered_at,
            read_at: row.read_at,
            failed_at: row.failed_at,
            resent_of: row.resent_of,
            version: row.version,
        }
    }};
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<MessageLine>> {
    Ok(tx.list(&MESSAGE_LIST, query, sql::MessageListRow::from_row).await?.map(|row| line_of!(row)))
}

pub async fn row(tx: &TenantTx, id: CommunicationId) -> Result<Row> {
    sql::message_by_id(tx, id).await?.ok_or_else(|| Error::not_found("message"))
}

pub fn line(row: Row) -> MessageLine {
    line_of!(row)
}

pub async fn parts(tx: &TenantTx, id: CommunicationId) -> Result<Vec<Part>> {
    sql::parts_of(tx, id).await
}

pub async fn attachments(tx: &TenantTx, id: CommunicationId) -> Result<Vec<Attachment>> {
    sql::attachments_of(tx, id).await
}

pub async fn insert(
    tx: &TenantTx,
    message: InsertMessage<'_>,
    parts: &[(&str, &str)],
    files: &[ports::Attachment],
) -> Result<()> {
    let id = message.id;
    sql::insert_message(tx, message).await?;
    let parts = futures::future::try_join_all(
        parts.iter().map(|(kind, content)| sql::insert_part(tx, new_id(tx), id, kind, content)),
    );
    let rows = files.iter().zip(0..).map(|(file, position)| {
        sql::insert_attachment(
            tx,
            sql::InsertAttachment {
                id: new_id(tx),
                communication_id: id,
                position,
                object_key: &file.object_key,
                file_name: &file.file_name,
                content_type: &file.content_type,
            },
        )
    });
    futures::try_join!(parts, futures::future::try_join_all(rows)).map(drop)
}

fn new_id(tx: &TenantTx) -> uuid::Uuid {
    Id::<kernel::ids::Communication>::uuid(tx.new_id())
}

/// The message while it still waits; none when somebody else is sending it or it has left.
pub async fn waiting(tx: &TenantTx, id: CommunicationId) -> Result<Option<Waiting>> {
    sql::waiting(tx, id).await
}

pub async fn sent(tx: &TenantTx, id: CommunicationId, provider_ref: Option<&str>) -> Result<()> {
    sql::mark_sent(tx, provider_ref, id).await.map(drop)
}

pub async fn tried(tx: &TenantTx, id: CommunicationId, reason: &str, next: Timestamp) -> Result<()> {
    sql::mark_tried(tx, Some(reason), Some(next), id).await.map(drop)
}

pub async fn ended(tx: &TenantTx, id: CommunicationId, status: &str, code: Option<&str>, reason: &str) -> Result<u64> {
    sql::mark_ended(tx, status, Some(reason), code, id).await
}

pub async fn handed(tx: &TenantTx, id: CommunicationId, from: SenderIdentityId) -> Result<()> {
    sql::mark_handed(tx, Some(from), id).await.map(drop)
}

pub async fn take_back(tx: &TenantTx, id: CommunicationId) -> Result<()> {
    sql::take_back(tx, id).await.map(drop)
}

pub async fn put_off(tx: &TenantTx, id: CommunicationId, until: Timestamp) -> Result<()> {
    sql::put_off(tx, Some(until), id).await.map(drop)
}

pub async fn due(tx: &TenantTx, with_mail: bool) -> Result<Vec<CommunicationId>> {
    Ok(sql::due(tx, with_mail).await?.into_iter().map(|row| row.id).collect())
}

pub async fn unanswered(tx: &TenantTx, before: Timestamp) -> Result<Vec<CommunicationId>> {
    Ok(sql::unanswered(tx, before).await?.into_iter().map(|row| row.id).collect())
}

pub async fn postpone(tx: &TenantTx, id: CommunicationId, until: Timestamp) -> Result<()> {
    sql::postpone(tx, Some(until), id).await.map(drop)
}

pub async fn scheduled_due(tx: &TenantTx) -> Result<Vec<CommunicationId>> {
    Ok(sql::scheduled_due(tx).await?.into_iter().map(|row| row.id).collect())
}

pub async fn schedule_over(tx: &TenantTx, id: CommunicationId, next: Timestamp) -> Result<()> {
    sql::schedule_over(tx, Some(next), id).await.map(drop)
}

pub async fn expire(tx: &TenantTx) -> Result<Vec<CommunicationId>> {
    Ok(sql::expire(tx).await?.into_iter().map(|row| row.id).collect())
}

/// What waits to leave by a channel to a point is suppressed; answers which.
pub async fn suppress_waiting(
    tx: &TenantTx,
    channel: Channel,
    point: &str,
    code: &str,
) -> Result<Vec<CommunicationId>> {
    let reason = gate::sentence(code);
    let rows = sql::suppress_waiting(tx, Some(code), Some(reason), point, channel.code()).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

/// The message a provider speaks of, by our name for it or by its own.
pub async fn to_move(
    tx: &TenantTx,
    from: SenderIdentityId,
    id: Option<CommunicationId>,
    provider_ref: &str,
) -> Result<Option<ToMoveRow>> {
    sql::to_move(tx, from, id, provider_ref).await
}

pub async fn move_on(tx: &TenantTx, on: MoveOn<'_>) -> Result<()> {
    sql::move_on(tx, on).await.map(drop)
}

/// Mail that came back for good.
pub async fn bounced(
    tx: &TenantTx,
    message_id: &str,
    point: &str,
    code: &str,
    reason: &str,
) -> Result<Option<sql::BouncedRow>> {
    sql::bounced(tx, Some(code), Some(reason), message_id, point).await
}

pub async fn by_key(tx: &TenantTx, key: &str) -> Result<Option<CommunicationId>> {
    Ok(sql::by_key(tx, key).await?.map(|row| row.id))
}

pub async fn texted_before(tx: &TenantTx, number: &str) -> Result<bool> {
    Ok(sql::texted_before(tx, number).await?.any)
}

pub async fn said_lately(tx: &TenantTx, point: &str, text: &str, since: Timestamp) -> Result<bool> {
    Ok(sql::said_lately(tx, point, since, text).await?.any)
}

/// Whoever writes marketing to the customer's family next waits until this transaction is through.
pub async fn take_marketing_turn(tx: &TenantTx, customer: CustomerId) -> Result<()> {
    let head =
        sql::family_head(tx, customer).await?.and_then(|row| row.survivor_id).map_or(customer, CustomerId::from_uuid);
    sql::ensure_turn(tx, new_id(tx), head).await?;
    sql::take_turn(tx, head).await.map(drop)
}

/// When marketing went to the customer's family, or will; latest first.
pub async fn marketing_lately(tx: &TenantTx, customer: CustomerId, since: Timestamp) -> Result<Vec<Timestamp>> {
    Ok(sql::marketing_lately(tx, customer, since).await?.into_iter().map(|row| row.at).collect())
}

pub async fn thread_of(tx: &TenantTx, message_ids: &[String]) -> Result<Option<sql::ThreadOfRow>> {
    if message_ids.is_empty() { Ok(None) } else { sql::thread_of(tx, message_ids).await }
}

pub async fn customer_card(tx: &TenantTx, id: CustomerId) -> Result<Option<Card>> {
    incoming::customer_card(tx, id).await
}
