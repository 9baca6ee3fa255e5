//! One payment, with what it was for.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CustomerId, InvoiceId, LocationId, MediaId, PaymentId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// The part of a payment that went to one invoice.
#[derive(Serialize, JsonSchema)]
pub struct Allocation {
    pub invoice_id: InvoiceId,
    pub invoice_number: String,
    pub invoice_status: String,
    #[schemars(extend("x-mask" = "BILL"))]
    pub amount: Money,
    /// What is open on the invoice now.
    #[schemars(extend("x-mask" = "BILL"))]
    pub balance: Money,
}

/// A payment.
#[derive(Serialize, JsonSchema)]
pub struct PaymentPage {
    pub id: PaymentId,
    /// Number of the receipt.
    pub number: String,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub location_id: LocationId,
    pub method: String,
    pub status: String,
    /// What counts, towards invoices and as credit.
    #[schemars(extend("x-mask" = "BILL"))]
    pub amount: Money,
    /// What was received: the amount with the rounding of cash.
    #[schemars(extend("x-mask" = "BILL"))]
    pub received: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub rounding: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub tendered: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub change: Option<Money>,
    /// What became the customer's credit.
    #[schemars(extend("x-mask" = "BILL"))]
    pub credit: Option<Money>,
    pub allocations: Vec<Allocation>,
    pub reference: Option<String>,
    pub note: Option<String>,
    pub photo_id: Option<MediaId>,
    pub received_at: Timestamp,
    pub receipt_url: String,
    pub created_at: Timestamp,
    pub version: i64,
}

/// Reads a payment with its allocations.
pub async fn page(tx: &TenantTx, id: PaymentId) -> Result<PaymentPage> {
    let (row, allocations) = futures::try_join!(store::row(tx, id), store::allocations(tx, id))?;
    let currency = row.currency.parse().map_err(Error::internal)?;
    let money = |minor: i64| Money::new(minor, currency);
    let some = |minor: i64| Some(money(minor)).filter(|m| !m.is_zero());
    let allocations = allocations.into_iter().map(|a| Allocation {
        invoice_id: a.invoice_id,
        invoice_number: a.invoice_number,
        invoice_status: a.invoice_status,
        amount: money(a.amount_minor),
        balance: money(a.balance_minor),
    });
    Ok(PaymentPage {
        id: row.id,
        number: row.number,
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        location_id: row.location_id,
        method: row.method,
        status: row.status,
        amount: money(row.amount_minor),
        received: money(row.amount_minor + row.rounding_minor),
        rounding: some(row.rounding_minor),
        tendered: row.tendered_minor.map(money),
        change: some(row.change_minor),
        credit: some(row.credit_minor),
        allocations: allocations.collect(),
        reference: row.reference,
        note: row.note,
        photo_id: row.media_id,
        received_at: row.received_at,
        receipt_url: format!("/api/payments/{}/receipt", row.id),
        created_at: row.created_at,
        version: row.version,
    })
}

/// Reads one payment.
#[derive(Deserialize, JsonSchema)]
pub struct ReadPayment {
    pub id: PaymentId,
}

impl Operation for ReadPayment {
    type Output = PaymentPage;
    const SPEC: Spec = Spec::read("billing.payment.get", "/payments/{id}")
        .summary("A payment with the invoices it was for.")
        .permission("payment", "VIEW")
        .on("payment", "id");

    async fn run(self, tx: &TenantTx) -> Result<PaymentPage> {
        page(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "pay_01h00000000000000000000000"})
    }
}
