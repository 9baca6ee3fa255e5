//! Making and listing web forms.

use engine::{ListQuery, Operation, Page, Spec, TenantTx, permission::RowFacts};
use jiff::Timestamp;
use kernel::{
    Problems, Result,
    ids::{LeadFormId, LocationId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{intake::store, lead::at_most};

codes! {
    FormLanguage { English = "en", French = "fr" }
}

/// Makes a form; its address contains a key that is shown once.
#[derive(Deserialize, JsonSchema)]
pub struct CreateForm {
    pub name: String,
    /// Source its leads get.
    pub source: Option<String>,
    pub location_id: Option<LocationId>,
    /// Service its leads ask for; MOVING when absent.
    pub service_type: Option<String>,
    pub language: Option<FormLanguage>,
    /// What stands beside the empty box for marketing (CUS-12).
    pub consent_wording: String,
}

#[derive(Serialize, JsonSchema)]
pub struct CreatedForm {
    pub id: LeadFormId,
    /// The hosted page; embedded forms post to the same address.
    pub url: String,
}

impl Operation for CreateForm {
    type Output = CreatedForm;
    const SPEC: Spec = Spec::command("sales.form.create", "POST", "/lead-forms")
        .summary("Makes a web form and shows its address once.")
        .permission("routing", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        at_most(p, "name", Some(&self.name), 100);
        p.text("consent_wording", &self.consent_wording, 2_000);
        at_most(p, "consent_wording", Some(&self.consent_wording), 2_000);
        at_most(p, "source", self.source.as_deref(), 100);
        at_most(p, "service_type", self.service_type.as_deref(), 100);
    }

    async fn run(self, tx: &TenantTx) -> Result<CreatedForm> {
        let facts = RowFacts { location: self.location_id, mine: true, record: Value::Null };
        tx.require("routing", "UPDATE", &facts)?;
        let link = kernel::link::make("f", tx.company(), tx.secret());
        let id: LeadFormId = tx.new_id();
        let given = |text: &Option<String>, usual: &str| {
            text.as_deref().map(str::trim).filter(|t| !t.is_empty()).unwrap_or(usual).to_owned()
        };
        store::insert_form(
            tx,
            store::InsertForm {
                id,
                name: self.name.trim(),
                key_hash: &kernel::link::hash(&link),
                source: &given(&self.source, "Your Website"),
                location_id: self.location_id,
                service_type: &given(&self.service_type, "MOVING"),
                language: self.language.unwrap_or(FormLanguage::English).code(),
                consent_wording: self.consent_wording.trim(),
            },
        )
        .await?;
        tx.about("lead_form", id.uuid(), self.name.trim());
        tx.at_location(self.location_id);
        Ok(CreatedForm { id, url: format!("{}/api/forms/{link}", tx.settings().public_url) })
    }

    fn example() -> Value {
        json!({"name": "Home page", "consent_wording": "Yes, write to me about moving offers."})
    }
}

/// Lists forms.
#[derive(Deserialize, JsonSchema)]
pub struct ListForms {
    #[serde(flatten)]
    pub query: ListQuery,
}

#[derive(Serialize, JsonSchema)]
pub struct FormLine {
    pub id: LeadFormId,
    pub name: String,
    pub source: String,
    pub location_id: Option<LocationId>,
    pub service_type: String,
    pub language: String,
    pub consent_wording: String,
    pub is_active: bool,
    pub created_at: Timestamp,
    pub version: i64,
}

impl Operation for ListForms {
    type Output = Page<FormLine>;
    const SPEC: Spec = Spec::list("sales.form.list", "/lead-forms", &store::FORM_LIST)
        .summary("Web forms.")
        .permission("routing", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<FormLine>> {
        let page = store::forms(tx, &self.query).await?;
        Ok(page.map(|row| FormLine {
            id: row.id,
            name: row.name,
            source: row.source,
            location_id: row.location_id,
            service_type: row.service_type,
            language: row.language,
            consent_wording: row.consent_wording,
            is_active: row.is_active,
            created_at: row.created_at,
            version: row.version,
        }))
    }
    fn example() -> Value {
        json!({"limit": 25})
    }
}
