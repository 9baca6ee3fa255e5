//! What happens with a lead's quote, turned into the lead's own way. Delivered twice, each does its work once: the status
//! is looked at under a lock first.

use engine::{Event, TenantTx, event::NewEvent};
use kernel::{
    Result,
    ids::{LeadId, QuoteId},
};
use serde_json::{Value, json};

use crate::{
    estimate,
    lead::{
        assess,
        moves::move_to,
        status::{By, Status},
        store::{self, NewTouch},
    },
};

/// The event's lead, locked; none when the quote has none or the lead is gone.
async fn lead_of(tx: &TenantTx, event: &Event) -> Result<Option<store::Row>> {
    let Some(id) = event.data.get("lead_id").and_then(Value::as_str).and_then(LeadId::parse) else { return Ok(None) };
    if !store::lock(tx, id).await? {
        return Ok(None);
    }
    let row = store::find(tx, id).await?;
    if let Some(row) = &row {
        tx.about("lead", id.uuid(), &row.number);
        tx.at_location(row.location_id);
    }
    Ok(row)
}

/// A quote went out: the lead has its proposal; a further one is a negotiation (SAL-11).
pub async fn quote_sent(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(row) = lead_of(tx, &event).await? else { return Ok(()) };
    let quote = event.data.get("quote_id").cloned().unwrap_or(Value::Null);
    if seen(tx, &row, "PROPOSAL", &quote).await? {
        return Ok(());
    }
    let to = match Status::read(&row.status) {
        Some(Status::New | Status::Contacted | Status::Qualified) => Status::ProposalSent,
        Some(Status::ProposalSent) => Status::Negotiation,
        _ => return Ok(()),
    };
    move_to(tx, &row, to, By::Itself, None).await?;
    mark(tx, &row, "PROPOSAL", &quote).await
}

/// The estimate a sent quote rests on is locked, and knows its quote (SAL-30).
pub async fn quote_locks_estimate(tx: &TenantTx, event: Event) -> Result<()> {
    let id_of = |name: &str| event.data.get(name).and_then(Value::as_str);
    let Some(quote) = id_of("quote_id").and_then(QuoteId::parse) else { return Ok(()) };
    let lead = id_of("lead_id").and_then(LeadId::parse);
    let Some(id) = estimate::store::of_quote(tx, quote, lead).await? else { return Ok(()) };
    estimate::store::lock_row(tx, id).await?;
    if estimate::store::row(tx, id).await?.quote_id != Some(quote.uuid()) {
        estimate::store::set_quote(tx, id, quote).await?;
    }
    let row = estimate::store::row(tx, id).await?;
    if estimate::require_open(&row).is_ok() {
        estimate::lock::lock(tx, &row).await?;
    }
    Ok(())
}

/// The customer opened the quote: points (SAL-13).
pub async fn quote_viewed(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(row) = lead_of(tx, &event).await? else { return Ok(()) };
    let quote = event.data.get("quote_id").cloned().unwrap_or(Value::Null);
    if seen(tx, &row, "VIEWED", &quote).await? {
        return Ok(());
    }
    mark(tx, &row, "VIEWED", &quote).await?;
    assess::assess(tx, row.id).await?;
    tx.emit(
        NewEvent::new("sales.lead.touched", "lead", row.id.uuid())
            .location(row.location_id)
            .data(json!({"kind": "CLICK", "quote_id": quote})),
    );
    Ok(())
}

/// The quote was accepted: won.
pub async fn quote_accepted(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(row) = lead_of(tx, &event).await? else { return Ok(()) };
    if Status::read(&row.status).is_some_and(Status::is_open) {
        move_to(tx, &row, Status::Won, By::Itself, None).await?;
    }
    Ok(())
}

/// Whether this was noted for the quote before.
async fn seen(tx: &TenantTx, row: &store::Row, what: &str, quote: &Value) -> Result<bool> {
    store::has_note(tx, row.id, &format!("{what} {}", quote.as_str().unwrap_or_default())).await
}

async fn mark(tx: &TenantTx, row: &store::Row, what: &str, quote: &Value) -> Result<()> {
    let outcome = format!("{what} {}", quote.as_str().unwrap_or_default());
    // Opening a link is the customer's act; sending was noted with the status.
    let kind = if what == "VIEWED" { "CLICK" } else { "STATUS" };
    let touch =
        NewTouch { kind, is_human: false, note: None, outcome: Some(&outcome), data: json!({"quote_id": quote}) };
    store::add_touch(tx, row.id, touch).await
}
