//! Writing a draft: its inputs, price, items and what follows from them.

use engine::TenantTx;
use jiff::civil::Date;
use kernel::{
    Error, Result,
    ids::{CustomerId, LeadId, LocationId, QuoteId, UserId},
};
use serde_json::{Value, json};

use super::{
    QuoteKind,
    facts::{WorkFacts, title},
    items::put_items,
    reckon::Reckoned,
    stop::Stop,
    store::{self, ChangeDraft, InsertQuote, Row},
    valid_before, zone,
};
use crate::{
    pricing::{Priced, PricedLine},
    words,
};

/// A draft as it is to stand.
pub struct Wanted<'a> {
    pub id: QuoteId,
    pub kind: QuoteKind,
    pub customer: CustomerId,
    pub lead: Option<LeadId>,
    pub location: LocationId,
    pub timezone: &'a str,
    pub assigned_to: Option<UserId>,
    pub language: &'a str,
    pub service_date: Date,
    pub valid_until: Date,
    pub terms: Option<&'a str>,
    pub stops: &'a [Stop],
    /// Currency while there is no price.
    pub currency: &'a str,
    /// Inputs as they came, while they give no price yet.
    pub raw: &'a Value,
    pub reckoned: Option<&'a Reckoned>,
}

impl<'a> Wanted<'a> {
    /// A quote as its row has it, under another price.
    pub fn as_it_stands(row: &'a Row, stops: &'a [Stop], reckoned: &'a Reckoned) -> Result<Self> {
        Ok(Self {
            id: row.id,
            kind: row.kind()?,
            customer: row.customer_id,
            lead: row.lead_id,
            location: row.location_id,
            timezone: &row.timezone,
            assigned_to: row.assigned_to,
            language: &row.language,
            service_date: row.service_date,
            valid_until: row.valid_until,
            terms: row.terms.as_deref(),
            stops,
            currency: &row.currency,
            raw: &row.inputs,
            reckoned: Some(reckoned),
        })
    }
}

/// What is stored of a price.
struct Figures {
    inputs: Value,
    priced: Option<Value>,
    title: String,
    stops: Value,
    machines: Value,
    facts: WorkFacts,
    currency: String,
    planned_cost: Option<i64>,
}

fn figures(wanted: &Wanted<'_>) -> Result<Figures> {
    let input = wanted.reckoned.map(|r| &r.input);
    let facts = input.map(WorkFacts::of).unwrap_or_default();
    Ok(Figures {
        inputs: match input {
            Some(input) => serde_json::to_value(input).map_err(Error::internal)?,
            None => wanted.raw.clone(),
        },
        priced: wanted.reckoned.map(|r| serde_json::to_value(&r.priced)).transpose().map_err(Error::internal)?,
        title: title(wanted.kind, input, wanted.stops, wanted.language),
        stops: serde_json::to_value(wanted.stops).map_err(Error::internal)?,
        machines: json!(facts.machines),
        facts,
        currency: input.map_or(wanted.currency, |i| i.currency.code()).to_owned(),
        planned_cost: input.and_then(|i| i.planned_cost).map(|c| c.minor()),
    })
}

fn lines<'a>(priced: &'a Priced, language: &str) -> Vec<(&'a PricedLine, String)> {
    let language = words::language(language);
    priced.lines.iter().map(|line| (line, words::line(line, language))).collect()
}

/// Inserts version `quote_version` of `number` with its items.
pub async fn save_new(tx: &TenantTx, wanted: &Wanted<'_>, number: &str, quote_version: i32) -> Result<()> {
    let figures = figures(wanted)?;
    let priced = wanted.reckoned.map(|r| &r.priced);
    let row = InsertQuote {
        id: wanted.id,
        number,
        quote_version,
        kind: wanted.kind.code(),
        customer_id: wanted.customer,
        lead_id: wanted.lead,
        location_id: wanted.location,
        assigned_to: wanted.assigned_to,
        title: &figures.title,
        language: wanted.language,
        service_date: wanted.service_date,
        valid_until: wanted.valid_until,
        valid_before: valid_before(wanted.valid_until, &zone(wanted.timezone)?)?,
        terms: wanted.terms,
        stops: &figures.stops,
        machines: &figures.machines,
        planned_minutes: figures.facts.planned_minutes,
        crew_wanted: figures.facts.crew_wanted,
        trucks_wanted: figures.facts.trucks_wanted,
        inputs: &figures.inputs,
        priced: figures.priced.as_ref(),
        currency: &figures.currency,
        subtotal_minor: priced.map_or(0, |p| p.subtotal.minor()),
        total_minor: priced.map_or(0, |p| p.total.minor()),
        deposit_minor: priced.map_or(0, |p| p.deposit.minor()),
        low_total_minor: priced.and_then(|p| p.low_total).map(|m| m.minor()),
        high_total_minor: priced.and_then(|p| p.high_total).map(|m| m.minor()),
        planned_cost_minor: figures.planned_cost,
        engine_version: priced.map(|p| p.engine_version.as_str()),
    };
    store::insert(tx, row).await?;
    if let Some(priced) = priced {
        put_items(tx, wanted.id, Vec::new(), lines(priced, wanted.language)).await?;
    }
    Ok(())
}

/// Writes a draft over.
pub async fn save_draft(tx: &TenantTx, wanted: &Wanted<'_>) -> Result<()> {
    let figures = figures(wanted)?;
    let priced = wanted.reckoned.map(|r| &r.priced);
    let row = ChangeDraft {
        id: wanted.id,
        assigned_to: wanted.assigned_to,
        title: &figures.title,
        language: wanted.language,
        service_date: wanted.service_date,
        valid_until: wanted.valid_until,
        valid_before: valid_before(wanted.valid_until, &zone(wanted.timezone)?)?,
        terms: wanted.terms,
        stops: &figures.stops,
        machines: &figures.machines,
        planned_minutes: figures.facts.planned_minutes,
        crew_wanted: figures.facts.crew_wanted,
        trucks_wanted: figures.facts.trucks_wanted,
        inputs: &figures.inputs,
        priced: figures.priced.as_ref(),
        currency: &figures.currency,
        subtotal_minor: priced.map_or(0, |p| p.subtotal.minor()),
        total_minor: priced.map_or(0, |p| p.total.minor()),
        deposit_minor: priced.map_or(0, |p| p.deposit.minor()),
        low_total_minor: priced.and_then(|p| p.low_total).map(|m| m.minor()),
        high_total_minor: priced.and_then(|p| p.high_total).map(|m| m.minor()),
        planned_cost_minor: figures.planned_cost,
        engine_version: priced.map(|p| p.engine_version.as_str()),
    };
    let ((), before) = futures::try_join!(store::change(tx, row), store::items(tx, wanted.id))?;
    put_items(tx, wanted.id, before, priced.map(|p| lines(p, wanted.language)).unwrap_or_default()).await
}
