//! Roles, grants, masks and step rights in the database.

use engine::{TenantTx, permission::Scope};
use futures::{StreamExt, TryStreamExt, future::try_join_all, stream};
use kernel::{Result, ids::RoleId};

use super::list::{GrantCard, RoleCard};
use crate::{grants::BuiltIn, sql::role};

pub use role::{GrantsRow, RoleByCodeRow, RolesRow, StepRightsRow};

pub async fn insert(tx: &TenantTx, id: RoleId, built_in: &BuiltIn) -> Result<()> {
    let p = role::InsertRole {
        id,
        code: built_in.code,
        name: built_in.name,
        built_in: true,
        landing: built_in.landing,
        counts_as_user: built_in.counts_as_user,
    };
    role::insert_role(tx, p).await.map(drop)
}

pub async fn insert_grant(
    tx: &TenantTx,
    role_id: RoleId,
    resource: &str,
    action: &str,
    scope: Scope,
    condition: Option<&str>,
) -> Result<()> {
    let id = tx.new_id::<()>().uuid();
    let p = role::InsertGrant { id, role_id, resource, action, scope: super::scope_code(scope), condition };
    role::insert_grant(tx, p).await.map(drop)
}

/// Many at once: they travel together instead of waiting for each other.
pub async fn insert_grants(tx: &TenantTx, grants: Vec<(RoleId, crate::grants::DefaultGrant)>) -> Result<()> {
    stream::iter(grants)
        .map(|(role, g)| insert_grant(tx, role, g.resource, g.action, g.scope, None))
        .buffered(256)
        .try_collect()
        .await
}

pub async fn insert_mask(tx: &TenantTx, role_id: RoleId, field_group: &str) -> Result<()> {
    role::insert_mask(tx, tx.new_id::<()>().uuid(), role_id, field_group).await.map(drop)
}

pub async fn insert_step_right(
    tx: &TenantTx,
    role_id: RoleId,
    step_number: i32,
    can_edit: bool,
    can_approve: bool,
    part: Option<&str>,
) -> Result<()> {
    let id = tx.new_id::<()>().uuid();
    let p = role::InsertStepRight { id, role_id, step_number, can_view: true, can_edit, can_approve, part };
    role::insert_step_right(tx, p).await.map(drop)
}

pub async fn by_code(tx: &TenantTx, code: &str) -> Result<Option<RoleByCodeRow>> {
    role::role_by_code(tx, code).await
}

pub async fn grants_of(tx: &TenantTx, role_id: RoleId) -> Result<Vec<role::GrantsOfRow>> {
    role::grants_of(tx, role_id).await
}

pub async fn delete_grant(tx: &TenantTx, role_id: RoleId, resource: &str, action: &str, scope: Scope) -> Result<u64> {
    role::delete_grant(tx, role_id, resource, action, super::scope_code(scope)).await
}

pub async fn members(tx: &TenantTx, role_id: RoleId) -> Result<i64> {
    Ok(role::members_of_role(tx, role_id).await?.members)
}

/// A role begun as a copy.
pub struct NewRole<'a> {
    pub id: RoleId,
    pub code: &'a str,
    pub name: &'a str,
    pub from: &'a RoleCard,
    pub built_in: bool,
}

pub async fn insert_copy(tx: &TenantTx, new: NewRole<'_>) -> Result<()> {
    let (id, from) = (new.id, new.from);
    let p = role::InsertRole {
        id,
        code: new.code,
        name: new.name,
        built_in: new.built_in,
        landing: &from.landing,
        counts_as_user: from.counts_as_user,
    };
    role::insert_role(tx, p).await?;
    let grants = from.permissions.iter();
    try_join_all(
        grants.map(|g| insert_grant(tx, id, &g.resource, &g.action, Scope::read(&g.scope), g.condition.as_deref())),
    )
    .await?;
    for mask in &from.masks {
        insert_mask(tx, id, mask).await?;
    }
    for step in &from.steps {
        let p = role::InsertStepRight {
            id: tx.new_id::<()>().uuid(),
            role_id: id,
            step_number: step.step_number,
            can_view: step.can_view,
            can_edit: step.can_edit,
            can_approve: step.can_approve,
            part: step.part.as_deref(),
        };
        role::insert_step_right(tx, p).await?;
    }
    Ok(())
}

pub fn card(row: role::GrantsOfRow) -> GrantCard {
    GrantCard { resource: row.resource, action: row.action, scope: row.scope, condition: row.condition }
}

/// Every role with everything it holds.
pub struct All {
    pub roles: Vec<RolesRow>,
    pub grants: Vec<GrantsRow>,
    pub masks: Vec<role::MasksRow>,
    pub steps: Vec<StepRightsRow>,
}

pub async fn all(tx: &TenantTx) -> Result<All> {
    let (roles, grants, masks, steps) =
        futures::try_join!(role::roles(tx), role::grants(tx), role::masks(tx), role::step_rights(tx))?;
    Ok(All { roles, grants, masks, steps })
}

/// Names of active users who hold it for the company or at the location.
pub async fn holders(
    tx: &TenantTx,
    resource: &str,
    action: &str,
    location: Option<kernel::ids::LocationId>,
) -> Result<Vec<String>> {
    Ok(role::holders(tx, resource, action, location).await?.into_iter().map(|r| r.name).collect())
}
