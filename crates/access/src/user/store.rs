//! Users, identities and their directory in the database.

use engine::{Sql, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Id, Result,
    ids::{IdentityId, LocationId, RoleId, UserId},
};
use uuid::Uuid;

use crate::sql::{auth, company, user};

pub use user::{InsertUserGrant, InvitedUserRow, USER_LIST, UpdateUser, UserByIdRow, UserGrantsRow, UserListRow};

/// The identity of an address, if it has one; refused when it is a super admin's.
pub async fn identity_of(tx: &impl Sql, email_hmac: &[u8]) -> Result<Option<IdentityId>> {
    match auth::find_login(tx, email_hmac).await? {
        None => Ok(None),
        Some(row) => match row.identity_id {
            Some(id) => Ok(Some(Id::from_uuid(id))),
            None => Err(Error::invalid("email", "NOT_POSSIBLE", "This address cannot be used here.")),
        },
    }
}

pub struct NewIdentity<'a> {
    pub id: IdentityId,
    pub email: &'a str,
    pub email_hmac: &'a [u8],
    pub name: &'a str,
    pub password_hash: Option<&'a str>,
    pub locale: &'a str,
}

pub async fn insert_identity(tx: &TenantTx, new: NewIdentity<'_>) -> Result<()> {
    let p = user::InsertIdentity {
        id: new.id,
        email: new.email,
        name: new.name,
        password_hash: new.password_hash,
        locale: new.locale,
        at: tx.now(),
    };
    user::insert_identity(tx, p).await?;
    user::insert_login(tx, new.email_hmac, Some(new.id), None).await.map(drop)
}

pub struct NewUser<'a> {
    pub id: UserId,
    pub identity: IdentityId,
    pub name: &'a str,
    pub email: &'a str,
    pub phone: Option<&'a str>,
    pub role: RoleId,
    pub location: Option<LocationId>,
    pub status: &'a str,
}

pub async fn insert(tx: &TenantTx, new: NewUser<'_>) -> Result<()> {
    let p = user::InsertUser {
        id: new.id,
        identity_id: new.identity,
        name: new.name,
        email: new.email,
        phone: new.phone,
        role_id: new.role,
        location_id: new.location,
        status: new.status,
    };
    user::insert_user(tx, p).await?;
    user::insert_membership(tx, new.identity, new.id).await.map(drop)
}

pub async fn by_id(tx: &TenantTx, id: UserId) -> Result<Option<UserByIdRow>> {
    user::user_by_id(tx, id).await
}

pub async fn get(tx: &TenantTx, id: UserId) -> Result<UserByIdRow> {
    by_id(tx, id).await?.ok_or_else(|| Error::not_found("user"))
}

pub async fn update(tx: &TenantTx, p: UpdateUser<'_>) -> Result<()> {
    user::update_user(tx, p).await.map(drop)
}

pub async fn set_status(tx: &TenantTx, id: UserId, status: &str) -> Result<()> {
    user::set_user_status(tx, status, id).await.map(drop)
}

/// Whether another active ADMIN is left; all of them are locked until the end.
pub async fn another_admin(tx: &TenantTx, id: UserId) -> Result<bool> {
    Ok(!user::other_admins_locked(tx, id).await?.is_empty())
}

/// Users that count against the plan, and the plan's limit; the company is locked until the end.
pub async fn use_and_limit(tx: &TenantTx) -> Result<(i64, Option<i64>)> {
    let row = company::limits_locked(tx, tx.company()).await?;
    let limit = row.and_then(|r| r.limits.get("users").and_then(serde_json::Value::as_i64));
    Ok((user::counted_users(tx).await?.used, limit))
}

pub async fn grants(tx: &TenantTx, id: UserId) -> Result<Vec<UserGrantsRow>> {
    user::user_grants(tx, id).await
}

pub async fn insert_grant(tx: &TenantTx, p: InsertUserGrant<'_>) -> Result<()> {
    user::insert_user_grant(tx, p).await.map(drop)
}

pub async fn delete_grant(tx: &TenantTx, user: UserId, id: Uuid) -> Result<u64> {
    user::delete_user_grant(tx, id, user).await
}

pub async fn grant_of(tx: &TenantTx, user: UserId, id: Uuid) -> Result<Option<UserGrantsRow>> {
    Ok(grants(tx, user).await?.into_iter().find(|g| g.id == id))
}

pub async fn invite(tx: &TenantTx, id: UserId, hash: &[u8; 32], until: Timestamp) -> Result<()> {
    user::invite_user(tx, Some(hash), Some(until), id).await.map(drop)
}

/// Whom an invitation that is still good was sent to, locked.
pub async fn invited(tx: &TenantTx, hash: &[u8; 32]) -> Result<Option<InvitedUserRow>> {
    user::invited_user(tx, hash).await
}

pub async fn accept(tx: &TenantTx, id: UserId) -> Result<()> {
    user::accept_invitation(tx, id).await.map(drop)
}

pub async fn set_password(tx: &impl Sql, identity: IdentityId, hash: &str) -> Result<()> {
    user::set_password(tx, Some(hash), identity).await.map(drop)
}
