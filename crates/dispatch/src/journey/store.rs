//! Statements about journeys.

use engine::TenantTx;
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{
    Error, Result,
    ids::{JobId, JobStopId, JourneyId, LocationId},
};
use uuid::Uuid;

use super::{
    card::JourneyCard,
    page::{JourneyPage, Parts},
};
use crate::{
    reach::Seen,
    sql::{
        self,
        entry::{InsertEntry, InsertPoint},
        journey::{CardRow, InsertJourney, InsertTransition, JourneyStateRow, JourneysOfDay, PlanJourney},
    },
};

/// What decides about the next stage of a journey.
pub type State = JourneyStateRow;

pub async fn card(tx: &TenantTx, id: JourneyId) -> Result<JourneyCard> {
    let row = sql::journey::journey_by_id(tx, id).await?.ok_or_else(|| Error::not_found("journey"))?;
    JourneyCard::try_from(row)
}

pub async fn state(tx: &TenantTx, id: JourneyId) -> Result<State> {
    sql::journey::journey_state(tx, id).await?.ok_or_else(|| Error::not_found("journey"))
}

/// Stops, steps, entries and media of several journeys, in one trip.
pub async fn parts(tx: &TenantTx, journeys: &[Uuid]) -> Result<Parts> {
    let (stops, steps, entries, media) = futures::try_join!(
        sql::stop::stops_of(tx, journeys),
        sql::step::steps_of(tx, journeys),
        sql::entry::entries_of(tx, journeys),
        sql::step::media_of(tx, journeys),
    )?;
    Ok(Parts { stops, steps, entries, media })
}

pub async fn page(tx: &TenantTx, id: JourneyId) -> Result<JourneyPage> {
    let one = [id.uuid()];
    let (row, parts) = futures::try_join!(sql::journey::journey_by_id(tx, id), parts(tx, &one))?;
    parts.page(tx, row.ok_or_else(|| Error::not_found("journey"))?)
}

fn cards(rows: Vec<CardRow>) -> Result<Vec<JourneyCard>> {
    rows.into_iter().map(JourneyCard::try_from).collect()
}

pub async fn of_job(tx: &TenantTx, job: JobId) -> Result<Vec<JourneyCard>> {
    cards(sql::journey::journeys_of_job(tx, job).await?)
}

/// The journeys of a day, and older ones that are still out.
pub async fn of_day(
    tx: &TenantTx,
    day: Date,
    location_id: Option<LocationId>,
    seen: &Seen,
) -> Result<Vec<JourneyCard>> {
    let asked =
        JourneysOfDay { day, location_id, everywhere: seen.everywhere, locations: &seen.locations, own: seen.own };
    cards(sql::journey::journeys_of_day(tx, asked).await?)
}

/// Whole pages of what the caller is on; finished ones since `since`, planned ones up to `until`.
pub async fn in_hand(tx: &TenantTx, since: Date, until: Date) -> Result<Vec<JourneyPage>> {
    let rows = sql::journey::journeys_in_hand(tx, until, since).await?;
    let ids: Vec<Uuid> = rows.iter().map(|r| r.id.uuid()).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let parts = parts(tx, &ids).await?;
    rows.into_iter().map(|row| parts.page(tx, row)).collect()
}

pub async fn insert(tx: &TenantTx, journey: InsertJourney<'_>) -> Result<()> {
    sql::journey::insert_journey(tx, journey).await.map(drop)
}
pub async fn plan(tx: &TenantTx, plan: PlanJourney<'_>) -> Result<()> {
    sql::journey::plan_journey(tx, plan).await.map(drop)
}
pub async fn transit(tx: &TenantTx, transition: InsertTransition<'_>) -> Result<()> {
    sql::journey::insert_transition(tx, transition).await.map(drop)
}

pub async fn location_zone(tx: &TenantTx, location: LocationId) -> Result<TimeZone> {
    let row = sql::journey::location_timezone(tx, location).await?;
    let row = row.ok_or_else(|| Error::invalid("location_id", "UNKNOWN_LOCATION", "There is no such location."))?;
    TimeZone::get(&row.timezone).map_err(Error::internal)
}
/// The zone of a location, or the company's.
pub async fn zone(tx: &TenantTx, location: Option<LocationId>) -> Result<TimeZone> {
    match location {
        Some(location) => location_zone(tx, location).await,
        None => TimeZone::get(&sql::journey::company_timezone(tx).await?.timezone).map_err(Error::internal),
    }
}

pub async fn insert_stop(tx: &TenantTx, journey: JourneyId, stop: JobStopId, position: i32) -> Result<()> {
    sql::stop::insert_stop(tx, tx.new_id::<()>().uuid(), journey, stop, position).await.map(drop)
}
pub async fn stops(tx: &TenantTx, journey: JourneyId) -> Result<Vec<sql::stop::StopsOfRow>> {
    sql::stop::stops_of(tx, &[journey.uuid()]).await
}
pub async fn arrive_stop(tx: &TenantTx, stop: Uuid, at: Timestamp, source: &str) -> Result<()> {
    sql::stop::arrive_stop(tx, at, Some(source), stop).await.map(drop)
}
pub async fn leave_stop(tx: &TenantTx, stop: Uuid, at: Timestamp, source: &str) -> Result<()> {
    sql::stop::leave_stop(tx, at, source, stop).await.map(drop)
}
/// Marks every stop that was not visited as skipped.
pub async fn skip_stops(tx: &TenantTx, journey: JourneyId, reason: &str) -> Result<()> {
    sql::stop::skip_stops(tx, reason, journey).await.map(drop)
}

pub async fn insert_entry(tx: &TenantTx, entry: InsertEntry<'_>) -> Result<()> {
    sql::entry::insert_entry(tx, entry).await.map(drop)
}
pub async fn insert_point(tx: &TenantTx, point: InsertPoint<'_>) -> Result<()> {
    sql::entry::insert_point(tx, point).await.map(drop)
}
/// The last undoubted fix: (time, position in millionths of a degree).
pub async fn last_point(tx: &TenantTx, journey: JourneyId) -> Result<Option<(Timestamp, (i32, i32))>> {
    let rows = sql::entry::last_point(tx, journey).await?;
    Ok(rows.first().map(|r| (r.at, (r.latitude_micro, r.longitude_micro))))
}
