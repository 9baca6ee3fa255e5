//! Posting: the only way into the ledger.

use engine::TenantTx;
use kernel::{Error, Result};

use super::{Posting, chart, store};

/// Writes a transaction with all its lines.
///
/// The accounts of the default chart come into being as they are used. A source posts once for each purpose: the
/// database refuses the second time (`ALREADY_POSTED`), so that a slip is seen and nothing counts twice.
///
/// # Errors
/// Lines that do not sum to zero, and a currency other than the seller's own, are refused before anything is written.
pub async fn post(tx: &TenantTx, posting: Posting) -> Result<()> {
    posting.check()?;
    let codes = codes(&posting);
    let (own, mut accounts) = futures::try_join!(store::currency_of(tx, posting.entity), store::accounts(tx, &codes))?;
    if own != posting.currency {
        return Err(Error::conflict(
            "FOREIGN_CURRENCY",
            format!("The seller keeps its books in {own}; documents in {} cannot be posted yet.", posting.currency),
        ));
    }
    let missing: Vec<&str> = codes.iter().map(String::as_str).filter(|code| !accounts.contains_key(*code)).collect();
    if !missing.is_empty() {
        for code in missing {
            let (name, kind) =
                chart::account(code).ok_or_else(|| Error::internal(format!("no account {code} in the chart")))?;
            store::open_account(tx, code, name, kind).await?;
        }
        accounts = store::accounts(tx, &codes).await?;
    }
    store::insert(tx, &posting, &accounts).await
}

/// The accounts used, each once and in order, so that two postings open them in the same order.
fn codes(posting: &Posting) -> Vec<String> {
    let mut codes: Vec<String> = posting.lines.iter().map(|line| line.account.to_owned()).collect();
    codes.sort();
    codes.dedup();
    codes
}
