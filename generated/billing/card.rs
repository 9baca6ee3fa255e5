//! Written by `cargo xtask sql` from crates/billing/queries/card.sql: edit that.

pub async fn insert_account(
    tx: &engine::TenantTx,
    id: kernel::ids::ProviderAccountId,
    entity_id: kernel::ids::BillingEntityId,
    base_url: &str,
    secret_sealed: &[u8],
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into provider_account (company_id, id, entity_id, base_url, secret_sealed)
values ($1, $2, $3, $4, $5)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &entity_id, &base_url, &secret_sealed]).await
}

/// A seller has one account at a time.
pub async fn stop_accounts(tx: &engine::TenantTx, entity_id: kernel::ids::BillingEntityId) -> kernel::Result<u64> {
    const SQL: &str = r"update provider_account a
set is_active = false
where a.company_id = $1
  and a.entity_id = $2
  and a.is_active";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &entity_id]).await
}

pub async fn stop_account(tx: &engine::TenantTx, id: kernel::ids::ProviderAccountId) -> kernel::Result<u64> {
    const SQL: &str = r"update provider_account a
set is_active = false
where a.company_id = $1
  and a.id = $2
  and a.is_active";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AccountListRow {
    pub id: kernel::ids::ProviderAccountId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub legal_name: String,
    pub currency: String,
    pub provider: String,
    pub base_url: String,
    pub is_active: bool,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl AccountListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(1).map_err(kernel::Error::internal)?,
            legal_name: row.try_get(2).map_err(kernel::Error::internal)?,
            currency: row.try_get(3).map_err(kernel::Error::internal)?,
            provider: row.try_get(4).map_err(kernel::Error::internal)?,
            base_url: row.try_get(5).map_err(kernel::Error::internal)?,
            is_active: row.try_get(6).map_err(kernel::Error::internal)?,
            created_at: row.try_get(7).map_err(kernel::Error::internal)?,
            version: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub const ACCOUNT_LIST: engine::ListSql = engine::ListSql {
    name: "account_list",
    sql: r#"select a.id, a.entity_id, e.legal_name as "legal_name!", e.currency as "currency!", a.provider, a.base_url, a.is_active,
       a.created_at, a.version
from provider_account a
join billing_entity e on e.company_id = a.company_id and e.id = a.entity_id
where a.company_id = $1"#,
    resource: "provider_account",
    alias: "a",
    rows: "a",
    sorts: &[engine::ListSort {
        name: "created_at",
        column: "a.created_at",
        kind: engine::ColumnKind::Timestamp,
        descending: false,
        nullable: false,
    }],
    filters: &[engine::ListFilter {
        name: "entity_id",
        column: "a.entity_id",
        kind: engine::ColumnKind::Id("billing_entity"),
    }],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct AccountByIdRow {
    pub id: kernel::ids::ProviderAccountId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub provider: String,
    pub base_url: String,
    pub secret_sealed: Vec<u8>,
    pub is_active: bool,
}

impl AccountByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(1).map_err(kernel::Error::internal)?,
            provider: row.try_get(2).map_err(kernel::Error::internal)?,
            base_url: row.try_get(3).map_err(kernel::Error::internal)?,
            secret_sealed: row.try_get(4).map_err(kernel::Error::internal)?,
            is_active: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn account_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::ProviderAccountId,
) -> kernel::Result<Option<AccountByIdRow>> {
    const SQL: &str = r"select a.id, a.entity_id, a.provider, a.base_url, a.secret_sealed, a.is_active
from provider_account a
where a.company_id = $1
  and a.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "account_by_id")?.as_ref().map(AccountByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AccountOfSellerRow {
    pub id: kernel::ids::ProviderAccountId,
    pub currency: String,
}

impl AccountOfSellerRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            currency: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// Where a seller takes cards, and in which currency.
pub async fn account_of_seller(
    tx: &engine::TenantTx,
    entity_id: kernel::ids::BillingEntityId,
) -> kernel::Result<Option<AccountOfSellerRow>> {
    const SQL: &str = r#"select a.id, e.currency as "currency!"
from provider_account a
join billing_entity e on e.company_id = a.company_id and e.id = a.entity_id
where a.company_id = $1
  and a.entity_id = $2
  and a.is_active"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &entity_id]).await?;
    super::at_most_one(rows, "account_of_seller")?.as_ref().map(AccountOfSellerRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertIntent<'a> {
    pub id: kernel::ids::PaymentIntentId,
    pub account_id: kernel::ids::ProviderAccountId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub quote_id: kernel::ids::QuoteId,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub currency: &'a str,
    pub amount_minor: i64,
    pub label: &'a str,
}

pub async fn insert_intent(tx: &engine::TenantTx, p: InsertIntent<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into payment_intent (company_id, id, account_id, entity_id, quote_id, customer_id, location_id, currency,
  amount_minor, label)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.account_id,
            &p.entity_id,
            &p.quote_id,
            &p.customer_id,
            &p.location_id,
            &p.currency,
            &p.amount_minor,
            &p.label,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct IntentLockedRow {
    pub id: kernel::ids::PaymentIntentId,
    pub account_id: kernel::ids::ProviderAccountId,
    pub entity_id: kernel::ids::BillingEntityId,
    pub quote_id: kernel::ids::QuoteId,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub currency: String,
    pub amount_minor: i64,
    pub label: String,
    pub state: String,
    pub page_ref: Option<String>,
    pub page_url: Option<String>,
    pub payment_ref: Option<String>,
    pub tries: i32,
    pub next_try_at: Option<jiff::Timestamp>,
    pub give_up_at: Option<jiff::Timestamp>,
    pub timezone: String,
}

impl IntentLockedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            account_id: row.try_get(1).map_err(kernel::Error::internal)?,
            entity_id: row.try_get(2).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            currency: row.try_get(6).map_err(kernel::Error::internal)?,
            amount_minor: row.try_get(7).map_err(kernel::Error::internal)?,
            label: row.try_get(8).map_err(kernel::Error::internal)?,
            state: row.try_get(9).map_err(kernel::Error::internal)?,
            page_ref: row.try_get(10).map_err(kernel::Error::internal)?,
            page_url: row.try_get(11).map_err(kernel::Error::internal)?,
            payment_ref: row.try_get(12).map_err(kernel::Error::internal)?,
            tries: row.try_get(13).map_err(kernel::Error::internal)?,
            next_try_at: row.try_get(14).map_err(kernel::Error::internal)?,
            give_up_at: row.try_get(15).map_err(kernel::Error::internal)?,
            timezone: row.try_get(16).map_err(kernel::Error::internal)?,
        })
    }
}

/// A wish, held until the transaction ends.
pub async fn intent_locked(
    tx: &engine::TenantTx,
    id: kernel::ids::PaymentIntentId,
) -> kernel::Result<Option<IntentLockedRow>> {
    const SQL: &str = r#"select i.id, i.account_id, i.entity_id, i.quote_id, i.customer_id, i.location_id, i.currency, i.amount_minor, i.label,
       i.state, i.page_ref, i.page_url, i.payment_ref, i.tries, i.next_try_at, i.give_up_at,
       l.timezone as "timezone!"
from payment_intent i
join access_v_location l on l.company_id = i.company_id and l.id = i.location_id
where i.company_id = $1
  and i.id = $2
for update of i"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "intent_locked")?.as_ref().map(IntentLockedRow::from_row).transpose()
}

pub async fn intent_opened(
    tx: &engine::TenantTx,
    page_ref: Option<&str>,
    page_url: Option<&str>,
    id: kernel::ids::PaymentIntentId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update payment_intent i
set state = 'OPEN',
    page_ref = $2,
    page_url = $3
where i.company_id = $1
  and i.id = $4
  and i.state = 'CREATED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &page_ref, &page_url, &id]).await
}

/// The provider's name of the payment, once it has one.
pub async fn intent_seen(
    tx: &engine::TenantTx,
    payment_ref: Option<&str>,
    id: kernel::ids::PaymentIntentId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update payment_intent i
set payment_ref = $2
where i.company_id = $1
  and i.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &payment_ref, &id]).await
}

/// To be captured or voided as soon as this has committed.
pub async fn intent_to_do(
    tx: &engine::TenantTx,
    state: &str,
    next_try_at: Option<jiff::Timestamp>,
    give_up_at: Option<jiff::Timestamp>,
    id: kernel::ids::PaymentIntentId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update payment_intent i
set state = $2,
    tries = 0,
    next_try_at = $3,
    give_up_at = $4
where i.company_id = $1
  and i.id = $5
  and i.state in ('CREATED', 'OPEN')";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &next_try_at, &give_up_at, &id]).await
}

pub async fn intent_later(
    tx: &engine::TenantTx,
    next_try_at: Option<jiff::Timestamp>,
    reason: Option<&str>,
    id: kernel::ids::PaymentIntentId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update payment_intent i
set tries = i.tries + 1,
    next_try_at = $2,
    reason = $3
where i.company_id = $1
  and i.id = $4
  and i.state in ('CAPTURING', 'VOIDING')";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &next_try_at, &reason, &id]).await
}

pub async fn intent_ended(
    tx: &engine::TenantTx,
    state: &str,
    reason: Option<&str>,
    id: kernel::ids::PaymentIntentId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update payment_intent i
set state = $2,
    reason = $3,
    next_try_at = null
where i.company_id = $1
  and i.id = $4
  and i.state in ('CAPTURING', 'VOIDING')";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &reason, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DueIntentsRow {
    pub id: kernel::ids::PaymentIntentId,
}

impl DueIntentsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn due_intents(tx: &engine::TenantTx) -> kernel::Result<Vec<DueIntentsRow>> {
    const SQL: &str = r"select i.id
from payment_intent i
where i.company_id = $1
  and i.state in ('CAPTURING', 'VOIDING')
  and i.next_try_at <= $2
order by i.next_try_at, i.id
limit 5
for update skip locked";
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now]).await?;
    rows.iter().map(DueIntentsRow::from_row).collect()
}
