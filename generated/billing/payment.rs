//! Written by `cargo xtask sql` from crates/billing/queries/payment.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct PayableRow {
    pub id: kernel::ids::InvoiceId,
    pub number: Option<String>,
    pub entity_id: kernel::ids::BillingEntityId,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub job_id: Option<kernel::ids::JobId>,
    pub location_id: kernel::ids::LocationId,
    pub currency: String,
    pub total_minor: i64,
    pub paid_minor: i64,
    pub balance_minor: i64,
    pub timezone: String,
}

impl PayableRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            job_id: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
            currency: row.try_get(7).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(8).map_err(kernel::Error::internal)?,
            paid_minor: row.try_get(9).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(10).map_err(kernel::Error::internal)?,
            timezone: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn payable(tx: &engine::TenantTx, id: kernel::ids::InvoiceId) -> kernel::Result<Option<PayableRow>> {
    const SQL: &str = r"select i.id, i.number, i.entity_id, i.status, i.customer_id, i.job_id, i.location_id, i.currency, i.total_minor,
       i.paid_minor, i.balance_minor, l.timezone
from invoice i
join location l on l.company_id = $1 and l.id = i.location_id
where i.company_id = $1
  and i.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "payable")?.as_ref().map(PayableRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertPayment<'a> {
    pub id: kernel::ids::PaymentId,
    pub number: &'a str,
    pub entity_id: kernel::ids::BillingEntityId,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub method: &'a str,
    pub currency: &'a str,
    pub amount_minor: i64,
    pub rounding_minor: i64,
    pub tendered_minor: Option<i64>,
    pub change_minor: i64,
    pub credit_minor: i64,
    pub reference: Option<&'a str>,
    pub note: Option<&'a str>,
    pub media_id: Option<kernel::ids::MediaId>,
    pub received_at: jiff::Timestamp,
}

pub async fn insert_payment(tx: &engine::TenantTx, p: InsertPayment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into payment (company_id, id, number, entity_id, customer_id, location_id, method, status, currency,
  amount_minor, rounding_minor, tendered_minor, change_minor, credit_minor, reference, note, media_id, received_at,
  completed_at)
values ($1, $2, $3, $4, $5, $6, $7, 'COMPLETED', $8,
  $9, $10, $11, $12, $13, $14, $15, $16,
  $17, $18)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.entity_id,
            &p.customer_id,
            &p.location_id,
            &p.method,
            &p.currency,
            &p.amount_minor,
            &p.rounding_minor,
            &p.tendered_minor,
            &p.change_minor,
            &p.credit_minor,
            &p.reference,
            &p.note,
            &p.media_id,
            &p.received_at,
            &now,
        ],
    )
    .await
}

pub async fn insert_allocation(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    payment_id: kernel::ids::PaymentId,
    invoice_id: kernel::ids::InvoiceId,
    amount_minor: i64,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into payment_allocation (company_id, id, payment_id, invoice_id, amount_minor, at)
values ($1, $2, $3, $4, $5, $6)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &payment_id, &invoice_id, &amount_minor, &now]).await
}

#[derive(Debug, Clone)]
pub struct InsertCredit<'a> {
    pub id: uuid::Uuid,
    pub customer_id: kernel::ids::CustomerId,
    pub payment_id: kernel::ids::PaymentId,
    pub currency: &'a str,
    pub amount_minor: i64,
}

pub async fn insert_credit(tx: &engine::TenantTx, p: InsertCredit<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into customer_credit (company_id, id, customer_id, payment_id, currency, amount_minor, at)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.customer_id, &p.payment_id, &p.currency, &p.amount_minor, &now])
        .await
}
