//! Written by `cargo xtask sql` from crates/messaging/queries/message.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertMessage<'a> {
    pub id: kernel::ids::CommunicationId,
    pub purpose: &'a str,
    pub to_address: &'a str,
    pub subject: &'a str,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub entity: &'a str,
    pub entity_ref: uuid::Uuid,
    pub message_id: &'a str,
    pub next_try_at: Option<jiff::Timestamp>,
    pub resent_of: Option<kernel::ids::CommunicationId>,
}

pub async fn insert_message(tx: &engine::TenantTx, p: InsertMessage<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into communication (company_id, id, purpose, to_address, subject, customer_id, entity, entity_ref, message_id,
  queued_at, next_try_at, resent_of)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.purpose,
            &p.to_address,
            &p.subject,
            &p.customer_id,
            &p.entity,
            &p.entity_ref,
            &p.message_id,
            &now,
            &p.next_try_at,
            &p.resent_of,
        ],
    )
    .await
}

pub async fn insert_part(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    communication_id: kernel::ids::CommunicationId,
    kind: &str,
    content: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into communication_part (company_id, id, communication_id, kind, content)
values ($1, $2, $3, $4, $5)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &communication_id, &kind, &content]).await
}

#[derive(Debug, Clone)]
pub struct InsertAttachment<'a> {
    pub id: uuid::Uuid,
    pub communication_id: kernel::ids::CommunicationId,
    pub position: i32,
    pub object_key: &'a str,
    pub file_name: &'a str,
    pub content_type: &'a str,
}

pub async fn insert_attachment(tx: &engine::TenantTx, p: InsertAttachment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into communication_attachment (company_id, id, communication_id, position, object_key, file_name, content_type)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.communication_id, &p.position, &p.object_key, &p.file_name, &p.content_type],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MessageByIdRow {
    pub id: kernel::ids::CommunicationId,
    pub r#type: String,
    pub purpose: String,
    pub status: String,
    pub reason: Option<String>,
    pub to_address: String,
    pub subject: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
    pub attempts: i32,
    pub queued_at: jiff::Timestamp,
    pub last_try_at: Option<jiff::Timestamp>,
    pub sent_at: Option<jiff::Timestamp>,
    pub failed_at: Option<jiff::Timestamp>,
    pub resent_of: Option<kernel::ids::CommunicationId>,
    pub version: i64,
}

impl MessageByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            r#type: row.try_get(1).map_err(kernel::Error::internal)?,
            purpose: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            reason: row.try_get(4).map_err(kernel::Error::internal)?,
            to_address: row.try_get(5).map_err(kernel::Error::internal)?,
            subject: row.try_get(6).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(7).map_err(kernel::Error::internal)?,
            entity: row.try_get(8).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(9).map_err(kernel::Error::internal)?,
            attempts: row.try_get(10).map_err(kernel::Error::internal)?,
            queued_at: row.try_get(11).map_err(kernel::Error::internal)?,
            last_try_at: row.try_get(12).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(13).map_err(kernel::Error::internal)?,
            failed_at: row.try_get(14).map_err(kernel::Error::internal)?,
            resent_of: row.try_get(15).map_err(kernel::Error::internal)?,
            version: row.try_get(16).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn message_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<Option<MessageByIdRow>> {
    const SQL: &str = r"select m.id, m.type, m.purpose, m.status, m.reason, m.to_address, m.subject, m.customer_id, m.entity, m.entity_ref,
       m.attempts, m.queued_at, m.last_try_at, m.sent_at, m.failed_at, m.resent_of, m.version
from communication m
where m.company_id = $1
  and m.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "message_by_id")?.as_ref().map(MessageByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WaitingRow {
    pub id: kernel::ids::CommunicationId,
    pub to_address: String,
    pub subject: String,
    pub message_id: String,
    pub attempts: i32,
    pub queued_at: jiff::Timestamp,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
}

impl WaitingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            to_address: row.try_get(1).map_err(kernel::Error::internal)?,
            subject: row.try_get(2).map_err(kernel::Error::internal)?,
            message_id: row.try_get(3).map_err(kernel::Error::internal)?,
            attempts: row.try_get(4).map_err(kernel::Error::internal)?,
            queued_at: row.try_get(5).map_err(kernel::Error::internal)?,
            entity: row.try_get(6).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

/// A message that still has to leave; whoever holds its row is the one who sends it.
pub async fn waiting(tx: &engine::TenantTx, id: kernel::ids::CommunicationId) -> kernel::Result<Option<WaitingRow>> {
    const SQL: &str = r"select m.id, m.to_address, m.subject, m.message_id, m.attempts, m.queued_at, m.entity, m.entity_ref
from communication m
where m.company_id = $1
  and m.id = $2
  and m.status = 'QUEUED'
for update skip locked";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "waiting")?.as_ref().map(WaitingRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PartsOfRow {
    pub kind: String,
    pub content: String,
}

impl PartsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            kind: row.try_get(0).map_err(kernel::Error::internal)?,
            content: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn parts_of(
    tx: &engine::TenantTx,
    communication_id: kernel::ids::CommunicationId,
) -> kernel::Result<Vec<PartsOfRow>> {
    const SQL: &str = r"select p.kind, p.content
from communication_part p
where p.company_id = $1
  and p.communication_id = $2
order by p.kind desc
limit 2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &communication_id]).await?;
    rows.iter().map(PartsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AttachmentsOfRow {
    pub object_key: String,
    pub file_name: String,
    pub content_type: String,
}

impl AttachmentsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            object_key: row.try_get(0).map_err(kernel::Error::internal)?,
            file_name: row.try_get(1).map_err(kernel::Error::internal)?,
            content_type: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn attachments_of(
    tx: &engine::TenantTx,
    communication_id: kernel::ids::CommunicationId,
) -> kernel::Result<Vec<AttachmentsOfRow>> {
    const SQL: &str = r"select a.object_key, a.file_name, a.content_type
from communication_attachment a
where a.company_id = $1
  and a.communication_id = $2
order by a.position
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &communication_id]).await?;
    rows.iter().map(AttachmentsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SenderRow {
    pub name: String,
    pub contact_email: Option<String>,
}

impl SenderRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name: row.try_get(0).map_err(kernel::Error::internal)?,
            contact_email: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn sender(tx: &engine::TenantTx) -> kernel::Result<SenderRow> {
    const SQL: &str = r"select c.name, c.contact_email
from company c
where c.id = $1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    SenderRow::from_row(&super::exactly_one(rows, "sender")?)
}

pub async fn mark_sent(tx: &engine::TenantTx, id: kernel::ids::CommunicationId) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set status = 'SENT',
    reason = null,
    sent_at = $2,
    last_try_at = $2,
    attempts = m.attempts + 1,
    next_try_at = null
where m.company_id = $1
  and m.id = $3
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

pub async fn mark_tried(
    tx: &engine::TenantTx,
    reason: Option<&str>,
    next_try_at: Option<jiff::Timestamp>,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set reason = $2,
    last_try_at = $3,
    attempts = m.attempts + 1,
    next_try_at = $4
where m.company_id = $1
  and m.id = $5
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &now, &next_try_at, &id]).await
}

pub async fn mark_failed(
    tx: &engine::TenantTx,
    reason: Option<&str>,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set status = 'FAILED',
    reason = $2,
    failed_at = $3,
    last_try_at = $3,
    attempts = m.attempts + 1,
    next_try_at = null
where m.company_id = $1
  and m.id = $4
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &now, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DueRow {
    pub id: kernel::ids::CommunicationId,
}

impl DueRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn due(tx: &engine::TenantTx) -> kernel::Result<Vec<DueRow>> {
    const SQL: &str = r"select m.id
from communication m
where m.company_id = $1
  and m.status = 'QUEUED'
  and m.next_try_at <= $2
order by m.next_try_at, m.id
limit 200
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(DueRow::from_row).collect()
}

/// Keeps the clock from asking again while the try is under way.
pub async fn postpone(
    tx: &engine::TenantTx,
    next_try_at: Option<jiff::Timestamp>,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set next_try_at = $2
where m.company_id = $1
  and m.id = $3
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &next_try_at, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MessageListRow {
    pub id: kernel::ids::CommunicationId,
    pub r#type: String,
    pub purpose: String,
    pub status: String,
    pub reason: Option<String>,
    pub to_address: String,
    pub subject: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
    pub attempts: i32,
    pub queued_at: jiff::Timestamp,
    pub last_try_at: Option<jiff::Timestamp>,
    pub sent_at: Option<jiff::Timestamp>,
    pub failed_at: Option<jiff::Timestamp>,
    pub resent_of: Option<kernel::ids::CommunicationId>,
    pub version: i64,
}

impl MessageListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            r#type: row.try_get(1).map_err(kernel::Error::internal)?,
            purpose: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            reason: row.try_get(4).map_err(kernel::Error::internal)?,
            to_address: row.try_get(5).map_err(kernel::Error::internal)?,
            subject: row.try_get(6).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(7).map_err(kernel::Error::internal)?,
            entity: row.try_get(8).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(9).map_err(kernel::Error::internal)?,
            attempts: row.try_get(10).map_err(kernel::Error::internal)?,
            queued_at: row.try_get(11).map_err(kernel::Error::internal)?,
            last_try_at: row.try_get(12).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(13).map_err(kernel::Error::internal)?,
            failed_at: row.try_get(14).map_err(kernel::Error::internal)?,
            resent_of: row.try_get(15).map_err(kernel::Error::internal)?,
            version: row.try_get(16).map_err(kernel::Error::internal)?,
        })
    }
}

pub const MESSAGE_LIST: engine::ListSql = engine::ListSql {
    name: "message_list",
    sql: r"select m.id, m.type, m.purpose, m.status, m.reason, m.to_address, m.subject, m.customer_id, m.entity, m.entity_ref,
       m.attempts, m.queued_at, m.last_try_at, m.sent_at, m.failed_at, m.resent_of, m.version
from communication m
where m.company_id = $1",
    resource: "message",
    alias: "m",
    rows: "m",
    sorts: &[
        engine::ListSort {
            name: "queued_at",
            column: "m.queued_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "status",
            column: "m.status",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "m.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "purpose", column: "m.purpose", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "customer_id", column: "m.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "entity", column: "m.entity", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "queued_at", column: "m.queued_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: Some("message_search"),
};
