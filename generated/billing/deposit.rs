//! Written by `cargo xtask sql` from crates/billing/queries/deposit.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct QuoteToPayRow {
    pub id: kernel::ids::QuoteId,
    pub number: String,
    pub status: String,
    pub customer_id: kernel::ids::CustomerId,
    pub payer_id: Option<kernel::ids::CustomerId>,
    pub location_id: kernel::ids::LocationId,
    pub currency: String,
    pub total_minor: i64,
    pub accepted_total_minor: Option<i64>,
    pub timezone: String,
}

impl QuoteToPayRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            status: row.try_get(2).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(3).map_err(kernel::Error::internal)?,
            payer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            currency: row.try_get(6).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(7).map_err(kernel::Error::internal)?,
            accepted_total_minor: row.try_get(8).map_err(kernel::Error::internal)?,
            timezone: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

/// What a deposit is taken for, and who pays it (CUS-27).
pub async fn quote_to_pay(tx: &engine::TenantTx, id: kernel::ids::QuoteId) -> kernel::Result<Option<QuoteToPayRow>> {
    const SQL: &str = r#"select q.id, q.number, q.status, q.customer_id, q.payer_id, q.location_id, q.currency, q.total_minor, q.accepted_total_minor,
       l.timezone as "timezone!"
from quotes_v_quote q
join access_v_location l on l.company_id = q.company_id and l.id = q.location_id
where q.company_id = $1
  and q.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "quote_to_pay")?.as_ref().map(QuoteToPayRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertDeposit<'a> {
    pub id: kernel::ids::DepositId,
    pub payment_id: kernel::ids::PaymentId,
    pub quote_id: kernel::ids::QuoteId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub currency: &'a str,
    pub amount_minor: i64,
    pub received_at: jiff::Timestamp,
}

pub async fn insert_deposit(tx: &engine::TenantTx, p: InsertDeposit<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into deposit (company_id, id, payment_id, quote_id, entity_id, customer_id, location_id, currency, amount_minor,
  received_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.payment_id,
            &p.quote_id,
            &p.entity_id,
            &p.customer_id,
            &p.location_id,
            &p.currency,
            &p.amount_minor,
            &p.received_at,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SumOfQuoteRow {
    pub minor: i64,
}

impl SumOfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { minor: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn sum_of_quote(tx: &engine::TenantTx, quote_id: kernel::ids::QuoteId) -> kernel::Result<SumOfQuoteRow> {
    const SQL: &str = r#"select coalesce(sum(d.amount_minor), 0)::bigint as "minor!"
from deposit d
where d.company_id = $1
  and d.quote_id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    SumOfQuoteRow::from_row(&super::exactly_one(rows, "sum_of_quote")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OpenDepositsRow {
    pub id: kernel::ids::DepositId,
    pub payment_id: kernel::ids::PaymentId,
    pub customer_id: kernel::ids::CustomerId,
    pub amount_minor: i64,
    pub applied_minor: i64,
}

impl OpenDepositsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            payment_id: row.try_get(1).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(2).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(3).map_err(kernel::Error::internal)?,
            applied_minor: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// What is left of a quote's deposits for one seller's invoice, oldest first.
pub async fn open_deposits(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
    entity_id: kernel::ids::BillingEntityId,
    currency: &str,
) -> kernel::Result<Vec<OpenDepositsRow>> {
    const SQL: &str = r"select d.id, d.payment_id, d.customer_id, d.amount_minor, d.applied_minor
from deposit d
where d.company_id = $1
  and d.quote_id = $2
  and d.entity_id = $3
  and d.currency = $4
  and d.applied_minor < d.amount_minor
order by d.received_at, d.id
limit 50
for update";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id, &entity_id, &currency]).await?;
    rows.iter().map(OpenDepositsRow::from_row).collect()
}

pub async fn apply_deposit(tx: &engine::TenantTx, minor: i64, id: kernel::ids::DepositId) -> kernel::Result<u64> {
    const SQL: &str = r"update deposit d
set applied_minor = d.applied_minor + $2
where d.company_id = $1
  and d.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &minor, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DepositListRow {
    pub id: kernel::ids::DepositId,
    pub payment_id: kernel::ids::PaymentId,
    pub number: String,
    pub method: String,
    pub quote_id: kernel::ids::QuoteId,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub location_id: kernel::ids::LocationId,
    pub currency: String,
    pub amount_minor: i64,
    pub applied_minor: i64,
    pub received_at: jiff::Timestamp,
    pub version: i64,
}

impl DepositListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            payment_id: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            method: row.try_get(3).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(5).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(6).map_err(kernel::Error::internal)?,
            location_id: row.try_get(7).map_err(kernel::Error::internal)?,
            currency: row.try_get(8).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(9).map_err(kernel::Error::internal)?,
            applied_minor: row.try_get(10).map_err(kernel::Error::internal)?,
            received_at: row.try_get(11).map_err(kernel::Error::internal)?,
            version: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

pub const DEPOSIT_LIST: engine::ListSql = engine::ListSql {
    name: "deposit_list",
    sql: r#"select d.id, d.payment_id, p.number as "number!", p.method as "method!", d.quote_id, d.customer_id,
       c.display_name as "customer_name!", d.location_id, d.currency, d.amount_minor, d.applied_minor, d.received_at,
       d.version
from deposit d
join payment p on p.company_id = d.company_id and p.id = d.payment_id
join customers_v_card c on c.company_id = d.company_id and c.id = d.customer_id
where d.company_id = $1"#,
    resource: "deposit",
    alias: "d",
    rows: "d",
    sorts: &[engine::ListSort {
        name: "received_at",
        column: "d.received_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "quote_id", column: "d.quote_id", kind: engine::ColumnKind::Id("quote") },
        engine::ListFilter { name: "customer_id", column: "d.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "location_id", column: "d.location_id", kind: engine::ColumnKind::Id("location") },
    ],
    search: None,
};
