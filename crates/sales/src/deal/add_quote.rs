//! A quote becomes one of a deal's.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Result,
    ids::{DealId, QuoteId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{DealDetail, follow, read::detail, store};

/// Adds a quote of the same customer; value and stage follow it (SAL-19).
#[derive(Deserialize, JsonSchema)]
pub struct AddQuote {
    pub id: DealId,
    pub quote_id: QuoteId,
}

impl Operation for AddQuote {
    type Output = DealDetail;
    const SPEC: Spec = Spec::command("sales.deal.add_quote", "POST", "/deals/{id}/quotes")
        .summary("Adds a quote of the same customer to a deal.")
        .permission("deal", "UPDATE")
        .on("deal", "id");

    async fn run(self, tx: &TenantTx) -> Result<DealDetail> {
        let row = store::row(tx, self.id).await?;
        let quote = store::quote_facts(tx, self.quote_id).await?.filter(|q| q.customer_id == row.customer_id);
        quote.ok_or_else(|| Error::invalid("quote_id", "NOT_FOUND", "This customer has no such quote."))?;
        if !store::add_quote(tx, self.id, self.quote_id).await? {
            let here = store::of_quote(tx, self.quote_id).await? == Some(self.id);
            if !here {
                return Err(Error::conflict("OTHER_DEAL", "This quote belongs to another deal already."));
            }
        }
        follow::advance(tx, self.id).await?;
        tx.emit(NewEvent::new("sales.deal.changed", "deal", self.id.uuid()).location(row.location_id));
        detail(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "dea_01h2xcejqtf2nbrexx3vqjhp41", "quote_id": "quo_01h2xcejqtf2nbrexx3vqjhp42"})
    }
}
