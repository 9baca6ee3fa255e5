//! An activity is not done any more.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::SalesActivityId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Activity, require_planned, store};

/// Drops a planned activity, with the reason.
#[derive(Deserialize, JsonSchema)]
pub struct DropActivity {
    pub id: SalesActivityId,
    pub reason: String,
}

impl Operation for DropActivity {
    type Output = Activity;
    const SPEC: Spec = Spec::command("sales.activity.drop", "POST", "/activities/{id}/drop")
        .summary("Drops a planned activity.")
        .permission("activity", "UPDATE")
        .on("activity", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Activity> {
        let row = store::row(tx, self.id).await?;
        require_planned(&row)?;
        store::close_dropped(tx, self.id, self.reason.trim()).await?;
        tx.reason(self.reason.trim());
        store::told(tx, &row, "sales.activity.dropped");
        store::detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "act_01h2xcejqtf2nbrexx3vqjhp41", "reason": "The customer called us first."})
    }
}
