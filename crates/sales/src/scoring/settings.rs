//! A company's own weights, and the switch of the probability (SAL-13, SAL-15).

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{store, train::Readiness};
use crate::lead::{
    score::Part,
    weights::{Criterion, Weights},
};

/// One criterion with what it weighs.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Weighed {
    pub criterion: Criterion,
    pub part: Part,
    pub weight: i32,
    /// As the product ships it.
    pub shipped: i32,
}

#[derive(Serialize, JsonSchema)]
pub struct Settings {
    pub criteria: Vec<Weighed>,
    /// Of those that give points: always 100.
    pub sum: i32,
    /// Whether the probability stands beside the points where a model may speak.
    pub probability_shown: bool,
    pub readiness: Readiness,
}

async fn shown(tx: &TenantTx) -> Result<Settings> {
    let (weights, probability_shown) = store::setting(tx).await?;
    let weighed = |(criterion, shipped): (Criterion, i32)| Weighed {
        criterion,
        part: criterion.part(),
        weight: weights.of(criterion),
        shipped,
    };
    let criteria = Criterion::SHIPPED.into_iter().map(weighed).collect();
    Ok(Settings { criteria, sum: weights.sum(), probability_shown, readiness: Readiness::now(tx).await? })
}

/// Reads the weights and how much history a model would have.
#[derive(Deserialize, JsonSchema)]
pub struct ReadSettings {}

impl Operation for ReadSettings {
    type Output = Settings;
    const SPEC: Spec = Spec::read("sales.score.settings", "/score-settings")
        .summary("What each criterion weighs, whether probabilities are shown, and how much history there is.")
        .permission("lead", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Settings> {
        shown(tx).await
    }
    fn example() -> Value {
        json!({})
    }
}

/// Sets the weights and the switch. Leads take the new weights at their next change, all open ones in the night.
#[derive(Deserialize, JsonSchema)]
pub struct SaveSettings {
    /// Points by criterion; a criterion left out keeps the shipped weight. Those that give points come to 100.
    #[serde(default)]
    pub weights: Weights,
    #[serde(default = "yes")]
    pub probability_shown: bool,
}

fn yes() -> bool {
    true
}

impl Operation for SaveSettings {
    type Output = Settings;
    const SPEC: Spec = Spec::command("sales.score.save_settings", "POST", "/score-settings")
        .summary("Sets what each criterion of a lead's points weighs, and whether probabilities are shown.")
        .permission("score_model", "UPDATE");

    fn check(&self, p: &mut Problems) {
        self.weights.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Settings> {
        tx.require("score_model", "UPDATE", &RowFacts { location: None, mine: true, record: Value::Null })?;
        store::put_setting(tx, &self.weights, self.probability_shown).await?;
        shown(tx).await
    }

    fn example() -> Value {
        json!({"weights": {"VALUE": 15, "URGENCY": 15}, "probability_shown": true})
    }
}
