//! Written by `cargo xtask sql` from crates/messaging/queries/notification.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertNotification<'a> {
    pub id: kernel::ids::NotificationId,
    pub user_id: kernel::ids::UserId,
    pub kind: &'a str,
    pub priority: &'a str,
    pub entity: &'a str,
    pub entity_ref: uuid::Uuid,
    pub location_id: Option<kernel::ids::LocationId>,
    pub number: &'a str,
    pub subject: &'a str,
    pub group_key: &'a str,
    pub event_refs: &'a [uuid::Uuid],
}

pub async fn insert_notification(tx: &engine::TenantTx, p: InsertNotification<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into notification (company_id, id, user_id, kind, priority, entity, entity_ref, location_id, number, subject,
  group_key, event_refs, at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.user_id,
            &p.kind,
            &p.priority,
            &p.entity,
            &p.entity_ref,
            &p.location_id,
            &p.number,
            &p.subject,
            &p.group_key,
            &p.event_refs,
            &now,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LatestOfGroupRow {
    pub id: kernel::ids::NotificationId,
    pub event_refs: Vec<uuid::Uuid>,
}

impl LatestOfGroupRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            event_refs: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// The one a further event may join.
pub async fn latest_of_group(
    tx: &engine::TenantTx,
    user_id: kernel::ids::UserId,
    group_key: &str,
    since: jiff::Timestamp,
) -> kernel::Result<Option<LatestOfGroupRow>> {
    const SQL: &str = r"select n.id, n.event_refs
from notification n
where n.company_id = $1
  and n.user_id = $2
  and n.group_key = $3
  and n.at > $4
  and n.archived_at is null
order by n.at desc, n.id desc
limit 1
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id, &group_key, &since]).await?;
    super::at_most_one(rows, "latest_of_group")?.as_ref().map(LatestOfGroupRow::from_row).transpose()
}

pub async fn join_notification(
    tx: &engine::TenantTx,
    event_refs: &[uuid::Uuid],
    number: &str,
    subject: &str,
    id: kernel::ids::NotificationId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update notification n
set count = n.count + 1,
    event_refs = $2,
    number = $3,
    subject = $4,
    at = $5,
    seen_at = null,
    read_at = null
where n.company_id = $1
  and n.id = $6";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &event_refs, &number, &subject, &now, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PageRow {
    pub id: kernel::ids::NotificationId,
    pub kind: String,
    pub priority: String,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
    pub location_id: Option<kernel::ids::LocationId>,
    pub number: String,
    pub subject: String,
    pub count: i32,
    pub at: jiff::Timestamp,
    pub seen_at: Option<jiff::Timestamp>,
    pub read_at: Option<jiff::Timestamp>,
}

impl PageRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            priority: row.try_get(2).map_err(kernel::Error::internal)?,
            entity: row.try_get(3).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            number: row.try_get(6).map_err(kernel::Error::internal)?,
            subject: row.try_get(7).map_err(kernel::Error::internal)?,
            count: row.try_get(8).map_err(kernel::Error::internal)?,
            at: row.try_get(9).map_err(kernel::Error::internal)?,
            seen_at: row.try_get(10).map_err(kernel::Error::internal)?,
            read_at: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

/// Somebody's own, newest first.
pub async fn page(
    tx: &engine::TenantTx,
    user_id: kernel::ids::UserId,
    before: jiff::Timestamp,
) -> kernel::Result<Vec<PageRow>> {
    const SQL: &str = r"select n.id, n.kind, n.priority, n.entity, n.entity_ref, n.location_id, n.number, n.subject, n.count, n.at, n.seen_at,
       n.read_at
from notification n
where n.company_id = $1
  and n.user_id = $2
  and n.archived_at is null
  and n.at < $3
order by n.at desc, n.id desc
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id, &before]).await?;
    rows.iter().map(PageRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UnreadRow {
    pub unread: i64,
}

impl UnreadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { unread: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Counted up to a hundred.
pub async fn unread(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<UnreadRow> {
    const SQL: &str = r#"select count(*) as "unread!"
from (select 1 from notification n
  where n.company_id = $1
    and n.user_id = $2
    and n.read_at is null
    and n.archived_at is null
  limit 100) as first_ones"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id]).await?;
    UnreadRow::from_row(&super::exactly_one(rows, "unread")?)
}

pub async fn mark_seen(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<u64> {
    const SQL: &str = r"update notification n
set seen_at = $2
where n.company_id = $1
  and n.user_id = $3
  and n.seen_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &user_id]).await
}

pub async fn mark_all_read(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<u64> {
    const SQL: &str = r"update notification n
set read_at = $2,
    seen_at = coalesce(n.seen_at, cast($2 as timestamptz))
where n.company_id = $1
  and n.user_id = $3
  and n.read_at is null
  and n.archived_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &user_id]).await
}

pub async fn mark_read(tx: &engine::TenantTx, user_id: kernel::ids::UserId, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"update notification n
set read_at = coalesce(n.read_at, cast($2 as timestamptz)),
    seen_at = coalesce(n.seen_at, cast($2 as timestamptz))
where n.company_id = $1
  and n.user_id = $3
  and n.id = any ($4)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &user_id, &ids]).await
}

pub async fn archive(tx: &engine::TenantTx, user_id: kernel::ids::UserId, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"update notification n
set archived_at = coalesce(n.archived_at, cast($2 as timestamptz)),
    read_at = coalesce(n.read_at, cast($2 as timestamptz)),
    seen_at = coalesce(n.seen_at, cast($2 as timestamptz))
where n.company_id = $1
  and n.user_id = $3
  and n.id = any ($4)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &user_id, &ids]).await
}

pub async fn archive_old(tx: &engine::TenantTx, before: jiff::Timestamp) -> kernel::Result<u64> {
    const SQL: &str = r"update notification n
set archived_at = $2
where n.company_id = $1
  and n.at < $3
  and n.read_at is null
  and n.archived_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &before]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PreferencesRow {
    pub kind: String,
    pub channel: String,
    pub is_on: bool,
}

impl PreferencesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            kind: row.try_get(0).map_err(kernel::Error::internal)?,
            channel: row.try_get(1).map_err(kernel::Error::internal)?,
            is_on: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn preferences(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<Vec<PreferencesRow>> {
    const SQL: &str = r"select p.kind, p.channel, p.is_on
from notification_preference p
where p.company_id = $1
  and p.user_id = $2
order by p.kind, p.channel
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id]).await?;
    rows.iter().map(PreferencesRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct SetPreference<'a> {
    pub id: uuid::Uuid,
    pub user_id: kernel::ids::UserId,
    pub kind: &'a str,
    pub channel: &'a str,
    pub is_on: bool,
}

pub async fn set_preference(tx: &engine::TenantTx, p: SetPreference<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into notification_preference (company_id, id, user_id, kind, channel, is_on)
values ($1, $2, $3, $4, $5, $6)
on conflict (company_id, user_id, kind, channel) do update
set is_on = excluded.is_on";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.user_id, &p.kind, &p.channel, &p.is_on]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UsersOfRolesRow {
    pub id: kernel::ids::UserId,
    pub email: String,
}

impl UsersOfRolesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            email: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// Who has one of the roles and works at the location; administrators work everywhere.
pub async fn users_of_roles(
    tx: &engine::TenantTx,
    codes: &[String],
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<UsersOfRolesRow>> {
    const SQL: &str = r"select u.id, u.email
from access_v_user u
join access_v_role r on r.company_id = u.company_id and r.id = u.role_id
where u.company_id = $1
  and u.status = 'ACTIVE'
  and r.code = any ($2)
  and (r.code = 'ADMIN' or u.location_id = $3 or exists (
    select 1 from access_v_user_location l
    where l.company_id = u.company_id and l.user_id = u.id and l.location_id = $3))
order by u.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &codes, &location_id]).await?;
    rows.iter().map(UsersOfRolesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ActiveUserRow {
    pub id: kernel::ids::UserId,
    pub email: String,
}

impl ActiveUserRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            email: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn active_user(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<Option<ActiveUserRow>> {
    const SQL: &str = r"select u.id, u.email
from access_v_user u
where u.company_id = $1
  and u.id = $2
  and u.status = 'ACTIVE'";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id]).await?;
    super::at_most_one(rows, "active_user")?.as_ref().map(ActiveUserRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CrewUserRow {
    pub user_id: Option<kernel::ids::UserId>,
}

impl CrewUserRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { user_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn crew_user(tx: &engine::TenantTx, id: kernel::ids::CrewMemberId) -> kernel::Result<Option<CrewUserRow>> {
    const SQL: &str = r"select m.user_id
from crew_v_member m
where m.company_id = $1
  and m.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "crew_user")?.as_ref().map(CrewUserRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeadNamedRow {
    pub number: String,
    pub subject: String,
    pub assigned_to: Option<kernel::ids::UserId>,
}

impl LeadNamedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            subject: row.try_get(1).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lead_named(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<Option<LeadNamedRow>> {
    const SQL: &str = r"select l.number, l.full_name as subject, l.assigned_to
from sales_v_lead l
where l.company_id = $1
  and l.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lead_named")?.as_ref().map(LeadNamedRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteNamedRow {
    pub number: String,
    pub subject: String,
    pub assigned_to: Option<kernel::ids::UserId>,
}

impl QuoteNamedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            subject: row.try_get(1).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn quote_named(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<Option<QuoteNamedRow>> {
    const SQL: &str = r"select q.number, q.title as subject, q.assigned_to
from quotes_v_quote q
where q.company_id = $1
  and q.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_named")?.as_ref().map(QuoteNamedRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JourneyNamedRow {
    pub number: String,
    pub subject: String,
}

impl JourneyNamedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            subject: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn journey_named(
    tx: &engine::TenantTx,
    id: kernel::ids::JourneyId,
) -> kernel::Result<Option<JourneyNamedRow>> {
    const SQL: &str = r"select j.number, j.title as subject
from dispatch_v_journey j
where j.company_id = $1
  and j.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "journey_named")?.as_ref().map(JourneyNamedRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MessageNamedRow {
    pub subject: String,
    pub conversation_id: Option<kernel::ids::ConversationId>,
    pub title: Option<String>,
    pub assigned_to: Option<kernel::ids::UserId>,
}

impl MessageNamedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            subject: row.try_get(0).map_err(kernel::Error::internal)?,
            conversation_id: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// The conversation a message belongs to, or the message itself.
pub async fn message_named(
    tx: &engine::TenantTx,
    id: kernel::ids::CommunicationId,
) -> kernel::Result<Option<MessageNamedRow>> {
    const SQL: &str = r#"select m.subject, m.conversation_id, c.title as "title?", c.assigned_to as "assigned_to?"
from communication m
left join conversation c on c.company_id = m.company_id and c.id = m.conversation_id
where m.company_id = $1
  and m.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "message_named")?.as_ref().map(MessageNamedRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WasToldRow {
    pub any: bool,
}

impl WasToldRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn was_told(
    tx: &engine::TenantTx,
    user_id: kernel::ids::UserId,
    group_key: &str,
    event: kernel::ids::EventId,
) -> kernel::Result<WasToldRow> {
    const SQL: &str = r#"select exists (select 1 from notification n
  where n.company_id = $1
    and n.user_id = $2
    and n.group_key = $3
    and $4 = any (n.event_refs)) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id, &group_key, &event]).await?;
    WasToldRow::from_row(&super::exactly_one(rows, "was_told")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SettingRow {
    pub id: uuid::Uuid,
    pub email_digest: String,
    pub push_digest: String,
    pub quiet_from_minute: Option<i32>,
    pub quiet_until_minute: Option<i32>,
}

impl SettingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            email_digest: row.try_get(1).map_err(kernel::Error::internal)?,
            push_digest: row.try_get(2).map_err(kernel::Error::internal)?,
            quiet_from_minute: row.try_get(3).map_err(kernel::Error::internal)?,
            quiet_until_minute: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn setting(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<Option<SettingRow>> {
    const SQL: &str = r"select s.id, s.email_digest, s.push_digest, s.quiet_from_minute, s.quiet_until_minute
from notification_setting s
where s.company_id = $1
  and s.user_id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id]).await?;
    super::at_most_one(rows, "setting")?.as_ref().map(SettingRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct SetSetting<'a> {
    pub id: uuid::Uuid,
    pub user_id: kernel::ids::UserId,
    pub email_digest: &'a str,
    pub push_digest: &'a str,
    pub quiet_from_minute: Option<i32>,
    pub quiet_until_minute: Option<i32>,
}

pub async fn set_setting(tx: &engine::TenantTx, p: SetSetting<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into notification_setting (company_id, id, user_id, email_digest, push_digest, quiet_from_minute,
  quiet_until_minute)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (company_id, user_id) do update
set email_digest = excluded.email_digest,
    push_digest = excluded.push_digest,
    quiet_from_minute = excluded.quiet_from_minute,
    quiet_until_minute = excluded.quiet_until_minute";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.user_id, &p.email_digest, &p.push_digest, &p.quiet_from_minute, &p.quiet_until_minute],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PlaceOfUserRow {
    pub phone: Option<String>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub code: String,
}

impl PlaceOfUserRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            phone: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            code: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Where somebody works, and as what.
pub async fn place_of_user(
    tx: &engine::TenantTx,
    user_id: kernel::ids::UserId,
) -> kernel::Result<Option<PlaceOfUserRow>> {
    const SQL: &str = r#"select u.phone, u.location_id as "location_id?", r.code
from access_v_user u
join access_v_role r on r.company_id = u.company_id and r.id = u.role_id
where u.company_id = $1
  and u.id = $2
  and u.status = 'ACTIVE'"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id]).await?;
    super::at_most_one(rows, "place_of_user")?.as_ref().map(PlaceOfUserRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertWaiting<'a> {
    pub id: uuid::Uuid,
    pub user_id: kernel::ids::UserId,
    pub channel: &'a str,
    pub told_key: &'a str,
    pub kind: &'a str,
    pub priority: &'a str,
    pub entity: &'a str,
    pub entity_ref: uuid::Uuid,
    pub location_id: Option<kernel::ids::LocationId>,
    pub number: &'a str,
    pub subject: &'a str,
    pub due_at: jiff::Timestamp,
}

pub async fn insert_waiting(tx: &engine::TenantTx, p: InsertWaiting<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into notification_waiting (company_id, id, user_id, channel, told_key, kind, priority, entity, entity_ref,
  location_id, number, subject, due_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
  $12, $13)
on conflict (company_id, user_id, channel, told_key) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.user_id,
            &p.channel,
            &p.told_key,
            &p.kind,
            &p.priority,
            &p.entity,
            &p.entity_ref,
            &p.location_id,
            &p.number,
            &p.subject,
            &p.due_at,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WaitingDueRow {
    pub id: uuid::Uuid,
    pub user_id: kernel::ids::UserId,
    pub channel: String,
    pub told_key: String,
    pub kind: String,
    pub priority: String,
    pub entity: String,
    pub entity_ref: uuid::Uuid,
    pub location_id: Option<kernel::ids::LocationId>,
    pub number: String,
    pub subject: String,
}

impl WaitingDueRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            user_id: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            told_key: row.try_get(3).map_err(kernel::Error::internal)?,
            kind: row.try_get(4).map_err(kernel::Error::internal)?,
            priority: row.try_get(5).map_err(kernel::Error::internal)?,
            entity: row.try_get(6).map_err(kernel::Error::internal)?,
            entity_ref: row.try_get(7).map_err(kernel::Error::internal)?,
            location_id: row.try_get(8).map_err(kernel::Error::internal)?,
            number: row.try_get(9).map_err(kernel::Error::internal)?,
            subject: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

/// What is to be told by now, oldest first.
pub async fn waiting_due(tx: &engine::TenantTx) -> kernel::Result<Vec<WaitingDueRow>> {
    const SQL: &str = r"select w.id, w.user_id, w.channel, w.told_key, w.kind, w.priority, w.entity, w.entity_ref, w.location_id, w.number,
       w.subject
from notification_waiting w
where w.company_id = $1
  and w.told_at is null
  and w.due_at <= $2
order by w.due_at, w.id
limit 1000
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(WaitingDueRow::from_row).collect()
}

pub async fn waiting_told(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"update notification_waiting w
set told_at = $2
where w.company_id = $1
  and w.id = any ($3)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &ids]).await
}

pub async fn forget_waiting(tx: &engine::TenantTx, before: jiff::Timestamp) -> kernel::Result<u64> {
    const SQL: &str = r"delete from notification_waiting w
where w.company_id = $1
  and w.told_at < $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &before]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UsersOnJourneyRow {
    pub id: kernel::ids::UserId,
    pub email: String,
}

impl UsersOnJourneyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            email: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn users_on_journey(
    tx: &engine::TenantTx,
    journey_id: kernel::ids::JourneyId,
) -> kernel::Result<Vec<UsersOnJourneyRow>> {
    const SQL: &str = r"select u.id, u.email
from dispatch_v_journey_member m
join access_v_user u on u.company_id = m.company_id and u.id = m.user_id
where m.company_id = $1
  and m.journey_id = $2
  and u.status = 'ACTIVE'
order by u.id
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &journey_id]).await?;
    rows.iter().map(UsersOnJourneyRow::from_row).collect()
}
