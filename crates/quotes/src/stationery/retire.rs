//! A template no longer holds.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::DocumentTemplateId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    read::{DocumentTemplate, template},
    store,
};

/// Takes the published version out of use: quotes are set with the template for all kinds, else with the shipped layout.
#[derive(Deserialize, JsonSchema)]
pub struct RetireDocumentTemplate {
    pub id: DocumentTemplateId,
}

impl Operation for RetireDocumentTemplate {
    type Output = DocumentTemplate;
    const SPEC: Spec = Spec::command("quotes.document_template.retire", "POST", "/document-templates/{id}/retire")
        .summary("Takes the published version of a template for quotations out of use.")
        .permission("template", "APPROVE")
        .on("document_template", "id");

    async fn run(self, tx: &TenantTx) -> Result<DocumentTemplate> {
        tx.target().await?;
        if !store::retire(tx, self.id).await? {
            return Err(Error::conflict("NOT_PUBLISHED", "No version of this template is published."));
        }
        template(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "dtp_01h00000000000000000000000"})
    }
}
