//! What nobody answers goes up a level (ACC-39).

use engine::{TenantTx, event::NewEvent};
use jiff::ToSpan;
use kernel::{Error, Result};
use serde_json::json;

use super::store;

/// Minutes until the next level is asked.
const PATIENCE_MINUTES: i64 = 15;

/// Whom a question goes to first: the managers, and the administrators where a manager asks.
pub fn first_level(role_code: &str) -> &'static str {
    match role_code {
        "MANAGER" | "ADMIN" => "ADMIN",
        _ => "MANAGER",
    }
}

/// Asks the administrators what the managers left unanswered.
pub async fn rise(tx: &TenantTx) -> Result<()> {
    let before = tx.now().checked_sub(PATIENCE_MINUTES.minutes()).map_err(Error::internal)?;
    for due in store::rising(tx, before).await? {
        store::set_level(tx, due.id, "ADMIN").await?;
        tx.emit(
            NewEvent::new("quotes.quote.approval_escalated", "quote", due.quote_id.uuid())
                .location(Some(due.location_id))
                .data(json!({
                    "quote_id": due.quote_id, "approval_id": due.id, "asked_by": due.asked_by, "to": ["ADMIN"],
                })),
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::first_level;

    #[test]
    fn acc_39_a_managers_own_question_begins_with_the_administrators() {
        assert_eq!(
            ["SALES_AGENT", "REP", "MANAGER", "ADMIN"].map(first_level),
            ["MANAGER", "MANAGER", "ADMIN", "ADMIN"]
        );
    }
}
