//! Stops a user for a while, and lets them in again (ACC-3). Who is switched off for good stays so.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::UserId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    UserCard,
    create::{count_one_more, store_role},
    store,
    update::last_admin,
};

/// Stops a user for a while; sessions end at once.
#[derive(Deserialize, JsonSchema)]
pub struct SuspendUser {
    pub id: UserId,
    pub reason: String,
}

impl Operation for SuspendUser {
    type Output = UserCard;
    const SPEC: Spec = Spec::command("access.user.suspend", "POST", "/users/{id}/suspend")
        .summary("Stops a user for a while and ends their sessions.")
        .permission("user", "UPDATE")
        .on("user", "id");
    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }
    async fn run(self, tx: &TenantTx) -> Result<UserCard> {
        let old = store::get(tx, self.id).await?;
        if tx.caller().user() == Some(self.id) {
            return Err(Error::forbidden("NOT_YOURSELF", "Nobody stops themselves."));
        }
        if old.status != "ACTIVE" {
            return Err(Error::conflict("NOT_ACTIVE", "Only an active user can be stopped."));
        }
        if old.role_code == "ADMIN" && !store::another_admin(tx, self.id).await? {
            return Err(last_admin());
        }
        tx.reason(&self.reason);
        tx.severity("WARNING");
        futures::try_join!(
            store::set_status(tx, self.id, "SUSPENDED"),
            crate::auth::store::revoke_all(tx, self.id, "user suspended")
        )?;
        tx.emit(NewEvent::new("access.user.changed", "user", self.id.uuid()).location(old.location_id));
        Ok(UserCard::of(store::get(tx, self.id).await?))
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000", "reason": "On leave until spring."})
    }
}

/// Lets a stopped user in again.
#[derive(Deserialize, JsonSchema)]
pub struct EnableUser {
    pub id: UserId,
}

impl Operation for EnableUser {
    type Output = UserCard;
    const SPEC: Spec = Spec::command("access.user.enable", "POST", "/users/{id}/enable")
        .summary("Lets a stopped user in again.")
        .permission("user", "UPDATE")
        .on("user", "id");
    async fn run(self, tx: &TenantTx) -> Result<UserCard> {
        let old = store::get(tx, self.id).await?;
        if old.status != "SUSPENDED" {
            return Err(Error::conflict(
                "NOT_SUSPENDED",
                "Only a user who was stopped for a while can be let in again.",
            ));
        }
        // Letting somebody in gives the role anew.
        store_role(tx, &old.role_code).await?;
        if old.counts_as_user {
            count_one_more(tx).await?;
        }
        store::set_status(tx, self.id, "ACTIVE").await?;
        tx.emit(NewEvent::new("access.user.activated", "user", self.id.uuid()).location(old.location_id));
        Ok(UserCard::of(store::get(tx, self.id).await?))
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000"})
    }
}
