//! The pipelines' rows.

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{PipelineId, PipelineStageId},
};

use super::{shipped_name, shipped_pipeline_name};
use crate::{deal::stage::Stage, sql::pipeline as sql};

pub use crate::sql::pipeline::{InsertStage, PipelineByIdRow as Row, PipelinesRow, SetStage, StageRow};

/// Industries a pipeline is made for.
const INDUSTRIES: [&str; 3] = ["MOVING", "CRANE_RENTAL", "LOGISTICS"];

/// What a company's pipeline is for: its own industry, where that is one of those we know.
pub fn industry_of(company_industry: &str) -> &str {
    INDUSTRIES.into_iter().find(|i| *i == company_industry).unwrap_or("MOVING")
}

/// The company's default pipeline, if it has begun one.
pub async fn default(tx: &TenantTx) -> Result<Option<PipelineId>> {
    Ok(sql::default_pipeline(tx).await?.map(|row| row.id))
}

/// The company's default pipeline; the shipped one is made its own when there is none.
pub async fn ensure_default(tx: &TenantTx, company_industry: &str) -> Result<PipelineId> {
    if let Some(id) = default(tx).await? {
        return Ok(id);
    }
    let industry = industry_of(company_industry);
    let (name_en, name_fr) = shipped_pipeline_name(industry);
    let id: PipelineId = tx.new_id();
    let made = insert(tx, id, (name_en, name_fr), industry, true).await?;
    if made == 0 {
        // Somebody else's first deal came before this one.
        return default(tx).await?.ok_or_else(|| Error::internal("a default pipeline was promised"));
    }
    for (position, stage) in (1..).zip(Stage::ALL) {
        let (name_en, name_fr) = shipped_name(stage);
        let row = InsertStage {
            id: tx.new_id(),
            pipeline_id: id,
            position,
            base: stage.code(),
            name_en,
            name_fr,
            probability: stage.usual_probability(),
            age_limit_days: stage.usual_age_limit_days(),
        };
        sql::insert_stage(tx, row).await?;
    }
    Ok(id)
}

pub async fn row(tx: &TenantTx, id: PipelineId) -> Result<Row> {
    sql::pipeline_by_id(tx, id).await?.ok_or_else(|| Error::not_found("pipeline"))
}

pub async fn all(tx: &TenantTx) -> Result<Vec<PipelinesRow>> {
    sql::pipelines(tx).await
}

/// The active columns in order.
pub async fn stages(tx: &TenantTx, id: PipelineId) -> Result<Vec<StageRow>> {
    sql::stages_of(tx, id).await
}

pub async fn stage(tx: &TenantTx, id: PipelineStageId) -> Result<Option<StageRow>> {
    sql::stage_by_id(tx, id).await
}

pub async fn insert(tx: &TenantTx, id: PipelineId, name: (&str, &str), industry: &str, default: bool) -> Result<u64> {
    let row = sql::InsertPipeline { id, name_en: name.0, name_fr: name.1, industry, is_default: default };
    sql::insert_pipeline(tx, row).await
}

pub async fn set(tx: &TenantTx, id: PipelineId, name: (&str, &str), is_active: bool) -> Result<()> {
    sql::set_pipeline(tx, name.0, name.1, is_active, id).await.map(drop)
}

/// Whether it is there; nobody else changes its columns until the transaction ends.
pub async fn lock(tx: &TenantTx, id: PipelineId) -> Result<bool> {
    Ok(sql::lock_pipeline(tx, id).await?.is_some())
}

pub async fn insert_stage(tx: &TenantTx, stage: InsertStage<'_>) -> Result<()> {
    sql::insert_stage(tx, stage).await.map(drop)
}

pub async fn set_stage(tx: &TenantTx, stage: SetStage<'_>) -> Result<()> {
    sql::set_stage(tx, stage).await.map(drop)
}

pub async fn retire_stage(tx: &TenantTx, id: PipelineStageId) -> Result<()> {
    sql::retire_stage(tx, id).await.map(drop)
}

pub async fn stage_in_use(tx: &TenantTx, id: PipelineStageId) -> Result<bool> {
    Ok(sql::stage_in_use(tx, id).await?.any)
}

/// Of the deals closed since: how many in all, and by stage they had been in (stage, closed, won).
pub async fn rates(tx: &TenantTx, id: PipelineId, since: Timestamp) -> Result<(i64, Vec<(PipelineStageId, i64, i64)>)> {
    let closed = sql::closed_count(tx, id, since).await?.closed;
    if closed < 100 {
        return Ok((closed, vec![]));
    }
    let rows = sql::closed_rates(tx, id, since).await?;
    Ok((closed, rows.into_iter().map(|r| (r.stage_id, r.closed, r.won)).collect()))
}
