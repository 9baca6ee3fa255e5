//! The message's rows.

use engine::{ListQuery, Page, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Id, Result,
    ids::{CommunicationId, PREFIXES},
};

use super::MessageLine;
use crate::sql::message as sql;

pub use crate::sql::message::{
    AttachmentsOfRow as Attachment, InsertMessage, MESSAGE_LIST, MessageByIdRow as Row, PartsOfRow as Part,
    SenderRow as Sender, WaitingRow as Waiting,
};

/// A record's id with its prefix; a plain UUID where its kind is unknown.
fn edge_id(entity: &str, id: uuid::Uuid) -> String {
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
            purpose: row.purpose,
            status: row.status,
            reason: row.reason,
            to: row.to_address,
            subject: row.subject,
            customer_id: row.customer_id,
            entity: row.entity,
            attempts: row.attempts,
            queued_at: row.queued_at,
            last_try_at: row.last_try_at,
            sent_at: row.sent_at,
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

pub async fn sender(tx: &TenantTx) -> Result<Sender> {
    sql::sender(tx).await
}

pub async fn sent(tx: &TenantTx, id: CommunicationId) -> Result<()> {
    sql::mark_sent(tx, id).await.map(drop)
}

pub async fn tried(tx: &TenantTx, id: CommunicationId, reason: &str, next: Timestamp) -> Result<()> {
    sql::mark_tried(tx, Some(reason), Some(next), id).await.map(drop)
}

pub async fn failed(tx: &TenantTx, id: CommunicationId, reason: &str) -> Result<()> {
    sql::mark_failed(tx, Some(reason), id).await.map(drop)
}

pub async fn due(tx: &TenantTx) -> Result<Vec<CommunicationId>> {
    Ok(sql::due(tx).await?.into_iter().map(|row| row.id).collect())
}

pub async fn postpone(tx: &TenantTx, id: CommunicationId, until: Timestamp) -> Result<()> {
    sql::postpone(tx, Some(until), id).await.map(drop)
}
