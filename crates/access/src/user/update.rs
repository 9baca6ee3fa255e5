//! Changes a user: name, phone, place, role.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Problems, Result,
    ids::{LocationId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    UserCard,
    create::{count_one_more, store_role},
    store,
};

#[derive(Deserialize, JsonSchema)]
pub struct ChangeUser {
    pub id: UserId,
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub phone: Option<String>,
    #[serde(default)]
    pub role_code: Option<String>,
    #[serde(default)]
    pub location_id: Option<LocationId>,
}

impl Operation for ChangeUser {
    type Output = UserCard;
    const SPEC: Spec = Spec::command("access.user.change", "PATCH", "/users/{id}")
        .summary("Changes a user; a role only as far as the giver's own rights go.")
        .permission("user", "UPDATE")
        .on("user", "id");
    fn check(&self, p: &mut Problems) {
        if let Some(name) = &self.name {
            p.text("name", name, 100);
        }
        if let Some(phone) = &self.phone {
            p.text("phone", phone, 50);
        }
        if let Some(code) = &self.role_code {
            p.text("role_code", code, 60);
        }
    }
    async fn run(self, tx: &TenantTx) -> Result<UserCard> {
        let old = store::get(tx, self.id).await?;
        let mut role = old.role_id;
        if let Some(code) = self.role_code.as_deref().filter(|c| *c != old.role_code) {
            if tx.caller().user() == Some(self.id) {
                return Err(Error::forbidden("NOT_YOURSELF", "Nobody changes their own role."));
            }
            let new = store_role(tx, code).await?;
            if old.role_code == "ADMIN" && !store::another_admin(tx, self.id).await? {
                return Err(last_admin());
            }
            if new.counts_as_user && !old.counts_as_user {
                count_one_more(tx).await?;
            }
            role = new.id;
        }
        let name = self.name.as_deref().unwrap_or(&old.name).trim();
        store::update(
            tx,
            store::UpdateUser {
                name,
                phone: self.phone.as_deref().or(old.phone.as_deref()),
                role_id: role,
                location_id: self.location_id.or(old.location_id),
                status: &old.status,
                preferences: &old.preferences,
                id: self.id,
            },
        )
        .await?;
        tx.emit(
            NewEvent::new("access.user.changed", "user", self.id.uuid()).location(self.location_id.or(old.location_id)),
        );
        Ok(UserCard::of(store::get(tx, self.id).await?))
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000", "name": "Ada Quill"})
    }
}

pub(super) fn last_admin() -> Error {
    Error::conflict("LAST_ADMIN", "The last active administrator cannot be switched off or given another role.")
}
