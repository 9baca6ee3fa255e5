//! Time closes what nobody answered.

use engine::{TenantTx, event::NewEvent};
use kernel::Result;
use serde_json::json;

use super::{ApprovalState, store};

/// Closes questions a day old; the asker is told by the event (ACC-39).
pub async fn expire(tx: &TenantTx) -> Result<()> {
    for due in store::due(tx).await? {
        if store::close(tx, due.quote_id, ApprovalState::Expired).await? {
            tx.emit(
                NewEvent::new("quotes.quote.approval_expired", "quote", due.quote_id.uuid())
                    .location(Some(due.location_id))
                    .data(json!({"quote_id": due.quote_id, "approval_id": due.id, "asked_by": due.asked_by})),
            );
        }
    }
    Ok(())
}
