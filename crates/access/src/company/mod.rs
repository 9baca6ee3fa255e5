//! The company itself.

pub mod change;
pub mod read;
pub mod store;

use kernel::ids::CompanyId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A language the product speaks.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    En,
    Fr,
}

impl Language {
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Fr => "fr",
        }
    }
}

/// The company, as its own people see it.
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
