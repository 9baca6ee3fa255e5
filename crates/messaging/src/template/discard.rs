//! A draft is thrown away.

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

/// Throws the draft of a language away; what holds stays.
#[derive(Deserialize, JsonSchema)]
pub struct DiscardTemplate {
    pub key: String,
    pub location_id: Option<LocationId>,
    pub language: In,
}

impl Operation for DiscardTemplate {
    type Output = Template;
    const SPEC: Spec = Spec::command("messaging.template.discard", "POST", "/templates/{key}/discard")
        .summary("Throws a draft of own words away.")
        .permission("template", "UPDATE");

    async fn run(self, tx: &TenantTx) -> Result<Template> {
        let declared = super::declared(&self.key)?;
        require(tx, "UPDATE", self.location_id).await?;
        let held = store::held(tx, Place { key: declared.key, location: self.location_id }).await?;
        let id = held.ok_or_else(|| Error::not_found("draft"))?;
        if store::discard(tx, id, self.language.code()).await? == 0 {
            return Err(Error::not_found("draft"));
        }
        tx.about("template", id.uuid(), declared.name[0]);
        tx.at_location(self.location_id);
        show(tx, declared, self.location_id).await
    }

    fn example() -> Value {
        json!({"key": "quotes.quote.sent", "language": "en"})
    }
}
