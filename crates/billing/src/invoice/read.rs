//! One invoice with lines, taxes and what was paid.

use engine::{Operation, Spec, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Result,
    ids::{CustomerId, InvoiceId, InvoiceItemId, JobId, LocationId, PaymentId, QuoteId},
    money::{
        Currency, Money, Rate, UnitPrice,
        tax::{TaxKind, TaxLine, TaxNote},
    },
};
use render::Language;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{InvoiceStatus, Line, paper::decimal, store, words};

/// A line of the invoice.
#[derive(Serialize, JsonSchema)]
pub struct InvoiceItem {
    pub id: InvoiceItemId,
    pub line_key: String,
    pub category: String,
    pub tax_class: String,
    pub description: String,
    /// To four decimals.
    pub quantity: String,
    pub unit: String,
    #[schemars(extend("x-mask" = "BILL"))]
    pub unit_price: UnitPrice,
    /// Before discounts.
    #[schemars(extend("x-mask" = "BILL"))]
    pub amount: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub discount: Money,
    /// After discounts, before tax.
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    /// Whether the payer sees it as a line of its own.
    pub is_public: bool,
}

/// One tax of the invoice.
#[derive(Serialize, JsonSchema)]
pub struct InvoiceTax {
    pub jurisdiction: String,
    pub tax: TaxKind,
    pub rate: Rate,
    #[schemars(extend("x-mask" = "BILL"))]
    pub base: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub amount: Money,
    /// The seller's number for it, as printed.
    pub registration: Option<String>,
    /// Which place decided.
    pub reason: String,
}

/// What was paid towards it.
#[derive(Serialize, JsonSchema)]
pub struct InvoicePayment {
    pub id: PaymentId,
    /// Number of the receipt.
    pub number: String,
    pub method: String,
    pub status: String,
    /// The part that counts for this invoice.
    #[schemars(extend("x-mask" = "BILL"))]
    pub amount: Money,
    /// Cash is rounded to what coins there are; of payments wholly for this invoice.
    #[schemars(extend("x-mask" = "BILL"))]
    pub rounding: Option<Money>,
    pub received_at: Timestamp,
}

/// An invoice.
#[derive(Serialize, JsonSchema)]
pub struct InvoicePage {
    pub id: InvoiceId,
    /// Null until issued.
    pub number: Option<String>,
    pub kind: String,
    pub status: InvoiceStatus,
    pub customer_id: CustomerId,
    pub customer_name: String,
    /// For whom the work was done, where somebody else pays (CUS-27).
    pub served_customer_id: Option<CustomerId>,
    pub served_customer_name: Option<String>,
    pub job_id: Option<JobId>,
    pub job_number: Option<String>,
    pub quote_id: Option<QuoteId>,
    pub location_id: LocationId,
    pub title: String,
    pub language: String,
    pub purchase_order: Option<String>,
    pub supply_date: Option<Date>,
    pub issue_date: Option<Date>,
    pub due_date: Option<Date>,
    /// Day whose tax rates count; that of the issue once issued.
    pub tax_date: Date,
    pub items: Vec<InvoiceItem>,
    pub taxes: Vec<InvoiceTax>,
    /// Taxes not charged, with the reason.
    pub tax_notes: Vec<String>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub subtotal: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub tax: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub paid: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub balance: Money,
    pub payments: Vec<InvoicePayment>,
    pub issued_at: Option<Timestamp>,
    pub pdf_url: String,
    pub created_at: Timestamp,
    pub version: i64,
}

/// The whole invoice.
pub async fn page(tx: &TenantTx, id: InvoiceId) -> Result<InvoicePage> {
    let (row, items, taxes, payments) =
        futures::try_join!(store::row(tx, id), store::items(tx, id), store::taxes(tx, id), store::payments(tx, id))?;
    let currency = row.currency()?;
    let money = |minor| Money::new(minor, currency);
    let status = row.status()?;
    let lines: Vec<Line> = items.iter().map(|item| item.line(currency)).collect::<Result<_>>()?;
    let notes: Vec<TaxNote> = serde_json::from_value(row.tax_notes).map_err(Error::internal)?;
    Ok(InvoicePage {
        items: items.iter().zip(&lines).map(|(item, line)| item_card(item, line)).collect::<Result<_>>()?,
        taxes: taxes.iter().map(|tax| tax_card(tax, &lines, currency)).collect::<Result<_>>()?,
        tax_notes: notes.iter().map(|note| words::tax_note(note, Language::En)).collect(),
        issue_date: row.issued_at.map(|_| row.tax_date),
        subtotal: money(row.subtotal_minor),
        tax: money(row.tax_minor),
        total: money(row.total_minor),
        paid: money(row.paid_minor),
        balance: money(row.balance_minor),
        payments: payments.into_iter().map(|payment| payment_card(payment, currency)).collect(),
        pdf_url: format!("/api/invoices/{id}/pdf"),
        id: row.id,
        number: row.number,
        kind: row.kind,
        status,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        served_customer_id: row.served_customer_id,
        served_customer_name: row.served_customer_name,
        job_id: row.job_id,
        job_number: row.job_number,
        quote_id: row.quote_id,
        location_id: row.location_id,
        title: row.title,
        language: row.language,
        purchase_order: row.purchase_order,
        supply_date: row.supply_date,
        due_date: row.due_date,
        tax_date: row.tax_date,
        issued_at: row.issued_at,
        created_at: row.created_at,
        version: row.version,
    })
}

fn item_card(item: &store::ItemRow, line: &Line) -> Result<InvoiceItem> {
    Ok(InvoiceItem {
        id: item.id,
        line_key: item.line_key.clone(),
        category: item.category.clone(),
        tax_class: item.tax_class.clone(),
        description: item.description.clone(),
        quantity: decimal(line.quantity),
        unit: item.unit.clone(),
        unit_price: line.unit_price,
        amount: line.amount,
        discount: line.discount,
        total: line.net().map_err(Error::internal)?,
        is_public: item.is_public,
    })
}

fn tax_card(row: &store::TaxRow, lines: &[Line], currency: Currency) -> Result<InvoiceTax> {
    let tax = row.line(currency)?;
    Ok(InvoiceTax {
        reason: reason(&tax, lines),
        jurisdiction: tax.jurisdiction,
        tax: tax.tax,
        rate: tax.rate,
        base: tax.base,
        amount: tax.amount,
        registration: row.registration.clone(),
    })
}

/// Which place decided, said once for each class of the taxed lines.
fn reason(tax: &TaxLine, lines: &[Line]) -> String {
    let mut said: Vec<&str> = vec![];
    for share in &tax.shares {
        let class = lines.iter().find(|line| line.key == share.line).map(|line| words::why(line.class));
        said.extend(class.filter(|sentence| !said.contains(sentence)));
    }
    said.join(" ")
}

fn payment_card(row: store::PaymentRow, currency: Currency) -> InvoicePayment {
    let whole = row.payment_minor == row.amount_minor && row.rounding_minor != 0;
    InvoicePayment {
        id: row.id,
        number: row.number,
        method: row.method,
        status: row.status,
        amount: Money::new(row.amount_minor, currency),
        rounding: whole.then(|| Money::new(row.rounding_minor, currency)),
        received_at: row.received_at,
    }
}

/// Reads an invoice.
#[derive(Deserialize, JsonSchema)]
pub struct ReadInvoice {
    pub id: InvoiceId,
}

impl Operation for ReadInvoice {
    type Output = InvoicePage;
    const SPEC: Spec = Spec::read("billing.invoice.get", "/invoices/{id}")
        .summary("An invoice with lines, taxes and payments.")
        .permission("invoice", "VIEW")
        .on("invoice", "id");

    async fn run(self, tx: &TenantTx) -> Result<InvoicePage> {
        tx.target().await?;
        page(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "inv_01h00000000000000000000000"})
    }
}
