//! Taking an offer back.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Problems, Result, ids::QuoteId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    QuoteStatus,
    read::{Quote, quote},
    store,
};

/// Withdraws a quote that is with the customer.
#[derive(Deserialize, JsonSchema)]
pub struct WithdrawQuote {
    pub id: QuoteId,
    pub reason: String,
}

impl Operation for WithdrawQuote {
    type Output = Quote;
    const SPEC: Spec = Spec::command("quotes.quote.withdraw", "POST", "/quotes/{id}/withdraw")
        .summary("Withdraws a sent quote.")
        .permission("quote", "UPDATE")
        .on("quote", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Quote> {
        let row = store::row(tx, self.id).await?;
        row.status()?.require(QuoteStatus::Rejected)?;
        tx.reason(&self.reason);
        store::reject(tx, self.id, "WITHDRAWN", self.reason.trim()).await?;
        tx.emit(
            NewEvent::new("quotes.quote.rejected", "quote", self.id.uuid())
                .location(Some(row.location_id))
                .data(json!({"quote_id": self.id, "lead_id": row.lead_id, "kind": "WITHDRAWN"})),
        );
        quote(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000", "reason": "The customer asked for other dates."})
    }
}
