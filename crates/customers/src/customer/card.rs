//! The card: what one wants to know of a customer before taking the call (CUS-20).

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{CustomerId, LeadId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Customer, store};
use crate::consent::{self, ConsentState};

/// Reads the card.
#[derive(Deserialize, JsonSchema)]
pub struct ReadCard {
    pub id: CustomerId,
}

#[derive(Serialize, JsonSchema)]
pub struct Card {
    pub customer: Customer,
    pub open_leads: Vec<OpenLead>,
    pub consent: Vec<ConsentState>,
    pub duplicates: Vec<Duplicate>,
}

#[derive(Serialize, JsonSchema)]
pub struct OpenLead {
    pub id: LeadId,
    pub number: String,
    pub status: String,
    pub received_at: Timestamp,
}

/// A customer that may be the same.
#[derive(Serialize, JsonSchema)]
pub struct Duplicate {
    pub customer_id: CustomerId,
    pub number: String,
    pub display_name: String,
    /// 60 to 100.
    pub score: i32,
    /// Each reason with its points.
    pub reasons: Value,
}

impl Operation for ReadCard {
    type Output = Card;
    const SPEC: Spec = Spec::read("customers.customer.card", "/customers/{id}/card")
        .summary("Identity, contacts, open leads, consent and possible duplicates in one answer.")
        .permission("customer", "VIEW")
        .on("customer", "id");

    async fn run(self, tx: &TenantTx) -> Result<Card> {
        let customer = store::read(tx, self.id).await?;
        let (leads, duplicates, consent) = futures::try_join!(
            store::open_leads(tx, self.id),
            store::candidates(tx, self.id),
            consent::states(tx, &customer.points)
        )?;
        let lead = |l: crate::sql::customer::OpenLeadsOfRow| OpenLead {
            id: l.id,
            number: l.number,
            status: l.status,
            received_at: l.received_at,
        };
        let duplicate = |d: crate::sql::customer::CandidatesOfRow| Duplicate {
            customer_id: d.other_id,
            number: d.other_number,
            display_name: d.other_name,
            score: d.score,
            reasons: d.reasons,
        };
        Ok(Card {
            customer,
            open_leads: leads.into_iter().map(lead).collect(),
            consent,
            duplicates: duplicates.into_iter().map(duplicate).collect(),
        })
    }
    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
