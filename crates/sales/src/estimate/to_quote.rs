//! An estimate becomes a quote draft, or fills the one there is.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Result,
    ids::{CustomerId, EstimateId, QuoteId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::lead;

/// Hands crew, trucks, hours, volume, cartons and stops to the lead's quote draft; where there is none, one is made.
#[derive(Deserialize, JsonSchema)]
pub struct HandOver {
    pub id: EstimateId,
}

#[derive(Serialize, JsonSchema)]
pub struct HandedOver {
    pub estimate_id: EstimateId,
    pub customer_id: CustomerId,
    /// The draft is there, or has the figures, a moment later.
    pub quote_id: QuoteId,
}

impl Operation for HandOver {
    type Output = HandedOver;
    const SPEC: Spec = Spec::command("sales.estimate.hand_over", "POST", "/estimates/{id}/quote")
        .summary("Fills a quote draft from an estimate.")
        .permission("estimate", "UPDATE")
        .on("estimate", "id");

    async fn run(self, tx: &TenantTx) -> Result<HandedOver> {
        let row = store::row(tx, self.id).await?;
        super::require_reviewed(&row)?;
        let lead = match row.lead_id {
            Some(id) => lead::store::find(tx, id).await?,
            None => None,
        };
        let customer = row.customer_id.or(lead.as_ref().and_then(|l| l.customer_id));
        let Some(customer_id) = customer else {
            let text = "A quote is for a customer. Convert the lead first.";
            return Err(Error::conflict("NO_CUSTOMER", text));
        };
        let before = row.quote_id.or(lead.as_ref().and_then(|l| l.quote_id)).map(QuoteId::from_uuid);
        let quote_id = before.unwrap_or_else(|| tx.new_id());
        store::set_quote(tx, self.id, quote_id).await?;
        if let Some(lead) = lead.filter(|l| l.quote_id.is_none()) {
            lead::store::set_quote(tx, lead.id, quote_id).await?;
        }
        tx.about("estimate", self.id.uuid(), &row.number);
        tx.at_location(row.location_id);
        let data = json!({"estimate_id": self.id, "quote_id": quote_id, "customer_id": customer_id,
            "lead_id": row.lead_id});
        let told = NewEvent::new("sales.estimate.handed_over", "estimate", self.id.uuid());
        tx.emit(told.location(row.location_id).data(data));
        Ok(HandedOver { estimate_id: self.id, customer_id, quote_id })
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
