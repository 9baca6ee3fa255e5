//! What others did, turned into own acts.

use engine::{Event, TenantTx, event::NewEvent};
use kernel::{
    ErrorKind, Result,
    ids::{CustomerId, Lead, LeadId, Quote, QuoteId},
    time::local_day,
};
use serde_json::{Value, json};

use crate::quote::{
    QuoteKind, ReckonRequest, VALID_DAYS, Wanted, next_number, reckoned, save_new, stops_of, store, valid_until, zone,
};

/// A job stands behind the quote: it is CONVERTED (QUO-48).
pub async fn job_created(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(id) = event.data.get("quote_id").and_then(store::id_of::<Quote>) else { return Ok(()) };
    if store::convert(tx, id, kernel::Id::from_uuid(event.entity_id)).await? {
        let row = store::row(tx, id).await?;
        tx.about("quote", id.uuid(), &row.full_number());
        tx.emit(
            NewEvent::new("quotes.quote.converted", "quote", id.uuid())
                .location(Some(row.location_id))
                .data(json!({"quote_id": id, "customer_id": row.customer_id, "lead_id": row.lead_id})),
        );
    }
    Ok(())
}

/// A lead became a customer who waits for a quote: a draft with what is known, under the id the lead was given.
pub async fn lead_converted(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(id) = event.data.get("quote_id").and_then(store::id_of::<Quote>) else { return Ok(()) };
    let lead_id: LeadId =
        event.data.get("lead_id").and_then(store::id_of::<Lead>).unwrap_or(kernel::Id::from_uuid(event.entity_id));
    if store::exists(tx, id).await? {
        return Ok(());
    }
    let Some(lead) = store::lead(tx, lead_id).await? else { return Ok(()) };
    let named = event.data.get("customer_id").and_then(store::id_of);
    let Some(customer) = named.or(lead.customer_id) else { return Ok(()) };
    draft(tx, id, customer, &lead).await
}

async fn draft(tx: &TenantTx, id: QuoteId, customer: CustomerId, lead: &store::LeadFacts) -> Result<()> {
    let Some(location) = (match lead.location_id {
        Some(location) => Some(location),
        None => store::any_location(tx).await?,
    }) else {
        return Ok(());
    };
    let around = store::around(tx, Some(customer), location).await?;
    let today = local_day(tx.now(), &zone(&around.timezone)?);
    let rented = lead.rental.get("start_date").and_then(Value::as_str).and_then(|d| d.parse().ok());
    let service_date = lead.move_date.or(rented).unwrap_or(today);
    let kind = kind_of(lead);
    let stops = stops_of(lead, kind);
    let inputs = inputs_of(lead, kind);
    let request = ReckonRequest {
        kind,
        inputs: &inputs,
        location,
        around: &around,
        service_date,
        stops: &stops,
        tariff: None,
        planned_cost: None,
    };
    // What a lead says is seldom enough for a price: the draft waits for the rest.
    let reckoned = match reckoned(tx, &request).await {
        Ok(price) => Some(price),
        Err(e) if e.kind == ErrorKind::Invalid => None,
        Err(e) => return Err(e),
    };
    let number = next_number(tx, today.year()).await?;
    tx.about("quote", id.uuid(), &number);
    let wanted = Wanted {
        id,
        kind,
        customer,
        lead: Some(lead.id),
        location,
        timezone: &around.timezone,
        assigned_to: lead.assigned_to,
        language: &lead.language,
        service_date,
        valid_until: valid_until(today, VALID_DAYS)?,
        terms: None,
        stops: &stops,
        currency: &around.company_currency,
        raw: &inputs,
        reckoned: reckoned.as_ref(),
    };
    save_new(tx, &wanted, &number, 1).await
}

/// Machines make a crane quote; everything else is a move.
fn kind_of(lead: &store::LeadFacts) -> QuoteKind {
    let service = lead.service_type.as_deref().unwrap_or_default().to_uppercase();
    let machine = lead.rental.get("machine_class").and_then(Value::as_str).is_some_and(|c| !c.trim().is_empty());
    if machine || service.contains("CRANE") || service.contains("RIGGING") {
        QuoteKind::Crane
    } else {
        QuoteKind::Moving
    }
}

/// Inputs as far as the lead knows them.
fn inputs_of(lead: &store::LeadFacts, kind: QuoteKind) -> Value {
    if kind != QuoteKind::Crane {
        return json!({"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": {"kind": "HOURLY"}}}]});
    }
    let text = |name: &str| lead.rental.get(name).and_then(Value::as_str).map(str::trim).unwrap_or_default();
    let days =
        lead.rental.get("rental_days").and_then(|d| d.as_u64().or_else(|| d.as_str()?.parse().ok())).unwrap_or(1);
    let shift = if text("shift").eq_ignore_ascii_case("double") { "DOUBLE" } else { "SINGLE" };
    let time = if text("day_night").eq_ignore_ascii_case("night") { "NIGHT" } else { "DAY" };
    json!({"parts": [{"key": "crane", "work": {
        "kind": "CRANE_ORDER", "length": {"by": "DAYS", "days": days}, "shift": shift, "time": time,
        "machines": [{"key": "machine1", "class": text("machine_class"), "quantity": 1}],
    }}]})
}
