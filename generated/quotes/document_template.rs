//! Written by `cargo xtask sql` from crates/quotes/queries/document_template.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct DocumentTemplateListRow {
    pub id: kernel::ids::DocumentTemplateId,
    pub name: String,
    pub kind: Option<String>,
    pub published: Option<i32>,
    pub draft: Option<i32>,
    pub version: i64,
}

impl DocumentTemplateListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            published: row.try_get(3).map_err(kernel::Error::internal)?,
            draft: row.try_get(4).map_err(kernel::Error::internal)?,
            version: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub const DOCUMENT_TEMPLATE_LIST: engine::ListSql = engine::ListSql {
    name: "document_template_list",
    sql: r"select t.id, t.name, t.kind,
       (select v.number from document_template_version v
        where v.company_id = $1 and v.document_template_id = t.id and v.state = 'PUBLISHED') as published,
       (select v.number from document_template_version v
        where v.company_id = $1 and v.document_template_id = t.id and v.state = 'DRAFT') as draft,
       t.version
from document_template t
where t.company_id = $1",
    resource: "document_template",
    alias: "t",
    rows: "t",
    sorts: &[engine::ListSort {
        name: "name",
        column: "t.name",
        kind: engine::ColumnKind::Text,
        descending: false,
        nullable: false,
    }],
    filters: &[engine::ListFilter { name: "kind", column: "t.kind", kind: engine::ColumnKind::Text }],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct DocumentTemplateByIdRow {
    pub id: kernel::ids::DocumentTemplateId,
    pub name: String,
    pub kind: Option<String>,
    pub version: i64,
}

impl DocumentTemplateByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            version: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn document_template_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::DocumentTemplateId,
) -> kernel::Result<Option<DocumentTemplateByIdRow>> {
    const SQL: &str = r"select t.id, t.name, t.kind, t.version
from document_template t
where t.company_id = $1
  and t.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "document_template_by_id")?.as_ref().map(DocumentTemplateByIdRow::from_row).transpose()
}

pub async fn insert_document_template(
    tx: &engine::TenantTx,
    id: kernel::ids::DocumentTemplateId,
    name: &str,
    kind: Option<&str>,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into document_template (company_id, id, name, kind)
values ($1, $2, $3, $4)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &name, &kind]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct VersionsOfTemplateRow {
    pub id: kernel::ids::DocumentTemplateVersionId,
    pub number: i32,
    pub state: String,
    pub content: serde_json::Value,
    pub published_at: Option<jiff::Timestamp>,
}

impl VersionsOfTemplateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            content: row.try_get(3).map_err(kernel::Error::internal)?,
            published_at: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// Newest first.
pub async fn versions_of_template(
    tx: &engine::TenantTx,
    document_template_id: kernel::ids::DocumentTemplateId,
) -> kernel::Result<Vec<VersionsOfTemplateRow>> {
    const SQL: &str = r"select v.id, v.number, v.state, v.content, v.published_at
from document_template_version v
where v.company_id = $1
  and v.document_template_id = $2
order by v.number desc
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &document_template_id]).await?;
    rows.iter().map(VersionsOfTemplateRow::from_row).collect()
}

pub async fn insert_template_version(
    tx: &engine::TenantTx,
    id: kernel::ids::DocumentTemplateVersionId,
    document_template_id: kernel::ids::DocumentTemplateId,
    number: i32,
    content: &serde_json::Value,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into document_template_version (company_id, id, document_template_id, number, content)
values ($1, $2, $3, $4, $5)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &document_template_id, &number, &content]).await
}

pub async fn change_template_draft(
    tx: &engine::TenantTx,
    content: &serde_json::Value,
    document_template_id: kernel::ids::DocumentTemplateId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update document_template_version v
set content = $2
where v.company_id = $1
  and v.document_template_id = $3
  and v.state = 'DRAFT'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &content, &document_template_id]).await
}

pub async fn retire_template_version(
    tx: &engine::TenantTx,
    document_template_id: kernel::ids::DocumentTemplateId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update document_template_version v
set state = 'RETIRED'
where v.company_id = $1
  and v.document_template_id = $2
  and v.state = 'PUBLISHED'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &document_template_id]).await
}

pub async fn publish_template_draft(
    tx: &engine::TenantTx,
    published_by: Option<kernel::ids::UserId>,
    document_template_id: kernel::ids::DocumentTemplateId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update document_template_version v
set state = 'PUBLISHED',
    published_at = $2,
    published_by = $3
where v.company_id = $1
  and v.document_template_id = $4
  and v.state = 'DRAFT'";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &published_by, &document_template_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TemplateForRow {
    pub id: kernel::ids::DocumentTemplateVersionId,
    pub content: serde_json::Value,
}

impl TemplateForRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            content: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// What quotes of a kind are sent with: its own template's published version before that for all kinds.
pub async fn template_for(tx: &engine::TenantTx, kind: &str) -> kernel::Result<Option<TemplateForRow>> {
    const SQL: &str = r"select v.id, v.content
from document_template_version v
join document_template t on t.company_id = v.company_id and t.id = v.document_template_id
where v.company_id = $1
  and v.state = 'PUBLISHED'
  and (t.kind = $2 or t.kind is null)
order by t.kind nulls last, v.published_at desc, v.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &kind]).await?;
    super::at_most_one(rows, "template_for")?.as_ref().map(TemplateForRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PublishedRivalRow {
    pub name: String,
}

impl PublishedRivalRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { name: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Another template that holds for the same quotes.
pub async fn published_rival(
    tx: &engine::TenantTx,
    id: kernel::ids::DocumentTemplateId,
    kind: Option<&str>,
) -> kernel::Result<Option<PublishedRivalRow>> {
    const SQL: &str = r"select t.name
from document_template t
join document_template_version v on v.company_id = t.company_id and v.document_template_id = t.id
where t.company_id = $1
  and t.id <> $2
  and t.kind is not distinct from $3
  and v.state = 'PUBLISHED'
order by t.name, t.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id, &kind]).await?;
    super::at_most_one(rows, "published_rival")?.as_ref().map(PublishedRivalRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TemplateVersionByIdRow {
    pub id: kernel::ids::DocumentTemplateVersionId,
    pub content: serde_json::Value,
}

impl TemplateVersionByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            content: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn template_version_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::DocumentTemplateVersionId,
) -> kernel::Result<Option<TemplateVersionByIdRow>> {
    const SQL: &str = r"select v.id, v.content
from document_template_version v
where v.company_id = $1
  and v.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "template_version_by_id")?.as_ref().map(TemplateVersionByIdRow::from_row).transpose()
}
