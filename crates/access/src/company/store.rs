//! The company's row.

use engine::Sql;
use kernel::{Error, Result, ids::CompanyId};

use crate::sql::company;
pub use crate::sql::company::{CompanyRow, InsertCompany, UpdateCompany};

pub async fn get(tx: &impl Sql, id: CompanyId) -> Result<CompanyRow> {
    company::company(tx, id).await?.ok_or_else(|| Error::not_found("company"))
}

pub async fn insert(tx: &impl Sql, p: InsertCompany<'_>) -> Result<()> {
    company::insert_company(tx, p).await.map(drop)
}

pub async fn update(tx: &impl Sql, p: UpdateCompany<'_>) -> Result<()> {
    company::update_company(tx, p).await.map(drop)
}

pub async fn set_status(tx: &engine::PlatformTx, id: CompanyId, status: &str) -> Result<()> {
    company::set_company_status(tx, status, tx.now(), id).await.map(drop)
}
