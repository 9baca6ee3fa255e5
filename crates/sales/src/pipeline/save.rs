//! A new pipeline, or another set of columns for one.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{PipelineId, PipelineStageId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Pipeline, list::detail, store};
use crate::deal::{stage::Stage, store as deals};

/// Most columns of a pipeline.
const MOST_STAGES: usize = 20;

/// Saves a pipeline with all its columns in order: those with an id are changed, those without are new, those left out
/// are taken away.
#[derive(Deserialize, JsonSchema)]
pub struct SavePipeline {
    /// Absent: a new one.
    pub id: Option<PipelineId>,
    pub name_en: String,
    pub name_fr: String,
    /// No deal begins in one that is not active.
    #[serde(default = "yes")]
    pub is_active: bool,
    pub stages: Vec<WantedStage>,
}

fn yes() -> bool {
    true
}

/// One column as it shall be.
#[derive(Deserialize, JsonSchema)]
pub struct WantedStage {
    pub id: Option<PipelineStageId>,
    pub base: Stage,
    pub name_en: String,
    pub name_fr: String,
    /// 0 to 100; the base stage's usual one where absent.
    pub probability: Option<i32>,
    pub age_limit_days: Option<i32>,
}

impl WantedStage {
    fn probability(&self) -> i32 {
        match self.base {
            Stage::Won | Stage::Lost => self.base.usual_probability(),
            base => self.probability.unwrap_or(base.usual_probability()),
        }
    }
    fn check(&self, at: usize, p: &mut Problems) {
        p.text(&format!("stages[{at}].name_en"), &self.name_en, 60);
        p.text(&format!("stages[{at}].name_fr"), &self.name_fr, 60);
        let percent = (0..=100).contains(&self.probability.unwrap_or(0));
        p.require(percent, &format!("stages[{at}].probability"), "OUT_OF_RANGE", "Between 0 and 100 per cent.");
        let days = (1..=365).contains(&self.age_limit_days.unwrap_or(1));
        p.require(days, &format!("stages[{at}].age_limit_days"), "OUT_OF_RANGE", "Between 1 and 365 days.");
    }
}

/// Every base stage is there, in the order of the way; won and lost once, since a closed deal has one place to be.
fn check_bases(stages: &[WantedStage], p: &mut Problems) {
    let count = |base: Stage| stages.iter().filter(|s| s.base == base).count();
    for base in Stage::ALL {
        let text = format!("A pipeline needs a column for {}.", base.code());
        p.require(count(base) > 0, "stages", "STAGE_MISSING", &text);
    }
    for base in [Stage::Won, Stage::Lost] {
        let text = format!("Only one column stands for {}.", base.code());
        p.require(count(base) <= 1, "stages", "STAGE_TWICE", &text);
    }
    let rising = stages.windows(2).all(|two| two[0].base.rank() <= two[1].base.rank());
    p.require(
        rising,
        "stages",
        "ORDER",
        "Columns stand in the order of the way: qualification, proposal, negotiation, won, lost.",
    );
    p.require(stages.len() <= MOST_STAGES, "stages", "TOO_MANY", "At most 20 columns.");
}

impl Operation for SavePipeline {
    type Output = Pipeline;
    const SPEC: Spec = Spec::command("sales.pipeline.save", "POST", "/pipelines")
        .summary("Makes a pipeline, or gives one other columns.")
        .permission("deal", "APPROVE");

    fn check(&self, p: &mut Problems) {
        p.text("name_en", &self.name_en, 60);
        p.text("name_fr", &self.name_fr, 60);
        check_bases(&self.stages, p);
        for (at, stage) in self.stages.iter().enumerate() {
            stage.check(at, p);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Pipeline> {
        tx.require("deal", "APPROVE", &RowFacts::default())?;
        let name = (self.name_en.trim(), self.name_fr.trim());
        let id = match self.id {
            Some(id) => {
                if !store::lock(tx, id).await? {
                    return Err(Error::not_found("pipeline"));
                }
                store::set(tx, id, name, self.is_active).await?;
                id
            }
            None => {
                let company = deals::company(tx).await?;
                let id = tx.new_id();
                // The first one is where deals begin.
                let first = store::default(tx).await?.is_none();
                store::insert(tx, id, name, store::industry_of(&company.industry), first).await?;
                id
            }
        };
        let old = store::stages(tx, id).await?;
        for gone in old.iter().filter(|s| !self.stages.iter().any(|w| w.id == Some(s.id))) {
            if store::stage_in_use(tx, gone.id).await? {
                let text = format!("There are deals in “{}”. Move them first.", gone.name_en);
                return Err(Error::conflict("STAGE_IN_USE", text).with_data(json!({"stage_id": gone.id})));
            }
            store::retire_stage(tx, gone.id).await?;
        }
        for (at, (position, wanted)) in (1..).zip(&self.stages).enumerate() {
            let (name_en, name_fr) = (wanted.name_en.trim(), wanted.name_fr.trim());
            let (probability, age_limit_days) = (wanted.probability(), wanted.age_limit_days);
            let Some(stage_id) = wanted.id else {
                let row = store::InsertStage {
                    id: tx.new_id(),
                    pipeline_id: id,
                    position,
                    base: wanted.base.code(),
                    name_en,
                    name_fr,
                    probability,
                    age_limit_days,
                };
                store::insert_stage(tx, row).await?;
                continue;
            };
            let same = old.iter().any(|s| s.id == stage_id && s.base == wanted.base.code());
            if !same {
                let field = format!("stages[{at}].id");
                return Err(Error::invalid(&field, "UNKNOWN", "This column is not of this pipeline and base stage."));
            }
            let row = store::SetStage { position, name_en, name_fr, probability, age_limit_days, id: stage_id };
            store::set_stage(tx, row).await?;
        }
        tx.about("pipeline", id.uuid(), name.0);
        detail(tx, id).await
    }

    fn example() -> Value {
        json!({"name_en": "Moves", "name_fr": "Déménagements", "stages": [
            {"base": "QUALIFICATION", "name_en": "Qualification", "name_fr": "Qualification", "age_limit_days": 7},
            {"base": "PROPOSAL", "name_en": "Proposal", "name_fr": "Proposition", "age_limit_days": 10},
            {"base": "NEGOTIATION", "name_en": "Negotiation", "name_fr": "Négociation", "age_limit_days": 14},
            {"base": "WON", "name_en": "Won", "name_fr": "Gagnée"},
            {"base": "LOST", "name_en": "Lost", "name_fr": "Perdue"},
        ]})
    }
}
