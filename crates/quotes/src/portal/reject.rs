//! The customer says no.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::behind_link;
use crate::quote::{QuoteStatus, store};

/// Rejects the quote behind a link.
#[derive(Deserialize, JsonSchema)]
pub struct RejectQuote {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
    pub reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Rejected {
    pub status: QuoteStatus,
}

impl Operation for RejectQuote {
    type Output = Rejected;
    const SPEC: Spec = Spec::command("quotes.portal.reject", "POST", "/portal/quotes/{token}/reject")
        .summary("The customer rejects a quote.")
        .link("q");

    fn check(&self, p: &mut Problems) {
        let fits = self.reason.as_deref().is_none_or(|r| r.chars().count() <= 500);
        p.require(fits, "reason", "TOO_LONG", "A reason has at most 500 characters.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Rejected> {
        let row = behind_link(tx, true).await?;
        row.status()?.require(QuoteStatus::Rejected)?;
        tx.about("quote", row.id.uuid(), &row.full_number());
        tx.at_location(Some(row.location_id));
        let reason = self.reason.as_deref().map(str::trim).unwrap_or_default();
        store::reject(tx, row.id, "CUSTOMER", reason).await?;
        tx.emit(NewEvent::new("quotes.quote.rejected", "quote", row.id.uuid()).location(Some(row.location_id)).data(
            json!({
                "quote_id": row.id, "customer_id": row.customer_id, "lead_id": row.lead_id, "kind": "CUSTOMER",
            }),
        ));
        Ok(Rejected { status: QuoteStatus::Rejected })
    }

    fn example() -> Value {
        json!({"token": "q_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "reason": "Too late for us."})
    }
}
