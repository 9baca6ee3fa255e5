//! One message: its variables, the words in force, and every version of a company's or location's own.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{LocationId, TemplateVersionId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    choose::{self, Source},
    declared::{Declared, Kind, LANGUAGES, code},
    store::{self, Place},
};

/// Reads a message's words: those of the company, or of one location.
#[derive(Deserialize, JsonSchema)]
pub struct ReadTemplate {
    pub key: String,
    pub location_id: Option<LocationId>,
}

#[derive(Serialize, JsonSchema)]
pub struct VariableLine {
    pub name: String,
    pub kind: Kind,
    pub label_en: String,
    pub label_fr: String,
    /// Without it nothing is sent.
    pub required: bool,
}

/// The words that messages are written with there, in one language.
#[derive(Serialize, JsonSchema)]
pub struct WordsInForce {
    /// en or fr.
    pub language: String,
    /// LOCATION, COMPANY or SHIPPED.
    pub source: Source,
    pub subject: String,
    pub body: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Version {
    pub id: TemplateVersionId,
    pub language: String,
    pub number: i32,
    pub subject: String,
    pub body: String,
    /// DRAFT, PUBLISHED or RETIRED.
    pub state: String,
    pub published_at: Option<Timestamp>,
    pub published_by_name: Option<String>,
    pub retired_at: Option<Timestamp>,
    pub updated_at: Timestamp,
}

#[derive(Serialize, JsonSchema)]
pub struct Template {
    pub key: String,
    pub channel: String,
    pub purpose: String,
    pub name_en: String,
    pub name_fr: String,
    pub event: Option<String>,
    pub location_id: Option<LocationId>,
    pub variables: Vec<VariableLine>,
    pub in_force: Vec<WordsInForce>,
    /// The hundred latest, newest first.
    pub versions: Vec<Version>,
}

/// The message as it is shown.
pub async fn show(tx: &TenantTx, declared: &'static Declared, location: Option<LocationId>) -> Result<Template> {
    let place = Place { key: declared.key, location };
    let (versions, rows) = futures::try_join!(store::versions(tx, place), store::published(tx, place))?;
    let version = |row: store::VersionsRow| Version {
        id: row.id,
        language: row.language,
        number: row.number,
        subject: row.subject,
        body: row.body,
        state: row.state,
        published_at: row.published_at,
        published_by_name: row.published_by_name,
        retired_at: row.retired_at,
        updated_at: row.updated_at,
    };
    let variable = |v: &super::declared::Variable| VariableLine {
        name: v.name.into(),
        kind: v.kind,
        label_en: v.label[0].into(),
        label_fr: v.label[1].into(),
        required: v.required,
    };
    let in_force = LANGUAGES.map(|language| {
        let chosen = choose::of(declared, &rows, language);
        WordsInForce {
            language: code(language).into(),
            source: chosen.source,
            subject: chosen.subject,
            body: chosen.body,
        }
    });
    Ok(Template {
        key: declared.key.into(),
        channel: declared.channel.code().into(),
        purpose: declared.purpose.into(),
        name_en: declared.name[0].into(),
        name_fr: declared.name[1].into(),
        event: declared.event.map(str::to_owned),
        location_id: location,
        variables: declared.variables().map(variable).collect(),
        in_force: in_force.into(),
        versions: versions.into_iter().map(version).collect(),
    })
}

impl Operation for ReadTemplate {
    type Output = Template;
    const SPEC: Spec = Spec::read("messaging.template.read", "/templates/{key}")
        .summary("One message: variables, words in force and own versions.")
        .permission("template", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Template> {
        let declared = super::declared(&self.key)?;
        if self.location_id.is_some_and(|location| !super::may_view(tx, location)) {
            return Err(Error::not_found("location"));
        }
        show(tx, declared, self.location_id).await
    }

    fn example() -> Value {
        json!({"key": "quotes.quote.sent"})
    }
}
