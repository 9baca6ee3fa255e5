//! The owner hears of an activity at its time, and once more when it should be over.

use engine::{TenantTx, event::NewEvent};
use kernel::Result;
use serde_json::json;

use super::store;

/// Tells of activities whose time has come, and of those that are overdue (SAL-17).
pub async fn tell(tx: &TenantTx) -> Result<()> {
    let now = tx.now();
    for row in store::to_tell(tx).await? {
        let overdue = row.ends_at <= now;
        store::tell_at(tx, row.id, (!overdue).then_some(row.ends_at)).await?;
        let name = if overdue { "sales.activity.overdue" } else { "sales.activity.due" };
        let data = json!({"activity_id": row.id, "type": row.activity_type, "subject": row.subject,
            "lead_id": row.lead_id, "deal_id": row.deal_id, "assigned_to": row.assigned_to});
        tx.emit(NewEvent::new(name, "activity", row.id.uuid()).location(row.location_id).data(data));
    }
    Ok(())
}
