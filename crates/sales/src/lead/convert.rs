//! The lead becomes a customer with a deal who waits for a quote (SAL-21).

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{
    Error, Result,
    ids::{CustomerId, DealId, LeadId, QuoteId},
    money::Money,
};
use ports::EnsureCustomerPort;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Rental, read::wanted, store};
use crate::{
    deal::{
        self,
        new::{NewDeal, begin},
    },
    estimate,
};

/// Picks or makes the customer, begins a deal and asks for a quote draft, as wanted. Done twice, it answers the same
/// records.
#[derive(Deserialize, JsonSchema)]
pub struct ConvertLead {
    pub id: LeadId,
    /// A quote draft is made with what the lead knows.
    #[serde(default)]
    pub quote: bool,
    /// A deal is begun; the quote is one of its quotes.
    #[serde(default)]
    pub deal: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct Converted {
    pub lead_id: LeadId,
    pub customer_id: CustomerId,
    /// The draft's id; the draft itself is there a moment later.
    pub quote_id: Option<QuoteId>,
    pub deal_id: Option<DealId>,
    /// The customer was not known before.
    pub customer_is_new: bool,
}

/// The deal a lead begins: whom it is for, what is wanted and when.
async fn begin_deal(tx: &TenantTx, row: &store::Row, customer: CustomerId, quote: Option<QuoteId>) -> Result<DealId> {
    let facts = RowFacts { location: row.location_id, mine: true, record: Value::Null };
    tx.require("deal", "CREATE", &facts)?;
    let rental: Rental = serde_json::from_value(row.rental.clone()).unwrap_or_default();
    let what = rental.machine_class.as_deref().or(row.move_size.as_deref()).or(row.service_type.as_deref());
    let name = row.company_name.as_deref().unwrap_or(&row.full_name);
    let title = what.map_or_else(|| name.to_owned(), |what| format!("{name}, {what}"));
    let company = deal::store::company(tx).await?;
    let currency = company.currency.parse().map_err(Error::internal)?;
    let new = NewDeal {
        title: title.chars().take(200).collect(),
        customer,
        lead: Some(row.id),
        location: row.location_id,
        assigned_to: row.assigned_to.or(tx.caller().user()),
        pipeline: None,
        stage: None,
        value: row.estimated_value_minor.map(|minor| Money::new(minor, currency)),
        value_fixed: false,
        probability: None,
        expected_close: None,
        source: Some(row.source.clone()),
        machine_class: rental.machine_class,
        start_date: rental.start_date.or(row.move_date),
        days: rental.rental_days.filter(|days| (1..=3_650).contains(days)),
        competitor: None,
        notes: None,
        quotes: quote.into_iter().collect(),
    };
    begin(tx, &new).await
}

impl Operation for ConvertLead {
    type Output = Converted;
    const SPEC: Spec = Spec::command("sales.lead.convert", "POST", "/leads/{id}/convert")
        .summary("Makes the lead a customer, with a deal and a quote draft.")
        .permission("lead", "UPDATE")
        .on("lead", "id");

    async fn run(self, tx: &TenantTx) -> Result<Converted> {
        let row = store::row(tx, self.id).await?;
        let quote_before = row.quote_id.map(QuoteId::from_uuid);
        let deal_before = deal::store::first_of_lead(tx, self.id).await?;
        if row.converted_at.is_some()
            && let Some(customer_id) = row.customer_id
            && (quote_before.is_some() || !self.quote)
            && (deal_before.is_some() || !self.deal)
        {
            return Ok(Converted {
                lead_id: self.id,
                customer_id,
                quote_id: quote_before,
                deal_id: deal_before,
                customer_is_new: false,
            });
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
        let deal_id = match (deal_before, self.deal) {
            (Some(deal), _) => {
                if let Some(quote) = quote_id {
                    deal::store::add_quote(tx, deal, quote).await?;
                }
                Some(deal)
            }
            (None, true) => Some(begin_deal(tx, &row, customer_id, quote_id).await?),
            (None, false) => None,
        };
        tx.about("lead", self.id.uuid(), &row.number);
        tx.at_location(row.location_id);
        tx.emit(NewEvent::new("sales.lead.converted", "lead", self.id.uuid()).location(row.location_id).data(json!({
            "lead_id": self.id, "customer_id": customer_id, "quote": wants_quote,
            "quote_id": quote_id.filter(|_| wants_quote), "deal_id": deal_id,
        })));
        Ok(Converted { lead_id: self.id, customer_id, quote_id, deal_id, customer_is_new })
    }

    fn example() -> Value {
        json!({"id": "lea_01h2xcejqtf2nbrexx3vqjhp41", "quote": true, "deal": true})
    }
}
