//! Statements about reservations.

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{JourneyId, LocationId, ScheduleEntryId},
};
use ports::Resource;
use serde_json::json;

use super::EntryCard;
use crate::sql;

/// What stands in the way of a reservation.
pub struct Taken {
    pub title: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    pub journey_id: Option<JourneyId>,
}

impl Taken {
    /// The refusal that names it; its code is that of the constraint that would refuse otherwise.
    pub fn refusal(&self, machine: bool) -> Error {
        let (code, noun, field) =
            if machine { ("TRUCK_TAKEN", "truck", "truck_id") } else { ("CREW_TAKEN", "person", "crew_member_id") };
        let message = format!("This {noun} is already taken at that time: {}.", self.title);
        let mut refusal = Error::conflict(code, message.clone()).with_data(json!({"with": {
            "journey_id": self.journey_id, "title": self.title, "starts": self.starts_at, "ends": self.ends_at,
        }}));
        refusal.problems.push(kernel::Problem { field: field.into(), code: code.into(), message });
        refusal
    }
}

impl From<sql::entry::TakenRow> for Taken {
    fn from(row: sql::entry::TakenRow) -> Self {
        Self { title: row.title, starts_at: row.starts_at, ends_at: row.ends_at, journey_id: row.journey_id }
    }
}

pub async fn read(tx: &TenantTx, id: ScheduleEntryId) -> Result<EntryCard> {
    let row = sql::entry::entry_by_id(tx, id).await?;
    row.map(EntryCard::from).ok_or_else(|| Error::not_found("calendar entry"))
}

/// Waits until earlier reservations of the resource have ended. The count has no other meaning.
pub async fn take_turn(tx: &TenantTx, resource: Resource) -> Result<()> {
    let turn = match resource {
        Resource::Equipment(id) => format!("turn-{id}"),
        Resource::Crew(id) => format!("turn-{id}"),
    };
    tx.number(&turn).await.map(drop)
}

/// The first reservation of a resource that touches a time.
pub async fn taken(
    tx: &TenantTx,
    resource: Resource,
    starts_at: Timestamp,
    free_at: Timestamp,
) -> Result<Option<Taken>> {
    let rows = match resource {
        Resource::Equipment(id) => sql::entry::equipment_taken(tx, id, free_at, starts_at).await?,
        Resource::Crew(id) => sql::entry::crew_taken(tx, id, free_at, starts_at).await?,
    };
    Ok(rows.into_iter().next().map(Taken::from))
}

/// Where the resource is stationed; not found when there is no such resource.
pub async fn location(tx: &TenantTx, resource: Resource) -> Result<Option<LocationId>> {
    match resource {
        Resource::Equipment(id) => {
            let row = sql::entry::equipment_location(tx, id).await?;
            row.map(|r| r.location_id).ok_or_else(|| Error::not_found("machine"))
        }
        Resource::Crew(id) => {
            let row = sql::entry::crew_location(tx, id).await?;
            row.map(|r| r.location_id).ok_or_else(|| Error::not_found("crew member"))
        }
    }
}

pub async fn insert(tx: &TenantTx, entry: sql::entry::InsertEntry<'_>) -> Result<()> {
    sql::entry::insert_entry(tx, entry).await.map(drop)
}

/// The first reservation of others in the way of a journey's new time, and whether it is a machine's.
pub async fn clash(
    tx: &TenantTx,
    journey: JourneyId,
    starts_at: Timestamp,
    ends_at: Timestamp,
) -> Result<Option<(Taken, bool)>> {
    let rows = sql::entry::journey_clashes(tx, journey, ends_at, starts_at).await?;
    Ok(rows.into_iter().next().map(|row| {
        let machine = row.equipment_id.is_some();
        let taken =
            Taken { title: row.title, starts_at: row.starts_at, ends_at: row.ends_at, journey_id: row.journey_id };
        (taken, machine)
    }))
}
pub async fn shift(tx: &TenantTx, journey: JourneyId, starts_at: Timestamp, ends_at: Timestamp) -> Result<()> {
    sql::entry::shift_journey(tx, starts_at, ends_at, journey).await.map(drop)
}
pub async fn release(tx: &TenantTx, journey: JourneyId, resource: Option<Resource>) -> Result<()> {
    let (machine, person) = match resource {
        None => (None, None),
        Some(Resource::Equipment(id)) => (Some(id), None),
        Some(Resource::Crew(id)) => (None, Some(id)),
    };
    sql::entry::release_journey(tx, journey, machine, person).await.map(drop)
}
pub async fn cancel(tx: &TenantTx, id: ScheduleEntryId) -> Result<()> {
    sql::entry::close_entry(tx, "CANCELLED", id).await.map(drop)
}
