//! The company's pipelines.

use engine::{Operation, Spec, TenantTx};
use jiff::SignedDuration;
use kernel::{Error, Result, ids::PipelineId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Pipeline, StageLine, own_rate, shipped_name, shipped_pipeline_name, store};
use crate::{deal::stage::Stage, deal::store as deals};

/// Days of history the stages' own rates rest on.
const RATE_DAYS: i64 = 365;

/// Reads the pipelines; a company that has begun none sees the shipped one.
#[derive(Deserialize, JsonSchema)]
pub struct ReadPipelines {}

#[derive(Serialize, JsonSchema)]
pub struct Pipelines {
    pub pipelines: Vec<Pipeline>,
}

/// One column as people see it.
pub fn line(row: &store::StageRow, own_rate: Option<i32>) -> Result<StageLine> {
    Ok(StageLine {
        id: Some(row.id),
        base: Stage::read(&row.base).ok_or_else(|| Error::internal("an unknown base stage"))?,
        name_en: row.name_en.clone(),
        name_fr: row.name_fr.clone(),
        probability: row.probability,
        age_limit_days: row.age_limit_days,
        own_rate,
    })
}

/// The pipeline a company begins with.
pub fn shipped(company_industry: &str) -> Pipeline {
    let industry = store::industry_of(company_industry);
    let (name_en, name_fr) = shipped_pipeline_name(industry);
    let stage = |base: Stage| {
        let (name_en, name_fr) = shipped_name(base);
        StageLine {
            id: None,
            base,
            name_en: name_en.into(),
            name_fr: name_fr.into(),
            probability: base.usual_probability(),
            age_limit_days: base.usual_age_limit_days(),
            own_rate: None,
        }
    };
    Pipeline {
        id: None,
        name_en: name_en.into(),
        name_fr: name_fr.into(),
        industry: industry.into(),
        is_default: true,
        is_active: true,
        stages: Stage::ALL.into_iter().map(stage).collect(),
        closed_deals: None,
        version: 0,
    }
}

/// One pipeline with its columns and their own rates.
pub async fn detail(tx: &TenantTx, id: PipelineId) -> Result<Pipeline> {
    let row = store::row(tx, id).await?;
    let stages = store::stages(tx, id).await?;
    let since = tx.now() - SignedDuration::from_hours(24 * RATE_DAYS);
    let (closed, rates) = store::rates(tx, id, since).await?;
    let rate = |stage: &store::StageRow| {
        let found = rates.iter().find(|(id, ..)| *id == stage.id);
        found.and_then(|(_, of, won)| own_rate(closed, *of, *won))
    };
    Ok(Pipeline {
        id: Some(row.id),
        name_en: row.name_en,
        name_fr: row.name_fr,
        industry: row.industry,
        is_default: row.is_default,
        is_active: row.is_active,
        stages: stages.iter().map(|s| line(s, rate(s))).collect::<Result<_>>()?,
        closed_deals: Some(closed),
        version: row.version,
    })
}

impl Operation for ReadPipelines {
    type Output = Pipelines;
    const SPEC: Spec = Spec::read("sales.pipeline.all", "/pipelines")
        .summary("The pipelines with their columns, and the columns' own rates after 100 closed deals.")
        .permission("deal", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Pipelines> {
        let rows = store::all(tx).await?;
        if rows.is_empty() {
            let company = deals::company(tx).await?;
            return Ok(Pipelines { pipelines: vec![shipped(&company.industry)] });
        }
        let mut pipelines = Vec::with_capacity(rows.len());
        for row in rows {
            pipelines.push(detail(tx, row.id).await?);
        }
        Ok(Pipelines { pipelines })
    }

    fn example() -> Value {
        json!({})
    }
}
