//! A person moves a lead on.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::LeadId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    LeadDetail, at_most, filled,
    moves::move_to,
    read::detail,
    status::{By, Status},
    store,
};

/// Changes the status (SAL-11).
#[derive(Deserialize, JsonSchema)]
pub struct SetStatus {
    pub id: LeadId,
    pub status: Status,
    /// Needed to close, reopen or win by hand.
    pub reason: Option<String>,
}

impl Operation for SetStatus {
    type Output = LeadDetail;
    const SPEC: Spec = Spec::command("sales.lead.status", "POST", "/leads/{id}/status")
        .summary("Moves a lead to another status.")
        .permission("lead", "UPDATE")
        .on("lead", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        at_most(p, "reason", self.reason.as_deref(), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<LeadDetail> {
        let target = tx.target().await?;
        let row = store::row(tx, self.id).await?;
        let by = if tx.may("lead", "APPROVE", &target.facts) { By::Manager } else { By::Rep };
        if let Some(reason) = filled(&self.reason) {
            tx.reason(reason);
        }
        if row.status != self.status.code() {
            move_to(tx, &row, self.status, by, filled(&self.reason)).await?;
        }
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "status": "LOST", "reason": "Went with a cousin's van."})
    }
}
