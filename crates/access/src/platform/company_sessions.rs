//! Support sessions as the company sees them: who looked in, why, and the end of it.

use engine::{Action, Done, Operation, Spec, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{Error, Result, ids::SupportSessionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sql::platform;

#[derive(Deserialize, JsonSchema)]
pub struct ListSupport {}

#[derive(Serialize, JsonSchema)]
pub struct SupportLine {
    pub id: SupportSessionId,
    pub admin_name: String,
    pub reason: String,
    pub mode: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub ended_by: Option<String>,
    pub live: bool,
}

impl Operation for ListSupport {
    type Output = Vec<SupportLine>;
    const SPEC: Spec = Spec::read("access.support.list", "/support-sessions")
        .summary("Who of the installation looked into this company, and why.")
        .permission("company", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Vec<SupportLine>> {
        let rows = platform::support_sessions(tx).await?;
        Ok(rows
            .into_iter()
            .map(|r| SupportLine {
                live: r.ended_at.is_none() && r.ends_at > tx.now(),
                id: r.id,
                admin_name: r.admin_name,
                reason: r.reason,
                mode: r.mode,
                starts_at: r.starts_at,
                ends_at: r.ends_at,
                ended_at: r.ended_at,
                ended_by: r.ended_by,
            })
            .collect())
    }
    fn example() -> Value {
        json!({})
    }
}

#[derive(Deserialize, JsonSchema)]
pub struct EndSupport {
    pub id: SupportSessionId,
}

impl Operation for EndSupport {
    type Output = Done;
    const SPEC: Spec = Spec::command("access.support.end", "POST", "/support-sessions/{id}/end")
        .summary("Ends a support session at once.")
        .permission("company", "UPDATE")
        .action(Action::Support);
    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let found = platform::support_by_id(tx, self.id).await?;
        if found.is_none_or(|s| s.company_id != tx.company()) {
            return Err(Error::not_found("support session"));
        }
        end(tx, self.id, tx.caller().name()).await?;
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"id": "sup_01h00000000000000000000000"})
    }
}

pub(super) async fn end(tx: &TenantTx, id: SupportSessionId, by: &str) -> Result<()> {
    platform::end_support(tx, Some(by), id).await?;
    tx.about("support_session", id.uuid(), by);
    tx.severity("CRITICAL");
    tx.emit(NewEvent::new("access.support.closed", "company", tx.company().uuid()));
    Ok(())
}
