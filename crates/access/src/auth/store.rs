//! Sign-ins, sessions and super admins' sessions in the database.

use engine::{PlatformTx, TenantTx};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Id, Result,
    ids::{CompanyId, IdentityId, SessionId, SuperAdminId, UserId},
};

use super::{
    family::{DeviceKind, Family},
    lockout,
};
use crate::sql::{auth, platform, session};
pub use crate::sql::{
    auth::{MemberRow, MembershipsRow},
    platform::SuperAdminSessionRow,
    session::SessionsOfRow,
};

/// Whom an address belongs to.
pub enum Found {
    Identity(IdentityId),
    SuperAdmin(SuperAdminId),
}

pub async fn find(tx: &PlatformTx, email_hmac: &[u8]) -> Result<Option<Found>> {
    let row = auth::find_login(tx, email_hmac).await?;
    Ok(row.and_then(|row| match (row.identity_id, row.super_admin_id) {
        (Some(id), _) => Some(Found::Identity(Id::from_uuid(id))),
        (_, Some(id)) => Some(Found::SuperAdmin(Id::from_uuid(id))),
        _ => None,
    }))
}

/// Whether the door is closed for this e-mail from this network. Simultaneous tries of one pair wait here for each
/// other until their transactions end.
pub async fn closed(tx: &PlatformTx, email_hmac: &[u8], network: &str) -> Result<bool> {
    let now = tx.now();
    auth::guard_sign_in(tx, email_hmac, network, now).await?;
    let (pair, email, net, known) = futures::try_join!(
        auth::pair_failures(tx, email_hmac, network, lockout::PAIR.since(now)),
        auth::email_failures(tx, email_hmac, lockout::EMAIL.since(now)),
        auth::network_failures(tx, network, lockout::NETWORK.since(now)),
        auth::known_network(tx, email_hmac, network),
    )?;
    let pair: Vec<_> = pair.into_iter().map(|r| r.at).collect();
    let email: Vec<_> = email.into_iter().map(|r| r.at).collect();
    let net: Vec<_> = net.into_iter().map(|r| r.at).collect();
    Ok(lockout::PAIR.closed(&pair, now)
        || (lockout::EMAIL.closed(&email, now) && !known.known)
        || lockout::NETWORK.closed(&net, now))
}

/// How many failures of the pair count at this moment.
pub async fn failures_of_pair(tx: &PlatformTx, email_hmac: &[u8], network: &str) -> Result<usize> {
    let since = tx.now() - lockout::PAIR.window;
    Ok(auth::pair_failures(tx, email_hmac, network, since).await?.len())
}

pub async fn record(tx: &PlatformTx, email_hmac: &[u8], network: &str, succeeded: bool) -> Result<()> {
    let attempt = auth::InsertAttempt { id: tx.new_uuid(), email_hmac, network, at: tx.now(), succeeded };
    auth::insert_attempt(tx, attempt).await.map(drop)
}

pub async fn identity(tx: &PlatformTx, id: IdentityId) -> Result<Option<auth::IdentityByIdRow>> {
    auth::identity_by_id(tx, id).await
}

pub async fn super_admin(tx: &PlatformTx, id: SuperAdminId) -> Result<Option<platform::SuperAdminByIdRow>> {
    platform::super_admin_by_id(tx, id).await
}

pub async fn memberships(tx: &impl engine::Sql, identity: IdentityId) -> Result<Vec<MembershipsRow>> {
    auth::memberships(tx, identity).await
}

pub async fn member(tx: &TenantTx, user: UserId) -> Result<Option<MemberRow>> {
    auth::member(tx, user).await
}

pub async fn touch_identity(tx: &PlatformTx, identity: IdentityId) -> Result<()> {
    auth::touch_identity(tx, Some(tx.now()), identity).await.map(drop)
}

/// The identity behind a session that is still good.
pub async fn live_identity(tx: &PlatformTx, company: CompanyId, id: SessionId) -> Result<Option<IdentityId>> {
    let row = auth::live_session_identity(tx, company, id, tx.now()).await?;
    Ok(row.map(|r| Id::from_uuid(r.identity_id)))
}

pub struct NewSession<'a> {
    pub id: SessionId,
    pub user: UserId,
    pub kind: DeviceKind,
    pub hash: [u8; 32],
    pub expires_at: Timestamp,
    pub device: Option<&'a str>,
}

pub async fn insert_session(tx: &TenantTx, new: NewSession<'_>) -> Result<()> {
    let facts = tx.caller().facts();
    session::insert_session(
        tx,
        session::InsertSession {
            id: new.id,
            user_id: new.user,
            kind: new.kind.code(),
            current_hash: &new.hash,
            expires_at: new.expires_at,
            device: new.device,
            address: facts.address.as_deref(),
            agent: facts.agent.as_deref(),
        },
    )
    .await
    .map(drop)
}

/// A session with its tokens, locked.
pub struct Locked {
    pub user: UserId,
    pub family: Family,
    pub expires_at: Timestamp,
    pub revoked: bool,
}

pub async fn locked_session(tx: &TenantTx, id: SessionId) -> Result<Option<Locked>> {
    let row = session::session_locked(tx, id).await?;
    Ok(row.map(|row| Locked {
        user: row.user_id,
        expires_at: row.expires_at,
        revoked: row.revoked_at.is_some(),
        family: Family {
            kind: DeviceKind::read(&row.kind),
            current: row.current_hash,
            previous: row.previous_hash,
            replaced_at: row.rotated_at,
        },
    }))
}

pub async fn keep_family(tx: &TenantTx, id: SessionId, family: &Family) -> Result<()> {
    let facts = tx.caller().facts();
    session::rotate_session(
        tx,
        session::RotateSession {
            id,
            current_hash: &family.current,
            previous_hash: family.previous.as_deref(),
            rotated_at: family.replaced_at,
            address: facts.address.as_deref(),
            agent: facts.agent.as_deref(),
        },
    )
    .await
    .map(drop)
}

pub async fn revoke(tx: &TenantTx, id: SessionId, reason: &str) -> Result<u64> {
    session::revoke_session(tx, Some(reason), id).await
}

pub async fn revoke_all(tx: &TenantTx, user: UserId, reason: &str) -> Result<u64> {
    session::revoke_sessions_of(tx, Some(reason), user).await
}

/// A super admin's session: 8 hours, ended by 15 minutes without use (ACC-21).
pub const ADMIN_LIFE: SignedDuration = SignedDuration::from_hours(8);
const ADMIN_IDLE: SignedDuration = SignedDuration::from_mins(15);

pub async fn insert_admin_session(tx: &PlatformTx, admin: SuperAdminId, token: &str) -> Result<()> {
    let facts = tx.facts();
    platform::insert_super_admin_session(
        tx,
        platform::InsertSuperAdminSession {
            id: tx.new_uuid(),
            super_admin_id: admin,
            token_hash: &kernel::link::hash(token),
            at: tx.now(),
            expires_at: tx.now() + ADMIN_LIFE,
            address: facts.address.as_deref(),
            agent: facts.agent.as_deref(),
        },
    )
    .await
    .map(drop)
}

pub async fn admin_session(tx: &PlatformTx, token: &str) -> Result<Option<SuperAdminSessionRow>> {
    let idle_since = tx.now() - ADMIN_IDLE;
    platform::super_admin_session(tx, &kernel::link::hash(token), tx.now(), idle_since).await
}

pub async fn touch_admin_session(tx: &PlatformTx, row: &SuperAdminSessionRow) -> Result<()> {
    platform::touch_super_admin_session(tx, tx.now(), row.id).await.map(drop)
}

pub async fn revoke_admin_sessions(tx: &PlatformTx, admin: SuperAdminId) -> Result<()> {
    platform::revoke_super_admin_sessions(tx, Some(tx.now()), admin).await.map(drop)
}

pub async fn revoke_admin_session(tx: &PlatformTx, token: &str) -> Result<()> {
    platform::revoke_super_admin_session(tx, Some(tx.now()), &kernel::link::hash(token)).await.map(drop)
}

pub async fn sessions_of(tx: &TenantTx, user: UserId) -> Result<Vec<SessionsOfRow>> {
    session::sessions_of(tx, user).await
}

/// Forgets what is of no use any more: sessions that ended a month ago, tries older than 90 days. Tries belong to
/// no company, so every company's turn clears them.
pub async fn forget(tx: &TenantTx) -> Result<()> {
    let days = |n: i64| tx.now() - SignedDuration::from_hours(24 * n);
    session::forget_sessions(tx, days(30)).await?;
    auth::forget_attempts(tx, days(90)).await?;
    auth::forget_guards(tx, days(1)).await.map(drop)
}
