//! Words begin to hold.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::tz::TimeZone;
use kernel::{Error, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    In,
    declared::Declared,
    preview::typed,
    problems,
    read::{Template, show},
    require,
    shown::Values,
    store::{self, Place},
    write::compose,
};

/// Words that are too long with their samples already are never published (MSG-8).
fn fits(declared: &Declared, language: In, subject: &str, body: &str) -> Result<()> {
    let Some(chosen) = typed(Some(language), Some(subject), Some(body)) else { return Ok(()) };
    let samples = Values::samples(declared, chosen.language, &TimeZone::UTC);
    match compose(declared, &chosen, samples) {
        Ok(_) => Ok(()),
        Err(refused) => Err(Error::invalid("body", refused.code, refused.reason)),
    }
}

/// Publishes the draft of a language: from now on messages are written with it, and what held before is retired. Words
/// that cannot be read, or show what the message does not know, are refused with their lines.
#[derive(Deserialize, JsonSchema)]
pub struct PublishTemplate {
    pub key: String,
    pub location_id: Option<LocationId>,
    pub language: In,
}

impl Operation for PublishTemplate {
    type Output = Template;
    const SPEC: Spec = Spec::command("messaging.template.publish", "POST", "/templates/{key}/publish")
        .summary("Publishes a draft of own words.")
        .permission("template", "APPROVE");

    async fn run(self, tx: &TenantTx) -> Result<Template> {
        let declared = super::declared(&self.key)?;
        require(tx, "APPROVE", self.location_id).await?;
        let held = store::held(tx, Place { key: declared.key, location: self.location_id }).await?;
        let id = held.ok_or_else(|| Error::not_found("draft"))?;
        let draft = store::draft_of(tx, id, self.language.code()).await?.ok_or_else(|| Error::not_found("draft"))?;
        problems(declared, &draft.subject, &draft.body).finish()?;
        fits(declared, self.language, &draft.subject, &draft.body)?;
        store::retire(tx, id, self.language.code()).await?;
        store::publish(tx, draft.id, tx.caller().user()).await?;
        tx.about("template", id.uuid(), declared.name[0]);
        tx.at_location(self.location_id);
        tx.emit(
            NewEvent::new("messaging.template.published", "template", id.uuid())
                .location(self.location_id)
                .data(json!({"key": declared.key, "language": self.language})),
        );
        show(tx, declared, self.location_id).await
    }

    fn example() -> Value {
        json!({"key": "quotes.quote.sent", "language": "en"})
    }
}
