//! Written by `cargo xtask sql` from crates/messaging/queries/message.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertMessage<'a> {
    pub id: kernel::ids::CommunicationId,
    pub kind: &'a str,
    pub direction: &'a str,
    pub purpose: &'a str,
    pub priority: &'a str,
    pub status: &'a str,
    pub code: Option<&'a str>,
    pub reason: Option<&'a str>,
    pub to_address: &'a str,
    pub from_address: Option<&'a str>,
    pub subject: &'a str,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub sender_id: Option<kernel::ids::SenderIdentityId>,
    pub conversation_id: Option<kernel::ids::ConversationId>,
    pub entity: &'a str,
    pub entity_ref: uuid::Uuid,
    pub message_id: &'a str,
    pub in_reply_to: Option<&'a str>,
    pub message_key: Option<&'a str>,
    pub next_try_at: Option<jiff::Timestamp>,
    pub send_at: Option<jiff::Timestamp>,
    pub expires_at: Option<jiff::Timestamp>,
    pub consent_ref: Option<uuid::Uuid>,
    pub segments: Option<i32>,
    pub answers_word: Option<&'a str>,
    pub resent_of: Option<kernel::ids::CommunicationId>,
    pub delivered_at: Option<jiff::Timestamp>,
    pub failed_at: Option<jiff::Timestamp>,
    pub template_key: Option<&'a str>,
    pub template_version_id: Option<kernel::ids::TemplateVersionId>,
    pub unsubscribe_hash: Option<&'a [u8]>,
}

pub async fn insert_message(tx: &engine::TenantTx, p: InsertMessage<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into communication (company_id, id, type, direction, purpose, priority, status, code, reason, to_address,
  from_address, subject, customer_id, location_id, sender_id, conversation_id, entity, entity_ref, message_id,
  in_reply_to, message_key, queued_at, next_try_at, send_at, expires_at, consent_ref, segments, answers_word, resent_of,
  delivered_at, failed_at, template_key, template_version_id,
  unsubscribe_hash)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
  $12, $13, $14, $15, $16, $17, $18, $19, $20,
  $21, $22, $23, $24, $25, $26, $27, $28, $29,
  $30, $31, $32, $33,
  $34)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.kind,
            &p.direction,
            &p.purpose,
            &p.priority,
            &p.status,
            &p.code,
            &p.reason,
            &p.to_address,
            &p.from_address,
            &p.subject,
            &p.customer_id,
            &p.location_id,
            &p.sender_id,
            &p.conversation_id,
            &p.entity,
            &p.entity_ref,
            &p.message_id,
            &p.in_reply_to,
            &p.message_key,
            &now,
            &p.next_try_at,
            &p.send_at,
            &p.expires_at,
            &p.consent_ref,
            &p.segments,
            &p.answers_word,
            &p.resent_of,
            &p.delivered_at,
            &p.failed_at,
            &p.template_key,
            &p.template_version_id,
            &p.unsubscribe_hash,
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
    pub direction: String,
    pub purpose: String,
    pub priority: String,
    pub status: String,
    pub reason: Option<String>,
    pub code: Option<String>,
    pub to_address: String,
    pub from_address: Option<String>,
    pub subject: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub conversation_id: Option<kernel::ids::ConversationId>,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
    pub segments: Option<i32>,
    pub attempts: i32,
    pub queued_at: jiff::Timestamp,
    pub send_at: Option<jiff::Timestamp>,
    pub expires_at: Option<jiff::Timestamp>,
    pub last_try_at: Option<jiff::Timestamp>,
    pub sent_at: Option<jiff::Timestamp>,
    pub delivered_at: Option<jiff::Timestamp>,
    pub read_at: Option<jiff::Timestamp>,
    pub failed_at: Option<jiff::Timestamp>,
    pub resent_of: Option<kernel::ids::CommunicationId>,
    pub is_handed: bool,
    pub version: i64,
}

impl MessageByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            r#type: row.try_get(1).map_err(kernel::Error::internal)?,
            direction: row.try_get(2).map_err(kernel::Error::internal)?,
            purpose: row.try_get(3).map_err(kernel::Error::internal)?,
            priority: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
            reason: row.try_get(6).map_err(kernel::Error::internal)?,
            code: row.try_get(7).map_err(kernel::Error::internal)?,
            to_address: row.try_get(8).map_err(kernel::Error::internal)?,
            from_address: row.try_get(9).map_err(kernel::Error::internal)?,
            subject: row.try_get(10).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(11).map_err(kernel::Error::internal)?,
            location_id: row.try_get(12).map_err(kernel::Error::internal)?,
            conversation_id: row.try_get(13).map_err(kernel::Error::internal)?,
            entity: row.try_get(14).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(15).map_err(kernel::Error::internal)?,
            segments: row.try_get(16).map_err(kernel::Error::internal)?,
            attempts: row.try_get(17).map_err(kernel::Error::internal)?,
            queued_at: row.try_get(18).map_err(kernel::Error::internal)?,
            send_at: row.try_get(19).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(20).map_err(kernel::Error::internal)?,
            last_try_at: row.try_get(21).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(22).map_err(kernel::Error::internal)?,
            delivered_at: row.try_get(23).map_err(kernel::Error::internal)?,
            read_at: row.try_get(24).map_err(kernel::Error::internal)?,
            failed_at: row.try_get(25).map_err(kernel::Error::internal)?,
            resent_of: row.try_get(26).map_err(kernel::Error::internal)?,
            is_handed: row.try_get(27).map_err(kernel::Error::internal)?,
            version: row.try_get(28).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn message_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<Option<MessageByIdRow>> {
    const SQL: &str = r#"select m.id, m.type, m.direction, m.purpose, m.priority, m.status, m.reason, m.code, m.to_address, m.from_address,
       m.subject, m.customer_id, m.location_id, m.conversation_id, m.entity, m.entity_ref, m.segments, m.attempts,
       m.queued_at, m.send_at, m.expires_at, m.last_try_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at,
       m.resent_of, m.handed_at is not null as "is_handed!", m.version
from communication m
where m.company_id = $1
  and m.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "message_by_id")?.as_ref().map(MessageByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WaitingRow {
    pub id: kernel::ids::CommunicationId,
    pub r#type: String,
    pub purpose: String,
    pub priority: String,
    pub to_address: String,
    pub subject: String,
    pub message_id: String,
    pub in_reply_to: Option<String>,
    pub attempts: i32,
    pub queued_at: jiff::Timestamp,
    pub send_at: Option<jiff::Timestamp>,
    pub expires_at: Option<jiff::Timestamp>,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub sender_id: Option<kernel::ids::SenderIdentityId>,
    pub conversation_id: Option<kernel::ids::ConversationId>,
    pub answers_word: Option<String>,
    pub handed_at: Option<jiff::Timestamp>,
}

impl WaitingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            r#type: row.try_get(1).map_err(kernel::Error::internal)?,
            purpose: row.try_get(2).map_err(kernel::Error::internal)?,
            priority: row.try_get(3).map_err(kernel::Error::internal)?,
            to_address: row.try_get(4).map_err(kernel::Error::internal)?,
            subject: row.try_get(5).map_err(kernel::Error::internal)?,
            message_id: row.try_get(6).map_err(kernel::Error::internal)?,
            in_reply_to: row.try_get(7).map_err(kernel::Error::internal)?,
            attempts: row.try_get(8).map_err(kernel::Error::internal)?,
            queued_at: row.try_get(9).map_err(kernel::Error::internal)?,
            send_at: row.try_get(10).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(11).map_err(kernel::Error::internal)?,
            entity: row.try_get(12).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(13).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(14).map_err(kernel::Error::internal)?,
            location_id: row.try_get(15).map_err(kernel::Error::internal)?,
            sender_id: row.try_get(16).map_err(kernel::Error::internal)?,
            conversation_id: row.try_get(17).map_err(kernel::Error::internal)?,
            answers_word: row.try_get(18).map_err(kernel::Error::internal)?,
            handed_at: row.try_get(19).map_err(kernel::Error::internal)?,
        })
    }
}

/// A message that still has to leave; whoever holds its row is the one who sends it.
pub async fn waiting(tx: &engine::TenantTx, id: kernel::ids::CommunicationId) -> kernel::Result<Option<WaitingRow>> {
    const SQL: &str = r"select m.id, m.type, m.purpose, m.priority, m.to_address, m.subject, m.message_id, m.in_reply_to, m.attempts,
       m.queued_at, m.send_at, m.expires_at, m.entity, m.entity_ref, m.customer_id, m.location_id, m.sender_id,
       m.conversation_id, m.answers_word, m.handed_at
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

pub async fn mark_sent(
    tx: &engine::TenantTx,
    provider_ref: Option<&str>,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set status = 'SENT',
    reason = null,
    code = null,
    sent_at = $2,
    last_try_at = $2,
    attempts = m.attempts + 1,
    next_try_at = null,
    provider_ref = $3
where m.company_id = $1
  and m.id = $4
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &provider_ref, &id]).await
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
    next_try_at = $4,
    handed_at = null
where m.company_id = $1
  and m.id = $5
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &now, &next_try_at, &id]).await
}

/// It will not leave: FAILED after tries, SUPPRESSED or CANCELLED before.
pub async fn mark_ended(
    tx: &engine::TenantTx,
    status: &str,
    reason: Option<&str>,
    code: Option<&str>,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set status = $2,
    reason = $3,
    code = $4,
    failed_at = case when $2 = 'FAILED' then cast($5 as timestamptz) end,
    next_try_at = null
where m.company_id = $1
  and m.id = $6
  and m.status in ('QUEUED', 'SCHEDULED')";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &status, &reason, &code, &now, &id]).await
}

/// Written and committed before the provider is asked, so that a broken line never makes two messages (MSG-22).
pub async fn mark_handed(
    tx: &engine::TenantTx,
    sender_id: Option<kernel::ids::SenderIdentityId>,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set handed_at = $2,
    sender_id = $3
where m.company_id = $1
  and m.id = $4
  and m.status = 'QUEUED'
  and m.handed_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &sender_id, &id]).await
}

/// The provider does not have it: it may be given again.
pub async fn take_back(tx: &engine::TenantTx, id: kernel::ids::CommunicationId) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set handed_at = null,
    next_try_at = $2
where m.company_id = $1
  and m.id = $3
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

/// Outside the hours of its recipient.
pub async fn put_off(
    tx: &engine::TenantTx,
    send_at: Option<jiff::Timestamp>,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set status = 'SCHEDULED',
    send_at = $2,
    handed_at = null,
    next_try_at = null
where m.company_id = $1
  and m.id = $3
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &send_at, &id]).await
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

/// What waits for another try; what was given to a provider waits for its answer.
pub async fn due(tx: &engine::TenantTx, with_mail: bool) -> kernel::Result<Vec<DueRow>> {
    const SQL: &str = r"select m.id
from communication m
where m.company_id = $1
  and m.status = 'QUEUED'
  and m.next_try_at <= $2
  and m.handed_at is null
  and (m.type <> 'EMAIL' or $3)
order by m.next_try_at, m.id
limit 200
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now, &with_mail]).await?;
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
pub struct ScheduledDueRow {
    pub id: kernel::ids::CommunicationId,
}

impl ScheduledDueRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn scheduled_due(tx: &engine::TenantTx) -> kernel::Result<Vec<ScheduledDueRow>> {
    const SQL: &str = r"select m.id
from communication m
where m.company_id = $1
  and m.status = 'SCHEDULED'
  and m.send_at <= $2
order by m.send_at, m.id
limit 200
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(ScheduledDueRow::from_row).collect()
}

pub async fn schedule_over(
    tx: &engine::TenantTx,
    next_try_at: Option<jiff::Timestamp>,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set status = 'QUEUED',
    next_try_at = $2
where m.company_id = $1
  and m.id = $3
  and m.status = 'SCHEDULED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &next_try_at, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ExpireRow {
    pub id: kernel::ids::CommunicationId,
}

impl ExpireRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// What was not sent in time is never sent late.
pub async fn expire(tx: &engine::TenantTx) -> kernel::Result<Vec<ExpireRow>> {
    const SQL: &str = r"update communication m
set status = 'CANCELLED',
    code = 'EXPIRED',
    reason = 'It could not be sent in time.',
    next_try_at = null
where m.company_id = $1
  and m.status in ('QUEUED', 'SCHEDULED')
  and m.expires_at <= $2
  and m.handed_at is null
returning m.id";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(ExpireRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UnansweredRow {
    pub id: kernel::ids::CommunicationId,
}

impl UnansweredRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Given to a provider that has not answered since.
pub async fn unanswered(tx: &engine::TenantTx, handed_before: jiff::Timestamp) -> kernel::Result<Vec<UnansweredRow>> {
    const SQL: &str = r"select m.id
from communication m
where m.company_id = $1
  and m.status = 'QUEUED'
  and m.handed_at <= $2
order by m.handed_at, m.id
limit 50
for update skip locked";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &handed_before]).await?;
    rows.iter().map(UnansweredRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SuppressWaitingRow {
    pub id: kernel::ids::CommunicationId,
}

impl SuppressWaitingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Everything by this channel to this point that has not left yet.
pub async fn suppress_waiting(
    tx: &engine::TenantTx,
    code: Option<&str>,
    reason: Option<&str>,
    point: &str,
    channel: &str,
) -> kernel::Result<Vec<SuppressWaitingRow>> {
    const SQL: &str = r"update communication m
set status = 'SUPPRESSED',
    code = $2,
    reason = $3,
    next_try_at = null
where m.company_id = $1
  and m.to_address = $4
  and m.type = $5
  and m.direction = 'OUT'
  and m.status in ('QUEUED', 'SCHEDULED')
  and m.answers_word is null
returning m.id";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &code, &reason, &point, &channel]).await?;
    rows.iter().map(SuppressWaitingRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ToMoveRow {
    pub id: kernel::ids::CommunicationId,
    pub status: String,
    pub r#type: String,
    pub to_address: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub conversation_id: Option<kernel::ids::ConversationId>,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
}

impl ToMoveRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            status: row.try_get(1).map_err(kernel::Error::internal)?,
            r#type: row.try_get(2).map_err(kernel::Error::internal)?,
            to_address: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            conversation_id: row.try_get(6).map_err(kernel::Error::internal)?,
            entity: row.try_get(7).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// The message a provider speaks of, by our name for it or by its own.
pub async fn to_move(
    tx: &engine::TenantTx,
    sender_id: kernel::ids::SenderIdentityId,
    id: Option<kernel::ids::CommunicationId>,
    provider_ref: &str,
) -> kernel::Result<Option<ToMoveRow>> {
    const SQL: &str = r"select m.id, m.status, m.type, m.to_address, m.customer_id, m.location_id, m.conversation_id, m.entity, m.entity_ref
from communication m
where m.company_id = $1
  and m.direction = 'OUT'
  and m.sender_id = $2
  and (m.id = $3 or m.provider_ref = $4)
order by m.id
limit 1
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &sender_id, &id, &provider_ref]).await?;
    super::at_most_one(rows, "to_move")?.as_ref().map(ToMoveRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct MoveOn<'a> {
    pub status: &'a str,
    pub reason: Option<&'a str>,
    pub code: Option<&'a str>,
    pub provider_ref: &'a str,
    pub id: kernel::ids::CommunicationId,
}

pub async fn move_on(tx: &engine::TenantTx, p: MoveOn<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set status = $2,
    reason = $3,
    code = $4,
    provider_ref = coalesce(m.provider_ref, $5),
    sent_at = coalesce(m.sent_at, cast($6 as timestamptz)),
    delivered_at = case when $2 in ('DELIVERED', 'READ') then coalesce(m.delivered_at, cast($6 as timestamptz)) else m.delivered_at end,
    read_at = case when $2 = 'READ' then cast($6 as timestamptz) else m.read_at end,
    failed_at = case when $2 in ('FAILED', 'BOUNCED') then cast($6 as timestamptz) else m.failed_at end,
    next_try_at = null
where m.company_id = $1
  and m.id = $7";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.status, &p.reason, &p.code, &p.provider_ref, &now, &p.id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BouncedRow {
    pub id: kernel::ids::CommunicationId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub conversation_id: Option<kernel::ids::ConversationId>,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
}

impl BouncedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            conversation_id: row.try_get(2).map_err(kernel::Error::internal)?,
            entity: row.try_get(3).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// Mail that came back for good; who reports it knows its name and where it went.
pub async fn bounced(
    tx: &engine::TenantTx,
    code: Option<&str>,
    reason: Option<&str>,
    message_id: &str,
    point: &str,
) -> kernel::Result<Option<BouncedRow>> {
    const SQL: &str = r"update communication m
set status = 'BOUNCED',
    code = $2,
    reason = $3,
    failed_at = $4
where m.company_id = $1
  and m.message_id = $5
  and lower(m.to_address) = $6
  and m.type = 'EMAIL'
  and m.direction = 'OUT'
  and m.status in ('SENT', 'DELIVERED')
returning m.id, m.location_id, m.conversation_id, m.entity, m.entity_ref";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &code, &reason, &now, &message_id, &point]).await?;
    super::at_most_one(rows, "bounced")?.as_ref().map(BouncedRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ByKeyRow {
    pub id: kernel::ids::CommunicationId,
}

impl ByKeyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn by_key(tx: &engine::TenantTx, message_key: &str) -> kernel::Result<Option<ByKeyRow>> {
    const SQL: &str = r"select m.id
from communication m
where m.company_id = $1
  and m.message_key = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &message_key]).await?;
    super::at_most_one(rows, "by_key")?.as_ref().map(ByKeyRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TextedBeforeRow {
    pub any: bool,
}

impl TextedBeforeRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn texted_before(tx: &engine::TenantTx, point: &str) -> kernel::Result<TextedBeforeRow> {
    const SQL: &str = r#"select exists (select 1 from communication m
  where m.company_id = $1 and m.to_address = $2 and m.type = 'SMS' and m.direction = 'OUT'
    and m.status not in ('SUPPRESSED', 'CANCELLED')) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point]).await?;
    TextedBeforeRow::from_row(&super::exactly_one(rows, "texted_before")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SaidLatelyRow {
    pub any: bool,
}

impl SaidLatelyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The same words to the same point a short while ago.
pub async fn said_lately(
    tx: &engine::TenantTx,
    point: &str,
    since: jiff::Timestamp,
    content: &str,
) -> kernel::Result<SaidLatelyRow> {
    const SQL: &str = r#"select exists (select 1 from communication m
  join communication_part p on p.company_id = m.company_id and p.communication_id = m.id and p.kind = 'TEXT'
  where m.company_id = $1 and m.to_address = $2 and m.direction = 'OUT' and m.queued_at > $3
    and p.content = $4 and m.status not in ('SUPPRESSED', 'CANCELLED')) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point, &since, &content]).await?;
    SaidLatelyRow::from_row(&super::exactly_one(rows, "said_lately")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MarketingLatelyRow {
    pub at: jiff::Timestamp,
}

impl MarketingLatelyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { at: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Marketing to a customer's family over all channels: when it left, or will.
pub async fn marketing_lately(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
    since: jiff::Timestamp,
) -> kernel::Result<Vec<MarketingLatelyRow>> {
    const SQL: &str = r#"select coalesce(m.send_at, m.queued_at) as "at!"
from customers_v_family own
join customers_v_family f on f.company_id = own.company_id and f.survivor_id = own.survivor_id
join communication m on m.company_id = f.company_id and m.customer_id = f.id
where own.company_id = $1
  and own.id = $2
  and m.queued_at > $3
  and m.direction = 'OUT'
  and m.purpose = 'MARKETING'
  and m.status not in ('SUPPRESSED', 'CANCELLED', 'FAILED')
order by 1 desc
limit 10"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id, &since]).await?;
    rows.iter().map(MarketingLatelyRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ThreadOfRow {
    pub conversation_id: Option<kernel::ids::ConversationId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
}

impl ThreadOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            conversation_id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// The conversation of the first of these messages that is known here.
pub async fn thread_of(tx: &engine::TenantTx, message_ids: &[String]) -> kernel::Result<Option<ThreadOfRow>> {
    const SQL: &str = r"select m.conversation_id, m.customer_id, m.location_id
from communication m
where m.company_id = $1
  and m.message_id = any ($2)
order by m.queued_at desc, m.id desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &message_ids]).await?;
    super::at_most_one(rows, "thread_of")?.as_ref().map(ThreadOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MessageListRow {
    pub id: kernel::ids::CommunicationId,
    pub r#type: String,
    pub direction: String,
    pub purpose: String,
    pub priority: String,
    pub status: String,
    pub reason: Option<String>,
    pub code: Option<String>,
    pub to_address: String,
    pub from_address: Option<String>,
    pub subject: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub conversation_id: Option<kernel::ids::ConversationId>,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
    pub segments: Option<i32>,
    pub attempts: i32,
    pub queued_at: jiff::Timestamp,
    pub send_at: Option<jiff::Timestamp>,
    pub expires_at: Option<jiff::Timestamp>,
    pub last_try_at: Option<jiff::Timestamp>,
    pub sent_at: Option<jiff::Timestamp>,
    pub delivered_at: Option<jiff::Timestamp>,
    pub read_at: Option<jiff::Timestamp>,
    pub failed_at: Option<jiff::Timestamp>,
    pub resent_of: Option<kernel::ids::CommunicationId>,
    pub is_handed: bool,
    pub version: i64,
}

impl MessageListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            r#type: row.try_get(1).map_err(kernel::Error::internal)?,
            direction: row.try_get(2).map_err(kernel::Error::internal)?,
            purpose: row.try_get(3).map_err(kernel::Error::internal)?,
            priority: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
            reason: row.try_get(6).map_err(kernel::Error::internal)?,
            code: row.try_get(7).map_err(kernel::Error::internal)?,
            to_address: row.try_get(8).map_err(kernel::Error::internal)?,
            from_address: row.try_get(9).map_err(kernel::Error::internal)?,
            subject: row.try_get(10).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(11).map_err(kernel::Error::internal)?,
            location_id: row.try_get(12).map_err(kernel::Error::internal)?,
            conversation_id: row.try_get(13).map_err(kernel::Error::internal)?,
            entity: row.try_get(14).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(15).map_err(kernel::Error::internal)?,
            segments: row.try_get(16).map_err(kernel::Error::internal)?,
            attempts: row.try_get(17).map_err(kernel::Error::internal)?,
            queued_at: row.try_get(18).map_err(kernel::Error::internal)?,
            send_at: row.try_get(19).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(20).map_err(kernel::Error::internal)?,
            last_try_at: row.try_get(21).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(22).map_err(kernel::Error::internal)?,
            delivered_at: row.try_get(23).map_err(kernel::Error::internal)?,
            read_at: row.try_get(24).map_err(kernel::Error::internal)?,
            failed_at: row.try_get(25).map_err(kernel::Error::internal)?,
            resent_of: row.try_get(26).map_err(kernel::Error::internal)?,
            is_handed: row.try_get(27).map_err(kernel::Error::internal)?,
            version: row.try_get(28).map_err(kernel::Error::internal)?,
        })
    }
}

pub const MESSAGE_LIST: engine::ListSql = engine::ListSql {
    name: "message_list",
    sql: r#"select m.id, m.type, m.direction, m.purpose, m.priority, m.status, m.reason, m.code, m.to_address, m.from_address,
       m.subject, m.customer_id, m.location_id, m.conversation_id, m.entity, m.entity_ref, m.segments, m.attempts,
       m.queued_at, m.send_at, m.expires_at, m.last_try_at, m.sent_at, m.delivered_at, m.read_at, m.failed_at,
       m.resent_of, m.handed_at is not null as "is_handed!", m.version
from communication m
where m.company_id = $1"#,
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
        engine::ListFilter { name: "type", column: "m.type", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "direction", column: "m.direction", kind: engine::ColumnKind::Text },
        engine::ListFilter {
            name: "conversation_id",
            column: "m.conversation_id",
            kind: engine::ColumnKind::Id("conversation"),
        },
        engine::ListFilter { name: "customer_id", column: "m.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "entity", column: "m.entity", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "queued_at", column: "m.queued_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: Some("message_search"),
};

/// What was written to a customer before the conversation began.
pub async fn adopt(
    tx: &engine::TenantTx,
    conversation_id: Option<kernel::ids::ConversationId>,
    customer_id: kernel::ids::CustomerId,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set conversation_id = $2
where m.company_id = $1
  and m.customer_id = $3
  and m.conversation_id is null
  and (m.location_id is null or m.location_id is not distinct from $4)
  and m.purpose <> 'INTERNAL'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &conversation_id, &customer_id, &location_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FamilyHeadRow {
    pub survivor_id: Option<uuid::Uuid>,
}

impl FamilyHeadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { survivor_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The customer that stands for a merged family.
pub async fn family_head(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Option<FamilyHeadRow>> {
    const SQL: &str = r"select f.survivor_id
from customers_v_family f
where f.company_id = $1
  and f.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    super::at_most_one(rows, "family_head")?.as_ref().map(FamilyHeadRow::from_row).transpose()
}

pub async fn ensure_turn(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into marketing_turn (company_id, id, customer_id)
values ($1, $2, $3)
on conflict (company_id, customer_id) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &customer_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TakeTurnRow {
    pub id: uuid::Uuid,
}

impl TakeTurnRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Held until the message is written: who comes second sees it.
pub async fn take_turn(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Option<TakeTurnRow>> {
    const SQL: &str = r"select t.id
from marketing_turn t
where t.company_id = $1
  and t.customer_id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    super::at_most_one(rows, "take_turn")?.as_ref().map(TakeTurnRow::from_row).transpose()
}
