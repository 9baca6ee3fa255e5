//! A template begins to hold.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Result, ids::DocumentTemplateId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    read::{DocumentTemplate, template},
    store,
};

/// Publishes the draft: quotes sent from now on are set with it. Those that were sent keep what they were sent with.
#[derive(Deserialize, JsonSchema)]
pub struct PublishDocumentTemplate {
    pub id: DocumentTemplateId,
}

impl Operation for PublishDocumentTemplate {
    type Output = DocumentTemplate;
    const SPEC: Spec = Spec::command("quotes.document_template.publish", "POST", "/document-templates/{id}/publish")
        .summary("Publishes the draft of a template for quotations.")
        .permission("template", "APPROVE")
        .on("document_template", "id");

    async fn run(self, tx: &TenantTx) -> Result<DocumentTemplate> {
        tx.target().await?;
        if let Some(rival) = store::rival(tx, &store::row(tx, self.id).await?).await? {
            let message = format!("{rival} holds for the same quotes: take it out of use first.");
            return Err(Error::conflict("TEMPLATE_HOLDS", message));
        }
        if !store::publish(tx, self.id).await? {
            return Err(Error::conflict("NO_DRAFT", "There is no draft of this template."));
        }
        tx.emit(
            NewEvent::new("quotes.document_template.published", "document_template", self.id.uuid())
                .data(json!({"document_template_id": self.id})),
        );
        template(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "dtp_01h00000000000000000000000"})
    }
}
