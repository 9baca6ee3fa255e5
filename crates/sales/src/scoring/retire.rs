//! An administrator takes a model back.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::ScoreModelId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    ModelState, StateReason,
    list::{ModelDetail, detail},
    store,
    train::take_back,
};
use crate::lead::{at_most, filled};

/// Retires a model: from now on there are points only, until another one is trained.
#[derive(Deserialize, JsonSchema)]
pub struct RetireModel {
    pub id: ScoreModelId,
    /// For the audit trail.
    pub reason: Option<String>,
}

impl Operation for RetireModel {
    type Output = ModelDetail;
    const SPEC: Spec = Spec::command("sales.model.retire", "POST", "/score-models/{id}/retire")
        .summary("Retires a model; the points stay.")
        .permission("score_model", "UPDATE")
        .on("score_model", "id");

    fn check(&self, p: &mut Problems) {
        at_most(p, "reason", self.reason.as_deref(), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<ModelDetail> {
        let row = store::row(tx, self.id).await?;
        if row.state == ModelState::Retired.code() {
            return Err(Error::conflict("RETIRED", "This model is retired already."));
        }
        if let Some(reason) = filled(&self.reason) {
            tx.reason(reason);
        }
        tx.about("score_model", self.id.uuid(), &row.model_version.to_string());
        if row.state == ModelState::Active.code() {
            take_back(tx, self.id, row.model_version, StateReason::ByHand).await?;
        } else {
            store::set_state(tx, self.id, ModelState::Retired, StateReason::ByHand).await?;
        }
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "scm_01h2xcejqtf2nbrexx3vqjhp41", "reason": "We changed our prices."})
    }
}
