//! The lead becomes a customer who waits for a quote (SAL-21).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Result,
    ids::{CustomerId, LeadId, QuoteId},
};
use ports::EnsureCustomerPort;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{read::wanted, store};
use crate::estimate;

/// Picks or makes the customer and asks for a quote draft. Done twice, it answers the same records.
#[derive(Deserialize, JsonSchema)]
pub struct ConvertLead {
    pub id: LeadId,
    /// A quote draft is made with what the lead knows.
    #[serde(default)]
    pub quote: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct Converted {
    pub lead_id: LeadId,
    pub customer_id: CustomerId,
    /// The draft's id; the draft itself is there a moment later.
    pub quote_id: Option<QuoteId>,
    /// The customer was not known before.
    pub customer_is_new: bool,
}

impl Operation for ConvertLead {
    type Output = Converted;
    const SPEC: Spec = Spec::command("sales.lead.convert", "POST", "/leads/{id}/convert")
        .summary("Makes the lead a customer, with a quote draft.")
        .permission("lead", "UPDATE")
        .on("lead", "id");

    async fn run(self, tx: &TenantTx) -> Result<Converted> {
        let row = store::row(tx, self.id).await?;
        let quote_before = row.quote_id.map(QuoteId::from_uuid);
        if row.converted_at.is_some()
            && let Some(customer_id) = row.customer_id
            && (quote_before.is_some() || !self.quote)
        {
            return Ok(Converted { lead_id: self.id, customer_id, quote_id: quote_before, customer_is_new: false });
        }
        if !matches!(row.status.as_str(), "QUALIFIED" | "PROPOSAL_SENT" | "NEGOTIATION" | "WON") {
            return Err(Error::conflict("NOT_QUALIFIED", "Only a qualified lead is converted; qualify it first."));
        }
        let (customer_id, customer_is_new) = match row.customer_id {
            Some(known) => (known, false),
            None => tx.port::<EnsureCustomerPort>()?.ensure(tx, &wanted(&row)).await?,
        };
        let quote_id = quote_before.or_else(|| self.quote.then(|| tx.new_id()));
        store::set_converted(tx, self.id, customer_id, quote_id).await?;
        let wants_quote = self.quote && quote_before.is_none();
        // The draft takes over the lead's newest estimate, which is locked when it is sent.
        if let Some(quote) = quote_id.filter(|_| wants_quote)
            && let Some(estimate) = estimate::store::newest_of_lead(tx, self.id).await?
        {
            estimate::store::set_quote(tx, estimate, quote).await?;
        }
        tx.emit(NewEvent::new("sales.lead.converted", "lead", self.id.uuid()).location(row.location_id).data(json!({
            "lead_id": self.id, "customer_id": customer_id, "quote": wants_quote,
            "quote_id": quote_id.filter(|_| wants_quote),
        })));
        Ok(Converted { lead_id: self.id, customer_id, quote_id, customer_is_new })
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "quote": true})
    }
}
