//! Written by `cargo xtask sql` from crates/billing/queries/payment.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct InvoiceToPayRow {
    pub id: kernel::ids::InvoiceId,
    pub number: Option<String>,
    pub status: String,
    pub entity_id: kernel::ids::BillingEntityId,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub job_id: Option<kernel::ids::JobId>,
    pub currency: String,
    pub total_minor: i64,
    pub paid_minor: i64,
    pub balance_minor: i64,
    pub issued_at: Option<jiff::Timestamp>,
    pub timezone: String,
}

impl InvoiceToPayRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            status: row.try_get(2).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            job_id: row.try_get(6).map_err(kernel::Error::internal)?,
            currency: row.try_get(7).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(8).map_err(kernel::Error::internal)?,
            paid_minor: row.try_get(9).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(10).map_err(kernel::Error::internal)?,
            issued_at: row.try_get(11).map_err(kernel::Error::internal)?,
            timezone: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

/// An invoice, as far as paying it goes; the caller holds its row.
pub async fn invoice_to_pay(
    tx: &engine::TenantTx,
    id: kernel::ids::InvoiceId,
) -> kernel::Result<Option<InvoiceToPayRow>> {
    const SQL: &str = r#"select i.id, i.number, i.status, i.entity_id, i.customer_id, i.location_id, i.job_id, i.currency, i.total_minor,
       i.paid_minor, i.balance_minor as "balance_minor!", i.issued_at, l.timezone as "timezone!"
from invoice i
join access_v_location l on l.company_id = i.company_id and l.id = i.location_id
where i.company_id = $1
  and i.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "invoice_to_pay")?.as_ref().map(InvoiceToPayRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PhotoThereRow {
    pub id: kernel::ids::MediaId,
}

impl PhotoThereRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Whether a photo belongs to this company.
pub async fn photo_there(
    tx: &engine::TenantTx,
    media_id: kernel::ids::MediaId,
) -> kernel::Result<Option<PhotoThereRow>> {
    const SQL: &str = r#"select m.id as "id!"
from capture_v_media m
where m.company_id = $1
  and m.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &media_id]).await?;
    super::at_most_one(rows, "photo_there")?.as_ref().map(PhotoThereRow::from_row).transpose()
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

pub async fn mark_paid(
    tx: &engine::TenantTx,
    amount: i64,
    status: &str,
    id: kernel::ids::InvoiceId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update invoice i
set paid_minor = i.paid_minor + $2,
    status = $3
where i.company_id = $1
  and i.id = $4
  and i.status in ('SENT', 'VIEWED', 'PARTIAL_PAID', 'OVERDUE')";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &amount, &status, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PaymentByIdRow {
    pub id: kernel::ids::PaymentId,
    pub number: String,
    pub entity_id: kernel::ids::BillingEntityId,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub location_id: kernel::ids::LocationId,
    pub timezone: String,
    pub method: String,
    pub status: String,
    pub currency: String,
    pub amount_minor: i64,
    pub rounding_minor: i64,
    pub tendered_minor: Option<i64>,
    pub change_minor: i64,
    pub credit_minor: i64,
    pub reference: Option<String>,
    pub note: Option<String>,
    pub media_id: Option<kernel::ids::MediaId>,
    pub received_at: jiff::Timestamp,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl PaymentByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(2).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            timezone: row.try_get(6).map_err(kernel::Error::internal)?,
            method: row.try_get(7).map_err(kernel::Error::internal)?,
            status: row.try_get(8).map_err(kernel::Error::internal)?,
            currency: row.try_get(9).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(10).map_err(kernel::Error::internal)?,
            rounding_minor: row.try_get(11).map_err(kernel::Error::internal)?,
            tendered_minor: row.try_get(12).map_err(kernel::Error::internal)?,
            change_minor: row.try_get(13).map_err(kernel::Error::internal)?,
            credit_minor: row.try_get(14).map_err(kernel::Error::internal)?,
            reference: row.try_get(15).map_err(kernel::Error::internal)?,
            note: row.try_get(16).map_err(kernel::Error::internal)?,
            media_id: row.try_get(17).map_err(kernel::Error::internal)?,
            received_at: row.try_get(18).map_err(kernel::Error::internal)?,
            created_at: row.try_get(19).map_err(kernel::Error::internal)?,
            version: row.try_get(20).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn payment_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::PaymentId,
) -> kernel::Result<Option<PaymentByIdRow>> {
    const SQL: &str = r#"select p.id, p.number, p.entity_id, p.customer_id, c.display_name as "customer_name!", p.location_id,
       l.timezone as "timezone!", p.method, p.status, p.currency, p.amount_minor, p.rounding_minor, p.tendered_minor,
       p.change_minor, p.credit_minor, p.reference, p.note, p.media_id, p.received_at, p.created_at, p.version
from payment p
join customers_v_card c on c.company_id = p.company_id and c.id = p.customer_id
join access_v_location l on l.company_id = p.company_id and l.id = p.location_id
where p.company_id = $1
  and p.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "payment_by_id")?.as_ref().map(PaymentByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AllocationsOfRow {
    pub invoice_id: kernel::ids::InvoiceId,
    pub invoice_number: String,
    pub invoice_status: String,
    pub amount_minor: i64,
    pub balance_minor: i64,
    pub language: String,
}

impl AllocationsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            invoice_id: row.try_get(0).map_err(kernel::Error::internal)?,
            invoice_number: row.try_get(1).map_err(kernel::Error::internal)?,
            invoice_status: row.try_get(2).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(3).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(4).map_err(kernel::Error::internal)?,
            language: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn allocations_of(
    tx: &engine::TenantTx,
    payment_id: kernel::ids::PaymentId,
) -> kernel::Result<Vec<AllocationsOfRow>> {
    const SQL: &str = r#"select a.invoice_id, i.number as "invoice_number!", i.status as "invoice_status!", a.amount_minor,
       i.balance_minor as "balance_minor!", i.language as "language!"
from payment_allocation a
join invoice i on i.company_id = a.company_id and i.id = a.invoice_id
where a.company_id = $1
  and a.payment_id = $2
order by a.id
limit 1000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &payment_id]).await?;
    rows.iter().map(AllocationsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PaymentListRow {
    pub id: kernel::ids::PaymentId,
    pub number: String,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub location_id: kernel::ids::LocationId,
    pub method: String,
    pub status: String,
    pub currency: String,
    pub amount: i64,
    pub rounding_minor: i64,
    pub credit_minor: i64,
    pub reference: Option<String>,
    pub received_at: jiff::Timestamp,
    pub version: i64,
}

impl PaymentListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(2).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            method: row.try_get(5).map_err(kernel::Error::internal)?,
            status: row.try_get(6).map_err(kernel::Error::internal)?,
            currency: row.try_get(7).map_err(kernel::Error::internal)?,
            amount: row.try_get(8).map_err(kernel::Error::internal)?,
            rounding_minor: row.try_get(9).map_err(kernel::Error::internal)?,
            credit_minor: row.try_get(10).map_err(kernel::Error::internal)?,
            reference: row.try_get(11).map_err(kernel::Error::internal)?,
            received_at: row.try_get(12).map_err(kernel::Error::internal)?,
            version: row.try_get(13).map_err(kernel::Error::internal)?,
        })
    }
}

pub const PAYMENT_LIST: engine::ListSql = engine::ListSql {
    name: "payment_list",
    sql: r#"select p.id, p.number, p.customer_id, c.display_name as "customer_name!", p.location_id, p.method, p.status,
       p.currency, p.amount_minor as amount, p.rounding_minor, p.credit_minor, p.reference, p.received_at, p.version
from payment p
join customers_v_card c on c.company_id = p.company_id and c.id = p.customer_id
where p.company_id = $1"#,
    resource: "payment",
    alias: "p",
    rows: "p",
    sorts: &[
        engine::ListSort {
            name: "received_at",
            column: "p.received_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "p.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "amount",
            column: "p.amount_minor",
            kind: engine::ColumnKind::BigInt,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "p.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "method", column: "p.method", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "customer_id", column: "p.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "location_id", column: "p.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "received_at", column: "p.received_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: None,
};
