//! One's own sessions: where, on what, since when; and the end of them.

use engine::{Done, Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Result, ids::SessionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{auth::store, sql};

#[derive(Deserialize, JsonSchema)]
pub struct ListSessions {}

#[derive(Serialize, JsonSchema)]
pub struct SessionCard {
    pub id: SessionId,
    pub kind: String,
    pub device: Option<String>,
    pub address: Option<String>,
    pub agent: Option<String>,
    pub started_at: Timestamp,
    pub last_used_at: Timestamp,
    pub expires_at: Timestamp,
    /// The one that asks.
    pub current: bool,
}

impl Operation for ListSessions {
    type Output = Vec<SessionCard>;
    const SPEC: Spec = Spec::read("access.session.list", "/sessions").summary("My open sessions.").session();
    async fn run(self, tx: &TenantTx) -> Result<Vec<SessionCard>> {
        let Some(user) = tx.caller().user() else { return Ok(Vec::new()) };
        let now = match tx.caller().principal() {
            engine::Principal::User { session, .. } => Some(*session),
            _ => None,
        };
        let rows = sql::session::sessions_of(tx, user).await?;
        Ok(rows
            .into_iter()
            .map(|r| SessionCard {
                current: Some(r.id) == now,
                id: r.id,
                kind: r.kind,
                device: r.device,
                address: r.address,
                agent: r.agent,
                started_at: r.started_at,
                last_used_at: r.last_used_at,
                expires_at: r.expires_at,
            })
            .collect())
    }
    fn example() -> Value {
        json!({})
    }
}

#[derive(Deserialize, JsonSchema)]
pub struct EndSession {
    pub id: SessionId,
}

impl Operation for EndSession {
    type Output = Done;
    const SPEC: Spec = Spec::command("access.session.end", "DELETE", "/sessions/{id}")
        .summary("Ends one of my sessions at once.")
        .session()
        .on("session", "id");
    async fn run(self, tx: &TenantTx) -> Result<Done> {
        if !tx.target().await?.facts.mine {
            return Err(Error::not_found("session"));
        }
        store::revoke(tx, self.id, "ended by the user").await?;
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"id": "ses_01h00000000000000000000000"})
    }
}
