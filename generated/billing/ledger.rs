//! Written by `cargo xtask sql` from crates/billing/queries/ledger.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct AccountsRow {
    pub id: kernel::ids::LedgerAccountId,
    pub code: String,
}

impl AccountsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn accounts(tx: &engine::TenantTx) -> kernel::Result<Vec<AccountsRow>> {
    const SQL: &str = r"select a.id, a.code
from ledger_account a
where a.company_id = $1
order by a.code
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(AccountsRow::from_row).collect()
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
}

pub async fn insert_transaction(tx: &engine::TenantTx, p: InsertTransaction<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into financial_transaction (company_id, id, entity_id, type, source, source_id, purpose, label,
  effective_date, posted_at, posted_by)
values ($1, $2, $3, $4, $5, $6, $7, $8,
  $9, $10, $11)";
    let company_id = tx.company();
    let now = tx.now();
    let me = tx.user_id_or_nil();
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
            &me,
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
pub struct TransactionRow {
    pub id: kernel::ids::FinancialTransactionId,
    pub r#type: String,
    pub source: String,
    pub source_id: uuid::Uuid,
    pub purpose: String,
    pub label: String,
    pub effective_date: jiff::civil::Date,
    pub posted_at: jiff::Timestamp,
    pub entity_id: kernel::ids::BillingEntityId,
    pub entries: serde_json::Value,
}

impl TransactionRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            r#type: row.try_get(1).map_err(kernel::Error::internal)?,
            source: row.try_get(2).map_err(kernel::Error::internal)?,
            source_id: row.try_get(3).map_err(kernel::Error::internal)?,
            purpose: row.try_get(4).map_err(kernel::Error::internal)?,
            label: row.try_get(5).map_err(kernel::Error::internal)?,
            effective_date: row.try_get(6).map_err(kernel::Error::internal)?,
            posted_at: row.try_get(7).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(8).map_err(kernel::Error::internal)?,
            entries: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub const LEDGER_LIST: engine::ListSql = engine::ListSql {
    name: "ledger_list",
    sql: r#"select f.id, f.type, f.source, f.source_id, f.purpose, f.label, f.effective_date, f.posted_at, f.entity_id,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'account', a.code, 'name', a.name, 'amount_minor', e.amount_minor, 'currency', e.currency,
                 'tax', e.tax) order by e.position), '[]')
          from ledger_entry e
          join ledger_account a on a.company_id = $1 and a.id = e.account_id
         where e.company_id = $1 and e.transaction_id = f.id) as "entries!"
from financial_transaction f
where f.company_id = $1"#,
    resource: "ledger",
    alias: "f",
    sorts: &[
        engine::ListSort {
            name: "posted_at",
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
    ],
    filters: &[
        engine::ListFilter { name: "type", column: "f.type", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "source", column: "f.source", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "effective_date", column: "f.effective_date", kind: engine::ColumnKind::Date },
        engine::ListFilter { name: "entity_id", column: "f.entity_id", kind: engine::ColumnKind::Id("billing_entity") },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct TrialBalanceRow {
    pub code: String,
    pub name: String,
    pub kind: String,
    pub currency: String,
    pub debit_minor: i64,
    pub credit_minor: i64,
}

impl TrialBalanceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            code: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            currency: row.try_get(3).map_err(kernel::Error::internal)?,
            debit_minor: row.try_get(4).map_err(kernel::Error::internal)?,
            credit_minor: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn trial_balance(tx: &engine::TenantTx, until: jiff::civil::Date) -> kernel::Result<Vec<TrialBalanceRow>> {
    const SQL: &str = r#"select a.code, a.name, a.kind, b.currency,
       coalesce(sum(e.base_minor) filter (where e.base_minor > 0), 0)::bigint as "debit_minor!",
       coalesce(-sum(e.base_minor) filter (where e.base_minor < 0), 0)::bigint as "credit_minor!"
from ledger_entry e
join financial_transaction f on f.company_id = $1 and f.id = e.transaction_id
join billing_entity b on b.company_id = $1 and b.id = f.entity_id
join ledger_account a on a.company_id = $1 and a.id = e.account_id
where e.company_id = $1
  and f.effective_date <= $2
group by a.code, a.name, a.kind, b.currency
order by a.code, b.currency
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &until]).await?;
    rows.iter().map(TrialBalanceRow::from_row).collect()
}
