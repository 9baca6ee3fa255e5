//! The estimate's row.

use engine::{ListQuery, Page, TenantTx};
use kernel::{
    Error, Result,
    ids::{CustomerId, EstimateId, LeadId, QuoteId},
};
use serde_json::{Value, json};

use super::{
    EstimateLine, codes,
    reckon::{Head, Reckoned},
    sheet::Sheet,
};
use crate::sql::{estimate as sql, formula as formula_sql};

pub use crate::sql::estimate::{
    CustomerOfRow as CustomerFacts, ESTIMATE_LIST, EstimateByIdRow as Row, InsertEstimate as Insert, SetHead,
};

pub async fn row(tx: &TenantTx, id: EstimateId) -> Result<Row> {
    sql::estimate_by_id(tx, id).await?.ok_or_else(|| Error::not_found("estimate"))
}

fn line(row: sql::EstimateLineRow) -> Result<EstimateLine> {
    Ok(EstimateLine {
        id: row.id,
        number: row.number,
        estimate_version: row.estimate_version,
        is_newest: row.is_newest,
        lead_id: row.lead_id,
        customer_id: row.customer_id,
        name: row.name,
        location_id: row.location_id,
        location_name: row.location_name,
        state: codes::read(&row.state)?,
        method: codes::read(&row.method)?,
        mode: codes::read(&row.mode)?,
        service_type: row.service_type,
        volume_cuft: row.volume_cuft,
        weight_lb: row.weight_lb,
        movers: row.movers,
        trucks: row.trucks,
        minutes: row.minutes,
        unsettled_prohibited: row.unsettled_prohibited,
        quote_id: row.quote_id.map(QuoteId::from_uuid),
        created_at: row.created_at,
        updated_at: row.updated_at,
        version: row.version,
    })
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<EstimateLine>> {
    tx.list(&ESTIMATE_LIST, query, |row| line(sql::EstimateLineRow::from_row(row)?)).await
}

pub async fn customer(tx: &TenantTx, id: CustomerId) -> Result<Option<CustomerFacts>> {
    sql::customer_of(tx, id).await
}

pub async fn insert(tx: &TenantTx, estimate: Insert<'_>) -> Result<()> {
    sql::insert_estimate(tx, estimate).await.map(drop)
}

pub async fn set_head(tx: &TenantTx, head: SetHead<'_>) -> Result<()> {
    sql::set_head(tx, head).await.map(drop)
}

fn whole(value: i128) -> i32 {
    i32::try_from(value).unwrap_or(i32::MAX)
}

fn count(items: usize) -> i32 {
    i32::try_from(items).unwrap_or(i32::MAX)
}

/// Keeps what the formula said.
pub async fn set_outputs(tx: &TenantTx, id: EstimateId, sheet: &Sheet, reckoned: &Reckoned) -> Result<()> {
    let out = &reckoned.run.outputs;
    let outputs = json!(out);
    let history = reckoned.input.history.as_ref().map(|h| json!(h));
    let row = sql::SetOutputs {
        formula_id: reckoned.formula.id,
        history: history.as_ref(),
        mode: out.mode.code(),
        volume_cuft: whole(out.volume_cuft.round_half_up()),
        weight_lb: whole(out.weight_lb.round_half_up()),
        movers: whole(out.movers.into()),
        trucks: whole(out.trucks.into()),
        minutes: whole(out.minutes.into()),
        outputs: &outputs,
        hand_over: &reckoned.hand_over,
        unsettled_prohibited: count(sheet.items().filter(|i| i.is_unsettled()).count()),
        unvalued: count(sheet.items().filter(|i| i.is_unvalued()).count()),
        id,
    };
    sql::set_outputs(tx, row).await.map(drop)
}

/// Reckons with what holds now and keeps it.
pub async fn reckon_and_keep(tx: &TenantTx, id: EstimateId, head: &Head, sheet: &Sheet) -> Result<()> {
    let reckoned = Box::pin(super::reckon::now(tx, head, sheet)).await?;
    set_outputs(tx, id, sheet, &reckoned).await
}

pub async fn set_locked(tx: &TenantTx, id: EstimateId) -> Result<()> {
    sql::set_locked(tx, id).await.map(drop)
}

pub async fn set_quote(tx: &TenantTx, id: EstimateId, quote: QuoteId) -> Result<()> {
    sql::set_quote(tx, Some(quote), id).await.map(drop)
}

/// The number's next version; the ones before are no longer the newest.
pub async fn supersede(tx: &TenantTx, number: &str) -> Result<i32> {
    let last = sql::last_version(tx, number).await?.estimate_version;
    sql::set_superseded(tx, number).await?;
    Ok(last + 1)
}

/// The estimate a quote rests on: the one that was handed over to it, else the lead's newest.
pub async fn of_quote(tx: &TenantTx, quote: QuoteId, lead: Option<LeadId>) -> Result<Option<EstimateId>> {
    if let Some(row) = sql::of_quote(tx, quote).await? {
        return Ok(Some(row.id));
    }
    match lead {
        Some(lead) => newest_of_lead(tx, lead).await,
        None => Ok(None),
    }
}

pub async fn newest_of_lead(tx: &TenantTx, lead: LeadId) -> Result<Option<EstimateId>> {
    Ok(sql::newest_of_lead(tx, lead).await?.map(|row| row.id))
}

/// Nobody else changes it until the transaction ends.
pub async fn lock_row(tx: &TenantTx, id: EstimateId) -> Result<()> {
    sql::lock_estimate(tx, id).await.map(drop)
}

/// The proof of what a locked estimate was reckoned from.
pub async fn keep_run(tx: &TenantTx, id: EstimateId, reckoned: &Reckoned) -> Result<()> {
    let values = [
        json!(reckoned.formula.figures),
        json!(reckoned.input),
        json!(reckoned.run.steps),
        json!(reckoned.run.outputs),
    ];
    let [figures, inputs, steps, outputs]: &[Value; 4] = &values;
    let formula_id = reckoned.formula.id;
    let row = formula_sql::InsertRun {
        id: tx.new_id::<()>().uuid(),
        estimate_id: id,
        formula_id,
        figures,
        inputs,
        steps,
        outputs,
    };
    formula_sql::insert_run(tx, row).await.map(drop)
}
