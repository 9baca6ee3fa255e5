//! Written by `cargo xtask sql` from crates/billing/queries/invoice.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct BillableJobRow {
    pub id: kernel::ids::JobId,
    pub number: String,
    pub title: String,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub location_id: kernel::ids::LocationId,
    pub service_date: Option<jiff::civil::Date>,
    pub actual_end: Option<jiff::Timestamp>,
    pub priced: Option<serde_json::Value>,
    pub inputs: Option<serde_json::Value>,
    pub language: String,
    pub timezone: String,
    pub invoice_id: Option<uuid::Uuid>,
}

impl BillableJobRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
            service_date: row.try_get(7).map_err(kernel::Error::internal)?,
            actual_end: row.try_get(8).map_err(kernel::Error::internal)?,
            priced: row.try_get(9).map_err(kernel::Error::internal)?,
            inputs: row.try_get(10).map_err(kernel::Error::internal)?,
            language: row.try_get(11).map_err(kernel::Error::internal)?,
            timezone: row.try_get(12).map_err(kernel::Error::internal)?,
            invoice_id: row.try_get(13).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn billable_job(tx: &engine::TenantTx, id: kernel::ids::JobId) -> kernel::Result<Option<BillableJobRow>> {
    const SQL: &str = r#"select j.id, j.number, j.title, j.status, j.customer_id, j.quote_id, j.location_id, j.service_date, j.actual_end,
       a.priced as "priced?", a.inputs as "inputs?", c.language, l.timezone,
       (select i.id from invoice i
         where i.company_id = $1 and i.job_id = j.id and i.kind = 'FINAL' and i.status <> 'CANCELLED'
         limit 1) as "invoice_id?"
from dispatch_v_job j
join customers_v_card c on c.company_id = $1 and c.id = j.customer_id
join location l on l.company_id = $1 and l.id = j.location_id
left join quotes_v_accepted a on a.company_id = $1 and a.quote_id = j.quote_id
where j.company_id = $1
  and j.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "billable_job")?.as_ref().map(BillableJobRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertInvoice<'a> {
    pub id: kernel::ids::InvoiceId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub kind: &'a str,
    pub customer_id: kernel::ids::CustomerId,
    pub job_id: Option<kernel::ids::JobId>,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub location_id: kernel::ids::LocationId,
    pub title: &'a str,
    pub language: &'a str,
    pub currency: &'a str,
    pub supply_date: Option<jiff::civil::Date>,
    pub tax_date: jiff::civil::Date,
    pub recipient: &'a serde_json::Value,
    pub untaxed_reason: Option<&'a str>,
    pub tax_notes: &'a serde_json::Value,
    pub subtotal_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
}

pub async fn insert_invoice(tx: &engine::TenantTx, p: InsertInvoice<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into invoice (company_id, id, entity_id, kind, customer_id, job_id, quote_id, location_id, title, language,
  currency, supply_date, tax_date, recipient, untaxed_reason, tax_notes, subtotal_minor, tax_minor, total_minor)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17, $18, $19)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.entity_id,
            &p.kind,
            &p.customer_id,
            &p.job_id,
            &p.quote_id,
            &p.location_id,
            &p.title,
            &p.language,
            &p.currency,
            &p.supply_date,
            &p.tax_date,
            &p.recipient,
            &p.untaxed_reason,
            &p.tax_notes,
            &p.subtotal_minor,
            &p.tax_minor,
            &p.total_minor,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct InsertItem<'a> {
    pub id: kernel::ids::InvoiceItemId,
    pub invoice_id: kernel::ids::InvoiceId,
    pub position: i32,
    pub line_key: &'a str,
    pub category: &'a str,
    pub tax_class: &'a str,
    pub description: &'a str,
    pub quantity: &'a str,
    pub unit: &'a str,
    pub unit_price: i64,
    pub amount_minor: i64,
    pub discount_minor: i64,
    pub net_minor: i64,
    pub account_code: &'a str,
    pub places: &'a serde_json::Value,
    pub is_public: bool,
}

pub async fn insert_item(tx: &engine::TenantTx, p: InsertItem<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into invoice_item (company_id, id, invoice_id, position, line_key, category, tax_class, description, quantity,
  unit, unit_price, amount_minor, discount_minor, net_minor, account_code, places, is_public)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12, $13, $14, $15, $16, $17)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.invoice_id,
            &p.position,
            &p.line_key,
            &p.category,
            &p.tax_class,
            &p.description,
            &p.quantity,
            &p.unit,
            &p.unit_price,
            &p.amount_minor,
            &p.discount_minor,
            &p.net_minor,
            &p.account_code,
            &p.places,
            &p.is_public,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct InsertTax<'a> {
    pub id: uuid::Uuid,
    pub invoice_id: kernel::ids::InvoiceId,
    pub jurisdiction: &'a str,
    pub tax: &'a str,
    pub rate: i64,
    pub base_minor: i64,
    pub amount_minor: i64,
    pub account_code: &'a str,
    pub shares: &'a serde_json::Value,
    pub registration: Option<&'a str>,
}

pub async fn insert_tax(tx: &engine::TenantTx, p: InsertTax<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into invoice_tax (company_id, id, invoice_id, jurisdiction, tax, rate, base_minor, amount_minor, account_code,
  shares, registration)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.invoice_id,
            &p.jurisdiction,
            &p.tax,
            &p.rate,
            &p.base_minor,
            &p.amount_minor,
            &p.account_code,
            &p.shares,
            &p.registration,
        ],
    )
    .await
}

pub async fn delete_taxes(tx: &engine::TenantTx, invoice_id: kernel::ids::InvoiceId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from invoice_tax t
where t.company_id = $1
  and t.invoice_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &invoice_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct InvoiceByIdRow {
    pub id: kernel::ids::InvoiceId,
    pub number: Option<String>,
    pub entity_id: kernel::ids::BillingEntityId,
    pub kind: String,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub job_id: Option<kernel::ids::JobId>,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub location_id: kernel::ids::LocationId,
    pub title: String,
    pub language: String,
    pub currency: String,
    pub purchase_order: Option<String>,
    pub supply_date: Option<jiff::civil::Date>,
    pub tax_date: jiff::civil::Date,
    pub due_date: Option<jiff::civil::Date>,
    pub recipient: serde_json::Value,
    pub untaxed_reason: Option<String>,
    pub tax_notes: serde_json::Value,
    pub subtotal_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub paid_minor: i64,
    pub balance_minor: i64,
    pub issued_at: Option<jiff::Timestamp>,
    pub document: Option<serde_json::Value>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
    pub customer_name: String,
    pub customer_company: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub terms_days: i32,
    pub po_required: bool,
    pub job_number: Option<String>,
    pub timezone: String,
    pub location_province: String,
    pub pdf_key: Option<String>,
    pub pdf_sha256: Option<String>,
}

impl InvoiceByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(2).map_err(kernel::Error::internal)?,
            kind: row.try_get(3).map_err(kernel::Error::internal)?,
            status: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(5).map_err(kernel::Error::internal)?,
            job_id: row.try_get(6).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(7).map_err(kernel::Error::internal)?,
            location_id: row.try_get(8).map_err(kernel::Error::internal)?,
            title: row.try_get(9).map_err(kernel::Error::internal)?,
            language: row.try_get(10).map_err(kernel::Error::internal)?,
            currency: row.try_get(11).map_err(kernel::Error::internal)?,
            purchase_order: row.try_get(12).map_err(kernel::Error::internal)?,
            supply_date: row.try_get(13).map_err(kernel::Error::internal)?,
            tax_date: row.try_get(14).map_err(kernel::Error::internal)?,
            due_date: row.try_get(15).map_err(kernel::Error::internal)?,
            recipient: row.try_get(16).map_err(kernel::Error::internal)?,
            untaxed_reason: row.try_get(17).map_err(kernel::Error::internal)?,
            tax_notes: row.try_get(18).map_err(kernel::Error::internal)?,
            subtotal_minor: row.try_get(19).map_err(kernel::Error::internal)?,
            tax_minor: row.try_get(20).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(21).map_err(kernel::Error::internal)?,
            paid_minor: row.try_get(22).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(23).map_err(kernel::Error::internal)?,
            issued_at: row.try_get(24).map_err(kernel::Error::internal)?,
            document: row.try_get(25).map_err(kernel::Error::internal)?,
            created_at: row.try_get(26).map_err(kernel::Error::internal)?,
            version: row.try_get(27).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(28).map_err(kernel::Error::internal)?,
            customer_company: row.try_get(29).map_err(kernel::Error::internal)?,
            street: row.try_get(30).map_err(kernel::Error::internal)?,
            city: row.try_get(31).map_err(kernel::Error::internal)?,
            province: row.try_get(32).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(33).map_err(kernel::Error::internal)?,
            country: row.try_get(34).map_err(kernel::Error::internal)?,
            email: row.try_get(35).map_err(kernel::Error::internal)?,
            phone: row.try_get(36).map_err(kernel::Error::internal)?,
            terms_days: row.try_get(37).map_err(kernel::Error::internal)?,
            po_required: row.try_get(38).map_err(kernel::Error::internal)?,
            job_number: row.try_get(39).map_err(kernel::Error::internal)?,
            timezone: row.try_get(40).map_err(kernel::Error::internal)?,
            location_province: row.try_get(41).map_err(kernel::Error::internal)?,
            pdf_key: row.try_get(42).map_err(kernel::Error::internal)?,
            pdf_sha256: row.try_get(43).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn invoice_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::InvoiceId,
) -> kernel::Result<Option<InvoiceByIdRow>> {
    const SQL: &str = r#"select i.id, i.number, i.entity_id, i.kind, i.status, i.customer_id, i.job_id, i.quote_id, i.location_id, i.title,
       i.language, i.currency, i.purchase_order, i.supply_date, i.tax_date, i.due_date, i.recipient, i.untaxed_reason,
       i.tax_notes, i.subtotal_minor, i.tax_minor, i.total_minor, i.paid_minor, i.balance_minor, i.issued_at,
       i.document, i.created_at, i.version, c.display_name as customer_name, c.company_name as customer_company,
       c.street, c.city, c.province, c.postal_code, c.country, c.email, c.phone, c.terms_days, c.po_required,
       j.number as "job_number?", l.timezone, l.province as location_province,
       p.pdf_key as "pdf_key?", p.pdf_sha256 as "pdf_sha256?"
from invoice i
join customers_v_card c on c.company_id = $1 and c.id = i.customer_id
join location l on l.company_id = $1 and l.id = i.location_id
left join dispatch_v_job j on j.company_id = $1 and j.id = i.job_id
left join invoice_paper p on p.company_id = $1 and p.invoice_id = i.id
where i.company_id = $1
  and i.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "invoice_by_id")?.as_ref().map(InvoiceByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ItemsRow {
    pub id: kernel::ids::InvoiceItemId,
    pub position: i32,
    pub line_key: String,
    pub category: String,
    pub tax_class: String,
    pub description: String,
    pub quantity: String,
    pub unit: String,
    pub unit_price: i64,
    pub amount_minor: i64,
    pub discount_minor: i64,
    pub net_minor: i64,
    pub account_code: String,
    pub places: serde_json::Value,
    pub is_public: bool,
}

impl ItemsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            position: row.try_get(1).map_err(kernel::Error::internal)?,
            line_key: row.try_get(2).map_err(kernel::Error::internal)?,
            category: row.try_get(3).map_err(kernel::Error::internal)?,
            tax_class: row.try_get(4).map_err(kernel::Error::internal)?,
            description: row.try_get(5).map_err(kernel::Error::internal)?,
            quantity: row.try_get(6).map_err(kernel::Error::internal)?,
            unit: row.try_get(7).map_err(kernel::Error::internal)?,
            unit_price: row.try_get(8).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(9).map_err(kernel::Error::internal)?,
            discount_minor: row.try_get(10).map_err(kernel::Error::internal)?,
            net_minor: row.try_get(11).map_err(kernel::Error::internal)?,
            account_code: row.try_get(12).map_err(kernel::Error::internal)?,
            places: row.try_get(13).map_err(kernel::Error::internal)?,
            is_public: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn items(tx: &engine::TenantTx, invoice_id: kernel::ids::InvoiceId) -> kernel::Result<Vec<ItemsRow>> {
    const SQL: &str = r"select t.id, t.position, t.line_key, t.category, t.tax_class, t.description, t.quantity, t.unit, t.unit_price,
       t.amount_minor, t.discount_minor, t.net_minor, t.account_code, t.places, t.is_public
from invoice_item t
where t.company_id = $1
  and t.invoice_id = $2
order by t.position
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &invoice_id]).await?;
    rows.iter().map(ItemsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TaxesRow {
    pub jurisdiction: String,
    pub tax: String,
    pub rate: i64,
    pub base_minor: i64,
    pub amount_minor: i64,
    pub account_code: String,
    pub shares: serde_json::Value,
    pub registration: Option<String>,
}

impl TaxesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            jurisdiction: row.try_get(0).map_err(kernel::Error::internal)?,
            tax: row.try_get(1).map_err(kernel::Error::internal)?,
            rate: row.try_get(2).map_err(kernel::Error::internal)?,
            base_minor: row.try_get(3).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(4).map_err(kernel::Error::internal)?,
            account_code: row.try_get(5).map_err(kernel::Error::internal)?,
            shares: row.try_get(6).map_err(kernel::Error::internal)?,
            registration: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn taxes(tx: &engine::TenantTx, invoice_id: kernel::ids::InvoiceId) -> kernel::Result<Vec<TaxesRow>> {
    const SQL: &str = r"select t.jurisdiction, t.tax, t.rate, t.base_minor, t.amount_minor, t.account_code, t.shares, t.registration
from invoice_tax t
where t.company_id = $1
  and t.invoice_id = $2
order by t.jurisdiction, t.tax, t.rate
limit 100";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &invoice_id]).await?;
    rows.iter().map(TaxesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PaymentsOfRow {
    pub id: kernel::ids::PaymentId,
    pub number: String,
    pub method: String,
    pub status: String,
    pub currency: String,
    pub amount_minor: i64,
    pub rounding_minor: i64,
    pub received_at: jiff::Timestamp,
}

impl PaymentsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            method: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            currency: row.try_get(4).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(5).map_err(kernel::Error::internal)?,
            rounding_minor: row.try_get(6).map_err(kernel::Error::internal)?,
            received_at: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn payments_of(
    tx: &engine::TenantTx,
    invoice_id: kernel::ids::InvoiceId,
) -> kernel::Result<Vec<PaymentsOfRow>> {
    const SQL: &str = r"select p.id, p.number, p.method, p.status, p.currency, a.amount_minor, p.rounding_minor, p.received_at
from payment_allocation a
join payment p on p.company_id = $1 and p.id = a.payment_id
where a.company_id = $1
  and a.invoice_id = $2
order by p.received_at, p.id
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &invoice_id]).await?;
    rows.iter().map(PaymentsOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct Issue<'a> {
    pub number: Option<&'a str>,
    pub tax_date: jiff::civil::Date,
    pub due_date: Option<jiff::civil::Date>,
    pub purchase_order: Option<&'a str>,
    pub tax_notes: &'a serde_json::Value,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub document: Option<&'a serde_json::Value>,
    pub id: kernel::ids::InvoiceId,
}

pub async fn issue(tx: &engine::TenantTx, p: Issue<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update invoice
set number = $2,
    status = 'SENT',
    tax_date = $3,
    due_date = $4,
    purchase_order = coalesce($5, purchase_order),
    tax_notes = $6,
    tax_minor = $7,
    total_minor = $8,
    issued_at = $9,
    issued_by = $10,
    document = $11
where company_id = $1
  and id = $12";
    let company_id = tx.company();
    let now = tx.now();
    let me = tx.user_id_or_nil();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.number,
            &p.tax_date,
            &p.due_date,
            &p.purchase_order,
            &p.tax_notes,
            &p.tax_minor,
            &p.total_minor,
            &now,
            &me,
            &p.document,
            &p.id,
        ],
    )
    .await
}

pub async fn settle(
    tx: &engine::TenantTx,
    paid_minor: i64,
    status: &str,
    id: kernel::ids::InvoiceId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update invoice
set paid_minor = $2,
    status = $3
where company_id = $1
  and id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &paid_minor, &status, &id]).await
}

pub async fn insert_paper(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    invoice_id: kernel::ids::InvoiceId,
    pdf_key: &str,
    pdf_sha256: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into invoice_paper (company_id, id, invoice_id, pdf_key, pdf_sha256, made_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (company_id, invoice_id) do nothing";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &invoice_id, &pdf_key, &pdf_sha256, &now]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct InvoiceListRow {
    pub id: kernel::ids::InvoiceId,
    pub number: Option<String>,
    pub kind: String,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub job_id: Option<kernel::ids::JobId>,
    pub location_id: kernel::ids::LocationId,
    pub title: String,
    pub currency: String,
    pub total_minor: i64,
    pub paid_minor: i64,
    pub balance_minor: i64,
    pub due_date: Option<jiff::civil::Date>,
    pub issued_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl InvoiceListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(5).map_err(kernel::Error::internal)?,
            job_id: row.try_get(6).map_err(kernel::Error::internal)?,
            location_id: row.try_get(7).map_err(kernel::Error::internal)?,
            title: row.try_get(8).map_err(kernel::Error::internal)?,
            currency: row.try_get(9).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(10).map_err(kernel::Error::internal)?,
            paid_minor: row.try_get(11).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(12).map_err(kernel::Error::internal)?,
            due_date: row.try_get(13).map_err(kernel::Error::internal)?,
            issued_at: row.try_get(14).map_err(kernel::Error::internal)?,
            created_at: row.try_get(15).map_err(kernel::Error::internal)?,
            version: row.try_get(16).map_err(kernel::Error::internal)?,
        })
    }
}

pub const INVOICE_LIST: engine::ListSql = engine::ListSql {
    name: "invoice_list",
    sql: r"select i.id, i.number, i.kind, i.status, i.customer_id, c.display_name as customer_name, i.job_id, i.location_id,
       i.title, i.currency, i.total_minor, i.paid_minor, i.balance_minor, i.due_date, i.issued_at, i.created_at,
       i.version
from invoice i
join customers_v_card c on c.company_id = $1 and c.id = i.customer_id
where i.company_id = $1",
    resource: "invoice",
    alias: "i",
    sorts: &[
        engine::ListSort {
            name: "created_at",
            column: "i.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "due_date",
            column: "i.due_date",
            kind: engine::ColumnKind::Date,
            descending: false,
            nullable: true,
        },
        engine::ListSort {
            name: "balance_minor",
            column: "i.balance_minor",
            kind: engine::ColumnKind::BigInt,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "total_minor",
            column: "i.total_minor",
            kind: engine::ColumnKind::BigInt,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "i.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "kind", column: "i.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "customer_id", column: "i.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "job_id", column: "i.job_id", kind: engine::ColumnKind::Id("job") },
        engine::ListFilter { name: "location_id", column: "i.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "due_date", column: "i.due_date", kind: engine::ColumnKind::Date },
        engine::ListFilter { name: "created_at", column: "i.created_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: Some("invoice_search"),
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct ToBillRow {
    pub id: kernel::ids::JobId,
    pub number: String,
    pub title: String,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub location_id: kernel::ids::LocationId,
    pub actual_end: Option<jiff::Timestamp>,
    pub total_minor: Option<i64>,
    pub currency: Option<String>,
    pub draft_id: Option<uuid::Uuid>,
}

impl ToBillRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            actual_end: row.try_get(6).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(7).map_err(kernel::Error::internal)?,
            currency: row.try_get(8).map_err(kernel::Error::internal)?,
            draft_id: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn to_bill(
    tx: &engine::TenantTx,
    everywhere: bool,
    locations: &[uuid::Uuid],
) -> kernel::Result<Vec<ToBillRow>> {
    const SQL: &str = r#"select j.id, j.number, j.title, j.customer_id, c.display_name as customer_name, j.location_id, j.actual_end,
       j.total_minor, j.currency,
       (select i.id from invoice i
         where i.company_id = $1 and i.job_id = j.id and i.kind = 'FINAL' and i.status = 'DRAFT'
         limit 1) as "draft_id?"
from dispatch_v_job j
join customers_v_card c on c.company_id = $1 and c.id = j.customer_id
where j.company_id = $1
  and j.status = 'COMPLETED'
  and ($2 or j.location_id = any($3))
  and not exists (select 1 from invoice i
    where i.company_id = $1 and i.job_id = j.id and i.kind = 'FINAL'
      and i.status not in ('DRAFT', 'CANCELLED'))
order by j.actual_end, j.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &everywhere, &locations]).await?;
    rows.iter().map(ToBillRow::from_row).collect()
}
