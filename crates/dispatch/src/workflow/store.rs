//! Statements about templates.

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{LocationId, WorkflowTemplate, WorkflowTemplateId},
};

use super::Shipped;
use crate::sql::{
    self,
    workflow::{InsertTemplateStep, TemplateStepsRow},
};

pub async fn active(tx: &TenantTx, job_kind: &str, location: LocationId) -> Result<Option<WorkflowTemplateId>> {
    Ok(sql::workflow::template_for(tx, job_kind, Some(location)).await?.first().map(|t| t.id))
}
pub async fn steps(tx: &TenantTx, template: WorkflowTemplateId) -> Result<Vec<TemplateStepsRow>> {
    sql::workflow::template_steps(tx, template).await
}
pub async fn industry(tx: &TenantTx) -> Result<String> {
    Ok(sql::workflow::company_industry(tx).await?.industry)
}

/// Writes the first version of a shipped template, unless it is there.
pub async fn insert(tx: &TenantTx, shipped: &Shipped) -> Result<()> {
    let id = tx.new_id::<WorkflowTemplate>();
    if sql::workflow::insert_template(tx, id, shipped.code, shipped.name, shipped.job_kind).await? == 0 {
        return Ok(());
    }
    for (number, step) in (1..).zip(&shipped.steps) {
        let names = serde_json::to_value(&step.names).map_err(Error::internal)?;
        let items = serde_json::to_value(&step.items).map_err(Error::internal)?;
        let row = InsertTemplateStep {
            id: tx.new_id::<()>().uuid(),
            template_id: id,
            number,
            code: step.code,
            names: &names,
            planned_minutes: step.planned_minutes,
            approval: step.approval,
            skippable: step.skippable,
            items: &items,
        };
        sql::workflow::insert_template_step(tx, row).await?;
    }
    Ok(())
}
