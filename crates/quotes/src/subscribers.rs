//! What others did, turned into own acts.

use engine::{Event, TenantTx, event::NewEvent};
use kernel::{
    ErrorKind, Result,
    ids::{Customer, CustomerId, Lead, LeadId, Quote, QuoteId},
    time::local_day,
};
use serde_json::{Value, json};

use crate::quote::{
    QuoteKind, ReckonRequest, Reckoned, VALID_DAYS, Wanted, estimate, forget_places, next_number, reckoned, save_draft,
    save_new, stops_of, store, valid_until, zone,
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

/// An estimate was handed over: its figures go into the draft; where there is no quote yet, a draft is made.
pub async fn estimate_handed_over(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(id) = event.data.get("quote_id").and_then(store::id_of::<Quote>) else { return Ok(()) };
    let Some(facts) = store::estimate(tx, kernel::Id::from_uuid(event.entity_id)).await? else { return Ok(()) };
    let lead = match facts.lead_id {
        Some(lead) => store::lead(tx, lead).await?,
        None => None,
    };
    if store::exists(tx, id).await? {
        return refill(tx, id, &facts).await;
    }
    let named = event.data.get("customer_id").and_then(store::id_of::<Customer>);
    match (named, lead) {
        (Some(customer), Some(lead)) => draft(tx, id, customer, &lead).await,
        (Some(customer), None) => draft_of(tx, id, customer, &facts).await,
        (None, _) => Ok(()),
    }
}

/// A draft takes the estimate's figures; what was sent stays as it is.
async fn refill(tx: &TenantTx, id: QuoteId, facts: &store::EstimateFacts) -> Result<()> {
    let row = store::locked(tx, id).await?;
    if row.status()?.require_draft().is_err() || row.kind()? != QuoteKind::Moving {
        return Ok(());
    }
    let around = store::around(tx, Some(row.customer_id), row.location_id).await?;
    let mut stops = estimate::stops(facts)?;
    if stops.is_empty() {
        stops = row.stops()?;
    }
    let mut inputs = estimate::laid_over(row.inputs.clone(), facts);
    forget_places(&mut inputs);
    let request = ReckonRequest {
        kind: QuoteKind::Moving,
        inputs: &inputs,
        location: row.location_id,
        around: &around,
        service_date: row.service_date,
        stops: &stops,
        tariff: None,
        planned_cost: None,
    };
    let reckoned = price_or_wait(tx, &request).await?;
    tx.about("quote", id.uuid(), &row.full_number());
    let wanted = Wanted {
        id,
        kind: QuoteKind::Moving,
        customer: row.customer_id,
        lead: row.lead_id,
        location: row.location_id,
        timezone: &row.timezone,
        assigned_to: row.assigned_to,
        language: &row.language,
        service_date: row.service_date,
        valid_until: row.valid_until,
        terms: row.terms.as_deref(),
        stops: &stops,
        currency: &row.currency,
        raw: &inputs,
        reckoned: reckoned.as_ref(),
    };
    save_draft(tx, &wanted).await
}

/// What is known is seldom enough for a price: the draft waits for the rest.
async fn price_or_wait(tx: &TenantTx, request: &ReckonRequest<'_>) -> Result<Option<Reckoned>> {
    match reckoned(tx, request).await {
        Ok(price) => Ok(Some(price)),
        Err(e) if e.kind == ErrorKind::Invalid => Ok(None),
        Err(e) => Err(e),
    }
}

/// A draft for a customer who was no lead.
async fn draft_of(tx: &TenantTx, id: QuoteId, customer: CustomerId, facts: &store::EstimateFacts) -> Result<()> {
    let Some(location) = (match facts.location_id {
        Some(location) => Some(location),
        None => store::any_location(tx).await?,
    }) else {
        return Ok(());
    };
    let around = store::around(tx, Some(customer), location).await?;
    let today = local_day(tx.now(), &zone(&around.timezone)?);
    let (stops, inputs) = (estimate::stops(facts)?, estimate::laid_over(json!({}), facts));
    let request = ReckonRequest {
        kind: QuoteKind::Moving,
        inputs: &inputs,
        location,
        around: &around,
        service_date: today,
        stops: &stops,
        tariff: None,
        planned_cost: None,
    };
    let reckoned = price_or_wait(tx, &request).await?;
    let number = next_number(tx, today.year()).await?;
    tx.about("quote", id.uuid(), &number);
    let wanted = Wanted {
        id,
        kind: QuoteKind::Moving,
        customer,
        lead: None,
        location,
        timezone: &around.timezone,
        assigned_to: None,
        language: around.customer_language.as_deref().unwrap_or("en"),
        service_date: today,
        valid_until: valid_until(today, VALID_DAYS)?,
        terms: None,
        stops: &stops,
        currency: &around.company_currency,
        raw: &inputs,
        reckoned: reckoned.as_ref(),
    };
    save_new(tx, &wanted, &number, 1).await
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
    let mut stops = stops_of(lead, kind);
    let mut inputs = inputs_of(lead, kind);
    if kind == QuoteKind::Moving
        && let Some(facts) = store::estimate_of_lead(tx, lead.id).await?
    {
        inputs = estimate::laid_over(inputs, &facts);
        let estimated = estimate::stops(&facts)?;
        stops = if estimated.is_empty() { stops } else { estimated };
    }
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
    let reckoned = price_or_wait(tx, &request).await?;
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
