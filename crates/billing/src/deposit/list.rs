//! Deposits within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CustomerId, DepositId, LocationId, PaymentId, QuoteId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sql::deposit::{DEPOSIT_LIST, DepositListRow};

/// Lists deposits, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListDeposits {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// A deposit.
#[derive(Serialize, JsonSchema)]
pub struct DepositLine {
    pub id: DepositId,
    pub payment_id: PaymentId,
    /// Number of the receipt.
    pub number: String,
    pub method: String,
    pub quote_id: QuoteId,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub location_id: LocationId,
    #[schemars(extend("x-mask" = "BILL"))]
    pub amount: Money,
    /// What invoices have taken up of it.
    #[schemars(extend("x-mask" = "BILL"))]
    pub applied: Money,
    pub received_at: Timestamp,
    pub version: i64,
}

impl DepositLine {
    fn of(row: DepositListRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(Error::internal)?;
        Ok(Self {
            id: row.id,
            payment_id: row.payment_id,
            number: row.number,
            method: row.method,
            quote_id: row.quote_id,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            location_id: row.location_id,
            amount: Money::new(row.amount_minor, currency),
            applied: Money::new(row.applied_minor, currency),
            received_at: row.received_at,
            version: row.version,
        })
    }
}

impl Operation for ListDeposits {
    type Output = Page<DepositLine>;
    const SPEC: Spec = Spec::list("billing.deposit.list", "/deposits", &DEPOSIT_LIST)
        .summary("Deposits, newest first.")
        .permission("payment", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<DepositLine>> {
        let Page { items, next, limit } = tx.list(&DEPOSIT_LIST, &self.query, DepositListRow::from_row).await?;
        Ok(Page { items: items.into_iter().map(DepositLine::of).collect::<Result<_>>()?, next, limit })
    }

    fn example() -> Value {
        json!({"sort": "-received_at"})
    }
}
