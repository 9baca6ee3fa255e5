//! Writing a template's draft.

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

/// Writes the draft as a whole; where there is none the next version begins. What is published stands.
#[derive(Deserialize, JsonSchema)]
pub struct WriteDocumentTemplate {
    pub id: DocumentTemplateId,
    pub content: Content,
}

impl Operation for WriteDocumentTemplate {
    type Output = DocumentTemplate;
    const SPEC: Spec = Spec::command("quotes.document_template.write", "PUT", "/document-templates/{id}/draft")
        .summary("Writes the draft of a template for quotations.")
        .permission("template", "UPDATE")
        .on("document_template", "id");

    fn check(&self, p: &mut Problems) {
        self.content.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<DocumentTemplate> {
        tx.target().await?;
        store::write_draft(tx, self.id, &self.content.kept(tx).await?).await?;
        template(tx, self.id).await
    }

    fn example() -> Value {
        json!({
            "id": "dtp_01h00000000000000000000000",
            "content": {"en": {"terms": "Valid for {{ validity_period }}.\n\n{{ company_name }}"}}
        })
    }
}
