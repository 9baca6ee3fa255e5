//! What a lead scores now, criterion by criterion, and the probability beside it where a model may speak (SAL-15).

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{LeadId, ScoreModelId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    ModelState,
    list::{Coefficient, named},
    model::Model,
    numbers::percent,
    store,
    train::Readiness,
};
use crate::lead::{self, assess, score::Reason, status::Status};

codes! {
    /// Hot from 70 points, warm from 40.
    Heat { Hot = "HOT", Warm = "WARM", Cold = "COLD" }
}
codes! {
    /// Why there is no probability.
    Silence {
        Off = "OFF", TooLittle = "TOO_LITTLE_HISTORY", NotTrained = "NOT_TRAINED", Shadow = "SHADOW", Closed = "CLOSED",
    }
}

pub fn heat(points: i32) -> Heat {
    match points {
        70.. => Heat::Hot,
        40..70 => Heat::Warm,
        _ => Heat::Cold,
    }
}

/// Reads what a lead scores.
#[derive(Deserialize, JsonSchema)]
pub struct ReadScore {
    pub id: LeadId,
}

/// How likely a lead is won, as the model has it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Probability {
    /// Per cent with one decimal.
    pub percent: f64,
    /// The three features that moved it most.
    pub reasons: Vec<Coefficient>,
    pub model_id: ScoreModelId,
    pub model_version: i32,
    pub trained_at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct LeadScore {
    pub points: i32,
    pub heat: Heat,
    pub reasons: Vec<Reason>,
    /// Absent while no model may speak.
    pub probability: Option<Probability>,
    /// Why there is none.
    pub silence: Option<Silence>,
    /// How much history there is and how much is missing, where that is why.
    pub readiness: Option<Readiness>,
}

async fn probability(tx: &TenantTx, id: LeadId) -> Result<std::result::Result<Probability, Silence>> {
    if !store::setting(tx).await?.1 {
        return Ok(Err(Silence::Off));
    }
    let Some(row) = store::standing(tx).await? else { return Ok(Err(Silence::NotTrained)) };
    if row.state != ModelState::Active.code() {
        return Ok(Err(Silence::Shadow));
    }
    let facts = store::facts_at(tx, &[id.uuid()], &[tx.now()]).await?;
    let facts = facts.first().ok_or_else(|| Error::internal("a lead without an image of itself"))?;
    let held = store::reading(tx).await?.held(facts, tx.now());
    let model = Model::read(&row.coefficients, &row.calibration)?;
    let reasons = model.reasons(&held).into_iter().map(|part| (part.key, part.effect)).collect();
    Ok(Ok(Probability {
        percent: percent(model.probability(&held)),
        reasons: named(tx, reasons).await?,
        model_id: row.id,
        model_version: row.model_version,
        trained_at: row.trained_at,
    }))
}

impl Operation for ReadScore {
    type Output = LeadScore;
    const SPEC: Spec = Spec::read("sales.lead.score", "/leads/{id}/score")
        .summary("A lead's points with each criterion, and the probability where a model may speak.")
        .permission("lead", "VIEW")
        .on("lead", "id");

    async fn run(self, tx: &TenantTx) -> Result<LeadScore> {
        let rows = lead::store::score_facts(tx, &[self.id.uuid()]).await?;
        let row = rows.first().ok_or_else(|| Error::not_found("lead"))?;
        let (score, _) = assess::reckon(tx, row);
        // Of what is decided nobody asks how likely it is.
        let open = Status::read(&lead::store::row(tx, self.id).await?.status).is_some_and(Status::is_open);
        let said = if open { probability(tx, self.id).await? } else { Err(Silence::Closed) };
        let (probability, mut silence) = match said {
            Ok(probability) => (Some(probability), None),
            Err(silence) => (None, Some(silence)),
        };
        let mut readiness = None;
        if silence == Some(Silence::NotTrained) {
            let now = Readiness::now(tx).await?;
            if !now.is_enough() {
                silence = Some(Silence::TooLittle);
            }
            readiness = Some(now);
        }
        Ok(LeadScore {
            points: score.points,
            heat: heat(score.points),
            reasons: score.reasons,
            probability,
            silence,
            readiness,
        })
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_13_hot_from_seventy_and_warm_from_forty() {
        assert_eq!(
            [100, 70, 69, 40, 39, 0].map(heat),
            [Heat::Hot, Heat::Hot, Heat::Warm, Heat::Warm, Heat::Cold, Heat::Cold]
        );
    }
}
