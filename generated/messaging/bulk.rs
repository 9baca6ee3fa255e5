//! Written by `cargo xtask sql` from crates/messaging/queries/bulk.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertBulk<'a> {
    pub id: kernel::ids::BulkSendId,
    pub name: &'a str,
    pub channel: &'a str,
    pub purpose: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub segment_name: &'a str,
    pub audience: &'a serde_json::Value,
    pub per_minute: i32,
}

pub async fn insert_bulk(tx: &engine::TenantTx, p: InsertBulk<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into bulk_send (company_id, id, name, channel, purpose, location_id, segment_name, audience, per_minute)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.name,
            &p.channel,
            &p.purpose,
            &p.location_id,
            &p.segment_name,
            &p.audience,
            &p.per_minute,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct InsertWords<'a> {
    pub id: uuid::Uuid,
    pub bulk_send_id: kernel::ids::BulkSendId,
    pub variant: &'a str,
    pub language: &'a str,
    pub subject: &'a str,
    pub body: &'a str,
}

pub async fn insert_words(tx: &engine::TenantTx, p: InsertWords<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into bulk_words (company_id, id, bulk_send_id, variant, language, subject, body)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.bulk_send_id, &p.variant, &p.language, &p.subject, &p.body])
        .await
}

pub async fn clear_words(tx: &engine::TenantTx, bulk_send_id: kernel::ids::BulkSendId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from bulk_words w
where w.company_id = $1
  and w.bulk_send_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &bulk_send_id]).await
}

#[derive(Debug, Clone)]
pub struct ChangeBulk<'a> {
    pub name: &'a str,
    pub segment_name: &'a str,
    pub audience: &'a serde_json::Value,
    pub per_minute: i32,
    pub id: kernel::ids::BulkSendId,
}

pub async fn change_bulk(tx: &engine::TenantTx, p: ChangeBulk<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update bulk_send b
set name = $2,
    segment_name = $3,
    audience = $4,
    per_minute = $5,
    state = 'DRAFT',
    checked_at = null,
    approved_at = null,
    approved_by = null
where b.company_id = $1
  and b.id = $6";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.name, &p.segment_name, &p.audience, &p.per_minute, &p.id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BulkByIdRow {
    pub id: kernel::ids::BulkSendId,
    pub name: String,
    pub channel: String,
    pub purpose: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub segment_name: String,
    pub audience: serde_json::Value,
    pub state: String,
    pub freeze_cursor: Option<String>,
    pub without_point: i32,
    pub doubles: i32,
    pub per_minute: i32,
    pub checked_at: Option<jiff::Timestamp>,
    pub approved_at: Option<jiff::Timestamp>,
    pub approved_by: Option<uuid::Uuid>,
    pub started_at: Option<jiff::Timestamp>,
    pub ended_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub created_by: Option<uuid::Uuid>,
    pub version: i64,
    pub approved_name: Option<String>,
    pub created_name: Option<String>,
}

impl BulkByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            purpose: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            segment_name: row.try_get(5).map_err(kernel::Error::internal)?,
            audience: row.try_get(6).map_err(kernel::Error::internal)?,
            state: row.try_get(7).map_err(kernel::Error::internal)?,
            freeze_cursor: row.try_get(8).map_err(kernel::Error::internal)?,
            without_point: row.try_get(9).map_err(kernel::Error::internal)?,
            doubles: row.try_get(10).map_err(kernel::Error::internal)?,
            per_minute: row.try_get(11).map_err(kernel::Error::internal)?,
            checked_at: row.try_get(12).map_err(kernel::Error::internal)?,
            approved_at: row.try_get(13).map_err(kernel::Error::internal)?,
            approved_by: row.try_get(14).map_err(kernel::Error::internal)?,
            started_at: row.try_get(15).map_err(kernel::Error::internal)?,
            ended_at: row.try_get(16).map_err(kernel::Error::internal)?,
            created_at: row.try_get(17).map_err(kernel::Error::internal)?,
            created_by: row.try_get(18).map_err(kernel::Error::internal)?,
            version: row.try_get(19).map_err(kernel::Error::internal)?,
            approved_name: row.try_get(20).map_err(kernel::Error::internal)?,
            created_name: row.try_get(21).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn bulk_by_id(tx: &engine::TenantTx, id: kernel::ids::BulkSendId) -> kernel::Result<Option<BulkByIdRow>> {
    const SQL: &str = r#"select b.id, b.name, b.channel, b.purpose, b.location_id, b.segment_name, b.audience, b.state, b.freeze_cursor,
       b.without_point, b.doubles, b.per_minute, b.checked_at, b.approved_at, b.approved_by, b.started_at, b.ended_at,
       b.created_at, b.created_by, b.version, a.name as "approved_name?", m.name as "created_name?"
from bulk_send b
left join access_v_user a on a.company_id = b.company_id and a.id = b.approved_by
left join access_v_user m on m.company_id = b.company_id and m.id = b.created_by
where b.company_id = $1
  and b.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "bulk_by_id")?.as_ref().map(BulkByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockBulkRow {
    pub id: kernel::ids::BulkSendId,
    pub state: String,
}

impl LockBulkRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            state: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lock_bulk(tx: &engine::TenantTx, id: kernel::ids::BulkSendId) -> kernel::Result<Option<LockBulkRow>> {
    const SQL: &str = r"select b.id, b.state
from bulk_send b
where b.company_id = $1
  and b.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lock_bulk")?.as_ref().map(LockBulkRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WordsOfRow {
    pub variant: String,
    pub language: String,
    pub subject: String,
    pub body: String,
}

impl WordsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            variant: row.try_get(0).map_err(kernel::Error::internal)?,
            language: row.try_get(1).map_err(kernel::Error::internal)?,
            subject: row.try_get(2).map_err(kernel::Error::internal)?,
            body: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn words_of(tx: &engine::TenantTx, bulk_send_id: kernel::ids::BulkSendId) -> kernel::Result<Vec<WordsOfRow>> {
    const SQL: &str = r"select w.variant, w.language, w.subject, w.body
from bulk_words w
where w.company_id = $1
  and w.bulk_send_id = $2
order by w.variant, w.language
limit 4";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &bulk_send_id]).await?;
    rows.iter().map(WordsOfRow::from_row).collect()
}

pub async fn set_state(tx: &engine::TenantTx, state: &str, id: kernel::ids::BulkSendId) -> kernel::Result<u64> {
    const SQL: &str = r"update bulk_send b
set state = $2,
    started_at = case when $2 = 'RUNNING' then coalesce(b.started_at, cast($3 as timestamptz)) else b.started_at end,
    ended_at = case when $2 in ('DONE', 'CANCELLED') then cast($3 as timestamptz) end
where b.company_id = $1
  and b.id = $4";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &now, &id]).await
}

/// The list is frozen anew.
pub async fn begin_check(tx: &engine::TenantTx, id: kernel::ids::BulkSendId) -> kernel::Result<u64> {
    const SQL: &str = r"update bulk_send b
set state = 'CHECKING',
    freeze_cursor = null,
    without_point = 0,
    doubles = 0,
    checked_at = null,
    approved_at = null,
    approved_by = null
where b.company_id = $1
  and b.id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

pub async fn clear_recipients(tx: &engine::TenantTx, bulk_send_id: kernel::ids::BulkSendId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from bulk_recipient r
where r.company_id = $1
  and r.bulk_send_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &bulk_send_id]).await
}

#[derive(Debug, Clone)]
pub struct Froze<'a> {
    pub freeze_cursor: Option<&'a str>,
    pub without_point: i32,
    pub doubles: i32,
    pub is_done: bool,
    pub id: kernel::ids::BulkSendId,
}

/// One page further; without a cursor it is done.
pub async fn froze(tx: &engine::TenantTx, p: Froze<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update bulk_send b
set freeze_cursor = $2,
    without_point = b.without_point + $3,
    doubles = b.doubles + $4,
    state = case when $5 then 'CHECKED' else b.state end,
    checked_at = case when $5 then cast($6 as timestamptz) end
where b.company_id = $1
  and b.id = $7";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.freeze_cursor, &p.without_point, &p.doubles, &p.is_done, &now, &p.id])
        .await
}

#[derive(Debug, Clone)]
pub struct InsertRecipient<'a> {
    pub id: kernel::ids::BulkRecipientId,
    pub bulk_send_id: kernel::ids::BulkSendId,
    pub point: &'a str,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub language: &'a str,
    pub variant: &'a str,
    pub state: &'a str,
    pub reason: Option<&'a str>,
}

pub async fn insert_recipient(tx: &engine::TenantTx, p: InsertRecipient<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into bulk_recipient (company_id, id, bulk_send_id, point, customer_id, location_id, language, variant, state,
  reason)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (company_id, bulk_send_id, point) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.bulk_send_id,
            &p.point,
            &p.customer_id,
            &p.location_id,
            &p.language,
            &p.variant,
            &p.state,
            &p.reason,
        ],
    )
    .await
}

pub async fn approve_bulk(
    tx: &engine::TenantTx,
    approved_by: Option<uuid::Uuid>,
    id: kernel::ids::BulkSendId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update bulk_send b
set approved_at = $2,
    approved_by = $3
where b.company_id = $1
  and b.id = $4";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &approved_by, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RunningRow {
    pub id: kernel::ids::BulkSendId,
    pub state: String,
    pub per_minute: i32,
}

impl RunningRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            state: row.try_get(1).map_err(kernel::Error::internal)?,
            per_minute: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Those that are on their way, and those whose list is being frozen.
pub async fn running(tx: &engine::TenantTx) -> kernel::Result<Vec<RunningRow>> {
    const SQL: &str = r"select b.id, b.state, b.per_minute
from bulk_send b
where b.company_id = $1
  and b.state in ('RUNNING', 'CHECKING')
order by b.created_at, b.id
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(RunningRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NextReadyRow {
    pub id: kernel::ids::BulkRecipientId,
    pub point: String,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub language: String,
    pub variant: String,
}

impl NextReadyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            point: row.try_get(1).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            language: row.try_get(4).map_err(kernel::Error::internal)?,
            variant: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn next_ready(
    tx: &engine::TenantTx,
    bulk_send_id: kernel::ids::BulkSendId,
) -> kernel::Result<Vec<NextReadyRow>> {
    const SQL: &str = r"select r.id, r.point, r.customer_id, r.location_id, r.language, r.variant
from bulk_recipient r
where r.company_id = $1
  and r.bulk_send_id = $2
  and r.state = 'READY'
order by r.id
limit 1000
for update skip locked";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &bulk_send_id]).await?;
    rows.iter().map(NextReadyRow::from_row).collect()
}

pub async fn written(
    tx: &engine::TenantTx,
    communication_id: Option<kernel::ids::CommunicationId>,
    id: kernel::ids::BulkRecipientId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update bulk_recipient r
set state = 'WRITTEN',
    communication_id = $2
where r.company_id = $1
  and r.id = $3
  and r.state = 'READY'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &communication_id, &id]).await
}

pub async fn skip(
    tx: &engine::TenantTx,
    reason: Option<&str>,
    id: kernel::ids::BulkRecipientId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update bulk_recipient r
set state = 'SKIPPED',
    reason = $2
where r.company_id = $1
  and r.id = $3
  and r.state = 'READY'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &id]).await
}

pub async fn stop_ready(tx: &engine::TenantTx, bulk_send_id: kernel::ids::BulkSendId) -> kernel::Result<u64> {
    const SQL: &str = r"update bulk_recipient r
set state = 'SKIPPED',
    reason = 'STOPPED'
where r.company_id = $1
  and r.bulk_send_id = $2
  and r.state = 'READY'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &bulk_send_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StillWaitingRow {
    pub id: kernel::ids::CommunicationId,
}

impl StillWaitingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Messages of it that have not left.
pub async fn still_waiting(
    tx: &engine::TenantTx,
    bulk_send_id: kernel::ids::BulkSendId,
) -> kernel::Result<Vec<StillWaitingRow>> {
    const SQL: &str = r"select m.id
from bulk_recipient r
join communication m on m.company_id = r.company_id and m.id = r.communication_id
where r.company_id = $1
  and r.bulk_send_id = $2
  and m.status in ('QUEUED', 'SCHEDULED')
  and m.handed_at is null
order by m.id
limit 10000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &bulk_send_id]).await?;
    rows.iter().map(StillWaitingRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ReadyCountRow {
    pub ready: i64,
}

impl ReadyCountRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { ready: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn ready_count(
    tx: &engine::TenantTx,
    bulk_send_id: kernel::ids::BulkSendId,
) -> kernel::Result<ReadyCountRow> {
    const SQL: &str = r#"select count(*) as "ready!"
from bulk_recipient r
where r.company_id = $1
  and r.bulk_send_id = $2
  and r.state = 'READY'"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &bulk_send_id]).await?;
    ReadyCountRow::from_row(&super::exactly_one(rows, "ready_count")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OutcomesRow {
    pub variant: String,
    pub state: String,
    pub reason: Option<String>,
    pub status: Option<String>,
    pub code: Option<String>,
    pub points: i64,
    pub segments: i64,
    pub answered: i64,
}

impl OutcomesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            variant: row.try_get(0).map_err(kernel::Error::internal)?,
            state: row.try_get(1).map_err(kernel::Error::internal)?,
            reason: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            code: row.try_get(4).map_err(kernel::Error::internal)?,
            points: row.try_get(5).map_err(kernel::Error::internal)?,
            segments: row.try_get(6).map_err(kernel::Error::internal)?,
            answered: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

/// The sum of its rows.
pub async fn outcomes(
    tx: &engine::TenantTx,
    bulk_send_id: kernel::ids::BulkSendId,
) -> kernel::Result<Vec<OutcomesRow>> {
    const SQL: &str = r#"select r.variant, r.state, r.reason, m.status as "status?", m.code as "code?", count(*) as "points!",
       coalesce(sum(m.segments), 0) as "segments!", count(*) filter (where exists (
         select 1 from communication i
         where i.company_id = r.company_id and i.customer_id = r.customer_id and i.direction = 'IN'
           and i.queued_at >= m.sent_at and i.queued_at < m.sent_at + interval '7 days')) as "answered!"
from bulk_recipient r
left join communication m on m.company_id = r.company_id and m.id = r.communication_id
where r.company_id = $1
  and r.bulk_send_id = $2
group by r.variant, r.state, r.reason, m.status, m.code
order by r.variant, r.state, r.reason, m.status, m.code
limit 500"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &bulk_send_id]).await?;
    rows.iter().map(OutcomesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BulkListRow {
    pub id: kernel::ids::BulkSendId,
    pub name: String,
    pub channel: String,
    pub purpose: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub segment_name: String,
    pub state: String,
    pub created_at: jiff::Timestamp,
    pub started_at: Option<jiff::Timestamp>,
    pub ended_at: Option<jiff::Timestamp>,
    pub created_name: Option<String>,
    pub version: i64,
}

impl BulkListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            purpose: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            segment_name: row.try_get(5).map_err(kernel::Error::internal)?,
            state: row.try_get(6).map_err(kernel::Error::internal)?,
            created_at: row.try_get(7).map_err(kernel::Error::internal)?,
            started_at: row.try_get(8).map_err(kernel::Error::internal)?,
            ended_at: row.try_get(9).map_err(kernel::Error::internal)?,
            created_name: row.try_get(10).map_err(kernel::Error::internal)?,
            version: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

pub const BULK_LIST: engine::ListSql = engine::ListSql {
    name: "bulk_list",
    sql: r#"select b.id, b.name, b.channel, b.purpose, b.location_id, b.segment_name, b.state, b.created_at, b.started_at,
       b.ended_at, m.name as "created_name?", b.version
from bulk_send b
left join access_v_user m on m.company_id = b.company_id and m.id = b.created_by
where b.company_id = $1"#,
    resource: "bulk_send",
    alias: "b",
    rows: "b",
    sorts: &[engine::ListSort {
        name: "created_at",
        column: "b.created_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "state", column: "b.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "b.location_id", kind: engine::ColumnKind::Id("location") },
    ],
    search: None,
};
