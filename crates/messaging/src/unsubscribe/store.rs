//! The mail behind a link.

use engine::TenantTx;
use kernel::{Error, Result, ids::LocationId};

use crate::sql::unsubscribe as sql;

pub use crate::sql::unsubscribe::MailOfLinkRow as Mail;

/// The mail the caller's link came with.
pub async fn mail(tx: &TenantTx) -> Result<Mail> {
    sql::mail_of_link(tx, &tx.link_hash()?).await?.ok_or_else(|| Error::not_found("page"))
}

/// Where we are reached on paper: at the location, else at the oldest one that works.
pub async fn postal_address(tx: &TenantTx, location: Option<LocationId>) -> Result<Option<String>> {
    let Some(row) = sql::postal_address(tx, location).await? else { return Ok(None) };
    let town = [Some(row.city), Some(row.province), row.postal_code].into_iter().flatten();
    let town = town.filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" ");
    let parts = [row.street, Some(town), Some(row.country)].into_iter().flatten();
    let parts: Vec<String> = parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect();
    Ok(Some(parts.join(", ")).filter(|text| !text.is_empty()))
}
