//! Acceptances with a deposit by card: their rows, their end, and what follows when money comes or does not (QUO-45, QUO-46).

use engine::{Event, TenantTx, event::NewEvent};
use jiff::SignedDuration;
use kernel::{
    Error, Result,
    ids::{QuoteAcceptanceId, QuoteId},
};
use ports::{CalendarPort, CardsPort};
use serde_json::json;

use super::signing::Given;
use crate::{
    quote::store::{self as quotes, id_of},
    sql::acceptance as sql,
};

pub use crate::sql::acceptance::{AcceptanceRow as Row, InsertAcceptance};

/// How long everything is held while the customer pays.
pub const OPEN_FOR: SignedDuration = SignedDuration::from_mins(15);
/// What a day is held for when the card that was promised fails.
const AFTER_FAILURE: SignedDuration = SignedDuration::from_hours(24);

pub async fn open(tx: &TenantTx, quote: QuoteId) -> Result<Option<Row>> {
    sql::open_acceptance(tx, quote).await
}

/// An acceptance of this quote, held until the transaction ends.
pub async fn locked(tx: &TenantTx, quote: QuoteId, id: QuoteAcceptanceId) -> Result<Row> {
    let row = sql::acceptance_locked(tx, id).await?;
    row.filter(|row| row.quote_id == quote).ok_or_else(|| Error::not_found("acceptance"))
}

pub fn given(row: &Row) -> Result<Given> {
    serde_json::from_value(row.given.clone()).map_err(Error::internal)
}

pub async fn insert(tx: &TenantTx, acceptance: InsertAcceptance<'_>) -> Result<()> {
    sql::insert_acceptance(tx, acceptance).await.map(drop)
}

pub async fn end(tx: &TenantTx, id: QuoteAcceptanceId, state: &str, reason: Option<&str>) -> Result<bool> {
    Ok(sql::end_acceptance(tx, state, reason, id).await? == 1)
}

/// What came of a quote's deposit so far.
pub async fn paid_ahead(tx: &TenantTx, quote: QuoteId) -> Result<i64> {
    Ok(sql::paid_ahead(tx, quote).await?.minor)
}

/// Whether a payment by card is being taken.
pub async fn is_being_taken(tx: &TenantTx, quote: QuoteId) -> Result<bool> {
    Ok(sql::card_of_quote(tx, quote).await?.is_some_and(|card| card.state == "CAPTURING"))
}

/// What is taken of a day for a quote.
pub async fn booking(tx: &TenantTx, quote: QuoteId) -> Result<Option<sql::BookingOfQuoteRow>> {
    sql::booking_of_quote(tx, quote).await
}

/// Ends what is being accepted by card: nothing of it is kept, and what was set aside is given back.
pub async fn drop_open(tx: &TenantTx, quote: QuoteId, reason: &str) -> Result<bool> {
    let Some(open) = open(tx, quote).await? else { return Ok(false) };
    // Again, with its row held: somebody may have been faster.
    let row = locked(tx, quote, open.id).await?;
    if !end(tx, row.id, "FAILED", Some(reason)).await? {
        return Ok(false);
    }
    tx.port::<CardsPort>()?.give_back(tx, row.intent_id).await?;
    if row.booking_id.is_some() {
        tx.port::<CalendarPort>()?.unbook(tx, quote, "RELEASED").await?;
    }
    Ok(true)
}

/// What nobody completed in time: the day is free again, the money is given back.
pub async fn expire(tx: &TenantTx) -> Result<()> {
    for due in sql::due_acceptances(tx).await? {
        if end(tx, due.id, "EXPIRED", None).await? {
            tx.port::<CardsPort>()?.give_back(tx, due.intent_id).await?;
            tx.port::<CalendarPort>()?.unbook(tx, due.quote_id, "EXPIRED").await?;
        }
    }
    Ok(())
}

/// Money came: what was only held is confirmed, if the day is still free.
pub async fn deposit_received(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(id) = event.data.get("quote_id").and_then(id_of) else { return Ok(()) };
    let Some(signature) = quotes::signature(tx, id).await? else { return Ok(()) };
    if paid_ahead(tx, id).await? < signature.deposit_minor {
        return Ok(());
    }
    let had = booking(tx, id).await?;
    let kept = tx.port::<CalendarPort>()?.keep(tx, id, None).await?;
    if !kept && had.is_some_and(|had| had.end_reason.as_deref() == Some("EXPIRED")) {
        told(tx, id, "quotes.quote.day_lost").await?;
    }
    Ok(())
}

/// The card that was promised failed: the day stays for a day, and both sides are told.
pub async fn payment_failed(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(id) = event.data.get("quote_id").and_then(id_of) else { return Ok(()) };
    let until = tx.now().checked_add(AFTER_FAILURE).map_err(Error::internal)?;
    tx.port::<CalendarPort>()?.keep(tx, id, Some(until)).await?;
    told(tx, id, "quotes.quote.deposit_failed").await
}

/// Nobody paid in time: the day of a signed quote is free for others.
pub async fn booking_expired(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(id) = event.data.get("quote_id").and_then(id_of) else { return Ok(()) };
    if quotes::row(tx, id).await?.status()?.is_signed() {
        told(tx, id, "quotes.quote.day_released").await?;
    }
    Ok(())
}

async fn told(tx: &TenantTx, id: QuoteId, name: &'static str) -> Result<()> {
    let row = quotes::row(tx, id).await?;
    tx.emit(
        NewEvent::new(name, "quote", id.uuid())
            .location(Some(row.location_id))
            .data(json!({"quote_id": id, "customer_id": row.customer_id, "lead_id": row.lead_id})),
    );
    Ok(())
}
