//! Rows the palette shows.

use engine::{Reach, TenantTx};
use kernel::Result;

use crate::{customer::store::reach_parts, sql::search as sql};

pub async fn customers(tx: &TenantTx, q: &str, reach: &Reach) -> Result<Vec<sql::CustomerLinesRow>> {
    let (everywhere, locations, mine) = reach_parts(reach, tx.user_id_or_nil());
    sql::customer_lines(tx, q, everywhere, &locations, mine).await
}

pub async fn leads(tx: &TenantTx, q: &str, reach: Option<&Reach>) -> Result<Vec<sql::LeadLinesRow>> {
    let Some(reach) = reach else { return Ok(vec![]) };
    let (everywhere, locations, mine) = reach_parts(reach, tx.user_id_or_nil());
    sql::lead_lines(tx, q, everywhere, &locations, mine).await
}

pub async fn numbered(tx: &TenantTx, number: &str) -> Result<Vec<sql::NumberedRow>> {
    sql::numbered(tx, number).await
}
