//! Support sessions as the company sees them: who looked in, why; consent and the end of it.

use engine::{Action, Done, Operation, Spec, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{Error, Result, ids::SupportSessionId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Support sessions, live and past.
#[derive(Deserialize, JsonSchema)]
pub struct ListSupport {}

/// One of them.
#[derive(Serialize, JsonSchema)]
pub struct SupportLine {
    pub id: SupportSessionId,
    pub admin_name: String,
    pub reason: String,
    /// READ or WRITE.
    pub mode: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    pub ended_by: Option<String>,
    pub consent_needed: bool,
    pub consented_at: Option<Timestamp>,
    pub consented_by: Option<String>,
    /// Whether somebody is inside, or could be, at this moment.
    pub live: bool,
}

impl Operation for ListSupport {
    type Output = Vec<SupportLine>;
    const SPEC: Spec = Spec::read("access.support.list", "/support-sessions")
        .summary("Who of the installation looked into this company, and why.")
        .permission("company", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Vec<SupportLine>> {
        let rows = store::support_sessions(tx).await?;
        Ok(rows
            .into_iter()
            .map(|r| SupportLine {
                live: r.ended_at.is_none() && r.ends_at > tx.now() && (!r.consent_needed || r.consented_at.is_some()),
                id: r.id,
                admin_name: r.admin_name,
                reason: r.reason,
                mode: r.mode,
                starts_at: r.starts_at,
                ends_at: r.ends_at,
                ended_at: r.ended_at,
                ended_by: r.ended_by,
                consent_needed: r.consent_needed,
                consented_at: r.consented_at,
                consented_by: r.consented_by,
            })
            .collect())
    }
    fn example() -> Value {
        json!({})
    }
}

/// Ends a support session at once.
#[derive(Deserialize, JsonSchema)]
pub struct EndSupport {
    pub id: SupportSessionId,
}

impl Operation for EndSupport {
    type Output = Done;
    const SPEC: Spec = Spec::command("access.support.end", "POST", "/support-sessions/{id}/end")
        .summary("Ends a support session at once.")
        .permission("company", "UPDATE")
        .on("support_session", "id")
        .action(Action::Support);
    async fn run(self, tx: &TenantTx) -> Result<Done> {
        end(tx, self.id, tx.caller().name()).await?;
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"id": "sup_01h00000000000000000000000"})
    }
}

/// Agrees to a support session that waits for it.
#[derive(Deserialize, JsonSchema)]
pub struct ConsentSupport {
    pub id: SupportSessionId,
}

impl Operation for ConsentSupport {
    type Output = Done;
    const SPEC: Spec = Spec::command("access.support.consent", "POST", "/support-sessions/{id}/consent")
        .summary("Agrees to a support session that waits for it.")
        .permission("company", "UPDATE")
        .on("support_session", "id")
        .action(Action::Support);
    async fn run(self, tx: &TenantTx) -> Result<Done> {
        if tx.caller().user().is_none() {
            return Err(Error::forbidden("NOT_YOURSELF", "Only one of the company's own people can agree."));
        }
        agree(tx, self.id, tx.caller().name()).await?;
        Ok(Done {})
    }
    fn example() -> Value {
        json!({"id": "sup_01h00000000000000000000000"})
    }
}

pub(super) async fn end(tx: &TenantTx, id: SupportSessionId, by: &str) -> Result<()> {
    store::end_support(tx, id, by).await?;
    tx.about("support_session", id.uuid(), by);
    tx.severity("CRITICAL");
    tx.emit(NewEvent::new("access.support.closed", "company", tx.company().uuid()));
    Ok(())
}

/// The 30 minutes begin with the consent.
pub(super) async fn agree(tx: &TenantTx, id: SupportSessionId, by: &str) -> Result<()> {
    let found = store::consent_state(tx, id).await?.ok_or_else(|| Error::not_found("support session"))?;
    let waits = found.consent_needed && found.consented_at.is_none() && found.ended_at.is_none();
    if !waits || found.ends_at <= tx.now() {
        return Err(Error::conflict("NOT_WAITING", "This support session does not wait for consent."));
    }
    store::consent(tx, id, by, tx.now() + super::support::LENGTH).await?;
    tx.about("support_session", id.uuid(), by);
    tx.severity("CRITICAL");
    tx.emit(NewEvent::new("access.support.agreed", "company", tx.company().uuid()));
    Ok(())
}
