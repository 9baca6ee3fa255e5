//! Written by `cargo xtask sql` from crates/messaging/queries/conversation.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertConversation<'a> {
    pub id: kernel::ids::ConversationId,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub point: Option<&'a str>,
    pub title: &'a str,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub channel: &'a str,
}

pub async fn insert_conversation(tx: &engine::TenantTx, p: InsertConversation<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into conversation (company_id, id, customer_id, location_id, point, title, assigned_to, channel, last_message_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
on conflict do nothing";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.customer_id, &p.location_id, &p.point, &p.title, &p.assigned_to, &p.channel, &now],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ConversationOfRow {
    pub id: kernel::ids::ConversationId,
}

impl ConversationOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn conversation_of(
    tx: &engine::TenantTx,
    customer_id: Option<kernel::ids::CustomerId>,
    location_id: Option<kernel::ids::LocationId>,
    point: &str,
) -> kernel::Result<Option<ConversationOfRow>> {
    const SQL: &str = r"select c.id
from conversation c
where c.company_id = $1
  and c.customer_id is not distinct from $2
  and c.location_id is not distinct from $3
  and (c.customer_id is not null or c.point = $4)
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id, &location_id, &point]).await?;
    super::at_most_one(rows, "conversation_of")?.as_ref().map(ConversationOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ConversationByIdRow {
    pub id: kernel::ids::ConversationId,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub point: Option<String>,
    pub title: String,
    pub state: String,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub unread: i32,
    pub channel: String,
    pub preview: String,
    pub last_message_at: jiff::Timestamp,
    pub snoozed_until: Option<jiff::Timestamp>,
    pub marks: Vec<String>,
    pub assigned_name: Option<String>,
    pub version: i64,
}

impl ConversationByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            point: row.try_get(3).map_err(kernel::Error::internal)?,
            title: row.try_get(4).map_err(kernel::Error::internal)?,
            state: row.try_get(5).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(6).map_err(kernel::Error::internal)?,
            unread: row.try_get(7).map_err(kernel::Error::internal)?,
            channel: row.try_get(8).map_err(kernel::Error::internal)?,
            preview: row.try_get(9).map_err(kernel::Error::internal)?,
            last_message_at: row.try_get(10).map_err(kernel::Error::internal)?,
            snoozed_until: row.try_get(11).map_err(kernel::Error::internal)?,
            marks: row.try_get(12).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(13).map_err(kernel::Error::internal)?,
            version: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn conversation_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::ConversationId,
) -> kernel::Result<Option<ConversationByIdRow>> {
    const SQL: &str = r#"select c.id, c.customer_id, c.location_id, c.point, c.title, c.state, c.assigned_to, c.unread, c.channel, c.preview,
       c.last_message_at, c.snoozed_until, c.marks, u.name as "assigned_name?", c.version
from conversation c
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = $1
  and c.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "conversation_by_id")?.as_ref().map(ConversationByIdRow::from_row).transpose()
}

/// A message of the other side opens it, whatever it was.
pub async fn came_in(
    tx: &engine::TenantTx,
    channel: &str,
    preview: &str,
    marks: &[String],
    id: kernel::ids::ConversationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update conversation c
set state = 'OPEN',
    snoozed_until = null,
    closed_at = null,
    unread = c.unread + 1,
    channel = $2,
    preview = $3,
    last_message_at = $4,
    marks = (select coalesce(array_agg(distinct m), '{}') from unnest(c.marks || cast($5 as text[])) m)
where c.company_id = $1
  and c.id = $6";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &channel, &preview, &now, &marks, &id]).await
}

/// We answered: the other side is awaited.
pub async fn went_out(
    tx: &engine::TenantTx,
    by_person: bool,
    channel: &str,
    preview: &str,
    id: kernel::ids::ConversationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update conversation c
set state = case when $2 then 'WAITING' else c.state end,
    snoozed_until = case when $2 then null else c.snoozed_until end,
    closed_at = case when $2 then null else c.closed_at end,
    unread = case when $2 then 0 else c.unread end,
    channel = $3,
    preview = $4,
    last_message_at = $5
where c.company_id = $1
  and c.id = $6";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &by_person, &channel, &preview, &now, &id]).await
}

pub async fn set_state(
    tx: &engine::TenantTx,
    state: &str,
    snoozed_until: Option<jiff::Timestamp>,
    id: kernel::ids::ConversationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update conversation c
set state = $2,
    snoozed_until = $3,
    closed_at = case when $2 = 'CLOSED' then cast($4 as timestamptz) end,
    unread = case when $2 = 'CLOSED' then 0 else c.unread end
where c.company_id = $1
  and c.id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &snoozed_until, &now, &id]).await
}

pub async fn assign(
    tx: &engine::TenantTx,
    assigned_to: Option<kernel::ids::UserId>,
    id: kernel::ids::ConversationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update conversation c
set assigned_to = $2
where c.company_id = $1
  and c.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &assigned_to, &id]).await
}

pub async fn mark_read(
    tx: &engine::TenantTx,
    clear_marks: bool,
    id: kernel::ids::ConversationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update conversation c
set unread = 0,
    marks = case when $2 then '{}' else c.marks end
where c.company_id = $1
  and c.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &clear_marks, &id]).await
}

pub async fn attach(
    tx: &engine::TenantTx,
    customer_id: Option<kernel::ids::CustomerId>,
    location_id: Option<kernel::ids::LocationId>,
    title: &str,
    id: kernel::ids::ConversationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update conversation c
set customer_id = $2,
    location_id = $3,
    title = $4
where c.company_id = $1
  and c.id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &customer_id, &location_id, &title, &id]).await
}

pub async fn move_messages(
    tx: &engine::TenantTx,
    target: Option<kernel::ids::ConversationId>,
    customer_id: Option<kernel::ids::CustomerId>,
    source: kernel::ids::ConversationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set conversation_id = $2,
    customer_id = $3
where m.company_id = $1
  and m.conversation_id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &target, &customer_id, &source]).await
}

/// What was said there now stands in the customer's conversation.
pub async fn close_empty(tx: &engine::TenantTx, id: kernel::ids::ConversationId) -> kernel::Result<u64> {
    const SQL: &str = r"update conversation c
set state = 'CLOSED',
    closed_at = $2,
    snoozed_until = null,
    unread = 0,
    preview = ''
where c.company_id = $1
  and c.id = $3";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WakeRow {
    pub id: kernel::ids::ConversationId,
    pub location_id: Option<kernel::ids::LocationId>,
}

impl WakeRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn wake(tx: &engine::TenantTx) -> kernel::Result<Vec<WakeRow>> {
    const SQL: &str = r"update conversation c
set state = 'OPEN',
    snoozed_until = null
where c.company_id = $1
  and c.state = 'SNOOZED'
  and c.snoozed_until <= $2
returning c.id, c.location_id";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(WakeRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CloseSilentRow {
    pub id: kernel::ids::ConversationId,
    pub location_id: Option<kernel::ids::LocationId>,
}

impl CloseSilentRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn close_silent(tx: &engine::TenantTx, silent_since: jiff::Timestamp) -> kernel::Result<Vec<CloseSilentRow>> {
    const SQL: &str = r"update conversation c
set state = 'CLOSED',
    closed_at = $2,
    unread = 0
where c.company_id = $1
  and c.state in ('OPEN', 'WAITING')
  and c.last_message_at < $3
  and c.unread = 0
returning c.id, c.location_id";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now, &silent_since]).await?;
    rows.iter().map(CloseSilentRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MessagesOfRow {
    pub id: kernel::ids::CommunicationId,
    pub r#type: String,
    pub direction: String,
    pub status: String,
    pub code: Option<String>,
    pub reason: Option<String>,
    pub subject: String,
    pub to_address: String,
    pub from_address: Option<String>,
    pub segments: Option<i32>,
    pub queued_at: jiff::Timestamp,
    pub send_at: Option<jiff::Timestamp>,
    pub sent_at: Option<jiff::Timestamp>,
    pub delivered_at: Option<jiff::Timestamp>,
    pub read_at: Option<jiff::Timestamp>,
    pub answers_word: Option<String>,
    pub author: Option<String>,
    pub text: String,
}

impl MessagesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            r#type: row.try_get(1).map_err(kernel::Error::internal)?,
            direction: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            code: row.try_get(4).map_err(kernel::Error::internal)?,
            reason: row.try_get(5).map_err(kernel::Error::internal)?,
            subject: row.try_get(6).map_err(kernel::Error::internal)?,
            to_address: row.try_get(7).map_err(kernel::Error::internal)?,
            from_address: row.try_get(8).map_err(kernel::Error::internal)?,
            segments: row.try_get(9).map_err(kernel::Error::internal)?,
            queued_at: row.try_get(10).map_err(kernel::Error::internal)?,
            send_at: row.try_get(11).map_err(kernel::Error::internal)?,
            sent_at: row.try_get(12).map_err(kernel::Error::internal)?,
            delivered_at: row.try_get(13).map_err(kernel::Error::internal)?,
            read_at: row.try_get(14).map_err(kernel::Error::internal)?,
            answers_word: row.try_get(15).map_err(kernel::Error::internal)?,
            author: row.try_get(16).map_err(kernel::Error::internal)?,
            text: row.try_get(17).map_err(kernel::Error::internal)?,
        })
    }
}

/// The latest hundred, newest first.
pub async fn messages_of(
    tx: &engine::TenantTx,
    conversation_id: kernel::ids::ConversationId,
    before: jiff::Timestamp,
) -> kernel::Result<Vec<MessagesOfRow>> {
    const SQL: &str = r#"select m.id, m.type, m.direction, m.status, m.code, m.reason, m.subject, m.to_address, m.from_address, m.segments,
       m.queued_at, m.send_at, m.sent_at, m.delivered_at, m.read_at, m.answers_word, u.name as "author?",
       p.content as "text!"
from communication m
join communication_part p on p.company_id = m.company_id and p.communication_id = m.id and p.kind = 'TEXT'
left join access_v_user u on u.company_id = m.company_id and u.id = m.created_by and m.direction = 'OUT'
where m.company_id = $1
  and m.conversation_id = $2
  and m.queued_at < $3
order by m.queued_at desc, m.id desc
limit 100"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &conversation_id, &before]).await?;
    rows.iter().map(MessagesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FilesOfRow {
    pub communication_id: kernel::ids::CommunicationId,
    pub position: i32,
    pub file_name: String,
    pub content_type: String,
}

impl FilesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            communication_id: row.try_get(0).map_err(kernel::Error::internal)?,
            position: row.try_get(1).map_err(kernel::Error::internal)?,
            file_name: row.try_get(2).map_err(kernel::Error::internal)?,
            content_type: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// The files of these messages.
pub async fn files_of(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<FilesOfRow>> {
    const SQL: &str = r"select a.communication_id, a.position, a.file_name, a.content_type
from communication_attachment a
where a.company_id = $1
  and a.communication_id = any ($2)
order by a.communication_id, a.position
limit 2000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(FilesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FileAtRow {
    pub object_key: String,
    pub file_name: String,
    pub content_type: String,
}

impl FileAtRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            object_key: row.try_get(0).map_err(kernel::Error::internal)?,
            file_name: row.try_get(1).map_err(kernel::Error::internal)?,
            content_type: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn file_at(
    tx: &engine::TenantTx,
    communication_id: kernel::ids::CommunicationId,
    position: i32,
    conversation_id: kernel::ids::ConversationId,
) -> kernel::Result<Option<FileAtRow>> {
    const SQL: &str = r"select a.object_key, a.file_name, a.content_type
from communication_attachment a
join communication m on m.company_id = a.company_id and m.id = a.communication_id
where a.company_id = $1
  and a.communication_id = $2
  and a.position = $3
  and m.conversation_id = $4";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &communication_id, &position, &conversation_id]).await?;
    super::at_most_one(rows, "file_at")?.as_ref().map(FileAtRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LatestInRow {
    pub r#type: String,
    pub message_id: String,
    pub subject: String,
    pub from_address: Option<String>,
}

impl LatestInRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            r#type: row.try_get(0).map_err(kernel::Error::internal)?,
            message_id: row.try_get(1).map_err(kernel::Error::internal)?,
            subject: row.try_get(2).map_err(kernel::Error::internal)?,
            from_address: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// The message of the other side an answer answers.
pub async fn latest_in(
    tx: &engine::TenantTx,
    conversation_id: kernel::ids::ConversationId,
    channel: Option<&str>,
) -> kernel::Result<Option<LatestInRow>> {
    const SQL: &str = r"select m.type, m.message_id, m.subject, m.from_address
from communication m
where m.company_id = $1
  and m.conversation_id = $2
  and m.direction = 'IN'
  and (cast($3 as text) is null or m.type = $3)
order by m.queued_at desc, m.id desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &conversation_id, &channel]).await?;
    super::at_most_one(rows, "latest_in")?.as_ref().map(LatestInRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MachinePaceRow {
    pub count: i64,
}

impl MachinePaceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { count: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Answers of the product itself in a conversation lately.
pub async fn machine_pace(
    tx: &engine::TenantTx,
    conversation_id: kernel::ids::ConversationId,
    since: jiff::Timestamp,
) -> kernel::Result<MachinePaceRow> {
    const SQL: &str = r#"select count(*) as "count!"
from (select 1 from communication m
  where m.company_id = $1 and m.conversation_id = $2 and m.answers_word is not null
    and m.queued_at > $3 limit 100) n"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &conversation_id, &since]).await?;
    MachinePaceRow::from_row(&super::exactly_one(rows, "machine_pace")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PointsOfCustomerRow {
    pub kind: String,
    pub value: Option<String>,
    pub is_primary: bool,
    pub state: String,
}

impl PointsOfCustomerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            kind: row.try_get(0).map_err(kernel::Error::internal)?,
            value: row.try_get(1).map_err(kernel::Error::internal)?,
            is_primary: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn points_of_customer(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<PointsOfCustomerRow>> {
    const SQL: &str = r"select p.kind, coalesce(p.email_lower, p.phone_e164) as value, p.is_primary, p.state
from customers_v_point p
join customers_v_family f on f.company_id = p.company_id and f.id = p.customer_id
where p.company_id = $1
  and f.survivor_id = $2
  and coalesce(p.email_lower, p.phone_e164) is not null
order by p.kind, p.is_primary desc, p.id
limit 40";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(PointsOfCustomerRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AssignableRow {
    pub id: kernel::ids::UserId,
}

impl AssignableRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn assignable(tx: &engine::TenantTx, id: kernel::ids::UserId) -> kernel::Result<Option<AssignableRow>> {
    const SQL: &str = r"select u.id
from access_v_user u
where u.company_id = $1
  and u.id = $2
  and u.status = 'ACTIVE'";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "assignable")?.as_ref().map(AssignableRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ConversationListRow {
    pub id: kernel::ids::ConversationId,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub point: Option<String>,
    pub title: String,
    pub state: String,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub unread: i32,
    pub channel: String,
    pub preview: String,
    pub last_message_at: jiff::Timestamp,
    pub snoozed_until: Option<jiff::Timestamp>,
    pub marks: Vec<String>,
    pub assigned_name: Option<String>,
    pub version: i64,
}

impl ConversationListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            point: row.try_get(3).map_err(kernel::Error::internal)?,
            title: row.try_get(4).map_err(kernel::Error::internal)?,
            state: row.try_get(5).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(6).map_err(kernel::Error::internal)?,
            unread: row.try_get(7).map_err(kernel::Error::internal)?,
            channel: row.try_get(8).map_err(kernel::Error::internal)?,
            preview: row.try_get(9).map_err(kernel::Error::internal)?,
            last_message_at: row.try_get(10).map_err(kernel::Error::internal)?,
            snoozed_until: row.try_get(11).map_err(kernel::Error::internal)?,
            marks: row.try_get(12).map_err(kernel::Error::internal)?,
            assigned_name: row.try_get(13).map_err(kernel::Error::internal)?,
            version: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

pub const CONVERSATION_LIST: engine::ListSql = engine::ListSql {
    name: "conversation_list",
    sql: r#"select c.id, c.customer_id, c.location_id, c.point, c.title, c.state, c.assigned_to, c.unread, c.channel, c.preview,
       c.last_message_at, c.snoozed_until, c.marks, u.name as "assigned_name?", c.version
from conversation c
left join access_v_user u on u.company_id = c.company_id and u.id = c.assigned_to
where c.company_id = $1"#,
    resource: "conversation",
    alias: "c",
    rows: "c",
    sorts: &[engine::ListSort {
        name: "last_message_at",
        column: "c.last_message_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "state", column: "c.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "assigned_to", column: "c.assigned_to", kind: engine::ColumnKind::Id("app_user") },
        engine::ListFilter { name: "location_id", column: "c.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "customer_id", column: "c.customer_id", kind: engine::ColumnKind::Id("customer") },
    ],
    search: Some("conversation_search"),
};
