//! A point may be written to again.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::SendSuppressionId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Suppression, store};

/// Lifts a suppression: a person, with a reason. The ledger is asked as before.
#[derive(Deserialize, JsonSchema)]
pub struct LiftSuppression {
    pub id: SendSuppressionId,
    pub reason: String,
}

impl Operation for LiftSuppression {
    type Output = Suppression;
    const SPEC: Spec = Spec::command("messaging.suppression.lift", "POST", "/send-suppressions/{id}/lift")
        .summary("Lets an address or number be written to again.")
        .permission("suppression", "UPDATE")
        .on("suppression", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Suppression> {
        tx.target().await?;
        if store::lift(tx, self.id, self.reason.trim()).await? == 0 {
            return Err(Error::conflict("LIFTED", "This was lifted before."));
        }
        let lifted = store::read(tx, self.id).await?;
        tx.about("suppression", self.id.uuid(), &lifted.point);
        tx.reason(self.reason.trim());
        Ok(lifted)
    }

    fn example() -> Value {
        json!({"id": "sps_01h00000000000000000000000", "reason": "The mailbox is open again, told by phone."})
    }
}
