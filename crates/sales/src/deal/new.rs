//! A deal begins: by hand, or by converting a lead.

use engine::{TenantTx, event::NewEvent};
use jiff::civil::Date;
use kernel::{
    Error, Result,
    ids::{CustomerId, DealId, LeadId, LocationId, PipelineId, PipelineStageId, QuoteId, UserId},
    money::Money,
    normal::name_key,
    time::local_day,
};
use serde_json::json;

use super::{follow, stage::Stage, store};
use crate::{lead, pipeline};

/// Everything a new deal may begin with.
pub struct NewDeal {
    pub title: String,
    pub customer: CustomerId,
    pub lead: Option<LeadId>,
    pub location: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    /// Absent: the company's default one.
    pub pipeline: Option<PipelineId>,
    /// Absent: the first column.
    pub stage: Option<PipelineStageId>,
    pub value: Option<Money>,
    pub value_fixed: bool,
    /// Per cent, set by hand.
    pub probability: Option<i32>,
    pub expected_close: Option<Date>,
    pub source: Option<String>,
    pub machine_class: Option<String>,
    pub start_date: Option<Date>,
    pub days: Option<i32>,
    pub competitor: Option<String>,
    pub notes: Option<String>,
    /// Quotes it begins with, besides those of its lead.
    pub quotes: Vec<QuoteId>,
}

/// Writes the deal, takes over its quotes and tells of it.
pub async fn begin(tx: &TenantTx, new: &NewDeal) -> Result<DealId> {
    let company = store::company(tx).await?;
    let pipeline = match new.pipeline {
        Some(id) => id,
        None => pipeline::store::ensure_default(tx, &company.industry).await?,
    };
    let stages = pipeline::store::stages(tx, pipeline).await?;
    let wanted = stages.iter().find(|s| new.stage.is_none_or(|id| s.id == id));
    let stage = wanted.ok_or_else(|| Error::invalid("stage_id", "UNKNOWN", "This pipeline has no such column."))?;
    if !Stage::read(&stage.base).is_some_and(Stage::is_open) {
        return Err(Error::invalid("stage_id", "CLOSED", "A deal begins in an open column."));
    }
    let defaults = lead::store::defaults(tx, new.location).await?;
    let zone = defaults.timezone.as_deref().unwrap_or(&defaults.company_timezone);
    let zone = jiff::tz::TimeZone::get(zone).unwrap_or(jiff::tz::TimeZone::UTC);
    let year = local_day(tx.now(), &zone).year();
    let id: DealId = tx.new_id();
    let number = format!("D-{year}-{:06}", tx.number(&format!("deal-{year}")).await?);
    let currency = new.value.map_or(company.currency.as_str(), |v| v.currency().code());
    let row = store::Insert {
        id,
        number: &number,
        pipeline_id: pipeline,
        stage_id: stage.id,
        stage: &stage.base,
        lead_id: new.lead,
        customer_id: new.customer,
        location_id: new.location,
        assigned_to: new.assigned_to,
        title: &new.title,
        title_key: &name_key(&new.title),
        value_minor: new.value.map_or(0, Money::minor),
        currency,
        value_fixed: new.value_fixed,
        probability: new.probability.unwrap_or(stage.probability),
        probability_by_hand: new.probability.is_some(),
        expected_close: new.expected_close,
        source: new.source.as_deref(),
        machine_class: new.machine_class.as_deref(),
        start_date: new.start_date,
        days: new.days,
        competitor: new.competitor.as_deref(),
        notes: new.notes.as_deref(),
    };
    store::insert(tx, row).await?;
    let first = store::InsertStageChange {
        id: tx.new_id::<()>().uuid(),
        deal_id: Some(id),
        lead_id: None,
        batch_id: None,
        from_stage: None,
        to_stage: &stage.base,
        from_stage_id: None,
        to_stage_id: Some(stage.id),
        reason: None,
        before: &json!({}),
        actor_id: tx.caller().user().map(|u| u.uuid()),
    };
    store::add_change(tx, first).await?;
    let mut quotes = new.quotes.clone();
    if let Some(lead) = new.lead {
        quotes.extend(store::loose_quotes(tx, lead).await?);
    }
    for quote in quotes {
        store::add_quote(tx, id, quote).await?;
    }
    tx.about("deal", id.uuid(), &number);
    tx.at_location(new.location);
    let data = json!({"number": number, "lead_id": new.lead, "customer_id": new.customer, "stage": stage.base});
    tx.emit(NewEvent::new("sales.deal.created", "deal", id.uuid()).location(new.location).data(data));
    follow::advance(tx, id).await?;
    Ok(id)
}
