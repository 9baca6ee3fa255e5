//! One user.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::UserId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{UserCard, store};

#[derive(Deserialize, JsonSchema)]
pub struct ReadUser {
    pub id: UserId,
}

impl Operation for ReadUser {
    type Output = UserCard;
    const SPEC: Spec =
        Spec::read("access.user.read", "/users/{id}").summary("One user.").permission("user", "VIEW").on("user", "id");
    async fn run(self, tx: &TenantTx) -> Result<UserCard> {
        Ok(UserCard::of(store::get(tx, self.id).await?))
    }
    fn example() -> Value {
        json!({"id": "usr_01h00000000000000000000000"})
    }
}
