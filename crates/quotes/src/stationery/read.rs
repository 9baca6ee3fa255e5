//! One template with its versions.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{DocumentTemplateId, DocumentTemplateVersionId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    content::{self, Content},
    placeholders::{ALL, Type},
    store,
};

/// A version of a template.
#[derive(Serialize, JsonSchema)]
pub struct DocumentTemplateVersion {
    pub id: DocumentTemplateVersionId,
    pub number: i32,
    /// DRAFT, PUBLISHED or RETIRED.
    pub state: String,
    pub content: Content,
    pub published_at: Option<Timestamp>,
}

/// What a text may show.
#[derive(Serialize, JsonSchema)]
pub struct Placeholder {
    pub name: String,
    pub of: Type,
}

/// A template, its versions newest first, and what its texts may show.
#[derive(Serialize, JsonSchema)]
pub struct DocumentTemplate {
    pub id: DocumentTemplateId,
    pub name: String,
    pub kind: Option<String>,
    pub versions: Vec<DocumentTemplateVersion>,
    pub placeholders: Vec<Placeholder>,
    pub version: i64,
}

pub(super) async fn template(tx: &TenantTx, id: DocumentTemplateId) -> Result<DocumentTemplate> {
    let (row, versions) = futures::try_join!(store::row(tx, id), store::versions(tx, id))?;
    let versions = versions.into_iter().map(|version| {
        Ok(DocumentTemplateVersion {
            id: version.id,
            number: version.number,
            state: version.state,
            content: content::read(version.content)?,
            published_at: version.published_at,
        })
    });
    Ok(DocumentTemplate {
        id: row.id,
        name: row.name,
        kind: row.kind,
        versions: versions.collect::<Result<_>>()?,
        placeholders: ALL.iter().map(|(name, of)| Placeholder { name: (*name).to_owned(), of: *of }).collect(),
        version: row.version,
    })
}

/// Reads a template.
#[derive(Deserialize, JsonSchema)]
pub struct ReadDocumentTemplate {
    pub id: DocumentTemplateId,
}

impl Operation for ReadDocumentTemplate {
    type Output = DocumentTemplate;
    const SPEC: Spec = Spec::read("quotes.document_template.read", "/document-templates/{id}")
        .summary("A template for quotations with its versions and what its texts may show.")
        .permission("template", "VIEW")
        .on("document_template", "id");

    async fn run(self, tx: &TenantTx) -> Result<DocumentTemplate> {
        tx.target().await?;
        template(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "dtp_01h00000000000000000000000"})
    }
}
