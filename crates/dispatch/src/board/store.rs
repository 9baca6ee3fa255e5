//! Statements of the board; each page is one trip.

use engine::TenantTx;
use jiff::{Timestamp, civil::Date};
use kernel::{
    Result,
    ids::{JourneyId, LocationId},
};

use crate::{
    reach::Seen,
    sql::{
        self,
        board::{BusyMachinesRow, LanesRow, People, PeopleRow, UnassignedJobsRow},
    },
};

pub async fn unassigned(
    tx: &TenantTx,
    day: Date,
    location: Option<LocationId>,
    seen: &Seen,
) -> Result<Vec<UnassignedJobsRow>> {
    sql::board::unassigned_jobs(tx, day, location, seen.everywhere, &seen.locations).await
}
pub async fn lanes(tx: &TenantTx, location: Option<LocationId>, seen: &Seen) -> Result<Vec<LanesRow>> {
    sql::board::lanes(tx, location, seen.everywhere, &seen.locations).await
}
pub async fn people(
    tx: &TenantTx,
    from: Timestamp,
    until: Timestamp,
    location_id: Option<LocationId>,
    seen: &Seen,
) -> Result<Vec<PeopleRow>> {
    let asked = People { from, until, location_id, everywhere: seen.everywhere, locations: &seen.locations };
    sql::board::people(tx, asked).await
}
/// What takes machines in a stretch of time, but for one journey's own reservations.
pub async fn busy(
    tx: &TenantTx,
    from: Timestamp,
    until: Timestamp,
    but: Option<JourneyId>,
) -> Result<Vec<BusyMachinesRow>> {
    sql::board::busy_machines(tx, until, from, but).await
}
