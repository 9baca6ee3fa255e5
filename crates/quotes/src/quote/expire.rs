//! Time closes what nobody accepted.

use engine::{TenantTx, event::NewEvent};
use kernel::Result;
use serde_json::json;

use super::store;

/// Expires quotes past their last day. Acceptance checks the time itself, so a late run lets nothing through (QUO-40).
pub async fn expire(tx: &TenantTx) -> Result<()> {
    for quote in store::overdue(tx).await? {
        if store::expire(tx, quote.id).await? {
            tx.emit(
                NewEvent::new("quotes.quote.expired", "quote", quote.id.uuid())
                    .location(Some(quote.location_id))
                    .data(json!({"quote_id": quote.id, "number": quote.number})),
            );
        }
    }
    Ok(())
}
