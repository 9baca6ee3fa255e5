//! The company's templates for quotations.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::{Result, ids::DocumentTemplateId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists templates by name.
#[derive(Deserialize, JsonSchema)]
pub struct ListDocumentTemplates {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// A template in a list.
#[derive(Serialize, JsonSchema)]
pub struct DocumentTemplateLine {
    pub id: DocumentTemplateId,
    pub name: String,
    /// Quotes it is for; null: all that have none of their own.
    pub kind: Option<String>,
    /// Number of the version that holds; null: the shipped layout does.
    pub published: Option<i32>,
    /// Number of the draft, where there is one.
    pub draft: Option<i32>,
    pub version: i64,
}

impl Operation for ListDocumentTemplates {
    type Output = Page<DocumentTemplateLine>;
    const SPEC: Spec =
        Spec::list("quotes.document_template.list", "/document-templates", &store::DOCUMENT_TEMPLATE_LIST)
            .summary("The company's templates for quotations.")
            .permission("template", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<DocumentTemplateLine>> {
        let page = tx.list(&store::DOCUMENT_TEMPLATE_LIST, &self.query, store::Line::from_row).await?;
        Ok(page.map(|row| DocumentTemplateLine {
            id: row.id,
            name: row.name,
            kind: row.kind,
            published: row.published,
            draft: row.draft,
            version: row.version,
        }))
    }

    fn example() -> Value {
        json!({})
    }
}
