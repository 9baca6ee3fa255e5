//! Written by `cargo xtask sql` from crates/access/queries/session.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertSession<'a> {
    pub id: kernel::ids::SessionId,
    pub user_id: kernel::ids::UserId,
    pub kind: &'a str,
    pub current_hash: &'a [u8],
    pub expires_at: jiff::Timestamp,
    pub device: Option<&'a str>,
    pub address: Option<&'a str>,
    pub agent: Option<&'a str>,
}

pub async fn insert_session(tx: &engine::TenantTx, p: InsertSession<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into session (company_id, id, user_id, kind, current_hash, started_at, last_used_at, expires_at, device, address, agent)
values ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, $10)";
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
            &p.current_hash,
            &now,
            &p.expires_at,
            &p.device,
            &p.address,
            &p.agent,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SessionLockedRow {
    pub id: kernel::ids::SessionId,
    pub user_id: kernel::ids::UserId,
    pub kind: String,
    pub current_hash: Vec<u8>,
    pub previous_hash: Option<Vec<u8>>,
    pub rotated_at: Option<jiff::Timestamp>,
    pub expires_at: jiff::Timestamp,
    pub revoked_at: Option<jiff::Timestamp>,
}

impl SessionLockedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            user_id: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            current_hash: row.try_get(3).map_err(kernel::Error::internal)?,
            previous_hash: row.try_get(4).map_err(kernel::Error::internal)?,
            rotated_at: row.try_get(5).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(6).map_err(kernel::Error::internal)?,
            revoked_at: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn session_locked(
    tx: &engine::TenantTx,
    id: kernel::ids::SessionId,
) -> kernel::Result<Option<SessionLockedRow>> {
    const SQL: &str = r"select s.id, s.user_id, s.kind, s.current_hash, s.previous_hash, s.rotated_at, s.expires_at, s.revoked_at
from session s
where s.company_id = $1
  and s.id = $2
for update of s";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "session_locked")?.as_ref().map(SessionLockedRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct RotateSession<'a> {
    pub current_hash: &'a [u8],
    pub previous_hash: Option<&'a [u8]>,
    pub rotated_at: Option<jiff::Timestamp>,
    pub address: Option<&'a str>,
    pub agent: Option<&'a str>,
    pub id: kernel::ids::SessionId,
}

pub async fn rotate_session(tx: &engine::TenantTx, p: RotateSession<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update session
set current_hash = $2,
  previous_hash = $3,
  rotated_at = $4,
  last_used_at = $5,
  address = $6,
  agent = $7
where company_id = $1
  and id = $8";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.current_hash, &p.previous_hash, &p.rotated_at, &now, &p.address, &p.agent, &p.id],
    )
    .await
}

pub async fn revoke_session(
    tx: &engine::TenantTx,
    reason: Option<&str>,
    id: kernel::ids::SessionId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update session
set revoked_at = $2,
  revoked_reason = $3
where company_id = $1
  and id = $4
  and revoked_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &reason, &id]).await
}

pub async fn revoke_sessions_of(
    tx: &engine::TenantTx,
    reason: Option<&str>,
    user_id: kernel::ids::UserId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update session
set revoked_at = $2,
  revoked_reason = $3
where company_id = $1
  and user_id = $4
  and revoked_at is null";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &reason, &user_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SessionsOfRow {
    pub id: kernel::ids::SessionId,
    pub kind: String,
    pub device: Option<String>,
    pub address: Option<String>,
    pub agent: Option<String>,
    pub started_at: jiff::Timestamp,
    pub last_used_at: jiff::Timestamp,
    pub expires_at: jiff::Timestamp,
}

impl SessionsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            device: row.try_get(2).map_err(kernel::Error::internal)?,
            address: row.try_get(3).map_err(kernel::Error::internal)?,
            agent: row.try_get(4).map_err(kernel::Error::internal)?,
            started_at: row.try_get(5).map_err(kernel::Error::internal)?,
            last_used_at: row.try_get(6).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn sessions_of(tx: &engine::TenantTx, user_id: kernel::ids::UserId) -> kernel::Result<Vec<SessionsOfRow>> {
    const SQL: &str = r"select s.id, s.kind, s.device, s.address, s.agent, s.started_at, s.last_used_at, s.expires_at
from session s
where s.company_id = $1
  and s.user_id = $2
  and s.revoked_at is null
  and s.expires_at > $3
order by s.last_used_at desc, s.id
limit 100";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_id, &now]).await?;
    rows.iter().map(SessionsOfRow::from_row).collect()
}

pub async fn forget_sessions(tx: &engine::TenantTx, before: jiff::Timestamp) -> kernel::Result<u64> {
    const SQL: &str = r"delete from session
where company_id = $1
  and expires_at < $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &before]).await
}
