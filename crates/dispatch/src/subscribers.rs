//! Others' events turned into own work. Delivered at least once; a repeat changes nothing.

use engine::{Event, TenantTx};
use kernel::{Id, Result};

use crate::{flag, job, workflow};

/// An accepted quote becomes a job.
pub async fn create_job(tx: &TenantTx, event: Event) -> Result<()> {
    job::from_quote::create(tx, Id::from_uuid(event.entity_id)).await.map(drop)
}

/// A new company gets the templates the product brings along.
pub async fn seed_templates(tx: &TenantTx, _: Event) -> Result<()> {
    let industry = workflow::store::industry(tx).await?;
    workflow::seed(tx, &industry).await
}

/// Flags follow the clock as well as events.
pub async fn sweep_flags(tx: &TenantTx) -> Result<()> {
    flag::sweep(tx).await
}
