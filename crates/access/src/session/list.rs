//! One's own open sessions.

use engine::{Operation, Principal, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Result, ids::SessionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::auth::store;

/// My open sessions.
#[derive(Deserialize, JsonSchema)]
pub struct ListSessions {}

/// One of them.
#[derive(Serialize, JsonSchema)]
pub struct SessionCard {
    pub id: SessionId,
    /// WEB or PHONE.
    pub kind: String,
    /// What the device calls itself.
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
        let Principal::User { user, session } = tx.caller().principal() else { return Ok(Vec::new()) };
        let rows = store::sessions_of(tx, *user).await?;
        Ok(rows
            .into_iter()
            .map(|r| SessionCard {
                current: r.id == *session,
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
