//! Written by `cargo xtask sql` from crates/messaging/queries/breaker.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct StateOfRow {
    pub state: String,
    pub failures_in_row: i32,
    pub trial_at: Option<jiff::Timestamp>,
}

impl StateOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            state: row.try_get(0).map_err(kernel::Error::internal)?,
            failures_in_row: row.try_get(1).map_err(kernel::Error::internal)?,
            trial_at: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn state_of(
    tx: &engine::TenantTx,
    channel: &str,
    sender_id: Option<kernel::ids::SenderIdentityId>,
) -> kernel::Result<Option<StateOfRow>> {
    const SQL: &str = r"select b.state, b.failures_in_row, b.trial_at
from channel_state b
where b.company_id = $1
  and b.channel = $2
  and b.sender_id is not distinct from $3";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &channel, &sender_id]).await?;
    super::at_most_one(rows, "state_of")?.as_ref().map(StateOfRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockStateRow {
    pub failures_in_row: i32,
    pub opened_at: Option<jiff::Timestamp>,
    pub trial_at: Option<jiff::Timestamp>,
    pub good_trials: i32,
}

impl LockStateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            failures_in_row: row.try_get(0).map_err(kernel::Error::internal)?,
            opened_at: row.try_get(1).map_err(kernel::Error::internal)?,
            trial_at: row.try_get(2).map_err(kernel::Error::internal)?,
            good_trials: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lock_state(
    tx: &engine::TenantTx,
    channel: &str,
    sender_id: Option<kernel::ids::SenderIdentityId>,
) -> kernel::Result<Option<LockStateRow>> {
    const SQL: &str = r"select b.failures_in_row, b.opened_at, b.trial_at, b.good_trials
from channel_state b
where b.company_id = $1
  and b.channel = $2
  and b.sender_id is not distinct from $3
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &channel, &sender_id]).await?;
    super::at_most_one(rows, "lock_state")?.as_ref().map(LockStateRow::from_row).transpose()
}

pub async fn ensure_state(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    channel: &str,
    sender_id: Option<kernel::ids::SenderIdentityId>,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into channel_state (company_id, id, channel, sender_id)
values ($1, $2, $3, $4)
on conflict (company_id, channel, sender_id) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &channel, &sender_id]).await
}

#[derive(Debug, Clone)]
pub struct SetState<'a> {
    pub state: &'a str,
    pub failures_in_row: i32,
    pub opened_at: Option<jiff::Timestamp>,
    pub trial_at: Option<jiff::Timestamp>,
    pub good_trials: i32,
    pub last_error: Option<&'a str>,
    pub channel: &'a str,
    pub sender_id: Option<kernel::ids::SenderIdentityId>,
}

pub async fn set_state(tx: &engine::TenantTx, p: SetState<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update channel_state b
set state = $2,
    failures_in_row = $3,
    opened_at = $4,
    trial_at = $5,
    good_trials = $6,
    last_error = coalesce($7, b.last_error)
where b.company_id = $1
  and b.channel = $8
  and b.sender_id is not distinct from $9";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.state,
            &p.failures_in_row,
            &p.opened_at,
            &p.trial_at,
            &p.good_trials,
            &p.last_error,
            &p.channel,
            &p.sender_id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OpenStatesRow {
    pub id: uuid::Uuid,
    pub channel: String,
    pub sender_id: Option<kernel::ids::SenderIdentityId>,
    pub state: String,
    pub opened_at: Option<jiff::Timestamp>,
    pub trial_at: Option<jiff::Timestamp>,
    pub last_error: Option<String>,
    pub address: Option<String>,
}

impl OpenStatesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            channel: row.try_get(1).map_err(kernel::Error::internal)?,
            sender_id: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
            opened_at: row.try_get(4).map_err(kernel::Error::internal)?,
            trial_at: row.try_get(5).map_err(kernel::Error::internal)?,
            last_error: row.try_get(6).map_err(kernel::Error::internal)?,
            address: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn open_states(tx: &engine::TenantTx) -> kernel::Result<Vec<OpenStatesRow>> {
    const SQL: &str = r#"select b.id, b.channel, b.sender_id, b.state, b.opened_at, b.trial_at, b.last_error, s.address as "address?"
from channel_state b
left join sender_identity s on s.company_id = b.company_id and s.id = b.sender_id
where b.company_id = $1
order by b.channel, b.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(OpenStatesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TriedLatelyRow {
    pub tries: i64,
    pub failures: i64,
}

impl TriedLatelyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            tries: row.try_get(0).map_err(kernel::Error::internal)?,
            failures: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// Tries of the last minute, and those in vain.
pub async fn tried_lately(
    tx: &engine::TenantTx,
    channel: &str,
    since: jiff::Timestamp,
    sender_id: Option<kernel::ids::SenderIdentityId>,
) -> kernel::Result<TriedLatelyRow> {
    const SQL: &str = r#"select count(*) as "tries!", count(*) filter (where m.status in ('QUEUED', 'FAILED')) as "failures!"
from communication m
where m.company_id = $1
  and m.type = $2
  and m.last_try_at > $3
  and m.direction = 'OUT'
  and (m.type = 'EMAIL' or m.sender_id is not distinct from $4)"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &channel, &since, &sender_id]).await?;
    TriedLatelyRow::from_row(&super::exactly_one(rows, "tried_lately")?)
}

pub async fn hold(tx: &engine::TenantTx, id: kernel::ids::CommunicationId) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set held_at = $2,
    next_try_at = null
where m.company_id = $1
  and m.id = $3
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct HeldRow {
    pub id: kernel::ids::CommunicationId,
}

impl HeldRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// What waits for a provider: of one priority, the oldest first.
pub async fn held(
    tx: &engine::TenantTx,
    channel: &str,
    sender_id: Option<kernel::ids::SenderIdentityId>,
    priority: &str,
) -> kernel::Result<Vec<HeldRow>> {
    const SQL: &str = r"select m.id
from communication m
where m.company_id = $1
  and m.type = $2
  and (m.type = 'EMAIL' or m.sender_id is not distinct from $3)
  and m.priority = $4
  and m.held_at is not null
  and m.status = 'QUEUED'
order by m.queued_at, m.id
limit 500
for update skip locked";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &channel, &sender_id, &priority]).await?;
    rows.iter().map(HeldRow::from_row).collect()
}

pub async fn let_go(
    tx: &engine::TenantTx,
    next_try_at: Option<jiff::Timestamp>,
    ids: &[uuid::Uuid],
) -> kernel::Result<u64> {
    const SQL: &str = r"update communication m
set held_at = null,
    next_try_at = $2
where m.company_id = $1
  and m.id = any ($3)
  and m.status = 'QUEUED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &next_try_at, &ids]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WaitingNowRow {
    pub r#type: String,
    pub sender_id: Option<kernel::ids::SenderIdentityId>,
    pub waiting: i64,
    pub oldest: jiff::Timestamp,
}

impl WaitingNowRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            r#type: row.try_get(0).map_err(kernel::Error::internal)?,
            sender_id: row.try_get(1).map_err(kernel::Error::internal)?,
            waiting: row.try_get(2).map_err(kernel::Error::internal)?,
            oldest: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// How many wait for each provider.
pub async fn waiting_now(tx: &engine::TenantTx) -> kernel::Result<Vec<WaitingNowRow>> {
    const SQL: &str = r#"select m.type, m.sender_id, count(*) as "waiting!", min(m.queued_at) as "oldest!"
from communication m
where m.company_id = $1
  and m.held_at is not null
  and m.status = 'QUEUED'
group by m.type, m.sender_id
order by m.type, m.sender_id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(WaitingNowRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FallbackForRow {
    pub id: kernel::ids::SenderIdentityId,
}

impl FallbackForRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The second number of a location, else of the company.
pub async fn fallback_for(
    tx: &engine::TenantTx,
    channel: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<FallbackForRow>> {
    const SQL: &str = r"select s.id
from sender_identity s
where s.company_id = $1
  and s.channel = $2
  and s.is_active
  and s.is_fallback
  and (s.location_id = $3 or s.location_id is null)
order by s.location_id nulls last
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &channel, &location_id]).await?;
    super::at_most_one(rows, "fallback_for")?.as_ref().map(FallbackForRow::from_row).transpose()
}
