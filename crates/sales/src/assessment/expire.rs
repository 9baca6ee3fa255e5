//! An assessment is valid for 30 days; sites change.

use engine::{TenantTx, event::NewEvent};
use kernel::Result;
use serde_json::json;

use super::store;

/// Closes those whose last day has passed.
pub async fn expire(tx: &TenantTx) -> Result<()> {
    for over in store::over(tx).await? {
        store::expire(tx, over.id).await?;
        tx.about("site_assessment", over.id.uuid(), &over.number);
        let event = NewEvent::new("sales.assessment.expired", "site_assessment", over.id.uuid());
        tx.emit(event.location(over.location_id).data(json!({"assessment_id": over.id})));
    }
    Ok(())
}
