//! At each moment of a lead the standing model's word is kept, to be held against what becomes of it (SAL-15). A model in
//! the shadow is asked too: its word is kept and not shown.

use engine::{Event, TenantTx};
use jiff::Timestamp;
use kernel::{Result, ids::LeadId};
use serde_json::Value;

use super::{Moment, model::Model, numbers::millionths, store};

async fn note(tx: &TenantTx, lead: LeadId, moment: Moment, at: Timestamp) -> Result<()> {
    let Some(row) = store::standing(tx).await? else { return Ok(()) };
    let facts = store::facts_at(tx, &[lead.uuid()], &[at]).await?;
    let Some(facts) = facts.first() else { return Ok(()) };
    let held = store::reading(tx).await?.held(facts, at);
    let model = Model::read(&row.coefficients, &row.calibration)?;
    store::note(tx, lead, row.id, moment, millionths(model.probability(&held)), at).await
}

fn lead_in(event: &Event) -> Option<LeadId> {
    event.data.get("lead_id").and_then(Value::as_str).and_then(LeadId::parse)
}

pub async fn received(tx: &TenantTx, event: Event) -> Result<()> {
    note(tx, LeadId::from_uuid(event.entity_id), Moment::Created, event.at).await
}

/// Only the first human touch is a moment.
pub async fn touched(tx: &TenantTx, event: Event) -> Result<()> {
    if event.data.get("first").and_then(Value::as_bool) != Some(true) {
        return Ok(());
    }
    note(tx, LeadId::from_uuid(event.entity_id), Moment::Contacted, event.at).await
}

/// The first word of an estimate stands, however often it changes.
pub async fn estimated(tx: &TenantTx, event: Event) -> Result<()> {
    match lead_in(&event) {
        Some(lead) => note(tx, lead, Moment::Estimated, event.at).await,
        None => Ok(()),
    }
}

pub async fn quoted(tx: &TenantTx, event: Event) -> Result<()> {
    match lead_in(&event) {
        Some(lead) => note(tx, lead, Moment::Quoted, event.at).await,
        None => Ok(()),
    }
}
