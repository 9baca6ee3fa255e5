//! Written by `cargo xtask sql` from crates/access/queries/platform.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertSuperAdmin<'a> {
    pub id: kernel::ids::SuperAdminId,
    pub username: &'a str,
    pub email: &'a str,
    pub name: &'a str,
    pub role: &'a str,
    pub setup_hash: Option<&'a [u8]>,
    pub setup_until: Option<jiff::Timestamp>,
    pub at: jiff::Timestamp,
}

pub async fn insert_super_admin(tx: &impl engine::Sql, p: InsertSuperAdmin<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into super_admin (id, username, email, name, role, setup_hash, setup_until, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    engine::Sql::exec(tx, SQL, &[&p.id, &p.username, &p.email, &p.name, &p.role, &p.setup_hash, &p.setup_until, &p.at])
        .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SuperAdminByIdRow {
    pub id: kernel::ids::SuperAdminId,
    pub username: String,
    pub email: String,
    pub name: String,
    pub role: String,
    pub password_hash: Option<String>,
    pub status: String,
}

impl SuperAdminByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            username: row.try_get(1).map_err(kernel::Error::internal)?,
            email: row.try_get(2).map_err(kernel::Error::internal)?,
            name: row.try_get(3).map_err(kernel::Error::internal)?,
            role: row.try_get(4).map_err(kernel::Error::internal)?,
            password_hash: row.try_get(5).map_err(kernel::Error::internal)?,
            status: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn super_admin_by_id(
    tx: &impl engine::Sql,
    id: kernel::ids::SuperAdminId,
) -> kernel::Result<Option<SuperAdminByIdRow>> {
    const SQL: &str = r"select a.id, a.username, a.email, a.name, a.role, a.password_hash, a.status
from super_admin a
where a.id = $1";
    let rows = engine::Sql::rows(tx, SQL, &[&id]).await?;
    super::at_most_one(rows, "super_admin_by_id")?.as_ref().map(SuperAdminByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SuperAdminBySetupRow {
    pub id: kernel::ids::SuperAdminId,
    pub username: String,
    pub email: String,
    pub name: String,
}

impl SuperAdminBySetupRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            username: row.try_get(1).map_err(kernel::Error::internal)?,
            email: row.try_get(2).map_err(kernel::Error::internal)?,
            name: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn super_admin_by_setup(
    tx: &impl engine::Sql,
    setup_hash: &[u8],
    at: jiff::Timestamp,
) -> kernel::Result<Option<SuperAdminBySetupRow>> {
    const SQL: &str = r"select a.id, a.username, a.email, a.name
from super_admin a
where a.setup_hash = $1
  and a.setup_until > $2
  and a.status = 'ACTIVE'
for update of a";
    let rows = engine::Sql::rows(tx, SQL, &[&setup_hash, &at]).await?;
    super::at_most_one(rows, "super_admin_by_setup")?.as_ref().map(SuperAdminBySetupRow::from_row).transpose()
}

pub async fn set_super_admin_password(
    tx: &impl engine::Sql,
    password_hash: Option<&str>,
    id: kernel::ids::SuperAdminId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update super_admin
set password_hash = $1,
  setup_hash = null,
  setup_until = null
where id = $2";
    engine::Sql::exec(tx, SQL, &[&password_hash, &id]).await
}

#[derive(Debug, Clone)]
pub struct InsertSuperAdminSession<'a> {
    pub id: uuid::Uuid,
    pub super_admin_id: kernel::ids::SuperAdminId,
    pub token_hash: &'a [u8],
    pub at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
    pub address: Option<&'a str>,
    pub agent: Option<&'a str>,
}

pub async fn insert_super_admin_session(tx: &impl engine::Sql, p: InsertSuperAdminSession<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into super_admin_session (id, super_admin_id, token_hash, started_at, last_used_at, expires_at, address, agent)
values ($1, $2, $3, $4, $4, $5, $6, $7)";
    engine::Sql::exec(tx, SQL, &[&p.id, &p.super_admin_id, &p.token_hash, &p.at, &p.expires_at, &p.address, &p.agent])
        .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SuperAdminSessionRow {
    pub id: uuid::Uuid,
    pub super_admin_id: kernel::ids::SuperAdminId,
    pub expires_at: jiff::Timestamp,
    pub username: String,
    pub email: String,
    pub name: String,
}

impl SuperAdminSessionRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            super_admin_id: row.try_get(1).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(2).map_err(kernel::Error::internal)?,
            username: row.try_get(3).map_err(kernel::Error::internal)?,
            email: row.try_get(4).map_err(kernel::Error::internal)?,
            name: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn super_admin_session(
    tx: &impl engine::Sql,
    token_hash: &[u8],
    at: jiff::Timestamp,
    idle_since: jiff::Timestamp,
) -> kernel::Result<Option<SuperAdminSessionRow>> {
    const SQL: &str = r"select s.id, s.super_admin_id, s.expires_at, a.username, a.email, a.name
from super_admin_session s
join super_admin a on a.id = s.super_admin_id
where s.token_hash = $1
  and s.revoked_at is null
  and s.expires_at > $2
  and s.last_used_at > $3
  and a.status = 'ACTIVE'";
    let rows = engine::Sql::rows(tx, SQL, &[&token_hash, &at, &idle_since]).await?;
    super::at_most_one(rows, "super_admin_session")?.as_ref().map(SuperAdminSessionRow::from_row).transpose()
}

pub async fn touch_super_admin_session(
    tx: &impl engine::Sql,
    at: jiff::Timestamp,
    id: uuid::Uuid,
) -> kernel::Result<u64> {
    const SQL: &str = r"update super_admin_session
set last_used_at = $1
where id = $2";
    engine::Sql::exec(tx, SQL, &[&at, &id]).await
}

pub async fn revoke_super_admin_sessions(
    tx: &impl engine::Sql,
    at: Option<jiff::Timestamp>,
    super_admin_id: kernel::ids::SuperAdminId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update super_admin_session
set revoked_at = $1
where super_admin_id = $2
  and revoked_at is null";
    engine::Sql::exec(tx, SQL, &[&at, &super_admin_id]).await
}

pub async fn revoke_super_admin_session(
    tx: &impl engine::Sql,
    at: Option<jiff::Timestamp>,
    token_hash: &[u8],
) -> kernel::Result<u64> {
    const SQL: &str = r"update super_admin_session
set revoked_at = $1
where token_hash = $2
  and revoked_at is null";
    engine::Sql::exec(tx, SQL, &[&at, &token_hash]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CompaniesRow {
    pub id: uuid::Uuid,
    pub name: String,
    pub slug: String,
    pub industry: String,
    pub plan: String,
    pub status: String,
    pub limits: serde_json::Value,
    pub locations: i64,
    pub users: i64,
    pub created_at: jiff::Timestamp,
}

impl CompaniesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            slug: row.try_get(2).map_err(kernel::Error::internal)?,
            industry: row.try_get(3).map_err(kernel::Error::internal)?,
            plan: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
            limits: row.try_get(6).map_err(kernel::Error::internal)?,
            locations: row.try_get(7).map_err(kernel::Error::internal)?,
            users: row.try_get(8).map_err(kernel::Error::internal)?,
            created_at: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn companies(tx: &impl engine::Sql, after_name: &str) -> kernel::Result<Vec<CompaniesRow>> {
    const SQL: &str = r#"select c.id as "id!", c.name as "name!", c.slug as "slug!", c.industry as "industry!", c.plan as "plan!",
  c.status as "status!", c.limits as "limits!", c.locations as "locations!", c.users as "users!",
  c.created_at as "created_at!"
from platform_companies($1, 200) c
order by c.name
limit 200"#;
    let rows = engine::Sql::rows(tx, SQL, &[&after_name]).await?;
    rows.iter().map(CompaniesRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertAccessLog<'a> {
    pub company_id: Option<kernel::ids::CompanyId>,
    pub id: uuid::Uuid,
    pub super_admin_id: Option<kernel::ids::SuperAdminId>,
    pub act: &'a str,
    pub reason: Option<&'a str>,
    pub detail: &'a serde_json::Value,
    pub address: Option<&'a str>,
    pub at: jiff::Timestamp,
}

pub async fn insert_access_log(tx: &impl engine::Sql, p: InsertAccessLog<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into company_access_log (id, super_admin_id, company_id, act, reason, detail, address, at)
values ($2, $3, $1, $4, $5, $6, $7, $8)";
    engine::Sql::exec(
        tx,
        SQL,
        &[&p.company_id, &p.id, &p.super_admin_id, &p.act, &p.reason, &p.detail, &p.address, &p.at],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AccessLogRow {
    pub id: uuid::Uuid,
    pub at: jiff::Timestamp,
    pub act: String,
    pub reason: Option<String>,
    pub detail: serde_json::Value,
    pub address: Option<String>,
    pub super_admin_id: Option<uuid::Uuid>,
    pub admin_name: Option<String>,
    pub company_id: Option<kernel::ids::CompanyId>,
    pub company_name: Option<String>,
}

impl AccessLogRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            at: row.try_get(1).map_err(kernel::Error::internal)?,
            act: row.try_get(2).map_err(kernel::Error::internal)?,
            reason: row.try_get(3).map_err(kernel::Error::internal)?,
            detail: row.try_get(4).map_err(kernel::Error::internal)?,
            address: row.try_get(5).map_err(kernel::Error::internal)?,
            super_admin_id: row.try_get(6).map_err(kernel::Error::internal)?,
            admin_name: row.try_get(7).map_err(kernel::Error::internal)?,
            company_id: row.try_get(8).map_err(kernel::Error::internal)?,
            company_name: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn access_log(tx: &impl engine::Sql, before: jiff::Timestamp) -> kernel::Result<Vec<AccessLogRow>> {
    const SQL: &str = r"select l.id, l.at, l.act, l.reason, l.detail, l.address, l.super_admin_id, a.name as admin_name, l.company_id,
  c.name as company_name
from company_access_log l
left join super_admin a on a.id = l.super_admin_id
left join company c on c.id = l.company_id
where l.at < $1
order by l.at desc, l.id
limit 200";
    let rows = engine::Sql::rows(tx, SQL, &[&before]).await?;
    rows.iter().map(AccessLogRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertSupport<'a> {
    pub id: kernel::ids::SupportSessionId,
    pub super_admin_id: kernel::ids::SuperAdminId,
    pub reason: &'a str,
    pub mode: &'a str,
    pub ends_at: jiff::Timestamp,
    pub consent_needed: bool,
}

pub async fn insert_support(tx: &engine::TenantTx, p: InsertSupport<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into support_session (id, super_admin_id, company_id, reason, mode, starts_at, ends_at, consent_needed)
values ($2, $3, $1, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.super_admin_id, &p.reason, &p.mode, &now, &p.ends_at, &p.consent_needed],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SupportByIdRow {
    pub id: kernel::ids::SupportSessionId,
    pub super_admin_id: kernel::ids::SuperAdminId,
    pub admin_name: String,
    pub company_id: kernel::ids::CompanyId,
    pub reason: String,
    pub mode: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub ended_at: Option<jiff::Timestamp>,
    pub consent_needed: bool,
    pub consented_at: Option<jiff::Timestamp>,
}

impl SupportByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            super_admin_id: row.try_get(1).map_err(kernel::Error::internal)?,
            admin_name: row.try_get(2).map_err(kernel::Error::internal)?,
            company_id: row.try_get(3).map_err(kernel::Error::internal)?,
            reason: row.try_get(4).map_err(kernel::Error::internal)?,
            mode: row.try_get(5).map_err(kernel::Error::internal)?,
            starts_at: row.try_get(6).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(7).map_err(kernel::Error::internal)?,
            ended_at: row.try_get(8).map_err(kernel::Error::internal)?,
            consent_needed: row.try_get(9).map_err(kernel::Error::internal)?,
            consented_at: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn support_by_id(
    tx: &impl engine::Sql,
    id: kernel::ids::SupportSessionId,
) -> kernel::Result<Option<SupportByIdRow>> {
    const SQL: &str = r"select s.id, s.super_admin_id, a.name as admin_name, s.company_id, s.reason, s.mode, s.starts_at, s.ends_at,
  s.ended_at, s.consent_needed, s.consented_at
from support_session s
join super_admin a on a.id = s.super_admin_id
where s.id = $1";
    let rows = engine::Sql::rows(tx, SQL, &[&id]).await?;
    super::at_most_one(rows, "support_by_id")?.as_ref().map(SupportByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SupportSessionsRow {
    pub id: kernel::ids::SupportSessionId,
    pub admin_name: String,
    pub reason: String,
    pub mode: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub ended_at: Option<jiff::Timestamp>,
    pub ended_by: Option<String>,
    pub consent_needed: bool,
    pub consented_at: Option<jiff::Timestamp>,
    pub consented_by: Option<String>,
}

impl SupportSessionsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            admin_name: row.try_get(1).map_err(kernel::Error::internal)?,
            reason: row.try_get(2).map_err(kernel::Error::internal)?,
            mode: row.try_get(3).map_err(kernel::Error::internal)?,
            starts_at: row.try_get(4).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(5).map_err(kernel::Error::internal)?,
            ended_at: row.try_get(6).map_err(kernel::Error::internal)?,
            ended_by: row.try_get(7).map_err(kernel::Error::internal)?,
            consent_needed: row.try_get(8).map_err(kernel::Error::internal)?,
            consented_at: row.try_get(9).map_err(kernel::Error::internal)?,
            consented_by: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn support_sessions(tx: &engine::TenantTx) -> kernel::Result<Vec<SupportSessionsRow>> {
    const SQL: &str = r"select s.id, a.name as admin_name, s.reason, s.mode, s.starts_at, s.ends_at, s.ended_at, s.ended_by,
  s.consent_needed, s.consented_at, s.consented_by
from support_session s
join super_admin a on a.id = s.super_admin_id
where s.company_id = $1
order by s.starts_at desc, s.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(SupportSessionsRow::from_row).collect()
}

pub async fn end_support(
    tx: &engine::TenantTx,
    ended_by: Option<&str>,
    id: kernel::ids::SupportSessionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update support_session
set ended_at = $2,
  ended_by = $3
where company_id = $1
  and id = $4
  and ended_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &ended_by, &id]).await
}

pub async fn consent_support(
    tx: &engine::TenantTx,
    consented_by: Option<&str>,
    ends_at: jiff::Timestamp,
    id: kernel::ids::SupportSessionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update support_session
set consented_at = $2,
  consented_by = $3,
  ends_at = $4
where company_id = $1
  and id = $5
  and ended_at is null
  and consented_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &consented_by, &ends_at, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SchemaStateRow {
    pub name: String,
    pub at: jiff::Timestamp,
}

impl SchemaStateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name: row.try_get(0).map_err(kernel::Error::internal)?,
            at: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn schema_state(tx: &impl engine::Sql) -> kernel::Result<Vec<SchemaStateRow>> {
    const SQL: &str = r"select s.name, s.at
from schema_change s
order by s.name desc
limit 100";
    let rows = engine::Sql::rows(tx, SQL, &[]).await?;
    rows.iter().map(SchemaStateRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SignInFiguresRow {
    pub succeeded: i64,
    pub failed: i64,
}

impl SignInFiguresRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            succeeded: row.try_get(0).map_err(kernel::Error::internal)?,
            failed: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn sign_in_figures(tx: &impl engine::Sql, since: jiff::Timestamp) -> kernel::Result<SignInFiguresRow> {
    const SQL: &str = r#"select count(*) filter (where a.succeeded) as "succeeded!", count(*) filter (where not a.succeeded) as "failed!"
from sign_in_attempt a
where a.at > $1"#;
    let rows = engine::Sql::rows(tx, SQL, &[&since]).await?;
    SignInFiguresRow::from_row(&super::exactly_one(rows, "sign_in_figures")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ConsentStateRow {
    pub id: kernel::ids::SupportSessionId,
    pub ended_at: Option<jiff::Timestamp>,
    pub ends_at: jiff::Timestamp,
    pub consent_needed: bool,
    pub consented_at: Option<jiff::Timestamp>,
}

impl ConsentStateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            ended_at: row.try_get(1).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(2).map_err(kernel::Error::internal)?,
            consent_needed: row.try_get(3).map_err(kernel::Error::internal)?,
            consented_at: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn consent_state(
    tx: &engine::TenantTx,
    id: kernel::ids::SupportSessionId,
) -> kernel::Result<Option<ConsentStateRow>> {
    const SQL: &str = r"select s.id, s.ended_at, s.ends_at, s.consent_needed, s.consented_at
from support_session s
where s.company_id = $1
  and s.id = $2
for update of s";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "consent_state")?.as_ref().map(ConsentStateRow::from_row).transpose()
}
