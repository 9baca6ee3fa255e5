//! The models of a company, newest first, and one with its reliability plot.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{LocationId, ScoreModelId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    features::{Feature, Key},
    model::Model,
    report::Report,
    store,
};

/// A model in the list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelLine {
    pub id: ScoreModelId,
    pub model_version: i32,
    /// SHADOW, ACTIVE or RETIRED.
    pub state: String,
    /// Why it is not active: NO_BETTER, NOT_CALIBRATED, REPLACED, BY_HAND or LIVE_ERROR.
    pub state_reason: Option<String>,
    pub state_since: Timestamp,
    pub trained_at: Timestamp,
    pub history_from: Timestamp,
    /// Leads it learned from, and how many of them were won.
    pub leads: i32,
    pub won: i32,
    pub report: Report,
    pub version: i64,
}

/// What one feature adds to the sum.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Coefficient {
    pub feature: Feature,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub effect: f64,
}

/// A model with what it rests on.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ModelDetail {
    #[serde(flatten)]
    pub line: ModelLine,
    pub intercept: f64,
    /// The largest effects first, either way.
    pub coefficients: Vec<Coefficient>,
    /// LOGISTIC or ISOTONIC.
    pub calibration: String,
}

fn report(value: Value) -> Result<Report> {
    serde_json::from_value(value).map_err(Error::internal)
}

/// Features with the names of the locations among them.
pub async fn named(tx: &TenantTx, effects: Vec<(Key, f64)>) -> Result<Vec<Coefficient>> {
    let place = |key: &Key| match key {
        Key::Location(id) => Some(*id),
        Key::Of(_) => None,
    };
    let ids: Vec<LocationId> = effects.iter().filter_map(|(key, _)| place(key)).collect();
    let names = store::location_names(tx, &ids).await?;
    let line = |(key, effect): (Key, f64)| {
        let location_id = place(&key);
        let location_name = location_id.and_then(|id| names.get(&id).cloned());
        Coefficient { feature: key.feature(), location_id, location_name, effect }
    };
    Ok(effects.into_iter().map(line).collect())
}

/// The whole of a model.
pub async fn detail(tx: &TenantTx, id: ScoreModelId) -> Result<ModelDetail> {
    let row = store::row(tx, id).await?;
    let model = Model::read(&row.coefficients, &row.calibration)?;
    let mut effects: Vec<(Key, f64)> = model.coefficients.iter().map(|(key, effect)| (*key, *effect)).collect();
    effects.sort_by(|a, b| b.1.abs().total_cmp(&a.1.abs()).then(a.0.cmp(&b.0)));
    Ok(ModelDetail {
        line: ModelLine {
            id: row.id,
            model_version: row.model_version,
            state: row.state,
            state_reason: row.state_reason,
            state_since: row.state_since,
            trained_at: row.trained_at,
            history_from: row.history_from,
            leads: row.leads,
            won: row.won,
            report: report(row.report)?,
            version: row.version,
        },
        intercept: model.intercept,
        coefficients: named(tx, effects).await?,
        calibration: row.calibration.get("kind").and_then(Value::as_str).unwrap_or_default().to_owned(),
    })
}

/// Lists the models, newest first, fifty at a time.
#[derive(Deserialize, JsonSchema)]
pub struct ListModels {
    /// Only those from before this version: the last one of the page before.
    pub before: Option<i32>,
}

#[derive(Serialize, JsonSchema)]
pub struct Models {
    pub models: Vec<ModelLine>,
}

impl Operation for ListModels {
    type Output = Models;
    const SPEC: Spec = Spec::read("sales.model.all", "/score-models")
        .summary("The models trained so far, newest first, each with how it did on leads it never saw.")
        .permission("lead", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Models> {
        let line = |row: store::NewestModelsRow| {
            Ok(ModelLine {
                id: row.id,
                model_version: row.model_version,
                state: row.state,
                state_reason: row.state_reason,
                state_since: row.state_since,
                trained_at: row.trained_at,
                history_from: row.history_from,
                leads: row.leads,
                won: row.won,
                report: report(row.report)?,
                version: row.version,
            })
        };
        let rows = store::newest(tx, self.before.unwrap_or(i32::MAX)).await?;
        Ok(Models { models: rows.into_iter().map(line).collect::<Result<_>>()? })
    }
    fn example() -> Value {
        json!({"before": 40})
    }
}

/// Reads one model with its reliability plot.
#[derive(Deserialize, JsonSchema)]
pub struct ReadModel {
    pub model_id: ScoreModelId,
}

impl Operation for ReadModel {
    type Output = ModelDetail;
    const SPEC: Spec = Spec::read("sales.model.report", "/score-models/report")
        .summary("One model: its bins, its features, how it was calibrated.")
        .permission("lead", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<ModelDetail> {
        detail(tx, self.model_id).await
    }
    fn example() -> Value {
        json!({"model_id": "scm_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
