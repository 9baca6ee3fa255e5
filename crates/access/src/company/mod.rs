//! The company itself.

pub mod store;

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::CompanyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

#[derive(Serialize, JsonSchema)]
pub struct CompanyCard {
    pub id: CompanyId,
    pub name: String,
    pub slug: String,
    pub industry: String,
    pub plan: String,
    pub status: String,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    pub website: Option<String>,
    pub timezone: String,
    pub currency: String,
    pub language: String,
    pub settings: Value,
    pub limits: Value,
    pub version: i64,
}

impl From<store::CompanyRow> for CompanyCard {
    fn from(r: store::CompanyRow) -> Self {
        Self {
            id: r.id,
            name: r.name,
            slug: r.slug,
            industry: r.industry,
            plan: r.plan,
            status: r.status,
            contact_email: r.contact_email,
            contact_phone: r.contact_phone,
            website: r.website,
            timezone: r.timezone,
            currency: r.currency,
            language: r.language,
            settings: r.settings,
            limits: r.limits,
            version: r.version,
        }
    }
}

#[derive(Deserialize, JsonSchema)]
pub struct ReadCompany {}

impl Operation for ReadCompany {
    type Output = CompanyCard;
    const SPEC: Spec =
        Spec::read("access.company.read", "/company").summary("The company, its settings and limits.").permission("setting", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<CompanyCard> {
        Ok(store::get(tx, tx.company()).await?.into())
    }
    fn example() -> Value {
        json!({})
    }
}

#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    En,
    Fr,
}

#[derive(Deserialize, JsonSchema)]
pub struct ChangeCompany {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub contact_email: Option<String>,
    #[serde(default)]
    pub contact_phone: Option<String>,
    #[serde(default)]
    pub website: Option<String>,
    #[serde(default)]
    pub language: Option<Language>,
}

impl Operation for ChangeCompany {
    type Output = CompanyCard;
    const SPEC: Spec =
        Spec::command("access.company.change", "PATCH", "/company").summary("Changes the company's own data.").permission("setting", "UPDATE");
    fn check(&self, p: &mut Problems) {
        for (field, value) in [
            ("name", &self.name),
            ("contact_email", &self.contact_email),
            ("contact_phone", &self.contact_phone),
            ("website", &self.website),
        ] {
            if let Some(value) = value {
                p.text(field, value, 200);
            }
        }
    }
    async fn run(self, tx: &TenantTx) -> Result<CompanyCard> {
        let old = store::get(tx, tx.company()).await?;
        tx.about("company", tx.company().uuid(), &old.name);
        let language = match self.language {
            Some(Language::En) => "en",
            Some(Language::Fr) => "fr",
            None => &old.language,
        };
        store::update(
            tx,
            store::UpdateCompany {
                name: self.name.as_deref().unwrap_or(&old.name).trim(),
                contact_email: self.contact_email.as_deref().or(old.contact_email.as_deref()),
                contact_phone: self.contact_phone.as_deref().or(old.contact_phone.as_deref()),
                website: self.website.as_deref().or(old.website.as_deref()),
                timezone: &old.timezone,
                language,
                settings: &old.settings,
                audit_enabled: old.audit_enabled,
                at: tx.now(),
                id: tx.company(),
            },
        )
        .await?;
        Ok(store::get(tx, tx.company()).await?.into())
    }
    fn example() -> Value {
        json!({"contact_phone": "+14165550100"})
    }
}
