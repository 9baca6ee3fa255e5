//! Reserving for journeys, in the transaction that assigns (CAL-1, CAL-2).

use engine::{TenantTx, module::BoxFuture};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{BookingId, JourneyId, QuoteId, ScheduleEntry},
};
use ports::{Resource, WantedBooking};

use crate::{capacity, entry::store, sql::entry::InsertEntry};

/// The port `ports::Calendar`. Reservations of one resource wait for each other, so that the look before the insert
/// sees who was faster and names them; the constraint stays for safety.
#[derive(Clone, Copy, Debug, Default)]
pub struct Calendar;

impl ports::Calendar for Calendar {
    fn reserve<'a>(
        &'a self,
        tx: &'a TenantTx,
        resource: Resource,
        journey: JourneyId,
        title: &'a str,
        starts_at: Timestamp,
        ends_at: Timestamp,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            // Before the look, not beside it: the look must see what was committed meanwhile.
            store::take_turn(tx, resource).await?;
            let (location_id, taken) =
                futures::try_join!(store::location(tx, resource), store::taken(tx, resource, starts_at, ends_at))?;
            let (crew_member_id, equipment_id) = match resource {
                Resource::Crew(person) => (Some(person), None),
                Resource::Equipment(machine) => (None, Some(machine)),
            };
            if let Some(taken) = taken {
                return Err(taken.refusal(equipment_id.is_some()));
            }
            store::insert(
                tx,
                InsertEntry {
                    id: tx.new_id::<ScheduleEntry>(),
                    crew_member_id,
                    equipment_id,
                    location_id,
                    r#type: "JOURNEY",
                    priority: "NORMAL",
                    title,
                    starts_at,
                    ends_at,
                    turnaround_minutes: 0,
                    free_at: ends_at,
                    journey_id: Some(journey),
                    notes: None,
                },
            )
            .await
        })
    }

    fn shift<'a>(
        &'a self,
        tx: &'a TenantTx,
        journey: JourneyId,
        starts_at: Timestamp,
        ends_at: Timestamp,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            if let Some((taken, machine)) = store::clash(tx, journey, starts_at, ends_at).await? {
                return Err(taken.refusal(machine));
            }
            store::shift(tx, journey, starts_at, ends_at).await
        })
    }

    fn release<'a>(
        &'a self,
        tx: &'a TenantTx,
        journey: JourneyId,
        resource: Option<Resource>,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(store::release(tx, journey, resource))
    }

    fn book<'a>(&'a self, tx: &'a TenantTx, wanted: WantedBooking<'a>) -> BoxFuture<'a, Result<BookingId>> {
        Box::pin(capacity::store::book(tx, wanted))
    }

    fn keep<'a>(&'a self, tx: &'a TenantTx, quote: QuoteId, until: Option<Timestamp>) -> BoxFuture<'a, Result<bool>> {
        Box::pin(capacity::store::keep(tx, quote, until))
    }

    fn unbook<'a>(&'a self, tx: &'a TenantTx, quote: QuoteId, reason: &'static str) -> BoxFuture<'a, Result<()>> {
        Box::pin(capacity::store::unbook(tx, quote, reason))
    }
}
