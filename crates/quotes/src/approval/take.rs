//! Taking what was offered instead.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::QuoteId, money::Rate};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ApprovalState, store, with_discount};
use crate::quote::{change::ChangeQuote, read::Quote, store as quotes};

/// Takes the other discount that came with a no (ACC-38): the draft gets it and may be sent without asking again.
#[derive(Deserialize, JsonSchema)]
pub struct TakeCounter {
    pub id: QuoteId,
}

impl Operation for TakeCounter {
    type Output = Quote;
    const SPEC: Spec = Spec::command("quotes.approval.take", "POST", "/quotes/{id}/approval/take")
        .summary("Takes the discount that was offered instead of the one asked for.")
        .permission("quote", "UPDATE")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<Quote> {
        let (row, asked) = futures::try_join!(quotes::row(tx, self.id), store::newest(tx, self.id))?;
        row.status()?.require_draft()?;
        let offered = asked.filter(|asked| asked.state == ApprovalState::Rejected.code()).and_then(|asked| {
            let (discount, total) = (asked.counter_discount?, asked.counter_total_minor?);
            Some((Rate::from_millionths(i64::from(discount)), total))
        });
        let (discount, total) = offered.ok_or_else(|| {
            Error::conflict(
                "NOTHING_OFFERED",
                "No other discount was offered for this quote, or it was asked about again.",
            )
        })?;
        let inputs = with_discount(&row.inputs, discount)?;
        let change: ChangeQuote =
            serde_json::from_value(json!({"id": self.id, "inputs": inputs})).map_err(Error::internal)?;
        let quote = change.run(tx).await?;
        let now = quotes::row(tx, self.id).await?;
        if now.total_minor != total {
            let message = "With that discount the price is no longer the one that was offered. Ask again.";
            return Err(Error::conflict("PRICE_CHANGED", message));
        }
        Ok(quote)
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
