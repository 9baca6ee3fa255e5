//! A right given to, or taken from, one user (ACC-5, ACC-8).

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::Scope};
use jiff::Timestamp;
use kernel::{Error, Problems, Result, ids::UserId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::store;
use crate::role::{self, Wanted};

#[derive(Serialize, JsonSchema)]
pub struct UserGrant {
    pub id: String,
    /// GRANT or DENY.
    pub act: String,
    pub resource: String,
    pub action: String,
    pub scope: String,
    pub condition: Option<String>,
    pub expires_at: Option<Timestamp>,
}

/// Rights beside the role.
#[derive(Deserialize, JsonSchema)]
pub struct ListUserPermissions {
    pub id: UserId,
}

impl Operation for ListUserPermissions {
    type Output = Vec<UserGrant>;
    const SPEC: Spec = Spec::read("access.user_permission.list", "/users/{id}/permissions")
        .summary("Rights given to or taken from one user, beside the role.")
        .permission("user", "VIEW")
        .on("user", "id");
    async fn run(self, tx: &TenantTx) -> Result<Vec<UserGrant>> {
        let rows = store::grants(tx, self.id).await?;
        Ok(rows
            .into_iter()
            .map(|r| UserGrant {
                id: r.id.to_string(),
                act: r.act,
                resource: r.resource,
                action: r.action,
                scope: r.scope,
                condition: r.condition,
                expires_at: r.expires_at,
            })
            .collect())
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000"})
    }
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum Act {
    Grant,
    Deny,
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum WantedScope {
    Own,
    Location,
    Client,
}

impl WantedScope {
    pub fn scope(self) -> Scope {
        match self {
            WantedScope::Own => Scope::Own,
            WantedScope::Location => Scope::Location,
            WantedScope::Client => Scope::Client,
        }
    }
}

/// Gives a right, or takes one away, whatever the role says.
#[derive(Deserialize, JsonSchema)]
pub struct GiveUserPermission {
    pub id: UserId,
    pub act: Act,
    /// `quote:APPROVE`.
    pub permission: String,
    pub scope: WantedScope,
    /// A condition over `record`, `user` and `now`.
    #[serde(default)]
    pub condition: Option<String>,
    #[serde(default)]
    pub expires_at: Option<Timestamp>,
}

impl Operation for GiveUserPermission {
    type Output = Vec<UserGrant>;
    const SPEC: Spec = Spec::command("access.user_permission.give", "POST", "/users/{id}/permissions")
        .summary("Gives a right to one user or takes it away; at most what the giver holds.")
        .permission("role", "UPDATE")
        .on("user", "id");
    fn check(&self, p: &mut Problems) {
        p.require(
            role::permission_parts(&self.permission).is_some(),
            "permission",
            "NOT_A_PERMISSION",
            "Write it like quote:APPROVE.",
        );
        if let Some(text) = &self.condition
            && let Err(sentence) = kernel::expr::Expression::compile(text)
        {
            p.add("condition", "NOT_READABLE", sentence);
        }
    }
    async fn run(self, tx: &TenantTx) -> Result<Vec<UserGrant>> {
        if tx.caller().user() == Some(self.id) {
            return Err(Error::forbidden("NOT_YOURSELF", "Nobody edits their own permissions."));
        }
        let Some((resource, action)) = role::permission_parts(&self.permission) else {
            return Err(Error::invalid("permission", "NOT_A_PERMISSION", "Write it like quote:APPROVE."));
        };
        let scope = self.scope.scope();
        if matches!(self.act, Act::Grant) {
            role::may_give(
                tx.caller(),
                &[Wanted { resource, action, scope, condition: self.condition.as_deref() }],
                tx.now(),
            )?;
        }
        tx.severity("WARNING");
        store::insert_grant(
            tx,
            store::InsertUserGrant {
                id: tx.new_id::<()>().uuid(),
                user_id: self.id,
                act: if matches!(self.act, Act::Grant) { "GRANT" } else { "DENY" },
                resource,
                action,
                scope: role::scope_code(scope),
                condition: self.condition.as_deref(),
                expires_at: self.expires_at,
            },
        )
        .await?;
        tx.emit(NewEvent::new("access.permission.changed", "user", self.id.uuid()));
        ListUserPermissions { id: self.id }.run(tx).await
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000", "act": "GRANT", "permission": "quote:APPROVE", "scope": "LOCATION",
            "condition": "record.total_minor <= 2000000"})
    }
}

/// Takes back a right or a denial that was given to one user.
#[derive(Deserialize, JsonSchema)]
pub struct TakeUserPermission {
    pub id: UserId,
    /// Of the line in the user's list.
    pub permission_id: Uuid,
}

impl Operation for TakeUserPermission {
    type Output = Vec<UserGrant>;
    const SPEC: Spec =
        Spec::command("access.user_permission.take", "DELETE", "/users/{id}/permissions/{permission_id}")
            .summary("Takes back what was given to or taken from one user.")
            .permission("role", "UPDATE")
            .on("user", "id");
    async fn run(self, tx: &TenantTx) -> Result<Vec<UserGrant>> {
        if tx.caller().user() == Some(self.id) {
            return Err(Error::forbidden("NOT_YOURSELF", "Nobody edits their own permissions."));
        }
        let old =
            store::grant_of(tx, self.id, self.permission_id).await?.ok_or_else(|| Error::not_found("permission"))?;
        if old.act == "DENY" {
            // Lifting a denial gives the right back.
            let wanted = Wanted {
                resource: &old.resource,
                action: &old.action,
                scope: Scope::read(&old.scope),
                condition: old.condition.as_deref(),
            };
            role::may_give(tx.caller(), &[wanted], tx.now())?;
        }
        tx.severity("WARNING");
        store::delete_grant(tx, self.id, self.permission_id).await?;
        tx.emit(NewEvent::new("access.permission.changed", "user", self.id.uuid()));
        ListUserPermissions { id: self.id }.run(tx).await
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000", "permission_id": "01890000-0000-7000-8000-000000000000"})
    }
}
