//! When a location answers, as other modules ask it (SAL-9).

use engine::{TenantTx, module::BoxFuture};
use jiff::Timestamp;
use kernel::{Result, ids::LocationId};

use super::store::week;

/// Offered to the application under [`ports::AnsweringHoursPort`].
pub struct Answering;

impl ports::AnsweringHours for Answering {
    fn after<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: Option<LocationId>,
        from: Timestamp,
        minutes: i64,
    ) -> BoxFuture<'a, Result<Option<Timestamp>>> {
        Box::pin(async move { Ok(week(tx, location).await?.after(from, minutes)) })
    }

    fn opens<'a>(
        &'a self,
        tx: &'a TenantTx,
        location: Option<LocationId>,
        at: Timestamp,
    ) -> BoxFuture<'a, Result<Option<Timestamp>>> {
        Box::pin(async move { Ok(week(tx, location).await?.opens(at)) })
    }
}
