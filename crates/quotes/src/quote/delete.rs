//! Drafts can be deleted; what was sent cannot.

use engine::{Done, Operation, Spec, TenantTx};
use kernel::{Result, ids::QuoteId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;

/// Deletes a draft.
#[derive(Deserialize, JsonSchema)]
pub struct DeleteQuote {
    pub id: QuoteId,
}

impl Operation for DeleteQuote {
    type Output = Done;
    const SPEC: Spec = Spec::command("quotes.quote.delete", "DELETE", "/quotes/{id}")
        .summary("Deletes a draft.")
        .permission("quote", "DELETE")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<Done> {
        store::row(tx, self.id).await?.status()?.require_draft()?;
        store::delete(tx, self.id).await?;
        Ok(Done {})
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
