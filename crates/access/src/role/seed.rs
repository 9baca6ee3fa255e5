//! What a company begins with: the industry's built-in roles, their grants, masks and step rights.

use engine::TenantTx;
use futures::future::try_join_all;
use kernel::{Result, ids::RoleId};

use super::store;
use crate::grants::{BuiltIn, STEPS, grants_of, roles_for};

/// Makes the built-in roles of the company that was entered.
pub async fn seed_company(tx: &TenantTx, industry: &str) -> Result<()> {
    let roles: Vec<(RoleId, &'static BuiltIn)> = roles_for(industry).map(|r| (tx.new_id(), r)).collect();
    try_join_all(roles.iter().map(|(id, role)| store::insert(tx, *id, role))).await?;
    let grants = roles.iter().flat_map(|(id, role)| grants_of(role.code).into_iter().map(|g| (*id, g))).collect();
    store::insert_grants(tx, grants).await?;
    let masks = roles.iter().flat_map(|(id, role)| role.masks.iter().map(move |m| store::insert_mask(tx, *id, m)));
    try_join_all(masks).await?;
    let steps = roles.iter().flat_map(|(id, role)| {
        STEPS.map(move |number| {
            let (edit, approve, part) = role.steps;
            // Only the first step's checklist is divided.
            store::insert_step_right(tx, *id, number, edit, approve, part.filter(|_| number == 1))
        })
    });
    try_join_all(steps).await.map(drop)
}
