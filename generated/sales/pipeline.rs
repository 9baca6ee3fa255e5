//! Written by `cargo xtask sql` from crates/sales/queries/pipeline.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct DefaultPipelineRow {
    pub id: kernel::ids::PipelineId,
}

impl DefaultPipelineRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn default_pipeline(tx: &engine::TenantTx) -> kernel::Result<Option<DefaultPipelineRow>> {
    const SQL: &str = r"select p.id
from pipeline p
where p.company_id = $1
  and p.is_default";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "default_pipeline")?.as_ref().map(DefaultPipelineRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PipelineByIdRow {
    pub id: kernel::ids::PipelineId,
    pub name_en: String,
    pub name_fr: String,
    pub industry: String,
    pub is_default: bool,
    pub is_active: bool,
    pub version: i64,
}

impl PipelineByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name_en: row.try_get(1).map_err(kernel::Error::internal)?,
            name_fr: row.try_get(2).map_err(kernel::Error::internal)?,
            industry: row.try_get(3).map_err(kernel::Error::internal)?,
            is_default: row.try_get(4).map_err(kernel::Error::internal)?,
            is_active: row.try_get(5).map_err(kernel::Error::internal)?,
            version: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn pipeline_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::PipelineId,
) -> kernel::Result<Option<PipelineByIdRow>> {
    const SQL: &str = r"select p.id, p.name_en, p.name_fr, p.industry, p.is_default, p.is_active, p.version
from pipeline p
where p.company_id = $1
  and p.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "pipeline_by_id")?.as_ref().map(PipelineByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PipelinesRow {
    pub id: kernel::ids::PipelineId,
}

impl PipelinesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn pipelines(tx: &engine::TenantTx) -> kernel::Result<Vec<PipelinesRow>> {
    const SQL: &str = r"select p.id
from pipeline p
where p.company_id = $1
order by p.created_at, p.id
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(PipelinesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StageRow {
    pub id: kernel::ids::PipelineStageId,
    pub pipeline_id: kernel::ids::PipelineId,
    pub position: i32,
    pub base: String,
    pub name_en: String,
    pub name_fr: String,
    pub probability: i32,
    pub age_limit_days: Option<i32>,
}

impl StageRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            pipeline_id: row.try_get(1).map_err(kernel::Error::internal)?,
            position: row.try_get(2).map_err(kernel::Error::internal)?,
            base: row.try_get(3).map_err(kernel::Error::internal)?,
            name_en: row.try_get(4).map_err(kernel::Error::internal)?,
            name_fr: row.try_get(5).map_err(kernel::Error::internal)?,
            probability: row.try_get(6).map_err(kernel::Error::internal)?,
            age_limit_days: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn stages_of(tx: &engine::TenantTx, pipeline_id: kernel::ids::PipelineId) -> kernel::Result<Vec<StageRow>> {
    const SQL: &str = r"select s.id, s.pipeline_id, s.position, s.base, s.name_en, s.name_fr, s.probability, s.age_limit_days
from pipeline_stage s
where s.company_id = $1
  and s.pipeline_id = $2
  and s.is_active
order by s.position, s.id
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &pipeline_id]).await?;
    rows.iter().map(StageRow::from_row).collect()
}

pub async fn stage_by_id(tx: &engine::TenantTx, id: kernel::ids::PipelineStageId) -> kernel::Result<Option<StageRow>> {
    const SQL: &str = r"select s.id, s.pipeline_id, s.position, s.base, s.name_en, s.name_fr, s.probability, s.age_limit_days
from pipeline_stage s
where s.company_id = $1
  and s.id = $2
  and s.is_active";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "stage_by_id")?.as_ref().map(StageRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertPipeline<'a> {
    pub id: kernel::ids::PipelineId,
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub industry: &'a str,
    pub is_default: bool,
}

/// Two who begin the first deal at once make one pipeline between them.
pub async fn insert_pipeline(tx: &engine::TenantTx, p: InsertPipeline<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into pipeline (company_id, id, name_en, name_fr, industry, is_default)
values ($1, $2, $3, $4, $5, $6)
on conflict (company_id) where is_default do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.name_en, &p.name_fr, &p.industry, &p.is_default]).await
}

pub async fn set_pipeline(
    tx: &engine::TenantTx,
    name_en: &str,
    name_fr: &str,
    is_active: bool,
    id: kernel::ids::PipelineId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update pipeline
set name_en = $2,
    name_fr = $3,
    is_active = $4
where company_id = $1
  and id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &name_en, &name_fr, &is_active, &id]).await
}

#[derive(Debug, Clone)]
pub struct InsertStage<'a> {
    pub id: kernel::ids::PipelineStageId,
    pub pipeline_id: kernel::ids::PipelineId,
    pub position: i32,
    pub base: &'a str,
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub probability: i32,
    pub age_limit_days: Option<i32>,
}

pub async fn insert_stage(tx: &engine::TenantTx, p: InsertStage<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into pipeline_stage (company_id, id, pipeline_id, position, base, name_en, name_fr, probability, age_limit_days)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.pipeline_id,
            &p.position,
            &p.base,
            &p.name_en,
            &p.name_fr,
            &p.probability,
            &p.age_limit_days,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct SetStage<'a> {
    pub position: i32,
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub probability: i32,
    pub age_limit_days: Option<i32>,
    pub id: kernel::ids::PipelineStageId,
}

pub async fn set_stage(tx: &engine::TenantTx, p: SetStage<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update pipeline_stage
set position = $2,
    name_en = $3,
    name_fr = $4,
    probability = $5,
    age_limit_days = $6
where company_id = $1
  and id = $7";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.position, &p.name_en, &p.name_fr, &p.probability, &p.age_limit_days, &p.id],
    )
    .await
}

pub async fn retire_stage(tx: &engine::TenantTx, id: kernel::ids::PipelineStageId) -> kernel::Result<u64> {
    const SQL: &str = r"update pipeline_stage
set is_active = false
where company_id = $1
  and id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StageInUseRow {
    pub any: bool,
}

impl StageInUseRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Whether a deal stands in it; closed ones count, so that a deal never stands in a stage that is gone.
pub async fn stage_in_use(
    tx: &engine::TenantTx,
    stage_id: kernel::ids::PipelineStageId,
) -> kernel::Result<StageInUseRow> {
    const SQL: &str = r#"select exists (select 1 from deal d where d.company_id = $1 and d.stage_id = $2) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &stage_id]).await?;
    StageInUseRow::from_row(&super::exactly_one(rows, "stage_in_use")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockPipelineRow {
    pub id: kernel::ids::PipelineId,
}

impl LockPipelineRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn lock_pipeline(
    tx: &engine::TenantTx,
    id: kernel::ids::PipelineId,
) -> kernel::Result<Option<LockPipelineRow>> {
    const SQL: &str = r"select p.id
from pipeline p
where p.company_id = $1
  and p.id = $2
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lock_pipeline")?.as_ref().map(LockPipelineRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ClosedRatesRow {
    pub stage_id: kernel::ids::PipelineStageId,
    pub closed: i64,
    pub won: i64,
}

impl ClosedRatesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            stage_id: row.try_get(0).map_err(kernel::Error::internal)?,
            closed: row.try_get(1).map_err(kernel::Error::internal)?,
            won: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Of the deals of a pipeline that were closed since: how many had been in each stage, and how many of those were won.
pub async fn closed_rates(
    tx: &engine::TenantTx,
    pipeline_id: kernel::ids::PipelineId,
    since: jiff::Timestamp,
) -> kernel::Result<Vec<ClosedRatesRow>> {
    const SQL: &str = r#"select c.to_stage_id as "stage_id!", count(distinct d.id) as "closed!",
       count(distinct d.id) filter (where d.stage = 'WON') as "won!"
from deal d
join stage_change c on c.company_id = d.company_id and c.deal_id = d.id
where d.company_id = $1
  and d.pipeline_id = $2
  and d.closed_at > $3
  and c.to_stage_id is not null
group by c.to_stage_id
order by c.to_stage_id
limit 40"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &pipeline_id, &since]).await?;
    rows.iter().map(ClosedRatesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ClosedCountRow {
    pub closed: i64,
}

impl ClosedCountRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { closed: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn closed_count(
    tx: &engine::TenantTx,
    pipeline_id: kernel::ids::PipelineId,
    since: jiff::Timestamp,
) -> kernel::Result<ClosedCountRow> {
    const SQL: &str = r#"select count(*) as "closed!"
from deal d
where d.company_id = $1
  and d.pipeline_id = $2
  and d.closed_at > $3"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &pipeline_id, &since]).await?;
    ClosedCountRow::from_row(&super::exactly_one(rows, "closed_count")?)
}
