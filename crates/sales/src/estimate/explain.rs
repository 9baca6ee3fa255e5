//! How the figures of an estimate came about.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Result, ids::EstimateId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    codes::State,
    figures::{self, Formula},
    formula::{Input, Outputs, Step},
    reckon, sheet_store, store,
};
use crate::sql::formula as sql;

/// Explains an estimate: every input, every step, and the version of the figures.
#[derive(Deserialize, JsonSchema)]
pub struct ExplainEstimate {
    pub id: EstimateId,
}

#[derive(Serialize, JsonSchema)]
pub struct Explained {
    pub formula: Formula,
    pub inputs: Input,
    pub steps: Vec<Step>,
    pub outputs: Outputs,
    /// When a locked estimate was reckoned for good.
    pub kept_at: Option<Timestamp>,
}

impl Operation for ExplainEstimate {
    type Output = Explained;
    const SPEC: Spec = Spec::read("sales.estimate.formula", "/estimates/{id}/formula")
        .summary("Every input, step and version behind an estimate's crew, trucks and hours.")
        .permission("estimate", "VIEW")
        .on("estimate", "id");

    async fn run(self, tx: &TenantTx) -> Result<Explained> {
        let row = store::row(tx, self.id).await?;
        if row.state == State::Locked.code()
            && let Some(kept) = sql::last_run(tx, self.id).await?
        {
            let mut formula = figures::with_id(tx, kept.formula_id).await?;
            formula.figures = serde_json::from_value(kept.figures).map_err(Error::internal)?;
            return Ok(Explained {
                formula,
                inputs: serde_json::from_value(kept.inputs).map_err(Error::internal)?,
                steps: serde_json::from_value(kept.steps).map_err(Error::internal)?,
                outputs: serde_json::from_value(kept.outputs).map_err(Error::internal)?,
                kept_at: Some(kept.made_at),
            });
        }
        let sheet = sheet_store::load(tx, self.id).await?;
        let reckoned = reckon::as_kept(tx, &row, &sheet).await?;
        Ok(Explained {
            formula: reckoned.formula,
            inputs: reckoned.input,
            steps: reckoned.run.steps,
            outputs: reckoned.run.outputs,
            kept_at: None,
        })
    }
    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
