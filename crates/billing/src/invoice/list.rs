//! The invoices within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Result,
    ids::{CustomerId, InvoiceId, JobId, LocationId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{InvoiceStatus, store};

/// Lists invoices, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListInvoices {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// An invoice in a list.
#[derive(Serialize, JsonSchema)]
pub struct InvoiceLine {
    pub id: InvoiceId,
    /// Null until issued.
    pub number: Option<String>,
    pub kind: String,
    pub status: InvoiceStatus,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub job_id: Option<JobId>,
    pub job_number: Option<String>,
    pub location_id: LocationId,
    pub title: String,
    pub issue_date: Option<Date>,
    pub due_date: Option<Date>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub paid: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub balance: Money,
    pub created_at: Timestamp,
    pub version: i64,
}

impl InvoiceLine {
    fn of(row: store::ListRow) -> Result<Self> {
        let currency = row.currency.parse().map_err(Error::internal)?;
        Ok(Self {
            id: row.id,
            number: row.number,
            kind: row.kind,
            status: InvoiceStatus::read(&row.status)?,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            job_id: row.job_id,
            job_number: row.job_number,
            location_id: row.location_id,
            title: row.title,
            issue_date: row.issue_date.map(|_| row.tax_date),
            due_date: row.due_date,
            total: Money::new(row.total, currency),
            paid: Money::new(row.paid_minor, currency),
            balance: Money::new(row.balance, currency),
            created_at: row.created_at,
            version: row.version,
        })
    }
}

impl Operation for ListInvoices {
    type Output = Page<InvoiceLine>;
    const SPEC: Spec = Spec::list("billing.invoice.list", "/invoices", &store::INVOICE_LIST)
        .summary("Invoices, filtered, sorted and searched.")
        .permission("invoice", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<InvoiceLine>> {
        let Page { items, next, limit } = store::list(tx, &self.query).await?;
        Ok(Page { items: items.into_iter().map(InvoiceLine::of).collect::<Result<_>>()?, next, limit })
    }

    fn example() -> Value {
        json!({"status": "SENT,OVERDUE", "sort": "-issue_date"})
    }
}
