//! Changes what a role holds; says first what changes for whom (ACC-8).

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::Scope};
use kernel::{Error, Problems, Result, expr::Expression, ids::RoleId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Wanted, is_resource, list::GrantCard, may_give, store};
use crate::{grants::is_action, user::permission::WantedScope};

/// One cell of the matrix.
#[derive(Clone, Deserialize, JsonSchema)]
pub struct WantedGrant {
    pub resource: String,
    pub action: String,
    pub scope: WantedScope,
    pub condition: Option<String>,
}

/// All grants of a role, as they shall be.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeRole {
    pub id: RoleId,
    pub permissions: Vec<WantedGrant>,
    /// Only says what would change.
    #[serde(default)]
    pub preview: bool,
}

/// What changes, and for how many.
#[derive(Serialize, JsonSchema)]
pub struct RoleChange {
    pub added: Vec<GrantCard>,
    pub removed: Vec<GrantCard>,
    /// Active users of the role.
    pub users: i64,
    /// Whether it was done.
    pub done: bool,
}

impl Operation for ChangeRole {
    type Output = RoleChange;
    const SPEC: Spec = Spec::command("access.role.change", "PUT", "/roles/{id}/permissions")
        .summary("Replaces what a role holds, or previews it.")
        .permission("role", "UPDATE")
        .on("role", "id");
    fn check(&self, p: &mut Problems) {
        p.require(self.permissions.len() <= 2_000, "permissions", "TOO_MANY", "At most 2,000 permissions.");
        for (at, wanted) in self.permissions.iter().enumerate().take(2_000) {
            let field = |name: &str| format!("permissions.{at}.{name}");
            p.require(is_resource(&wanted.resource), &field("resource"), "NOT_A_RESOURCE", "Lower case letters and _.");
            p.require(is_action(&wanted.action), &field("action"), "NOT_AN_ACTION", "There is no such action.");
            if let Some(Err(sentence)) = wanted.condition.as_deref().map(Expression::compile) {
                p.add(field("condition"), "NOT_READABLE", sentence);
            }
        }
        let mut cells: Vec<_> = self.permissions.iter().map(|w| (&w.resource, &w.action, w.scope.scope())).collect();
        cells.sort();
        let twice = cells.windows(2).any(|pair| pair[0] == pair[1]);
        p.require(!twice, "permissions", "TWICE", "A permission with the same scope stands there twice.");
    }
    async fn run(self, tx: &TenantTx) -> Result<RoleChange> {
        let record = tx.target().await?.facts.record;
        let (code, name) = (record["code"].as_str().unwrap_or_default(), record["name"].as_str().unwrap_or_default());
        if code == "ADMIN" {
            return Err(Error::conflict("FIXED_ROLE", "The administrator's role holds everything and stays as it is."));
        }
        if tx.caller().permissions().role == Some(self.id) {
            return Err(Error::forbidden("NOT_YOURSELF", "Nobody edits their own permissions."));
        }
        let held = store::grants_of(tx, self.id).await?;
        let held: Vec<GrantCard> = held.into_iter().map(store::card).collect();
        let wanted: Vec<GrantCard> = self.permissions.iter().map(WantedGrant::card).collect();
        let added: Vec<GrantCard> = wanted.iter().filter(|w| !held.contains(w)).cloned().collect();
        let removed: Vec<GrantCard> = held.iter().filter(|h| !wanted.contains(h)).cloned().collect();
        let given: Vec<Wanted<'_>> = added
            .iter()
            .map(|g| Wanted {
                resource: &g.resource,
                action: &g.action,
                scope: Scope::read(&g.scope),
                condition: g.condition.as_deref(),
            })
            .collect();
        may_give(tx.caller(), &given, tx.now())?;
        let users = store::members(tx, self.id).await?;
        if !self.preview {
            for gone in &removed {
                store::delete_grant(tx, self.id, &gone.resource, &gone.action, Scope::read(&gone.scope)).await?;
            }
            for new in &given {
                store::insert_grant(tx, self.id, new.resource, new.action, new.scope, new.condition).await?;
            }
            tx.severity("WARNING");
            tx.about("role", self.id.uuid(), name);
            tx.emit(NewEvent::new("access.role.changed", "role", self.id.uuid()));
        }
        Ok(RoleChange { added, removed, users, done: !self.preview })
    }
    fn example() -> Value {
        json!({"id": "rol_01h00000000000000000000000", "preview": true,
            "permissions": [{"resource": "quote", "action": "VIEW", "scope": "LOCATION"}]})
    }
}

impl WantedGrant {
    fn card(&self) -> GrantCard {
        GrantCard {
            resource: self.resource.clone(),
            action: self.action.clone(),
            scope: super::scope_code(self.scope.scope()).into(),
            condition: self.condition.clone().filter(|c| !c.trim().is_empty()),
        }
    }
}
