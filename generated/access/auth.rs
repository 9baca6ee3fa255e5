//! Written by `cargo xtask sql` from crates/access/queries/auth.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct FindLoginRow {
    pub identity_id: Option<uuid::Uuid>,
    pub super_admin_id: Option<uuid::Uuid>,
}

impl FindLoginRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            identity_id: row.try_get(0).map_err(kernel::Error::internal)?,
            super_admin_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn find_login(tx: &impl engine::Sql, email_hmac: &[u8]) -> kernel::Result<Option<FindLoginRow>> {
    const SQL: &str = r#"select f.identity_id as "identity_id?", f.super_admin_id as "super_admin_id?"
from login_find($1) f"#;
    let rows = engine::Sql::rows(tx, SQL, &[&email_hmac]).await?;
    super::at_most_one(rows, "find_login")?.as_ref().map(FindLoginRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PairFailuresRow {
    pub at: jiff::Timestamp,
}

impl PairFailuresRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { at: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// The last failures of one e-mail from one network since it last succeeded there, newest first.
pub async fn pair_failures(
    tx: &impl engine::Sql,
    email_hmac: &[u8],
    network: &str,
    since: jiff::Timestamp,
) -> kernel::Result<Vec<PairFailuresRow>> {
    const SQL: &str = r"select a.at
from sign_in_attempt a
where a.email_hmac = $1
  and a.network = $2
  and not a.succeeded
  and a.at > $3
  and not exists (
    select 1
    from sign_in_attempt s
    where s.email_hmac = a.email_hmac
      and s.network = a.network
      and s.succeeded
      and s.at >= a.at
  )
order by a.at desc
limit 5";
    let rows = engine::Sql::rows(tx, SQL, &[&email_hmac, &network, &since]).await?;
    rows.iter().map(PairFailuresRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EmailFailuresRow {
    pub at: jiff::Timestamp,
}

impl EmailFailuresRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { at: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn email_failures(
    tx: &impl engine::Sql,
    email_hmac: &[u8],
    since: jiff::Timestamp,
) -> kernel::Result<Vec<EmailFailuresRow>> {
    const SQL: &str = r"select a.at
from sign_in_attempt a
where a.email_hmac = $1
  and not a.succeeded
  and a.at > $2
order by a.at desc
limit 20";
    let rows = engine::Sql::rows(tx, SQL, &[&email_hmac, &since]).await?;
    rows.iter().map(EmailFailuresRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NetworkFailuresRow {
    pub at: jiff::Timestamp,
}

impl NetworkFailuresRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { at: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn network_failures(
    tx: &impl engine::Sql,
    network: &str,
    since: jiff::Timestamp,
) -> kernel::Result<Vec<NetworkFailuresRow>> {
    const SQL: &str = r"select a.at
from sign_in_attempt a
where a.network = $1
  and not a.succeeded
  and a.at > $2
order by a.at desc
limit 100";
    let rows = engine::Sql::rows(tx, SQL, &[&network, &since]).await?;
    rows.iter().map(NetworkFailuresRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct KnownNetworkRow {
    pub known: bool,
}

impl KnownNetworkRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { known: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn known_network(tx: &impl engine::Sql, email_hmac: &[u8], network: &str) -> kernel::Result<KnownNetworkRow> {
    const SQL: &str = r#"select exists (
  select 1
  from sign_in_attempt a
  where a.email_hmac = $1
    and a.network = $2
    and a.succeeded
) as "known!""#;
    let rows = engine::Sql::rows(tx, SQL, &[&email_hmac, &network]).await?;
    KnownNetworkRow::from_row(&super::exactly_one(rows, "known_network")?)
}

pub async fn guard_sign_in(
    tx: &impl engine::Sql,
    email_hmac: &[u8],
    network: &str,
    at: jiff::Timestamp,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sign_in_guard (email_hmac, network, at)
values ($1, $2, $3)
on conflict (email_hmac, network) do update
set at = excluded.at";
    engine::Sql::exec(tx, SQL, &[&email_hmac, &network, &at]).await
}

#[derive(Debug, Clone)]
pub struct InsertAttempt<'a> {
    pub id: uuid::Uuid,
    pub email_hmac: &'a [u8],
    pub network: &'a str,
    pub at: jiff::Timestamp,
    pub succeeded: bool,
}

pub async fn insert_attempt(tx: &impl engine::Sql, p: InsertAttempt<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sign_in_attempt (id, email_hmac, network, at, succeeded)
values ($1, $2, $3, $4, $5)";
    engine::Sql::exec(tx, SQL, &[&p.id, &p.email_hmac, &p.network, &p.at, &p.succeeded]).await
}

pub async fn forget_attempts(tx: &impl engine::Sql, before: jiff::Timestamp) -> kernel::Result<u64> {
    const SQL: &str = r"delete from sign_in_attempt
where at < $1";
    engine::Sql::exec(tx, SQL, &[&before]).await
}

pub async fn forget_guards(tx: &impl engine::Sql, before: jiff::Timestamp) -> kernel::Result<u64> {
    const SQL: &str = r"delete from sign_in_guard
where at < $1";
    engine::Sql::exec(tx, SQL, &[&before]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct IdentityByIdRow {
    pub id: kernel::ids::IdentityId,
    pub email: String,
    pub name: String,
    pub password_hash: Option<String>,
}

impl IdentityByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            email: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            password_hash: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn identity_by_id(
    tx: &impl engine::Sql,
    id: kernel::ids::IdentityId,
) -> kernel::Result<Option<IdentityByIdRow>> {
    const SQL: &str = r"select i.id, i.email, i.name, i.password_hash
from identity i
where i.id = $1";
    let rows = engine::Sql::rows(tx, SQL, &[&id]).await?;
    super::at_most_one(rows, "identity_by_id")?.as_ref().map(IdentityByIdRow::from_row).transpose()
}

pub async fn touch_identity(
    tx: &impl engine::Sql,
    at: Option<jiff::Timestamp>,
    id: kernel::ids::IdentityId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update identity
set last_login_at = $1
where id = $2";
    engine::Sql::exec(tx, SQL, &[&at, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MembershipsRow {
    pub company_id: uuid::Uuid,
    pub company_name: String,
    pub company_status: String,
    pub user_id: uuid::Uuid,
    pub user_status: String,
    pub user_kind: String,
    pub user_name: String,
}

impl MembershipsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            company_id: row.try_get(0).map_err(kernel::Error::internal)?,
            company_name: row.try_get(1).map_err(kernel::Error::internal)?,
            company_status: row.try_get(2).map_err(kernel::Error::internal)?,
            user_id: row.try_get(3).map_err(kernel::Error::internal)?,
            user_status: row.try_get(4).map_err(kernel::Error::internal)?,
            user_kind: row.try_get(5).map_err(kernel::Error::internal)?,
            user_name: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn memberships(
    tx: &impl engine::Sql,
    identity_id: kernel::ids::IdentityId,
) -> kernel::Result<Vec<MembershipsRow>> {
    const SQL: &str = r#"select m.company_id as "company_id!", m.company_name as "company_name!", m.company_status as "company_status!",
  m.user_id as "user_id!", m.user_status as "user_status!", m.user_kind as "user_kind!",
  m.user_name as "user_name!"
from login_memberships($1) m
order by m.company_name, m.company_id
limit 50"#;
    let rows = engine::Sql::rows(tx, SQL, &[&identity_id]).await?;
    rows.iter().map(MembershipsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LiveSessionIdentityRow {
    pub identity_id: uuid::Uuid,
}

impl LiveSessionIdentityRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { identity_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn live_session_identity(
    tx: &impl engine::Sql,
    company: kernel::ids::CompanyId,
    session: kernel::ids::SessionId,
    at: jiff::Timestamp,
) -> kernel::Result<Option<LiveSessionIdentityRow>> {
    const SQL: &str = r#"select s.identity_id as "identity_id!"
from login_session($1, $2, $3) s"#;
    let rows = engine::Sql::rows(tx, SQL, &[&company, &session, &at]).await?;
    super::at_most_one(rows, "live_session_identity")?.as_ref().map(LiveSessionIdentityRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MemberRow {
    pub id: kernel::ids::UserId,
    pub name: String,
    pub email: String,
    pub status: String,
    pub kind: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub preferences: serde_json::Value,
    pub role_code: String,
    pub role_name: String,
    pub landing: String,
    pub company_status: String,
    pub company_settings: serde_json::Value,
}

impl MemberRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            email: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            kind: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            preferences: row.try_get(6).map_err(kernel::Error::internal)?,
            role_code: row.try_get(7).map_err(kernel::Error::internal)?,
            role_name: row.try_get(8).map_err(kernel::Error::internal)?,
            landing: row.try_get(9).map_err(kernel::Error::internal)?,
            company_status: row.try_get(10).map_err(kernel::Error::internal)?,
            company_settings: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

/// The user who signs in, with what the token and the landing need.
pub async fn member(tx: &engine::TenantTx, id: kernel::ids::UserId) -> kernel::Result<Option<MemberRow>> {
    const SQL: &str = r"select u.id, u.name, u.email, u.status, u.kind, u.location_id, u.preferences, r.code as role_code, r.name as role_name,
  r.landing, c.status as company_status, c.settings as company_settings
from app_user u
join role r on r.company_id = u.company_id and r.id = u.role_id
join company c on c.id = u.company_id
where u.company_id = $1
  and u.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "member")?.as_ref().map(MemberRow::from_row).transpose()
}
