//! The card: what one wants to know of a customer before taking the call (CUS-20).

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Result,
    ids::{CustomerId, InvoiceId, JobId, LeadId, QuoteId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Customer, store};
use crate::{
    consent::{self, ConsentState},
    contact::Contact,
    relation::{self, Relation},
    timeline::store::family,
};

/// Reads the card.
#[derive(Deserialize, JsonSchema)]
pub struct ReadCard {
    pub id: CustomerId,
}

#[derive(Serialize, JsonSchema)]
pub struct Card {
    pub customer: Customer,
    pub contacts: Vec<Contact>,
    /// Open ones.
    pub leads: Vec<CardLead>,
    pub quotes: Vec<CardQuote>,
    pub jobs: Vec<CardJob>,
    /// Open ones, the oldest debt first.
    #[schemars(extend("x-mask" = "BILL"))]
    pub invoices: Vec<CardInvoice>,
    /// What is owed in all, where it is one currency.
    #[schemars(extend("x-mask" = "BILL"))]
    pub balance: Option<Money>,
    /// Day since when the oldest open invoice is due.
    #[schemars(extend("x-mask" = "BILL"))]
    pub oldest_debt: Option<Date>,
    /// From today on.
    pub next_job: Option<CardJob>,
    /// The last message to or from the customer.
    pub last_contact_at: Option<Timestamp>,
    pub consents: Vec<ConsentState>,
    pub duplicates: Vec<Duplicate>,
    /// How the customer stands to others (CUS-27).
    pub relations: Vec<Relation>,
}

#[derive(Serialize, JsonSchema)]
pub struct CardLead {
    pub id: LeadId,
    pub number: String,
    pub name: String,
    pub status: String,
    pub received_at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct CardQuote {
    pub id: QuoteId,
    pub number: String,
    pub status: String,
    pub service_date: Option<Date>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Option<Money>,
    pub sent_at: Option<Timestamp>,
    pub viewed_at: Option<Timestamp>,
    /// How often it was opened.
    pub views: i64,
}

#[derive(Serialize, JsonSchema)]
pub struct CardJob {
    pub id: JobId,
    pub number: String,
    pub title: String,
    pub status: String,
    pub date: Option<Date>,
}

#[derive(Serialize, JsonSchema)]
pub struct CardInvoice {
    pub id: InvoiceId,
    pub number: Option<String>,
    pub status: String,
    pub balance: Option<Money>,
    pub due_date: Option<Date>,
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
        let (leads, quotes, jobs, invoices, duplicates, consents, next_job, last_contact_at, relations) = futures::try_join!(
            store::open_leads(tx, self.id),
            store::quotes(tx, self.id),
            store::jobs(tx, self.id),
            store::invoices(tx, self.id),
            store::candidates(tx, self.id),
            consent::states(tx, &customer.points),
            store::next_job(tx, self.id),
            store::last_contact(tx, self.id),
            async { relation::store::all(tx, &family(tx, self.id).await?).await }
        )?;
        let lead = |l: crate::sql::customer::OpenLeadsOfRow| CardLead {
            id: l.id,
            number: l.number,
            name: l.full_name,
            status: l.status,
            received_at: l.received_at,
        };
        let sees = |resource: &str, location| {
            tx.may(resource, "VIEW", &RowFacts { location, mine: false, record: Value::Null })
        };
        let quote = |q: crate::sql::customer::QuotesOfRow| CardQuote {
            id: q.id,
            number: q.number,
            status: q.status,
            service_date: Some(q.service_date),
            total: q.currency.parse().ok().map(|currency| Money::new(q.total_minor, currency)),
            sent_at: q.sent_at,
            viewed_at: q.viewed_at,
            views: q.views,
        };
        let job = |j: crate::sql::customer::JobsOfRow| CardJob {
            id: j.id,
            number: j.number,
            title: j.title,
            status: j.status,
            date: j.service_date,
        };
        let duplicate = |d: crate::sql::customer::CandidatesOfRow| Duplicate {
            customer_id: d.other_id,
            number: d.other_number,
            display_name: d.other_name,
            score: d.score,
            reasons: d.reasons,
        };
        let invoice = |i: crate::sql::customer::InvoicesOfRow| CardInvoice {
            id: i.id,
            number: i.number,
            status: i.status,
            balance: i.currency.parse().ok().map(|currency| Money::new(i.balance_minor, currency)),
            due_date: i.due_date,
        };
        let next_job = next_job.filter(|j| sees("job", Some(j.location_id))).map(|j| CardJob {
            id: j.id,
            number: j.number,
            title: j.title,
            status: j.status,
            date: j.service_date,
        });
        let invoices: Vec<_> =
            invoices.into_iter().filter(|i| sees("invoice", Some(i.location_id))).map(invoice).collect();
        let owed: Vec<_> = invoices.iter().filter_map(|i| i.balance).collect();
        let balance = owed.first().and_then(|first| Money::sum(owed.iter().copied(), first.currency()).ok());
        Ok(Card {
            contacts: customer.contacts.clone(),
            customer,
            leads: leads.into_iter().map(lead).collect(),
            quotes: quotes.into_iter().filter(|q| sees("quote", Some(q.location_id))).map(quote).collect(),
            jobs: jobs.into_iter().filter(|j| sees("job", Some(j.location_id))).map(job).collect(),
            oldest_debt: invoices.iter().filter(|i| i.balance.is_some()).find_map(|i| i.due_date),
            balance,
            next_job,
            last_contact_at,
            invoices,
            consents,
            relations,
            duplicates: duplicates.into_iter().map(duplicate).collect(),
        })
    }
    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
