//! Own words are taken out of use.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    In,
    read::{Template, show},
    require,
    store::{self, Place},
};

/// Takes the published words of a language out of use: the company's hold again, or those that are shipped.
#[derive(Deserialize, JsonSchema)]
pub struct RetireTemplate {
    pub key: String,
    pub location_id: Option<LocationId>,
    pub language: In,
}

impl Operation for RetireTemplate {
    type Output = Template;
    const SPEC: Spec = Spec::command("messaging.template.retire", "POST", "/templates/{key}/retire")
        .summary("Takes published words of one's own out of use.")
        .permission("template", "APPROVE");

    async fn run(self, tx: &TenantTx) -> Result<Template> {
        let declared = super::declared(&self.key)?;
        require(tx, "APPROVE", self.location_id).await?;
        let held = store::held(tx, Place { key: declared.key, location: self.location_id }).await?;
        let id = held.ok_or_else(|| Error::not_found("published version"))?;
        if !store::retire(tx, id, self.language.code()).await? {
            return Err(Error::not_found("published version"));
        }
        tx.about("template", id.uuid(), declared.name[0]);
        tx.at_location(self.location_id);
        show(tx, declared, self.location_id).await
    }

    fn example() -> Value {
        json!({"key": "quotes.quote.sent", "language": "en"})
    }
}
