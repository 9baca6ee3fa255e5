//! Time gives back what was only held, and a cancelled job what it had.

use engine::{Event, TenantTx, event::NewEvent};
use kernel::{Id, Result};
use serde_json::json;

use super::store;
use crate::sql::capacity as sql;

/// Gives outdated holds back and tells of it (CAL-15).
pub async fn expire(tx: &TenantTx) -> Result<()> {
    for due in sql::due_bookings(tx).await? {
        if sql::end_booking(tx, Some("EXPIRED"), due.id).await? == 1 {
            tx.emit(
                NewEvent::new("calendar.booking.expired", "booking", due.id.uuid())
                    .location(Some(due.location_id))
                    .data(json!({"booking_id": due.id, "quote_id": due.quote_id})),
            );
        }
    }
    Ok(())
}

/// Nobody comes for a cancelled job.
pub async fn job_cancelled(tx: &TenantTx, event: Event) -> Result<()> {
    let job = sql::quote_of_job(tx, Id::from_uuid(event.entity_id)).await?;
    match job.and_then(|job| job.quote_id) {
        Some(quote) => store::unbook(tx, quote, "CANCELLED").await,
        None => Ok(()),
    }
}
