//! One quote with inputs, price, items and signature.

use engine::{Operation, Spec, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Result,
    ids::{CustomerId, JobId, LeadId, LocationId, QuoteId, QuoteItemId, UserId},
    money::{Money, Ratio, UnitPrice},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    QuoteKind, QuoteStatus,
    price::without_costs,
    stop::Stop,
    store,
    tariffs::{PartTariff, tariffs_of, versions_stored},
};
use crate::{portal::acceptance, pricing::Priced};

/// A line of the quote.
#[derive(Serialize, JsonSchema)]
pub struct QuoteItem {
    pub id: QuoteItemId,
    pub line_key: String,
    pub part: String,
    pub rule_key: Option<String>,
    pub category: String,
    pub tax_class: String,
    pub description: String,
    /// Exact: `7.75` or `15/26`.
    pub quantity: String,
    pub unit: String,
    #[schemars(extend("x-mask" = "BILL"))]
    pub unit_price: UnitPrice,
    #[schemars(extend("x-mask" = "BILL"))]
    pub computed: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub discount: Money,
    /// After discounts, before tax.
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    pub is_optional: bool,
    pub option_group: Option<String>,
    pub selected: bool,
    /// Whether the customer sees it as a line of its own.
    pub is_public: bool,
}

/// Who signed, and what proves it.
#[derive(Serialize, JsonSchema)]
pub struct SignatureCard {
    pub signer_name: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub signer_email: Option<String>,
    pub method: String,
    pub signed_at: Timestamp,
    pub timezone: String,
    pub address: Option<String>,
    /// The signer's browser as it named itself.
    pub device: Option<String>,
    /// SHA-256 of the file shown.
    pub pdf_sha256: String,
    pub signed_pdf_sha256: String,
    pub selected: Vec<QuoteItemId>,
}

/// What is taken of its day.
#[derive(Serialize, JsonSchema)]
pub struct QuoteBooking {
    pub day: Date,
    pub trucks: i32,
    pub movers: i32,
    /// HELD, CONFIRMED or CANCELLED.
    pub state: String,
    pub held_until: Option<Timestamp>,
    /// EXPIRED, RELEASED or CANCELLED.
    pub end_reason: Option<String>,
}

/// A quote.
#[derive(Serialize, JsonSchema)]
pub struct Quote {
    pub id: QuoteId,
    pub number: String,
    pub quote_version: i32,
    pub superseded_by: Option<QuoteId>,
    pub kind: QuoteKind,
    pub status: QuoteStatus,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub lead_id: Option<LeadId>,
    pub location_id: LocationId,
    pub assigned_to: Option<UserId>,
    pub title: String,
    pub language: String,
    pub service_date: Date,
    pub valid_until: Date,
    pub terms: Option<String>,
    pub stops: Vec<Stop>,
    pub planned_minutes: Option<i32>,
    pub crew_wanted: Option<i32>,
    pub trucks_wanted: Option<i32>,
    /// What the price is computed from, without the planned cost.
    #[schemars(extend("x-mask" = "BILL"))]
    pub inputs: Value,
    /// What was signed, once it is. Null while a draft's inputs give no price; its flags say why.
    #[schemars(extend("x-mask" = "BILL"))]
    pub priced: Option<Priced>,
    /// With tax; of what was signed once it is.
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    #[schemars(extend("x-mask" = "COST"))]
    pub planned_cost: Option<Money>,
    #[schemars(extend("x-mask" = "COST"))]
    pub margin: Option<Ratio>,
    pub items: Vec<QuoteItem>,
    /// The tariff of each part.
    pub tariffs: Vec<PartTariff>,
    pub sent_at: Option<Timestamp>,
    pub viewed_at: Option<Timestamp>,
    pub accepted_at: Option<Timestamp>,
    /// CUSTOMER, WITHDRAWN or REPLACED.
    pub rejection_kind: Option<String>,
    pub rejection_reason: Option<String>,
    pub signature: Option<SignatureCard>,
    /// Null where the work takes no day, and before anybody accepts.
    pub booking: Option<QuoteBooking>,
    /// What was paid ahead.
    #[schemars(extend("x-mask" = "BILL"))]
    pub paid_ahead: Option<Money>,
    pub pdf_url: String,
    pub pdf_sha256: Option<String>,
    pub signed_pdf_url: Option<String>,
    /// The job made of it.
    pub job_id: Option<JobId>,
    pub created_at: Timestamp,
    pub version: i64,
}

/// The whole quote.
pub async fn quote(tx: &TenantTx, id: QuoteId) -> Result<Quote> {
    let (row, items, signature) =
        futures::try_join!(store::row(tx, id), store::items(tx, id), store::signature(tx, id))?;
    let currency = row.currency()?;
    let (mut priced, margin) = row.priced()?.map(without_costs).unzip();
    let mut chosen = None;
    if let Some(signature) = &signature {
        let signed = serde_json::from_value(signature.priced.clone()).map_err(Error::internal)?;
        priced = Some(without_costs(signed).0);
        chosen = Some(store::item_ids(&signature.selected));
    }
    let mut inputs = row.inputs.clone();
    if let Some(inputs) = inputs.as_object_mut() {
        inputs.remove("planned_cost");
    }
    let pdf_url = format!("/api/quotes/{id}/pdf");
    let tariffs = tariffs_of(tx, &versions_stored(&inputs), &[]).await?;
    let (booking, paid) = if row.status()?.was_sent() {
        futures::try_join!(acceptance::booking(tx, id), acceptance::paid_ahead(tx, id))?
    } else {
        (None, 0)
    };
    Ok(Quote {
        id: row.id,
        kind: row.kind()?,
        status: row.status()?,
        stops: row.stops()?,
        number: row.number,
        quote_version: row.quote_version,
        superseded_by: row.superseded_by,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        lead_id: row.lead_id,
        location_id: row.location_id,
        assigned_to: row.assigned_to,
        title: row.title,
        language: row.language,
        service_date: row.service_date,
        valid_until: row.valid_until,
        terms: row.terms,
        planned_minutes: row.planned_minutes,
        crew_wanted: row.crew_wanted,
        trucks_wanted: row.trucks_wanted,
        inputs,
        priced,
        total: Money::new(row.accepted_total_minor.unwrap_or(row.total_minor), currency),
        planned_cost: row.planned_cost_minor.map(|minor| Money::new(minor, currency)),
        margin: margin.flatten(),
        items: items.into_iter().map(|item| item_card(item, chosen.as_deref(), currency)).collect(),
        sent_at: row.sent_at,
        viewed_at: row.viewed_at,
        accepted_at: row.accepted_at,
        rejection_kind: row.rejection_kind,
        rejection_reason: row.rejection_reason,
        signed_pdf_url: signature.as_ref().map(|_| format!("{pdf_url}?signed=true")),
        signature: signature.map(signature_card),
        tariffs,
        booking: booking.map(|booking| QuoteBooking {
            day: booking.day,
            trucks: booking.trucks,
            movers: booking.movers,
            state: booking.state,
            held_until: booking.held_until,
            end_reason: booking.end_reason,
        }),
        paid_ahead: (paid > 0).then(|| Money::new(paid, currency)),
        pdf_url,
        pdf_sha256: row.pdf_sha256,
        job_id: row.job_id,
        created_at: row.created_at,
        version: row.version,
    })
}

/// A line; whether an option is selected says the signature, once there is one.
fn item_card(item: store::Item, chosen: Option<&[QuoteItemId]>, currency: kernel::money::Currency) -> QuoteItem {
    QuoteItem {
        id: item.id,
        line_key: item.line_key,
        part: item.part,
        rule_key: item.rule_key,
        category: item.category,
        tax_class: item.tax_class,
        description: item.description,
        quantity: item.quantity,
        unit: item.unit,
        unit_price: UnitPrice::from_ten_thousandths(item.unit_price),
        computed: Money::new(item.computed_minor, currency),
        discount: Money::new(item.discount_minor, currency),
        total: Money::new(item.total_minor, currency),
        is_optional: item.is_optional,
        option_group: item.option_group,
        selected: match chosen {
            Some(chosen) if item.is_optional => chosen.contains(&item.id),
            _ => item.selected,
        },
        is_public: item.is_public,
    }
}

fn signature_card(signature: store::Signature) -> SignatureCard {
    SignatureCard {
        signer_name: signature.signer_name,
        signer_email: signature.signer_email,
        method: signature.method,
        signed_at: signature.signed_at,
        timezone: signature.timezone,
        address: signature.address,
        device: signature.user_agent,
        pdf_sha256: signature.shown_sha256,
        signed_pdf_sha256: signature.signed_sha256,
        selected: store::item_ids(&signature.selected),
    }
}

/// Reads a quote.
#[derive(Deserialize, JsonSchema)]
pub struct ReadQuote {
    pub id: QuoteId,
}

impl Operation for ReadQuote {
    type Output = Quote;
    const SPEC: Spec = Spec::read("quotes.quote.read", "/quotes/{id}")
        .summary("A quote with inputs, price, items and signature.")
        .permission("quote", "VIEW")
        .on("quote", "id");

    async fn run(self, tx: &TenantTx) -> Result<Quote> {
        tx.target().await?;
        quote(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "quo_01h00000000000000000000000"})
    }
}
