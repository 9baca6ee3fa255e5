//! The end of a session: one's own, or somebody's whom one may change.

use engine::{Done, Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{
    Error, Result,
    ids::{SessionId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{auth::store, user};

/// Ends a session at once.
#[derive(Deserialize, JsonSchema)]
pub struct EndSession {
    pub id: SessionId,
}

impl Operation for EndSession {
    type Output = Done;
    const SPEC: Spec = Spec::command("access.session.end", "DELETE", "/sessions/{id}")
        .summary("Ends a session at once: one's own, or with user:UPDATE somebody's.")
        .session()
        .on("session", "id");
    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let facts = tx.target().await?.facts;
        let missing = || Error::not_found("session");
        let owner: UserId = facts.record["user_id"]
            .as_str()
            .and_then(|text| uuid::Uuid::parse_str(text).ok())
            .map(kernel::Id::from_uuid)
            .ok_or_else(missing)?;
        let owner = user::store::get(tx, owner).await?;
        if !facts.mine {
            let row = RowFacts { location: owner.location_id, mine: false, record: json!({}) };
            // Whoever may not touch the user does not learn of the session either.
            tx.require("user", "UPDATE", &row).map_err(|_| missing())?;
        }
        store::revoke(tx, self.id, "ENDED").await?;
        tx.about("user", owner.id.uuid(), &owner.name);
        tx.emit(NewEvent::new("access.session.revoked", "session", self.id.uuid()));
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"id": "ses_01h00000000000000000000000"})
    }
}
