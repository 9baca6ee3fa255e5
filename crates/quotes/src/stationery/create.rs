//! A new template.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::DocumentTemplateId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    content::Content,
    read::{DocumentTemplate, template},
    store,
};
use crate::quote::QuoteKind;

/// Makes a template with a first draft. It says nothing until the draft is published.
#[derive(Deserialize, JsonSchema)]
pub struct CreateDocumentTemplate {
    pub name: String,
    /// Quotes it is for; absent: all that have none of their own.
    pub kind: Option<QuoteKind>,
    #[serde(default)]
    pub content: Content,
}

impl Operation for CreateDocumentTemplate {
    type Output = DocumentTemplate;
    const SPEC: Spec = Spec::command("quotes.document_template.create", "POST", "/document-templates")
        .summary("Makes a template for quotations with a first draft.")
        .permission("template", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        self.content.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<DocumentTemplate> {
        let id: DocumentTemplateId = tx.new_id();
        tx.about("document_template", id.uuid(), self.name.trim());
        store::insert(tx, id, self.name.trim(), self.kind.map(QuoteKind::code)).await?;
        store::write_draft(tx, id, &self.content.kept(tx).await?).await?;
        template(tx, id).await
    }

    fn example() -> Value {
        json!({
            "name": "Our letter", "kind": "RENTAL",
            "content": {
                "colour": "#1f3a5f",
                "en": {"introduction": "Dear {{ customer_name }},\nthank you for asking us about {{ quotation_title }}."},
                "fr": {"introduction": "Bonjour {{ customer_name }},\nmerci de votre demande : {{ quotation_title }}."}
            }
        })
    }
}
