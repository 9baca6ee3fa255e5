//! Written by `cargo xtask sql` from crates/dispatch/queries/workflow.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct TemplateForRow {
    pub id: kernel::ids::WorkflowTemplateId,
    pub code: String,
    pub number: i32,
}

impl TemplateForRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// The active template for a kind of job: the location's own before the company's, the newest version first.
pub async fn template_for(
    tx: &engine::TenantTx,
    job_kind: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Vec<TemplateForRow>> {
    const SQL: &str = r"select t.id, t.code, t.number
from workflow_template t
where t.company_id = $1
  and t.job_kind = $2
  and t.state = 'ACTIVE'
  and (t.location_id is null or t.location_id = $3)
order by t.location_id nulls last, t.number desc, t.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &job_kind, &location_id]).await?;
    rows.iter().map(TemplateForRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TemplateStepsRow {
    pub number: i32,
    pub code: String,
    pub names: serde_json::Value,
    pub planned_minutes: i32,
    pub approval: String,
    pub skippable: bool,
    pub items: serde_json::Value,
}

impl TemplateStepsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
            names: row.try_get(2).map_err(kernel::Error::internal)?,
            planned_minutes: row.try_get(3).map_err(kernel::Error::internal)?,
            approval: row.try_get(4).map_err(kernel::Error::internal)?,
            skippable: row.try_get(5).map_err(kernel::Error::internal)?,
            items: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn template_steps(
    tx: &engine::TenantTx,
    template_id: kernel::ids::WorkflowTemplateId,
) -> kernel::Result<Vec<TemplateStepsRow>> {
    const SQL: &str = r"select s.number, s.code, s.names, s.planned_minutes, s.approval, s.skippable, s.items
from workflow_step s
where s.company_id = $1
  and s.template_id = $2
order by s.number
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &template_id]).await?;
    rows.iter().map(TemplateStepsRow::from_row).collect()
}

pub async fn insert_template(
    tx: &engine::TenantTx,
    id: kernel::ids::WorkflowTemplateId,
    code: &str,
    name: &str,
    job_kind: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into workflow_template (company_id, id, code, name, job_kind, number, state)
values ($1, $2, $3, $4, $5, 1, 'ACTIVE')
on conflict (company_id, code, number) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &code, &name, &job_kind]).await
}

#[derive(Debug, Clone)]
pub struct InsertTemplateStep<'a> {
    pub id: uuid::Uuid,
    pub template_id: kernel::ids::WorkflowTemplateId,
    pub number: i32,
    pub code: &'a str,
    pub names: &'a serde_json::Value,
    pub planned_minutes: i32,
    pub approval: &'a str,
    pub skippable: bool,
    pub items: &'a serde_json::Value,
}

pub async fn insert_template_step(tx: &engine::TenantTx, p: InsertTemplateStep<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into workflow_step (company_id, id, template_id, number, code, names, planned_minutes, approval, skippable, items)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.template_id,
            &p.number,
            &p.code,
            &p.names,
            &p.planned_minutes,
            &p.approval,
            &p.skippable,
            &p.items,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CompanyIndustryRow {
    pub industry: String,
}

impl CompanyIndustryRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { industry: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn company_industry(tx: &engine::TenantTx) -> kernel::Result<CompanyIndustryRow> {
    const SQL: &str = r"select c.industry
from company c
where c.id = $1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    CompanyIndustryRow::from_row(&super::exactly_one(rows, "company_industry")?)
}
