//! All roles with everything they hold, for the matrix.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::RoleId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// All roles.
#[derive(Deserialize, JsonSchema)]
pub struct ListRoles {}

#[derive(Serialize, JsonSchema)]
pub struct RoleCard {
    pub id: RoleId,
    pub code: String,
    pub name: String,
    pub built_in: bool,
    pub landing: String,
    /// Whether its people count against the plan.
    pub counts_as_user: bool,
    pub version: i64,
    pub permissions: Vec<GrantCard>,
    /// Hidden field groups.
    pub masks: Vec<String>,
    pub steps: Vec<StepCard>,
}

/// One grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GrantCard {
    pub resource: String,
    pub action: String,
    /// OWN, LOCATION or CLIENT.
    pub scope: String,
    pub condition: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct StepCard {
    pub step_number: i32,
    pub can_view: bool,
    pub can_edit: bool,
    pub can_approve: bool,
    pub part: Option<String>,
}

impl Operation for ListRoles {
    type Output = Vec<RoleCard>;
    const SPEC: Spec = Spec::read("access.role.list", "/roles")
        .summary("All roles: permissions, hidden fields, rights on journey steps.")
        .permission("role", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Vec<RoleCard>> {
        let all = store::all(tx).await?;
        Ok(all.roles.iter().map(|role| card(role, &all)).collect())
    }
    fn example() -> Value {
        json!({})
    }
}

pub(crate) fn card(role: &store::RolesRow, all: &store::All) -> RoleCard {
    let permissions = all.grants.iter().filter(|g| g.role_id == role.id).map(|g| GrantCard {
        resource: g.resource.clone(),
        action: g.action.clone(),
        scope: g.scope.clone(),
        condition: g.condition.clone(),
    });
    let steps = all.steps.iter().filter(|s| s.role_id == role.id).map(|s| StepCard {
        step_number: s.step_number,
        can_view: s.can_view,
        can_edit: s.can_edit,
        can_approve: s.can_approve,
        part: s.part.clone(),
    });
    RoleCard {
        id: role.id,
        code: role.code.clone(),
        name: role.name.clone(),
        built_in: role.built_in,
        landing: role.landing.clone(),
        counts_as_user: role.counts_as_user,
        version: role.version,
        permissions: permissions.collect(),
        masks: all.masks.iter().filter(|m| m.role_id == role.id).map(|m| m.field_group.clone()).collect(),
        steps: steps.collect(),
    }
}
