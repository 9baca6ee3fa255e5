//! The template's rows.

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{DocumentTemplateId, DocumentTemplateVersionId},
};

use super::content::Content;
use crate::sql::document_template as sql;

pub use crate::sql::document_template::{
    DOCUMENT_TEMPLATE_LIST, DocumentTemplateByIdRow as Row, DocumentTemplateListRow as Line,
    TemplateForRow as Standing, TemplateVersionByIdRow as Version, VersionsOfTemplateRow as VersionRow,
};

pub async fn row(tx: &TenantTx, id: DocumentTemplateId) -> Result<Row> {
    sql::document_template_by_id(tx, id).await?.ok_or_else(|| Error::not_found("document template"))
}

pub async fn versions(tx: &TenantTx, id: DocumentTemplateId) -> Result<Vec<VersionRow>> {
    sql::versions_of_template(tx, id).await
}

pub async fn for_kind(tx: &TenantTx, kind: &str) -> Result<Option<Standing>> {
    sql::template_for(tx, kind).await
}

pub async fn version(tx: &TenantTx, id: DocumentTemplateVersionId) -> Result<Option<Version>> {
    sql::template_version_by_id(tx, id).await
}

pub async fn insert(tx: &TenantTx, id: DocumentTemplateId, name: &str, kind: Option<&str>) -> Result<()> {
    sql::insert_document_template(tx, id, name, kind).await.map(drop)
}

/// Writes the draft: over the one that stands, or as the next version.
pub async fn write_draft(tx: &TenantTx, id: DocumentTemplateId, content: &Content) -> Result<()> {
    let content = serde_json::to_value(content).map_err(Error::internal)?;
    if sql::change_template_draft(tx, &content, id).await? == 1 {
        return Ok(());
    }
    let number = versions(tx, id).await?.first().map_or(1, |newest| newest.number + 1);
    sql::insert_template_version(tx, tx.new_id(), id, number, &content).await.map(drop)
}

/// The name of another template that holds for the same quotes.
pub async fn rival(tx: &TenantTx, row: &Row) -> Result<Option<String>> {
    Ok(sql::published_rival(tx, row.id, row.kind.as_deref()).await?.map(|rival| rival.name))
}

/// Publishes the draft; what held before is retired. False where there is no draft.
pub async fn publish(tx: &TenantTx, id: DocumentTemplateId) -> Result<bool> {
    sql::retire_template_version(tx, id).await?;
    Ok(sql::publish_template_draft(tx, tx.caller().user(), id).await? == 1)
}

pub async fn retire(tx: &TenantTx, id: DocumentTemplateId) -> Result<bool> {
    Ok(sql::retire_template_version(tx, id).await? == 1)
}
