//! Written by `cargo xtask sql` from crates/billing/queries/invoice.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobToBillRow {
    pub id: kernel::ids::JobId,
    pub number: String,
    pub title: String,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub service_date: Option<jiff::civil::Date>,
    pub actual_end: Option<jiff::Timestamp>,
    pub timezone: String,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub language: Option<String>,
    pub currency: Option<String>,
    pub priced: Option<serde_json::Value>,
    pub inputs: Option<serde_json::Value>,
    pub payer_id: Option<kernel::ids::CustomerId>,
}

impl JobToBillRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            service_date: row.try_get(6).map_err(kernel::Error::internal)?,
            actual_end: row.try_get(7).map_err(kernel::Error::internal)?,
            timezone: row.try_get(8).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(9).map_err(kernel::Error::internal)?,
            language: row.try_get(10).map_err(kernel::Error::internal)?,
            currency: row.try_get(11).map_err(kernel::Error::internal)?,
            priced: row.try_get(12).map_err(kernel::Error::internal)?,
            inputs: row.try_get(13).map_err(kernel::Error::internal)?,
            payer_id: row.try_get(14).map_err(kernel::Error::internal)?,
        })
    }
}

/// A job with what was signed for it, and who pays where that is not its customer: whoever the offer went to, else whoever
/// pays for the customer now (CUS-27).
pub async fn job_to_bill(tx: &engine::TenantTx, id: kernel::ids::JobId) -> kernel::Result<Option<JobToBillRow>> {
    const SQL: &str = r#"select j.id, j.number, j.title, j.status, j.customer_id, j.location_id, j.service_date, j.actual_end, l.timezone,
       q.quote_id as "quote_id?", q.language as "language?", q.currency as "currency?", q.priced as "priced?",
       q.inputs as "inputs?", p.id as "payer_id?"
from dispatch_v_job j
join access_v_location l on l.company_id = j.company_id and l.id = j.location_id
left join quotes_v_accepted q on q.company_id = j.company_id and q.quote_id = j.quote_id
left join customers_v_payer y on y.company_id = j.company_id and y.customer_id = j.customer_id
left join customers_v_card p on p.company_id = j.company_id and p.id = coalesce(q.payer_id, y.payer_id)
where j.company_id = $1
  and j.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "job_to_bill")?.as_ref().map(JobToBillRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SignedWordsRow {
    pub line_key: String,
    pub description: String,
}

impl SignedWordsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            line_key: row.try_get(0).map_err(kernel::Error::internal)?,
            description: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// What the customer read on the lines of a quote.
pub async fn signed_words(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Vec<SignedWordsRow>> {
    const SQL: &str = r"select i.line_key, i.description
from quotes_v_item i
where i.company_id = $1
  and i.quote_id = $2
order by i.position
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    rows.iter().map(SignedWordsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FinalOfJobRow {
    pub id: kernel::ids::InvoiceId,
    pub number: Option<String>,
    pub status: String,
}

impl FinalOfJobRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            status: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn final_of_job(tx: &engine::TenantTx, job_id: kernel::ids::JobId) -> kernel::Result<Option<FinalOfJobRow>> {
    const SQL: &str = r"select i.id, i.number, i.status
from invoice i
where i.company_id = $1
  and i.job_id = $2
  and i.kind = 'FINAL'
  and i.status <> 'CANCELLED'";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &job_id]).await?;
    super::at_most_one(rows, "final_of_job")?.as_ref().map(FinalOfJobRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertInvoice<'a> {
    pub id: kernel::ids::InvoiceId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub customer_id: kernel::ids::CustomerId,
    pub served_customer_id: Option<kernel::ids::CustomerId>,
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
    const SQL: &str = r"insert into invoice (company_id, id, entity_id, kind, customer_id, served_customer_id, job_id, quote_id, location_id, title, language,
  currency, supply_date, tax_date, recipient, untaxed_reason, tax_notes, subtotal_minor, tax_minor, total_minor)
values ($1, $2, $3, 'FINAL', $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17, $18,
  $19)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.entity_id,
            &p.customer_id,
            &p.served_customer_id,
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
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17)";
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
pub struct ChangeItem<'a> {
    pub description: &'a str,
    pub quantity: &'a str,
    pub unit_price: i64,
    pub amount_minor: i64,
    pub discount_minor: i64,
    pub net_minor: i64,
    pub id: kernel::ids::InvoiceItemId,
}

pub async fn change_item(tx: &engine::TenantTx, p: ChangeItem<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update invoice_item i
set description = $2,
    quantity = $3,
    unit_price = $4,
    amount_minor = $5,
    discount_minor = $6,
    net_minor = $7
where i.company_id = $1
  and i.id = $8";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.description,
            &p.quantity,
            &p.unit_price,
            &p.amount_minor,
            &p.discount_minor,
            &p.net_minor,
            &p.id,
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
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11)";
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

pub async fn clear_taxes(tx: &engine::TenantTx, invoice_id: kernel::ids::InvoiceId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from invoice_tax t
where t.company_id = $1
  and t.invoice_id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &invoice_id]).await
}

#[derive(Debug, Clone)]
pub struct ChangeDraft<'a> {
    pub title: &'a str,
    pub purchase_order: Option<&'a str>,
    pub supply_date: Option<jiff::civil::Date>,
    pub tax_date: jiff::civil::Date,
    pub tax_notes: &'a serde_json::Value,
    pub subtotal_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub id: kernel::ids::InvoiceId,
}

pub async fn change_draft(tx: &engine::TenantTx, p: ChangeDraft<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update invoice i
set title = $2,
    purchase_order = $3,
    supply_date = $4,
    tax_date = $5,
    tax_notes = $6,
    subtotal_minor = $7,
    tax_minor = $8,
    total_minor = $9
where i.company_id = $1
  and i.id = $10
  and i.status = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.title,
            &p.purchase_order,
            &p.supply_date,
            &p.tax_date,
            &p.tax_notes,
            &p.subtotal_minor,
            &p.tax_minor,
            &p.total_minor,
            &p.id,
        ],
    )
    .await
}

/// Drafts of a customer follow whoever pays now, unless the offer itself went to somebody who pays (CUS-27).
pub async fn redirect_drafts(
    tx: &engine::TenantTx,
    payer_id: Option<uuid::Uuid>,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update invoice i
set customer_id = coalesce($2::uuid, i.served_customer_id, i.customer_id),
    served_customer_id = case when $2::uuid is not null then coalesce(i.served_customer_id, i.customer_id) end
where i.company_id = $1
  and i.status = 'DRAFT'
  and (i.served_customer_id = $3 or (i.customer_id = $3 and i.served_customer_id is null))
  and not exists (
    select 1 from quotes_v_accepted q
    where q.company_id = i.company_id and q.quote_id = i.quote_id and q.payer_id is not null)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &payer_id, &customer_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PayerOfRow {
    pub payer_id: uuid::Uuid,
}

impl PayerOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { payer_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Who pays for a customer, where that is somebody else.
pub async fn payer_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Option<PayerOfRow>> {
    const SQL: &str = r#"select y.payer_id as "payer_id!"
from customers_v_payer y
where y.company_id = $1
  and y.customer_id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    super::at_most_one(rows, "payer_of")?.as_ref().map(PayerOfRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct MarkIssued<'a> {
    pub number: Option<&'a str>,
    pub tax_date: jiff::civil::Date,
    pub tax_notes: &'a serde_json::Value,
    pub subtotal_minor: i64,
    pub tax_minor: i64,
    pub total_minor: i64,
    pub due_date: Option<jiff::civil::Date>,
    pub document: Option<&'a serde_json::Value>,
    pub issued_by: Option<uuid::Uuid>,
    pub id: kernel::ids::InvoiceId,
}

pub async fn mark_issued(tx: &engine::TenantTx, p: MarkIssued<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update invoice i
set status = 'SENT',
    number = $2,
    tax_date = $3,
    tax_notes = $4,
    subtotal_minor = $5,
    tax_minor = $6,
    total_minor = $7,
    due_date = $8,
    document = $9,
    issued_at = $10,
    issued_by = $11
where i.company_id = $1
  and i.id = $12
  and i.status = 'DRAFT'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.number,
            &p.tax_date,
            &p.tax_notes,
            &p.subtotal_minor,
            &p.tax_minor,
            &p.total_minor,
            &p.due_date,
            &p.document,
            &now,
            &p.issued_by,
            &p.id,
        ],
    )
    .await
}

pub async fn mark_cancelled(tx: &engine::TenantTx, id: kernel::ids::InvoiceId) -> kernel::Result<u64> {
    const SQL: &str = r"update invoice i
set status = 'CANCELLED'
where i.company_id = $1
  and i.id = $2
  and i.status = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct InvoiceByIdRow {
    pub id: kernel::ids::InvoiceId,
    pub number: Option<String>,
    pub entity_id: kernel::ids::BillingEntityId,
    pub kind: String,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub served_customer_id: Option<kernel::ids::CustomerId>,
    pub served_customer_name: Option<String>,
    pub job_id: Option<kernel::ids::JobId>,
    pub job_number: Option<String>,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub location_id: kernel::ids::LocationId,
    pub timezone: String,
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
            customer_name: row.try_get(6).map_err(kernel::Error::internal)?,
            served_customer_id: row.try_get(7).map_err(kernel::Error::internal)?,
            served_customer_name: row.try_get(8).map_err(kernel::Error::internal)?,
            job_id: row.try_get(9).map_err(kernel::Error::internal)?,
            job_number: row.try_get(10).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(11).map_err(kernel::Error::internal)?,
            location_id: row.try_get(12).map_err(kernel::Error::internal)?,
            timezone: row.try_get(13).map_err(kernel::Error::internal)?,
            title: row.try_get(14).map_err(kernel::Error::internal)?,
            language: row.try_get(15).map_err(kernel::Error::internal)?,
            currency: row.try_get(16).map_err(kernel::Error::internal)?,
            purchase_order: row.try_get(17).map_err(kernel::Error::internal)?,
            supply_date: row.try_get(18).map_err(kernel::Error::internal)?,
            tax_date: row.try_get(19).map_err(kernel::Error::internal)?,
            due_date: row.try_get(20).map_err(kernel::Error::internal)?,
            recipient: row.try_get(21).map_err(kernel::Error::internal)?,
            untaxed_reason: row.try_get(22).map_err(kernel::Error::internal)?,
            tax_notes: row.try_get(23).map_err(kernel::Error::internal)?,
            subtotal_minor: row.try_get(24).map_err(kernel::Error::internal)?,
            tax_minor: row.try_get(25).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(26).map_err(kernel::Error::internal)?,
            paid_minor: row.try_get(27).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(28).map_err(kernel::Error::internal)?,
            issued_at: row.try_get(29).map_err(kernel::Error::internal)?,
            document: row.try_get(30).map_err(kernel::Error::internal)?,
            created_at: row.try_get(31).map_err(kernel::Error::internal)?,
            version: row.try_get(32).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn invoice_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::InvoiceId,
) -> kernel::Result<Option<InvoiceByIdRow>> {
    const SQL: &str = r#"select i.id, i.number, i.entity_id, i.kind, i.status, i.customer_id, c.display_name as "customer_name!",
       i.served_customer_id, s.display_name as "served_customer_name?", i.job_id, j.number as "job_number?", i.quote_id, i.location_id, l.timezone as "timezone!", i.title, i.language, i.currency,
       i.purchase_order, i.supply_date, i.tax_date, i.due_date, i.recipient, i.untaxed_reason, i.tax_notes,
       i.subtotal_minor, i.tax_minor, i.total_minor, i.paid_minor, i.balance_minor, i.issued_at,
       i.document, i.created_at, i.version
from invoice i
join customers_v_card c on c.company_id = i.company_id and c.id = i.customer_id
join access_v_location l on l.company_id = i.company_id and l.id = i.location_id
left join customers_v_card s on s.company_id = i.company_id and s.id = i.served_customer_id
left join dispatch_v_job j on j.company_id = i.company_id and j.id = i.job_id
where i.company_id = $1
  and i.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "invoice_by_id")?.as_ref().map(InvoiceByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ItemsOfRow {
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

impl ItemsOfRow {
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

pub async fn items_of(tx: &engine::TenantTx, invoice_id: kernel::ids::InvoiceId) -> kernel::Result<Vec<ItemsOfRow>> {
    const SQL: &str = r"select i.id, i.position, i.line_key, i.category, i.tax_class, i.description, i.quantity, i.unit, i.unit_price,
       i.amount_minor, i.discount_minor, i.net_minor, i.account_code, i.places, i.is_public
from invoice_item i
where i.company_id = $1
  and i.invoice_id = $2
order by i.position
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &invoice_id]).await?;
    rows.iter().map(ItemsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TaxesOfRow {
    pub jurisdiction: String,
    pub tax: String,
    pub rate: i64,
    pub base_minor: i64,
    pub amount_minor: i64,
    pub account_code: String,
    pub shares: serde_json::Value,
    pub registration: Option<String>,
}

impl TaxesOfRow {
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

pub async fn taxes_of(tx: &engine::TenantTx, invoice_id: kernel::ids::InvoiceId) -> kernel::Result<Vec<TaxesOfRow>> {
    const SQL: &str = r"select t.jurisdiction, t.tax, t.rate, t.base_minor, t.amount_minor, t.account_code, t.shares, t.registration
from invoice_tax t
where t.company_id = $1
  and t.invoice_id = $2
order by t.jurisdiction, t.tax, t.rate
limit 100";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &invoice_id]).await?;
    rows.iter().map(TaxesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PaymentsOfRow {
    pub id: kernel::ids::PaymentId,
    pub number: String,
    pub method: String,
    pub status: String,
    pub received_at: jiff::Timestamp,
    pub rounding_minor: i64,
    pub payment_minor: i64,
    pub amount_minor: i64,
}

impl PaymentsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            method: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            received_at: row.try_get(4).map_err(kernel::Error::internal)?,
            rounding_minor: row.try_get(5).map_err(kernel::Error::internal)?,
            payment_minor: row.try_get(6).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

/// What was paid towards an invoice; a cash payment that is wholly for it shows its rounding.
pub async fn payments_of(
    tx: &engine::TenantTx,
    invoice_id: kernel::ids::InvoiceId,
) -> kernel::Result<Vec<PaymentsOfRow>> {
    const SQL: &str = r"select p.id, p.number, p.method, p.status, p.received_at, p.rounding_minor, p.amount_minor as payment_minor,
       a.amount_minor
from payment_allocation a
join payment p on p.company_id = a.company_id and p.id = a.payment_id
where a.company_id = $1
  and a.invoice_id = $2
order by p.received_at, p.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &invoice_id]).await?;
    rows.iter().map(PaymentsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SignedSubtotalRow {
    pub priced: serde_json::Value,
}

impl SignedSubtotalRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { priced: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Before tax, as signed; what an invoice is measured by.
pub async fn signed_subtotal(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<SignedSubtotalRow>> {
    const SQL: &str = r"select q.priced
from quotes_v_accepted q
where q.company_id = $1
  and q.quote_id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "signed_subtotal")?.as_ref().map(SignedSubtotalRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PartiesRow {
    pub legal_name: String,
    pub seller_currency: String,
    pub seller_country: String,
    pub seller_region: Option<String>,
    pub seller_street: Option<String>,
    pub seller_city: Option<String>,
    pub seller_postal_code: Option<String>,
    pub seller_email: Option<String>,
    pub seller_phone: Option<String>,
    pub terms_days: i32,
    pub payment_instructions: Option<String>,
    pub saskatchewan_crane_pst: Option<bool>,
    pub location_street: Option<String>,
    pub location_city: Option<String>,
    pub location_province: String,
    pub location_postal_code: Option<String>,
    pub location_country: String,
    pub location_phone: Option<String>,
    pub location_email: Option<String>,
    pub customer_name: String,
    pub customer_company: Option<String>,
    pub customer_street: Option<String>,
    pub customer_city: Option<String>,
    pub customer_province: Option<String>,
    pub customer_postal_code: Option<String>,
    pub customer_email: Option<String>,
    pub customer_phone: Option<String>,
    pub customer_terms_days: Option<i32>,
    pub po_required: bool,
}

impl PartiesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            legal_name: row.try_get(0).map_err(kernel::Error::internal)?,
            seller_currency: row.try_get(1).map_err(kernel::Error::internal)?,
            seller_country: row.try_get(2).map_err(kernel::Error::internal)?,
            seller_region: row.try_get(3).map_err(kernel::Error::internal)?,
            seller_street: row.try_get(4).map_err(kernel::Error::internal)?,
            seller_city: row.try_get(5).map_err(kernel::Error::internal)?,
            seller_postal_code: row.try_get(6).map_err(kernel::Error::internal)?,
            seller_email: row.try_get(7).map_err(kernel::Error::internal)?,
            seller_phone: row.try_get(8).map_err(kernel::Error::internal)?,
            terms_days: row.try_get(9).map_err(kernel::Error::internal)?,
            payment_instructions: row.try_get(10).map_err(kernel::Error::internal)?,
            saskatchewan_crane_pst: row.try_get(11).map_err(kernel::Error::internal)?,
            location_street: row.try_get(12).map_err(kernel::Error::internal)?,
            location_city: row.try_get(13).map_err(kernel::Error::internal)?,
            location_province: row.try_get(14).map_err(kernel::Error::internal)?,
            location_postal_code: row.try_get(15).map_err(kernel::Error::internal)?,
            location_country: row.try_get(16).map_err(kernel::Error::internal)?,
            location_phone: row.try_get(17).map_err(kernel::Error::internal)?,
            location_email: row.try_get(18).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(19).map_err(kernel::Error::internal)?,
            customer_company: row.try_get(20).map_err(kernel::Error::internal)?,
            customer_street: row.try_get(21).map_err(kernel::Error::internal)?,
            customer_city: row.try_get(22).map_err(kernel::Error::internal)?,
            customer_province: row.try_get(23).map_err(kernel::Error::internal)?,
            customer_postal_code: row.try_get(24).map_err(kernel::Error::internal)?,
            customer_email: row.try_get(25).map_err(kernel::Error::internal)?,
            customer_phone: row.try_get(26).map_err(kernel::Error::internal)?,
            customer_terms_days: row.try_get(27).map_err(kernel::Error::internal)?,
            po_required: row.try_get(28).map_err(kernel::Error::internal)?,
        })
    }
}

/// Seller, place and payer of an invoice, as printed.
pub async fn parties(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
    customer_id: kernel::ids::CustomerId,
    entity_id: kernel::ids::BillingEntityId,
) -> kernel::Result<Option<PartiesRow>> {
    const SQL: &str = r#"select e.legal_name, e.currency as seller_currency, e.country as seller_country, e.region as seller_region,
       e.street as seller_street, e.city as seller_city, e.postal_code as seller_postal_code, e.email as seller_email,
       e.phone as seller_phone, e.terms_days, e.payment_instructions, e.saskatchewan_crane_pst,
       l.street as "location_street?", l.city as "location_city?", l.province as "location_province!",
       l.postal_code as "location_postal_code?", l.country as "location_country!", l.phone as "location_phone?",
       l.email as "location_email?", c.display_name as "customer_name!", c.company_name as "customer_company?",
       c.street as "customer_street?", c.city as "customer_city?", c.province as "customer_province?",
       c.postal_code as "customer_postal_code?", c.email as "customer_email?", c.phone as "customer_phone?",
       c.terms_days as "customer_terms_days?", c.po_required as "po_required!"
from billing_entity e
join access_v_location l on l.company_id = e.company_id and l.id = $2
join customers_v_card c on c.company_id = e.company_id and c.id = $3
where e.company_id = $1
  and e.id = $4"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id, &customer_id, &entity_id]).await?;
    super::at_most_one(rows, "parties")?.as_ref().map(PartiesRow::from_row).transpose()
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
    pub job_number: Option<String>,
    pub location_id: kernel::ids::LocationId,
    pub title: String,
    pub currency: String,
    pub tax_date: jiff::civil::Date,
    pub due_date: Option<jiff::civil::Date>,
    pub total: i64,
    pub paid_minor: i64,
    pub balance: i64,
    pub issue_date: Option<jiff::Timestamp>,
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
            job_number: row.try_get(7).map_err(kernel::Error::internal)?,
            location_id: row.try_get(8).map_err(kernel::Error::internal)?,
            title: row.try_get(9).map_err(kernel::Error::internal)?,
            currency: row.try_get(10).map_err(kernel::Error::internal)?,
            tax_date: row.try_get(11).map_err(kernel::Error::internal)?,
            due_date: row.try_get(12).map_err(kernel::Error::internal)?,
            total: row.try_get(13).map_err(kernel::Error::internal)?,
            paid_minor: row.try_get(14).map_err(kernel::Error::internal)?,
            balance: row.try_get(15).map_err(kernel::Error::internal)?,
            issue_date: row.try_get(16).map_err(kernel::Error::internal)?,
            created_at: row.try_get(17).map_err(kernel::Error::internal)?,
            version: row.try_get(18).map_err(kernel::Error::internal)?,
        })
    }
}

pub const INVOICE_LIST: engine::ListSql = engine::ListSql {
    name: "invoice_list",
    sql: r#"select i.id, i.number, i.kind, i.status, i.customer_id, c.display_name as "customer_name!", i.job_id,
       j.number as "job_number?", i.location_id, i.title, i.currency, i.tax_date, i.due_date, i.total_minor as total,
       i.paid_minor, i.balance_minor as balance, i.issued_at as issue_date, i.created_at, i.version
from invoice i
join customers_v_card c on c.company_id = i.company_id and c.id = i.customer_id
left join dispatch_v_job j on j.company_id = i.company_id and j.id = i.job_id
where i.company_id = $1"#,
    resource: "invoice",
    alias: "i",
    rows: "i",
    sorts: &[
        engine::ListSort {
            name: "created_at",
            column: "i.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "i.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: true,
        },
        engine::ListSort {
            name: "status",
            column: "i.status",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "issue_date",
            column: "i.issued_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: true,
        },
        engine::ListSort {
            name: "due_date",
            column: "i.due_date",
            kind: engine::ColumnKind::Date,
            descending: false,
            nullable: true,
        },
        engine::ListSort {
            name: "total",
            column: "i.total_minor",
            kind: engine::ColumnKind::BigInt,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "balance",
            column: "i.balance_minor",
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
        engine::ListFilter { name: "entity_id", column: "i.entity_id", kind: engine::ColumnKind::Id("billing_entity") },
        engine::ListFilter { name: "issued_at", column: "i.issued_at", kind: engine::ColumnKind::Timestamp },
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
    pub finished_at: jiff::Timestamp,
    pub total_minor: Option<i64>,
    pub currency: Option<String>,
    pub draft_id: Option<kernel::ids::InvoiceId>,
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
            finished_at: row.try_get(6).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(7).map_err(kernel::Error::internal)?,
            currency: row.try_get(8).map_err(kernel::Error::internal)?,
            draft_id: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

/// Finished jobs whose final invoice is not issued; the oldest first.
pub const TO_BILL: engine::ListSql = engine::ListSql {
    name: "to_bill",
    sql: r#"select b.id, j.number, j.title, j.customer_id, c.display_name as "customer_name!", j.location_id,
       b.finished_at, j.total_minor, j.currency, i.id as "draft_id?"
from job_to_bill b
join dispatch_v_job j on j.company_id = b.company_id and j.id = b.id
join customers_v_card c on c.company_id = j.company_id and c.id = j.customer_id
left join invoice i on i.company_id = b.company_id and i.job_id = b.id and i.kind = 'FINAL' and i.status <> 'CANCELLED'
where b.company_id = $1"#,
    resource: "job",
    alias: "j",
    rows: "b",
    sorts: &[engine::ListSort {
        name: "finished_at",
        column: "b.finished_at",
        kind: engine::ColumnKind::Timestamp,
        descending: false,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "location_id", column: "j.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "customer_id", column: "j.customer_id", kind: engine::ColumnKind::Id("customer") },
    ],
    search: None,
};

/// A finished job that is not billed; told twice it waits once.
pub async fn wait_for_bill(
    tx: &engine::TenantTx,
    id: kernel::ids::JobId,
    finished_at: jiff::Timestamp,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into job_to_bill (company_id, id, finished_at)
values ($1, $2, $3)
on conflict do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &finished_at]).await
}

pub async fn billed(tx: &engine::TenantTx, id: kernel::ids::JobId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from job_to_bill b
where b.company_id = $1
  and b.id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PaperOfRow {
    pub pdf_key: String,
    pub pdf_sha256: String,
}

impl PaperOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            pdf_key: row.try_get(0).map_err(kernel::Error::internal)?,
            pdf_sha256: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn paper_of(tx: &engine::TenantTx, invoice_id: kernel::ids::InvoiceId) -> kernel::Result<Option<PaperOfRow>> {
    const SQL: &str = r"select p.pdf_key, p.pdf_sha256
from invoice_paper p
where p.company_id = $1
  and p.invoice_id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &invoice_id]).await?;
    super::at_most_one(rows, "paper_of")?.as_ref().map(PaperOfRow::from_row).transpose()
}

pub async fn insert_paper(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    invoice_id: kernel::ids::InvoiceId,
    pdf_key: &str,
    pdf_sha256: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into invoice_paper (company_id, id, invoice_id, pdf_key, pdf_sha256, made_at)
values ($1, $2, $3, $4, $5, $6)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &invoice_id, &pdf_key, &pdf_sha256, &now]).await
}
