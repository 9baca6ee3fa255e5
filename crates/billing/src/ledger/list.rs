//! The transactions with their entries.

use std::collections::HashMap;

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Result,
    ids::{BillingEntityId, CustomerId, FinancialTransactionId, JobId, LocationId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists transactions, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListLedger {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// One line of a transaction; either debit or credit.
#[derive(Serialize, JsonSchema)]
pub struct Entry {
    pub account_code: String,
    pub account_name: String,
    #[schemars(extend("x-mask" = "BILL"))]
    pub debit: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub credit: Option<Money>,
    pub tax: Option<String>,
    pub location_id: Option<LocationId>,
    pub customer_id: Option<CustomerId>,
    pub job_id: Option<JobId>,
}

/// A transaction; its entries sum to zero.
#[derive(Serialize, JsonSchema)]
pub struct Transaction {
    pub id: FinancialTransactionId,
    pub entity_id: BillingEntityId,
    pub at: Timestamp,
    pub effective_date: Date,
    /// Number of the paper it comes from.
    pub number: String,
    /// INVOICE or PAYMENT.
    pub kind: String,
    /// Whose invoice or payment it is.
    pub description: Option<String>,
    pub entries: Vec<Entry>,
}

/// A signed amount as debit and credit; both empty for nothing.
pub fn sides(minor: i64, currency: &str) -> Result<(Option<Money>, Option<Money>)> {
    let money = Money::new(minor, currency.parse().map_err(Error::internal)?);
    Ok(match minor {
        0 => (None, None),
        1.. => (Some(money), None),
        _ => (None, Some(money.checked_neg().map_err(Error::internal)?)),
    })
}

impl Operation for ListLedger {
    type Output = Page<Transaction>;
    const SPEC: Spec = Spec::list("billing.ledger.list", "/ledger", &store::TRANSACTION_LIST)
        .summary("Transactions of the ledger with their entries, newest first.")
        .permission("ledger", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<Transaction>> {
        let Page { items, next, limit } = store::list(tx, &self.query).await?;
        let ids: Vec<_> = items.iter().map(|row| row.id.uuid()).collect();
        let mut entries: HashMap<FinancialTransactionId, (Option<String>, Vec<Entry>)> = HashMap::new();
        for row in store::entries(tx, &ids).await? {
            let (name, list) = entries.entry(row.transaction_id).or_default();
            *name = name.take().or(row.customer_name);
            let (debit, credit) = sides(row.amount_minor, &row.currency)?;
            list.push(Entry {
                account_code: row.code,
                account_name: row.name,
                debit,
                credit,
                tax: row.tax,
                location_id: row.location_id,
                customer_id: row.customer_id,
                job_id: row.job_id,
            });
        }
        let items = items.into_iter().map(|row| {
            let (description, entries) = entries.remove(&row.id).unwrap_or_default();
            Transaction {
                id: row.id,
                entity_id: row.entity_id,
                at: row.at,
                effective_date: row.effective_date,
                number: row.number,
                kind: row.kind,
                description,
                entries,
            }
        });
        Ok(Page { items: items.collect(), next, limit })
    }

    fn example() -> Value {
        json!({"limit": 50, "type": "PAYMENT"})
    }
}
