//! A role of the company's own, begun as a copy of another one (ACC-8).

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::Scope};
use kernel::{Error, Problems, Result, ids::RoleId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Wanted,
    list::{RoleCard, card},
    may_give, may_give_role, store,
};

/// Copies a role under a new name.
#[derive(Deserialize, JsonSchema)]
pub struct CloneRole {
    /// Capital letters, digits and `_`.
    pub code: String,
    pub name: String,
    /// Code of the role to copy.
    pub from: String,
}

impl Operation for CloneRole {
    type Output = RoleCard;
    const SPEC: Spec = Spec::command("access.role.clone", "POST", "/roles")
        .summary("Makes a role as a copy of another one.")
        .permission("role", "CREATE")
        .created();
    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        p.text("from", &self.from, 60);
        let fits = (2..=60).contains(&self.code.len())
            && self.code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
        p.require(fits, "code", "NOT_A_CODE", "Capital letters, digits and _, 2 to 60.");
    }
    async fn run(self, tx: &TenantTx) -> Result<RoleCard> {
        let all = store::all(tx).await?;
        let unknown = || Error::invalid("from", "UNKNOWN", "There is no such role.");
        let source = all.roles.iter().find(|r| r.code == self.from).ok_or_else(unknown)?;
        may_give_role(tx.caller(), &source.code)?;
        let source = card(source, &all);
        let wanted: Vec<Wanted<'_>> = source
            .permissions
            .iter()
            .map(|g| Wanted {
                resource: &g.resource,
                action: &g.action,
                scope: Scope::read(&g.scope),
                condition: g.condition.as_deref(),
            })
            .collect();
        may_give(tx.caller(), &wanted, tx.now())?;
        let id: RoleId = tx.new_id();
        let new = store::NewRole { id, code: &self.code, name: self.name.trim(), from: &source, built_in: false };
        store::insert_copy(tx, new).await?;
        tx.about("role", id.uuid(), self.name.trim());
        tx.emit(NewEvent::new("access.role.changed", "role", id.uuid()));
        let all = store::all(tx).await?;
        let made = all.roles.iter().find(|r| r.id == id).ok_or_else(|| Error::internal("a role that was just made"))?;
        Ok(card(made, &all))
    }
    fn example() -> Value {
        json!({"code": "NIGHT_DISPATCHER", "name": "Night dispatcher", "from": "DISPATCHER"})
    }
}
