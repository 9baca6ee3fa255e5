//! The rows of accounts and of wishes to be paid.

use engine::{ListQuery, Page, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{BillingEntityId, LocationId, PaymentIntentId, ProviderAccountId},
};

use crate::sql::card as sql;

pub use crate::sql::card::{
    ACCOUNT_LIST, AccountByIdRow as AccountRow, AccountListRow as ListRow, InsertIntent, IntentLockedRow as Intent,
};

pub async fn account(tx: &TenantTx, id: ProviderAccountId) -> Result<Option<AccountRow>> {
    sql::account_by_id(tx, id).await
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<ListRow>> {
    tx.list(&ACCOUNT_LIST, query, ListRow::from_row).await
}

/// Puts an account in place of the seller's one before.
pub async fn replace(
    tx: &TenantTx,
    id: ProviderAccountId,
    seller: BillingEntityId,
    base_url: &str,
    sealed: &[u8],
) -> Result<()> {
    sql::stop_accounts(tx, seller).await?;
    sql::insert_account(tx, id, seller, base_url, sealed).await.map(drop)
}

/// False where it had stopped already.
pub async fn stop(tx: &TenantTx, id: ProviderAccountId) -> Result<bool> {
    Ok(sql::stop_account(tx, id).await? == 1)
}

/// The seller of a location and its account; none where it takes no cards in the currency.
pub async fn taking(
    tx: &TenantTx,
    location: LocationId,
    currency: &str,
) -> Result<Option<(BillingEntityId, ProviderAccountId)>> {
    let Some(seller) = crate::sql::seller::seller_of_location(tx, Some(location)).await? else { return Ok(None) };
    let account = sql::account_of_seller(tx, seller.id).await?;
    Ok(account.filter(|account| account.currency == currency).map(|account| (seller.id, account.id)))
}

pub async fn insert(tx: &TenantTx, intent: InsertIntent<'_>) -> Result<()> {
    sql::insert_intent(tx, intent).await.map(drop)
}

/// The wish, held until the transaction ends.
pub async fn locked(tx: &TenantTx, id: PaymentIntentId) -> Result<Intent> {
    sql::intent_locked(tx, id).await?.ok_or_else(|| Error::internal("a payment that is not there"))
}

pub async fn opened(tx: &TenantTx, id: PaymentIntentId, page: &str, url: &str) -> Result<()> {
    sql::intent_opened(tx, Some(page), Some(url), id).await.map(drop)
}

pub async fn seen(tx: &TenantTx, id: PaymentIntentId, payment: &str) -> Result<()> {
    sql::intent_seen(tx, Some(payment), id).await.map(drop)
}

/// False where something was to be done, or was done, already.
pub async fn to_do(tx: &TenantTx, id: PaymentIntentId, state: &str, give_up_at: Timestamp) -> Result<bool> {
    Ok(sql::intent_to_do(tx, state, Some(tx.now()), Some(give_up_at), id).await? == 1)
}

pub async fn later(tx: &TenantTx, id: PaymentIntentId, next: Timestamp, reason: &str) -> Result<()> {
    sql::intent_later(tx, Some(next), Some(reason), id).await.map(drop)
}

pub async fn ended(tx: &TenantTx, id: PaymentIntentId, state: &str, reason: Option<&str>) -> Result<()> {
    sql::intent_ended(tx, state, reason, id).await.map(drop)
}

pub async fn due(tx: &TenantTx) -> Result<Vec<PaymentIntentId>> {
    Ok(sql::due_intents(tx).await?.into_iter().map(|row| row.id).collect())
}
