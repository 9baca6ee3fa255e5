//! Changes the company's own data and the settings of signing in.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{CompanyCard, Language, store};

/// Changes what is given; the rest stays.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeCompany {
    pub name: Option<String>,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    pub website: Option<String>,
    pub language: Option<Language>,
    pub timezone: Option<String>,
    /// Minutes an access token lives, 5 to 720 (ACC-19).
    pub access_token_minutes: Option<i64>,
    /// Hours a browser stays signed in, 1 to 12 (ACC-21).
    pub web_session_hours: Option<i64>,
    /// Days a phone stays signed in, 1 to 14 (ACC-21).
    pub phone_session_days: Option<i64>,
    /// Whether a super admin needs the company's consent for looking, too (ACC-30).
    pub support_needs_consent: Option<bool>,
}

impl Operation for ChangeCompany {
    type Output = CompanyCard;
    const SPEC: Spec = Spec::command("access.company.change", "PATCH", "/company")
        .summary("Changes the company's own data and settings.")
        .permission("setting", "UPDATE");
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
        if let Some(zone) = &self.timezone {
            let known = jiff::tz::TimeZone::get(zone).is_ok();
            p.require(known, "timezone", "UNKNOWN_ZONE", "A time zone like America/Toronto is needed.");
        }
        for (field, value, least, most) in [
            ("access_token_minutes", self.access_token_minutes, 5, 720),
            ("web_session_hours", self.web_session_hours, 1, 12),
            ("phone_session_days", self.phone_session_days, 1, 14),
        ] {
            if value.is_some_and(|v| !(least..=most).contains(&v)) {
                p.add(field, "OUT_OF_RANGE", format!("Between {least} and {most}."));
            }
        }
    }
    async fn run(self, tx: &TenantTx) -> Result<CompanyCard> {
        let old = store::get(tx, tx.company()).await?;
        tx.about("company", tx.company().uuid(), &old.name);
        let settings = self.settings(&old.settings);
        store::update(
            tx,
            store::UpdateCompany {
                name: self.name.as_deref().unwrap_or(&old.name).trim(),
                contact_email: self.contact_email.as_deref().or(old.contact_email.as_deref()),
                contact_phone: self.contact_phone.as_deref().or(old.contact_phone.as_deref()),
                website: self.website.as_deref().or(old.website.as_deref()),
                timezone: self.timezone.as_deref().unwrap_or(&old.timezone),
                language: self.language.map_or(old.language.as_str(), |l| l.code()),
                settings: &settings,
                audit_enabled: old.audit_enabled,
                at: tx.now(),
                id: tx.company(),
            },
        )
        .await?;
        Ok(store::get(tx, tx.company()).await?.into())
    }
    fn example() -> Value {
        json!({"contact_phone": "+14165550100", "access_token_minutes": 30})
    }
}

impl ChangeCompany {
    /// The settings with what is given; settings of other modules stay.
    fn settings(&self, old: &Value) -> Value {
        let mut settings = old.as_object().cloned().unwrap_or_default();
        for (name, value) in [
            ("access_token_minutes", self.access_token_minutes.map(Value::from)),
            ("web_session_hours", self.web_session_hours.map(Value::from)),
            ("phone_session_days", self.phone_session_days.map(Value::from)),
            ("support_needs_consent", self.support_needs_consent.map(Value::from)),
        ] {
            if let Some(value) = value {
                settings.insert(name.into(), value);
            }
        }
        Value::Object(settings)
    }
}
