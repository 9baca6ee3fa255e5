//! The payments within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CustomerId, LocationId, PaymentId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists payments, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListPayments {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// A payment in a list.
#[derive(Serialize, JsonSchema)]
pub struct PaymentLine {
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
    #[schemars(extend("x-mask" = "BILL"))]
    pub rounding: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub credit: Option<Money>,
    pub reference: Option<String>,
    pub received_at: Timestamp,
    pub version: i64,
}

impl PaymentLine {
    fn of(row: store::ListRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(Error::internal)?;
        let some = |minor: i64| Some(Money::new(minor, currency)).filter(|m| !m.is_zero());
        Ok(Self {
            id: row.id,
            number: row.number,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            location_id: row.location_id,
            method: row.method,
            status: row.status,
            amount: Money::new(row.amount, currency),
            rounding: some(row.rounding_minor),
            credit: some(row.credit_minor),
            reference: row.reference,
            received_at: row.received_at,
            version: row.version,
        })
    }
}

impl Operation for ListPayments {
    type Output = Page<PaymentLine>;
    const SPEC: Spec = Spec::list("billing.payment.list", "/payments", &store::PAYMENT_LIST)
        .summary("Payments, newest first.")
        .permission("payment", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<PaymentLine>> {
        let Page { items, next, limit } = store::list(tx, &self.query).await?;
        Ok(Page { items: items.into_iter().map(PaymentLine::of).collect::<Result<_>>()?, next, limit })
    }

    fn example() -> Value {
        json!({"method": "CASH", "sort": "-received_at"})
    }
}
