//! Written by `cargo xtask sql` from crates/messaging/queries/push.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct ByEndpointRow {
    pub id: uuid::Uuid,
    pub user_id: kernel::ids::UserId,
}

impl ByEndpointRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            user_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn by_endpoint(tx: &engine::TenantTx, endpoint: &str) -> kernel::Result<Option<ByEndpointRow>> {
    const SQL: &str = r"select s.id, s.user_id
from push_subscription s
where s.company_id = $1
  and s.endpoint = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &endpoint]).await?;
    super::at_most_one(rows, "by_endpoint")?.as_ref().map(ByEndpointRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertSubscription<'a> {
    pub id: uuid::Uuid,
    pub user_id: kernel::ids::UserId,
    pub endpoint: &'a str,
    pub reader_key: &'a [u8],
    pub secret_sealed: &'a [u8],
    pub device: &'a str,
}

pub async fn insert_subscription(tx: &engine::TenantTx, p: InsertSubscription<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into push_subscription (company_id, id, user_id, endpoint, reader_key, secret_sealed, device)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.user_id, &p.endpoint, &p.reader_key, &p.secret_sealed, &p.device],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct Renew<'a> {
    pub user_id: kernel::ids::UserId,
    pub reader_key: &'a [u8],
    pub secret_sealed: &'a [u8],
    pub device: &'a str,
    pub id: uuid::Uuid,
}

/// The browser subscribes again, perhaps for somebody else who signs in there.
pub async fn renew(tx: &engine::TenantTx, p: Renew<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update push_subscription s
set user_id = $2,
    reader_key = $3,
    secret_sealed = $4,
    device = $5,
    failures_in_row = 0,
    paused_until = null
where s.company_id = $1
  and s.id = $6";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.user_id, &p.reader_key, &p.secret_sealed, &p.device, &p.id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OfUserRow {
    pub id: uuid::Uuid,
    pub endpoint: String,
    pub device: String,
    pub created_at: jiff::Timestamp,
    pub last_sent_at: Option<jiff::Timestamp>,
    pub paused_until: Option<jiff::Timestamp>,
}

impl OfUserRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            endpoint: row.try_get(1).map_err(kernel::Error::internal)?,
            device: row.try_get(2).map_err(kernel::Error::internal)?,
            created_at: row.try_get(3).map_err(kernel::Error::internal)?,
            last_sent_at: row.try_get(4).map_err(kernel::Error::internal)?,
            paused_until: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// Somebody's browsers, newest first.
pub async fn of_user(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<Vec<OfUserRow>> {
    const SQL: &str = r"select s.id, s.endpoint, s.device, s.created_at, s.last_sent_at, s.paused_until
from push_subscription s
where s.company_id = $1
  and s.user_id = $2
order by s.id desc
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id]).await?;
    rows.iter().map(OfUserRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SubscriptionRow {
    pub id: uuid::Uuid,
    pub user_id: kernel::ids::UserId,
    pub endpoint: String,
    pub reader_key: Vec<u8>,
    pub secret_sealed: Vec<u8>,
    pub failures_in_row: i32,
    pub paused_until: Option<jiff::Timestamp>,
}

impl SubscriptionRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            user_id: row.try_get(1).map_err(kernel::Error::internal)?,
            endpoint: row.try_get(2).map_err(kernel::Error::internal)?,
            reader_key: row.try_get(3).map_err(kernel::Error::internal)?,
            secret_sealed: row.try_get(4).map_err(kernel::Error::internal)?,
            failures_in_row: row.try_get(5).map_err(kernel::Error::internal)?,
            paused_until: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn subscription(tx: &engine::TenantTx, id: uuid::Uuid) -> kernel::Result<Option<SubscriptionRow>> {
    const SQL: &str = r"select s.id, s.user_id, s.endpoint, s.reader_key, s.secret_sealed, s.failures_in_row, s.paused_until
from push_subscription s
where s.company_id = $1
  and s.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "subscription")?.as_ref().map(SubscriptionRow::from_row).transpose()
}

pub async fn answered(tx: &engine::TenantTx, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"update push_subscription s
set failures_in_row = 0,
    last_sent_at = $2
where s.company_id = $1
  and s.id = $3";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

pub async fn failed(
    tx: &engine::TenantTx,
    failures_in_row: i32,
    paused_until: Option<jiff::Timestamp>,
    id: uuid::Uuid,
) -> kernel::Result<u64> {
    const SQL: &str = r"update push_subscription s
set failures_in_row = $2,
    paused_until = $3
where s.company_id = $1
  and s.id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &failures_in_row, &paused_until, &id]).await
}

pub async fn forget_messages(tx: &engine::TenantTx, subscription_id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"delete from push_message m
where m.company_id = $1
  and m.subscription_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &subscription_id]).await
}

pub async fn forget(tx: &engine::TenantTx, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"delete from push_subscription s
where s.company_id = $1
  and s.id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone)]
pub struct InsertMessage<'a> {
    pub id: uuid::Uuid,
    pub subscription_id: uuid::Uuid,
    pub told_key: &'a str,
    pub title: &'a str,
    pub kind: &'a str,
    pub priority: &'a str,
    pub entity: &'a str,
    pub entity_ref: uuid::Uuid,
    pub next_try_at: Option<jiff::Timestamp>,
}

/// What was told to a browser already is not told again.
pub async fn insert_message(tx: &engine::TenantTx, p: InsertMessage<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into push_message (company_id, id, subscription_id, told_key, title, kind, priority, entity, entity_ref, queued_at,
  next_try_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11)
on conflict (company_id, subscription_id, told_key) do nothing";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.subscription_id,
            &p.told_key,
            &p.title,
            &p.kind,
            &p.priority,
            &p.entity,
            &p.entity_ref,
            &now,
            &p.next_try_at,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WaitingRow {
    pub id: uuid::Uuid,
    pub subscription_id: uuid::Uuid,
    pub title: String,
    pub kind: String,
    pub priority: String,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
    pub queued_at: jiff::Timestamp,
    pub attempts: i32,
}

impl WaitingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            subscription_id: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            kind: row.try_get(3).map_err(kernel::Error::internal)?,
            priority: row.try_get(4).map_err(kernel::Error::internal)?,
            entity: row.try_get(5).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(6).map_err(kernel::Error::internal)?,
            queued_at: row.try_get(7).map_err(kernel::Error::internal)?,
            attempts: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn waiting(tx: &engine::TenantTx, id: uuid::Uuid) -> kernel::Result<Option<WaitingRow>> {
    const SQL: &str = r"select m.id, m.subscription_id, m.title, m.kind, m.priority, m.entity, m.entity_ref, m.queued_at, m.attempts
from push_message m
where m.company_id = $1
  and m.id = $2
  and m.status = 'QUEUED'
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "waiting")?.as_ref().map(WaitingRow::from_row).transpose()
}

pub async fn sent(tx: &engine::TenantTx, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"update push_message m
set status = 'SENT',
    sent_at = $2,
    attempts = m.attempts + 1,
    next_try_at = null
where m.company_id = $1
  and m.id = $3";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

pub async fn tried(
    tx: &engine::TenantTx,
    reason: Option<&str>,
    next_try_at: Option<jiff::Timestamp>,
    id: uuid::Uuid,
) -> kernel::Result<u64> {
    const SQL: &str = r"update push_message m
set attempts = m.attempts + 1,
    reason = $2,
    next_try_at = $3
where m.company_id = $1
  and m.id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &next_try_at, &id]).await
}

pub async fn ended(tx: &engine::TenantTx, reason: Option<&str>, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"update push_message m
set status = 'FAILED',
    attempts = m.attempts + 1,
    reason = $2,
    next_try_at = null
where m.company_id = $1
  and m.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DueRow {
    pub id: uuid::Uuid,
    pub subscription_id: uuid::Uuid,
}

impl DueRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            subscription_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn due(tx: &engine::TenantTx) -> kernel::Result<Vec<DueRow>> {
    const SQL: &str = r"select m.id, m.subscription_id
from push_message m
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

pub async fn let_go(
    tx: &engine::TenantTx,
    next_try_at: Option<jiff::Timestamp>,
    ids: &[uuid::Uuid],
) -> kernel::Result<u64> {
    const SQL: &str = r"update push_message m
set next_try_at = $2
where m.company_id = $1
  and m.id = any ($3)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &next_try_at, &ids]).await
}

pub async fn forget_old(tx: &engine::TenantTx, before: jiff::Timestamp) -> kernel::Result<u64> {
    const SQL: &str = r"delete from push_message m
where m.company_id = $1
  and m.queued_at < $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &before]).await
}
