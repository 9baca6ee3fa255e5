//! Statements about papers.

use engine::TenantTx;
use kernel::{Result, ids::EquipmentId};

use super::Document;
use crate::sql;

/// The current papers, one a kind.
pub async fn current(tx: &TenantTx, machine: EquipmentId) -> Result<Vec<Document>> {
    Ok(sql::document::documents_of(tx, machine).await?.into_iter().map(Document::from).collect())
}
/// Files a paper; the one of the same kind before it becomes history.
pub async fn replace(tx: &TenantTx, paper: sql::document::InsertDocument<'_>) -> Result<()> {
    sql::document::replace_document(tx, paper.equipment_id, paper.kind).await?;
    sql::document::insert_document(tx, paper).await.map(drop)
}
