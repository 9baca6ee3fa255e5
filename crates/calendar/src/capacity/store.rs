//! Counting and taking: the day's row is held from the count to the end.

use std::collections::BTreeMap;

use engine::TenantTx;
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Result,
    ids::{BookingId, LocationId, QuoteId},
    time::local_day,
};
use ports::WantedBooking;

use super::{DAYS_AROUND, Means, means, nearest, no_capacity, sellable, weekday};
use crate::sql::capacity as sql;

pub use crate::sql::capacity::NewestOfQuoteRow as Newest;

/// Takes part of a day for a quote, in place of what the quote had.
pub async fn book(tx: &TenantTx, wanted: WantedBooking<'_>) -> Result<BookingId> {
    require_room(tx, &wanted).await?;
    sql::end_of_quote(tx, Some("RELEASED"), wanted.quote).await?;
    let id: BookingId = tx.new_id();
    let booking = sql::InsertBooking {
        id,
        location_id: wanted.location,
        quote_id: Some(wanted.quote),
        title: wanted.title,
        day: wanted.day,
        trucks: wanted.trucks,
        movers: wanted.movers,
        state: if wanted.until.is_some() { "HELD" } else { "CONFIRMED" },
        held_until: wanted.until,
    };
    sql::insert_booking(tx, booking).await?;
    Ok(id)
}

/// Of many at once for the last place one wins: the others wait for its row and then see what it took (CAL-16).
async fn require_room(tx: &TenantTx, wanted: &WantedBooking<'_>) -> Result<()> {
    let asked = means(wanted.trucks, wanted.movers)?;
    if asked == Means::default() || sql::rule_of(tx, wanted.location, weekday(wanted.day)).await?.is_none() {
        return Ok(());
    }
    sql::open_day(tx, tx.new_id::<()>().uuid(), wanted.location, wanted.day).await?;
    sql::lock_day(tx, wanted.location, wanted.day).await?;
    let rules = rules(tx, wanted.location).await?;
    let taken = taken(tx, wanted).await?;
    let has_room = |day: Date| {
        let Some(provided) = rules.get(&weekday(day)) else { return true };
        provided.hold(taken.get(&day).copied().unwrap_or_default(), asked)
    };
    if has_room(wanted.day) {
        return Ok(());
    }
    let today = local_day(tx.now(), &jiff::tz::TimeZone::UTC);
    Err(no_capacity(wanted.day, &nearest(wanted.day, today, has_room)))
}

/// What can be sold, by day of the week.
async fn rules(tx: &TenantTx, location: LocationId) -> Result<BTreeMap<i32, Means>> {
    let rows = sql::rules_of(tx, location).await?;
    let means = |row: &sql::RulesOfRow| Means {
        trucks: sellable(row.trucks, row.reserve_percent),
        movers: sellable(row.movers, row.reserve_percent),
    };
    Ok(rows.iter().map(|row| (row.weekday, means(row))).collect())
}

async fn taken(tx: &TenantTx, wanted: &WantedBooking<'_>) -> Result<BTreeMap<Date, Means>> {
    let at = |days: i64| wanted.day.checked_add(jiff::Span::new().days(days)).map_err(Error::internal);
    let rows = sql::taken_of_days(tx, wanted.location, at(-DAYS_AROUND)?, at(DAYS_AROUND)?, wanted.quote).await?;
    Ok(rows.into_iter().map(|row| (row.day, Means { trucks: row.trucks, movers: row.movers })).collect())
}

pub async fn newest(tx: &TenantTx, quote: QuoteId) -> Result<Option<Newest>> {
    sql::newest_of_quote(tx, quote).await
}

/// Keeps what a quote has; what ran out is taken again where there is room (CAL-15).
pub async fn keep(tx: &TenantTx, quote: QuoteId, until: Option<Timestamp>) -> Result<bool> {
    let Some(newest) = newest(tx, quote).await? else { return Ok(false) };
    let lives = newest.state == "CONFIRMED" || newest.held_until.is_some_and(|end| end > tx.now());
    if lives {
        let state = if until.is_some() { "HELD" } else { "CONFIRMED" };
        sql::set_kept(tx, state, until, newest.id).await?;
        return Ok(true);
    }
    if newest.state == "CANCELLED" && newest.end_reason.as_deref() != Some("EXPIRED") {
        return Ok(false);
    }
    let again = WantedBooking {
        quote,
        location: newest.location_id,
        day: newest.day,
        trucks: newest.trucks,
        movers: newest.movers,
        title: &newest.title,
        until,
    };
    match book(tx, again).await {
        Ok(_) => Ok(true),
        Err(e) if e.code == "NO_CAPACITY" => Ok(false),
        Err(e) => Err(e),
    }
}

pub async fn unbook(tx: &TenantTx, quote: QuoteId, reason: &'static str) -> Result<()> {
    sql::end_of_quote(tx, Some(reason), quote).await.map(drop)
}
