//! Others' events turned into own work. Delivered at least once; a repeat changes nothing.

use engine::{Event, TenantTx};
use kernel::{ErrorKind, Id, Result};

use crate::invoice::{draft::draft, pdf::keep, store};

/// A finished job gets its draft. What stands in the way (no signed price, no seller) waits on the page of jobs to
/// bill, where a person is told of it.
pub async fn job_completed(tx: &TenantTx, event: Event) -> Result<()> {
    let job = Id::from_uuid(event.entity_id);
    store::wait_for_bill(tx, job, event.at).await?;
    match draft(tx, job).await {
        Err(e) if e.kind == ErrorKind::Conflict && !e.retry && UNBILLABLE.contains(&e.code.as_str()) => Ok(()),
        other => other.map(drop),
    }
}

/// Refusals of a draft that come before anything is written.
const UNBILLABLE: [&str; 6] =
    ["NO_SIGNED_PRICE", "NO_SELLER", "NOTHING_TO_BILL", "TAX_UNDECIDED", "NEGATIVE_TOTAL", "JOB_CANCELLED"];

/// Somebody else pays from now on, or no longer: drafts follow (CUS-27).
pub async fn relation_changed(tx: &TenantTx, event: Event) -> Result<()> {
    match event.data.get("kind").and_then(serde_json::Value::as_str) {
        Some("PAYS_FOR") => store::redirect_drafts(tx, Id::from_uuid(event.entity_id)).await,
        _ => Ok(()),
    }
}

/// An issued invoice gets its file.
pub async fn invoice_issued(tx: &TenantTx, event: Event) -> Result<()> {
    keep(tx, Id::from_uuid(event.entity_id)).await
}
