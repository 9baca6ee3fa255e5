//! Switches a user off: sessions end at once (ACC-3).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::UserId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{UserCard, store, update::last_admin};

#[derive(Deserialize, JsonSchema)]
pub struct DisableUser {
    pub id: UserId,
    pub reason: String,
}

impl Operation for DisableUser {
    type Output = UserCard;
    const SPEC: Spec = Spec::command("access.user.disable", "POST", "/users/{id}/disable")
        .summary("Switches a user off and ends their sessions.")
        .permission("user", "UPDATE")
        .on("user", "id");
    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }
    async fn run(self, tx: &TenantTx) -> Result<UserCard> {
        let old = store::get(tx, self.id).await?;
        if tx.caller().user() == Some(self.id) {
            return Err(Error::forbidden("NOT_YOURSELF", "Nobody switches themselves off."));
        }
        if old.role_code == "ADMIN" && !store::another_admin(tx, self.id).await? {
            return Err(last_admin());
        }
        tx.reason(&self.reason);
        tx.severity("WARNING");
        futures::try_join!(
            store::set_status(tx, self.id, "DISABLED"),
            crate::auth::store::revoke_all(tx, self.id, "user disabled")
        )?;
        tx.emit(NewEvent::new("access.user.disabled", "user", self.id.uuid()).location(old.location_id));
        Ok(UserCard::of(store::get(tx, self.id).await?))
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000", "reason": "Left the company."})
    }
}
