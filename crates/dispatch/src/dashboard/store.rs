//! Statements of the home page.

use engine::TenantTx;
use kernel::Result;

use crate::{
    reach::Seen,
    sql::{self, board::WaitingLeadsRow},
};

pub async fn open_leads(tx: &TenantTx, seen: &Seen) -> Result<i64> {
    Ok(sql::board::open_leads(tx, seen.everywhere, &seen.locations, seen.own).await?.count)
}
/// Leads nobody has answered, longest waiting first.
pub async fn waiting_leads(tx: &TenantTx, seen: &Seen) -> Result<Vec<WaitingLeadsRow>> {
    sql::board::waiting_leads(tx, seen.everywhere, &seen.locations, seen.own).await
}
