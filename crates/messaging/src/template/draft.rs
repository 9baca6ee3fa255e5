//! Words are written before they hold.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    In, check_length,
    read::{Template, show},
    require,
    store::{self, Place},
};

/// Keeps words as the draft of their language; nothing is sent with them yet, so they may still be faulty.
#[derive(Deserialize, JsonSchema)]
pub struct DraftTemplate {
    pub key: String,
    /// Absent: for the whole company.
    pub location_id: Option<LocationId>,
    pub language: In,
    /// Mail only.
    pub subject: Option<String>,
    pub body: String,
}

impl Operation for DraftTemplate {
    type Output = Template;
    const SPEC: Spec = Spec::command("messaging.template.draft", "POST", "/templates/{key}/versions")
        .summary("Keeps words of one's own as a draft.")
        .permission("template", "UPDATE");

    fn check(&self, p: &mut Problems) {
        check_length(p, self.subject.as_deref(), &self.body);
    }

    async fn run(self, tx: &TenantTx) -> Result<Template> {
        let declared = super::declared(&self.key)?;
        require(tx, "UPDATE", self.location_id).await?;
        let id = store::ensured(tx, Place { key: declared.key, location: self.location_id }).await?;
        let subject = self.subject.as_deref().unwrap_or_default().trim();
        store::draft(tx, id, self.language.code(), subject, self.body.trim()).await?;
        tx.about("template", id.uuid(), declared.name[0]);
        tx.at_location(self.location_id);
        show(tx, declared, self.location_id).await
    }

    fn example() -> Value {
        json!({
            "key": "quotes.quote.sent", "language": "en", "subject": "Your quote {{ number }}",
            "body": "Hello {{ customer }},\n\nyour quote: {{ link }}\n\n{{ company }}",
        })
    }
}
