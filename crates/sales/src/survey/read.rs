//! The surveys of an estimate.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::EstimateId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{SurveyDetail, store};

/// Reads what customers were sent and what they put down, the newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ReadSurveys {
    pub id: EstimateId,
}

#[derive(Serialize, JsonSchema)]
pub struct Surveys {
    pub surveys: Vec<SurveyDetail>,
}

/// All of them.
pub async fn surveys(tx: &TenantTx, id: EstimateId) -> Result<Surveys> {
    let mut surveys = Vec::new();
    for row in store::of_estimate(tx, id).await? {
        surveys.push(store::detail(tx, row).await?);
    }
    Ok(Surveys { surveys })
}

impl Operation for ReadSurveys {
    type Output = Surveys;
    const SPEC: Spec = Spec::read("sales.survey.read", "/estimates/{id}/self-survey")
        .summary("The self-surveys of an estimate with rooms and pictures.")
        .permission("estimate", "VIEW")
        .on("estimate", "id");

    async fn run(self, tx: &TenantTx) -> Result<Surveys> {
        surveys(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
