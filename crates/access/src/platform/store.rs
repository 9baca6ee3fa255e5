//! The platform's own tables: log of cross-company acts, support sessions, super admins.

use engine::{PlatformTx, Sql, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{CompanyId, SuperAdminId, SupportSessionId},
};
use serde_json::Value;

use crate::sql::{platform, user};

pub use platform::{
    AccessLogRow, CompaniesRow, ConsentStateRow, SchemaStateRow, SignInFiguresRow, SuperAdminBySetupRow,
    SupportByIdRow, SupportSessionsRow,
};

/// Writes an act down.
pub async fn log(
    tx: &PlatformTx,
    admin: Option<SuperAdminId>,
    company: Option<CompanyId>,
    act: &str,
    reason: Option<&str>,
    detail: &Value,
) -> Result<()> {
    platform::insert_access_log(
        tx,
        platform::InsertAccessLog {
            company_id: company,
            id: tx.new_uuid(),
            super_admin_id: admin,
            act,
            reason,
            detail,
            address: tx.facts().address.as_deref(),
            at: tx.now(),
        },
    )
    .await
    .map(drop)
}

pub struct NewSupport<'a> {
    pub id: SupportSessionId,
    pub admin: SuperAdminId,
    pub reason: &'a str,
    /// READ or WRITE.
    pub mode: &'a str,
    pub ends_at: Timestamp,
    pub consent_needed: bool,
}

pub async fn insert_support(tx: &TenantTx, new: NewSupport<'_>) -> Result<()> {
    let p = platform::InsertSupport {
        id: new.id,
        super_admin_id: new.admin,
        reason: new.reason,
        mode: new.mode,
        ends_at: new.ends_at,
        consent_needed: new.consent_needed,
    };
    platform::insert_support(tx, p).await.map(drop)
}

pub async fn support(tx: &impl Sql, id: SupportSessionId) -> Result<Option<SupportByIdRow>> {
    platform::support_by_id(tx, id).await
}

pub async fn support_sessions(tx: &TenantTx) -> Result<Vec<SupportSessionsRow>> {
    platform::support_sessions(tx).await
}

pub async fn end_support(tx: &TenantTx, id: SupportSessionId, by: &str) -> Result<()> {
    platform::end_support(tx, Some(by), id).await.map(drop)
}

/// Locked.
pub async fn consent_state(tx: &TenantTx, id: SupportSessionId) -> Result<Option<ConsentStateRow>> {
    platform::consent_state(tx, id).await
}

pub async fn consent(tx: &TenantTx, id: SupportSessionId, by: &str, ends_at: Timestamp) -> Result<()> {
    platform::consent_support(tx, Some(by), ends_at, id).await.map(drop)
}

pub async fn companies(tx: &PlatformTx, after: &str) -> Result<Vec<CompaniesRow>> {
    platform::companies(tx, after).await
}

pub async fn access_log(tx: &PlatformTx, before: Timestamp) -> Result<Vec<AccessLogRow>> {
    platform::access_log(tx, before).await
}

/// Applied migrations, and sign-ins since then.
pub async fn figures(tx: &PlatformTx, since: Timestamp) -> Result<(Vec<SchemaStateRow>, SignInFiguresRow)> {
    futures::try_join!(platform::schema_state(tx), platform::sign_in_figures(tx, since))
}

pub struct NewAdmin<'a> {
    pub id: SuperAdminId,
    pub username: &'a str,
    pub email: &'a str,
    pub name: &'a str,
    pub setup_hash: [u8; 32],
    pub setup_until: Timestamp,
}

/// With both ways into the directory: user name and e-mail.
pub async fn insert_admin(tx: &PlatformTx, new: NewAdmin<'_>) -> Result<()> {
    let p = platform::InsertSuperAdmin {
        id: new.id,
        username: new.username,
        email: new.email,
        name: new.name,
        role: "SUPER_ADMIN",
        setup_hash: Some(&new.setup_hash),
        setup_until: Some(new.setup_until),
        at: tx.now(),
    };
    platform::insert_super_admin(tx, p).await?;
    user::insert_login(tx, &tx.settings().email_hmac(new.username), None, Some(new.id)).await?;
    if new.username != new.email {
        user::insert_login(tx, &tx.settings().email_hmac(new.email), None, Some(new.id)).await?;
    }
    Ok(())
}

/// The super admin a one-time link belongs to, locked.
pub async fn admin_by_setup(tx: &PlatformTx, hash: &[u8; 32]) -> Result<Option<SuperAdminBySetupRow>> {
    platform::super_admin_by_setup(tx, hash, tx.now()).await
}

pub async fn set_password(tx: &PlatformTx, id: SuperAdminId, hash: &str) -> Result<()> {
    platform::set_super_admin_password(tx, Some(hash), id).await.map(drop)
}
