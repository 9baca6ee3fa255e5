//! Written by `cargo xtask sql` from crates/billing/queries/ledger.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct CurrencyOfEntityRow {
    pub currency: String,
}

impl CurrencyOfEntityRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { currency: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn currency_of_entity(
    tx: &engine::TenantTx,
    id: kernel::ids::BillingEntityId,
) -> kernel::Result<Option<CurrencyOfEntityRow>> {
    const SQL: &str = r"select e.currency
from billing_entity e
where e.company_id = $1
  and e.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "currency_of_entity")?.as_ref().map(CurrencyOfEntityRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AccountsByCodeRow {
    pub id: kernel::ids::LedgerAccountId,
    pub code: String,
}

impl AccountsByCodeRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn accounts_by_code(tx: &engine::TenantTx, codes: &[String]) -> kernel::Result<Vec<AccountsByCodeRow>> {
    const SQL: &str = r"select a.id, a.code
from ledger_account a
where a.company_id = $1
  and a.code = any($2)
order by a.code
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &codes]).await?;
    rows.iter().map(AccountsByCodeRow::from_row).collect()
}

pub async fn insert_account(
    tx: &engine::TenantTx,
    id: kernel::ids::LedgerAccountId,
    code: &str,
    name: &str,
    kind: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into ledger_account (company_id, id, code, name, kind)
values ($1, $2, $3, $4, $5)
on conflict (company_id, code) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &code, &name, &kind]).await
}

#[derive(Debug, Clone)]
pub struct InsertTransaction<'a> {
    pub id: kernel::ids::FinancialTransactionId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub r#type: &'a str,
    pub source: &'a str,
    pub source_id: uuid::Uuid,
    pub purpose: &'a str,
    pub label: &'a str,
    pub effective_date: jiff::civil::Date,
    pub posted_by: Option<uuid::Uuid>,
}

pub async fn insert_transaction(tx: &engine::TenantTx, p: InsertTransaction<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into financial_transaction (company_id, id, entity_id, type, source, source_id, purpose, label, effective_date,
  posted_at, posted_by)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.entity_id,
            &p.r#type,
            &p.source,
            &p.source_id,
            &p.purpose,
            &p.label,
            &p.effective_date,
            &now,
            &p.posted_by,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct InsertEntry<'a> {
    pub id: uuid::Uuid,
    pub transaction_id: kernel::ids::FinancialTransactionId,
    pub position: i32,
    pub account_id: kernel::ids::LedgerAccountId,
    pub amount_minor: i64,
    pub currency: &'a str,
    pub base_minor: i64,
    pub location_id: Option<kernel::ids::LocationId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub job_id: Option<kernel::ids::JobId>,
    pub tax: Option<&'a str>,
}

pub async fn insert_entry(tx: &engine::TenantTx, p: InsertEntry<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into ledger_entry (company_id, id, transaction_id, position, account_id, amount_minor, currency, base_minor,
  location_id, customer_id, job_id, tax)
values ($1, $2, $3, $4, $5, $6, $7, $8,
  $9, $10, $11, $12)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.transaction_id,
            &p.position,
            &p.account_id,
            &p.amount_minor,
            &p.currency,
            &p.base_minor,
            &p.location_id,
            &p.customer_id,
            &p.job_id,
            &p.tax,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TransactionListRow {
    pub id: kernel::ids::FinancialTransactionId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub kind: String,
    pub number: String,
    pub purpose: String,
    pub effective_date: jiff::civil::Date,
    pub at: jiff::Timestamp,
}

impl TransactionListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            number: row.try_get(3).map_err(kernel::Error::internal)?,
            purpose: row.try_get(4).map_err(kernel::Error::internal)?,
            effective_date: row.try_get(5).map_err(kernel::Error::internal)?,
            at: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub const TRANSACTION_LIST: engine::ListSql = engine::ListSql {
    name: "transaction_list",
    sql: r"select f.id, f.entity_id, f.type as kind, f.label as number, f.purpose, f.effective_date, f.posted_at as at
from financial_transaction f
where f.company_id = $1",
    resource: "ledger",
    alias: "f",
    rows: "f",
    sorts: &[
        engine::ListSort {
            name: "at",
            column: "f.posted_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "effective_date",
            column: "f.effective_date",
            kind: engine::ColumnKind::Date,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "f.label",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "type", column: "f.type", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "entity_id", column: "f.entity_id", kind: engine::ColumnKind::Id("billing_entity") },
        engine::ListFilter { name: "number", column: "f.label", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "effective_date", column: "f.effective_date", kind: engine::ColumnKind::Date },
        engine::ListFilter { name: "at", column: "f.posted_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct EntriesOfRow {
    pub transaction_id: kernel::ids::FinancialTransactionId,
    pub position: i32,
    pub code: String,
    pub name: String,
    pub amount_minor: i64,
    pub currency: String,
    pub tax: Option<String>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub customer_name: Option<String>,
    pub job_id: Option<kernel::ids::JobId>,
}

impl EntriesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            transaction_id: row.try_get(0).map_err(kernel::Error::internal)?,
            position: row.try_get(1).map_err(kernel::Error::internal)?,
            code: row.try_get(2).map_err(kernel::Error::internal)?,
            name: row.try_get(3).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(4).map_err(kernel::Error::internal)?,
            currency: row.try_get(5).map_err(kernel::Error::internal)?,
            tax: row.try_get(6).map_err(kernel::Error::internal)?,
            location_id: row.try_get(7).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(8).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(9).map_err(kernel::Error::internal)?,
            job_id: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

/// The lines of a page of transactions.
pub async fn entries_of(tx: &engine::TenantTx, transactions: &[uuid::Uuid]) -> kernel::Result<Vec<EntriesOfRow>> {
    const SQL: &str = r#"select e.transaction_id, e.position, a.code as "code!", a.name as "name!", e.amount_minor, e.currency, e.tax,
       e.location_id, e.customer_id, c.display_name as "customer_name?", e.job_id
from ledger_entry e
join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
left join customers_v_card c on c.company_id = e.company_id and c.id = e.customer_id
where e.company_id = $1
  and e.transaction_id = any($2)
order by e.transaction_id, e.position
limit 200000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &transactions]).await?;
    rows.iter().map(EntriesOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TrialBalanceRow {
    pub code: String,
    pub name: String,
    pub currency: String,
    pub balance_minor: i64,
}

impl TrialBalanceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            code: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            currency: row.try_get(2).map_err(kernel::Error::internal)?,
            balance_minor: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// Balances by account and currency, within the given places or everywhere.
pub async fn trial_balance(
    tx: &engine::TenantTx,
    everywhere: bool,
    locations: &[uuid::Uuid],
    entity_id: Option<kernel::ids::BillingEntityId>,
    until: Option<jiff::civil::Date>,
) -> kernel::Result<Vec<TrialBalanceRow>> {
    const SQL: &str = r#"select a.code, a.name, b.currency, sum(e.base_minor)::bigint as "balance_minor!"
from ledger_entry e
join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
join financial_transaction f on f.company_id = e.company_id and f.id = e.transaction_id
join billing_entity b on b.company_id = f.company_id and b.id = f.entity_id
where e.company_id = $1
  and ($2 or e.location_id = any($3))
  and ($4::uuid is null or f.entity_id = $4)
  and ($5::date is null or f.effective_date <= $5)
group by a.code, a.name, b.currency
order by a.code, b.currency
limit 1000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &everywhere, &locations, &entity_id, &until]).await?;
    rows.iter().map(TrialBalanceRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ReceivableDifferencesRow {
    pub customer_id: Option<uuid::Uuid>,
    pub currency: String,
    pub ledger_minor: i64,
    pub open_minor: i64,
}

impl ReceivableDifferencesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            customer_id: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            ledger_minor: row.try_get(2).map_err(kernel::Error::internal)?,
            open_minor: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// Customers whose receivable (1100) is not what their open invoices come to.
pub async fn receivable_differences(tx: &engine::TenantTx) -> kernel::Result<Vec<ReceivableDifferencesRow>> {
    const SQL: &str = r#"select d.customer_id as "customer_id?", d.currency as "currency!", sum(d.ledger)::bigint as "ledger_minor!",
       sum(d.open)::bigint as "open_minor!"
from (
  select e.customer_id, e.currency, e.amount_minor as ledger, 0::bigint as open
  from ledger_entry e
  join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
  where e.company_id = $1
    and a.code = '1100'
  union all
  select i.customer_id, i.currency, 0::bigint, i.balance_minor
  from invoice i
  where i.company_id = $1
    and i.status <> 'DRAFT'
    and i.number is not null
) d
group by d.customer_id, d.currency
having sum(d.ledger) <> sum(d.open)
order by d.currency, d.customer_id
limit 1000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(ReceivableDifferencesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CreditDifferencesRow {
    pub customer_id: Option<uuid::Uuid>,
    pub currency: String,
    pub ledger_minor: i64,
    pub credit_minor: i64,
}

impl CreditDifferencesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            customer_id: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            ledger_minor: row.try_get(2).map_err(kernel::Error::internal)?,
            credit_minor: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// Customers whose credit (2150) is not what the ledger says.
pub async fn credit_differences(tx: &engine::TenantTx) -> kernel::Result<Vec<CreditDifferencesRow>> {
    const SQL: &str = r#"select d.customer_id as "customer_id?", d.currency as "currency!", sum(d.ledger)::bigint as "ledger_minor!",
       sum(d.credit)::bigint as "credit_minor!"
from (
  select e.customer_id, e.currency, -e.amount_minor as ledger, 0::bigint as credit
  from ledger_entry e
  join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
  where e.company_id = $1
    and a.code = '2150'
  union all
  select c.customer_id, c.currency, 0::bigint, c.amount_minor
  from customer_credit c
  where c.company_id = $1
) d
group by d.customer_id, d.currency
having sum(d.ledger) <> sum(d.credit)
order by d.currency, d.customer_id
limit 1000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(CreditDifferencesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ControlSumsRow {
    pub code: String,
    pub currency: String,
    pub ledger_minor: i64,
    pub records_minor: i64,
}

impl ControlSumsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            code: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
            ledger_minor: row.try_get(2).map_err(kernel::Error::internal)?,
            records_minor: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// What 1100, 2100 and 2150 come to beside the records they stand for.
pub async fn control_sums(tx: &engine::TenantTx) -> kernel::Result<Vec<ControlSumsRow>> {
    const SQL: &str = r#"select d.code as "code!", d.currency as "currency!", sum(d.ledger)::bigint as "ledger_minor!", sum(d.records)::bigint as "records_minor!"
from (
  select a.code, e.currency, e.amount_minor as ledger, 0::bigint as records
  from ledger_entry e
  join ledger_account a on a.company_id = e.company_id and a.id = e.account_id
  where e.company_id = $1
    and a.code in ('1100', '2100', '2150')
  union all
  select '2100', p.currency, 0::bigint, p.applied_minor - p.amount_minor
  from deposit p
  where p.company_id = $1
  union all
  select '1100', i.currency, 0::bigint, i.balance_minor
  from invoice i
  where i.company_id = $1
    and i.status <> 'DRAFT'
    and i.number is not null
  union all
  select '2150', c.currency, 0::bigint, -c.amount_minor
  from customer_credit c
  where c.company_id = $1
) d
group by d.code, d.currency
order by d.code, d.currency
limit 1000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(ControlSumsRow::from_row).collect()
}
