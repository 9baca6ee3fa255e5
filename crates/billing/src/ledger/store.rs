//! The ledger's rows.

use std::collections::HashMap;

use engine::{ListQuery, Page, TenantTx};
use futures::future::try_join_all;
use jiff::civil::Date;
use kernel::{
    Error, Id, Result,
    ids::{BillingEntityId, FinancialTransactionId, LedgerAccountId},
    money::Currency,
};
use uuid::Uuid;

use super::{Posting, chart::AccountKind};
use crate::sql::{ledger as sql, seller};

pub use crate::sql::ledger::{
    ControlSumsRow, CreditDifferencesRow, EntriesOfRow, ReceivableDifferencesRow, TRANSACTION_LIST,
    TransactionListRow as TransactionRow, TrialBalanceRow,
};

/// The currency a seller keeps its books in.
pub async fn currency_of(tx: &TenantTx, entity: Uuid) -> Result<String> {
    let row = sql::currency_of_entity(tx, Id::from_uuid(entity)).await?;
    Ok(row.ok_or_else(|| Error::not_found("seller"))?.currency)
}

/// Ids of the accounts there are, by code.
pub async fn accounts(tx: &TenantTx, codes: &[String]) -> Result<HashMap<String, LedgerAccountId>> {
    let rows = sql::accounts_by_code(tx, codes).await?;
    Ok(rows.into_iter().map(|row| (row.code, row.id)).collect())
}

/// Opens an account unless somebody has meanwhile.
pub async fn open_account(tx: &TenantTx, code: &str, name: &str, kind: AccountKind) -> Result<()> {
    sql::insert_account(tx, tx.new_id(), code, name, kind.code()).await.map(drop)
}

/// Writes the header, then all lines in one go.
pub async fn insert(tx: &TenantTx, posting: &Posting, accounts: &HashMap<String, LedgerAccountId>) -> Result<()> {
    let id: FinancialTransactionId = tx.new_id();
    let by = tx.user_id_or_nil();
    sql::insert_transaction(
        tx,
        sql::InsertTransaction {
            id,
            entity_id: Id::from_uuid(posting.entity),
            r#type: posting.kind.code(),
            source: posting.source,
            source_id: posting.source_id,
            purpose: posting.purpose,
            label: &posting.label,
            effective_date: posting.effective_date,
            posted_by: Some(by).filter(|by| !by.is_nil()),
        },
    )
    .await?;
    let mut writes = Vec::with_capacity(posting.lines.len());
    for (position, line) in (1..).zip(&posting.lines) {
        let account_id = *accounts
            .get(line.account)
            .ok_or_else(|| Error::internal(format!("account {} was not opened", line.account)))?;
        writes.push(sql::insert_entry(
            tx,
            sql::InsertEntry {
                id: tx.new_id::<()>().uuid(),
                transaction_id: id,
                position,
                account_id,
                amount_minor: line.amount_minor,
                currency: &posting.currency,
                base_minor: line.amount_minor,
                location_id: line.location.map(Id::from_uuid),
                customer_id: line.customer.map(Id::from_uuid),
                job_id: line.job.map(Id::from_uuid),
                tax: line.tax.as_deref(),
            },
        ));
    }
    try_join_all(writes).await.map(drop)
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<TransactionRow>> {
    tx.list(&TRANSACTION_LIST, query, TransactionRow::from_row).await
}

/// The lines of a page of transactions, in their order.
pub async fn entries(tx: &TenantTx, transactions: &[Uuid]) -> Result<Vec<EntriesOfRow>> {
    if transactions.is_empty() {
        return Ok(vec![]);
    }
    sql::entries_of(tx, transactions).await
}

pub async fn trial_balance(
    tx: &TenantTx,
    everywhere: bool,
    locations: &[Uuid],
    entity_id: Option<BillingEntityId>,
    until: Option<Date>,
) -> Result<Vec<TrialBalanceRow>> {
    sql::trial_balance(tx, everywhere, locations, entity_id, until).await
}

/// What the default seller keeps its books in; Canadian dollars before there is one.
pub async fn default_currency(tx: &TenantTx) -> Result<Currency> {
    match seller::default_entity(tx).await? {
        Some(entity) => currency_of(tx, entity.id.uuid()).await?.parse().map_err(Error::internal),
        None => Ok(Currency::Cad),
    }
}

pub async fn control_sums(tx: &TenantTx) -> Result<Vec<ControlSumsRow>> {
    sql::control_sums(tx).await
}

pub async fn receivable_differences(tx: &TenantTx) -> Result<Vec<ReceivableDifferencesRow>> {
    sql::receivable_differences(tx).await
}

pub async fn credit_differences(tx: &TenantTx) -> Result<Vec<CreditDifferencesRow>> {
    sql::credit_differences(tx).await
}
