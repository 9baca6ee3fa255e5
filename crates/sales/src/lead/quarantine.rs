//! Leads that wait for a person's eye (SAL-6).

use engine::{ListQuery, Operation, Page, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::LeadId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    LeadCard, LeadDetail, assess, at_most,
    moves::move_to,
    read::detail,
    status::{By, Status},
    store,
};

/// Lists the quarantine.
#[derive(Deserialize, JsonSchema)]
pub struct ListQuarantine {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListQuarantine {
    type Output = Page<LeadCard>;
    const SPEC: Spec = Spec::list("sales.lead.quarantine", "/leads/quarantine", &store::LEAD_QUARANTINE_LIST)
        .summary("Leads held back by signs of fraud.")
        .permission("lead", "APPROVE");

    async fn run(self, tx: &TenantTx) -> Result<Page<LeadCard>> {
        store::list(tx, &store::LEAD_QUARANTINE_LIST, &self.query).await
    }
    fn example() -> Value {
        json!({"limit": 50})
    }
}

/// Releases a lead, or confirms that it is fraud.
#[derive(Deserialize, JsonSchema)]
pub struct ReleaseLead {
    pub id: LeadId,
    /// It is fraud: UNQUALIFIED instead of released.
    #[serde(default)]
    pub confirm_fraud: bool,
    pub reason: String,
}

impl Operation for ReleaseLead {
    type Output = LeadDetail;
    const SPEC: Spec = Spec::command("sales.lead.release", "POST", "/leads/{id}/release")
        .summary("Releases a lead from quarantine or confirms fraud.")
        .permission("lead", "APPROVE")
        .on("lead", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
        at_most(p, "reason", Some(&self.reason), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<LeadDetail> {
        let row = store::row(tx, self.id).await?;
        if row.quarantined_at.is_none() {
            return Err(Error::conflict("NOT_QUARANTINED", "This lead is not in quarantine."));
        }
        tx.reason(&self.reason);
        if self.confirm_fraud {
            move_to(tx, &row, Status::Unqualified, By::Rep, Some("FRAUD")).await?;
        } else {
            store::release(tx, self.id).await?;
            assess::assess(tx, self.id).await?;
            tx.emit(
                NewEvent::new("sales.lead.received", "lead", self.id.uuid())
                    .location(row.location_id)
                    .data(json!({"channel": row.channel, "released": true})),
            );
        }
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "reason": "Called back, a real customer."})
    }
}
