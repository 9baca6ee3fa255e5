//! The wizard: a company with its locations, roles and first ADMIN, in one transaction (ACC-29).

use engine::{Action, Operation, PlatformOperation, PlatformTx, Spec, event::NewEvent};
use kernel::{
    Problems, Result,
    ids::{CompanyId, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::{
    auth::{looks_like_email, password},
    company::{Language, store},
    location::create::CreateLocation,
    role::seed::seed_company,
    user::create::CreateUser,
};

/// What the company does; decides its roles and presets.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Industry {
    Moving,
    CraneRental,
    Logistics,
}

impl Industry {
    fn code(self) -> &'static str {
        match self {
            Self::Moving => "MOVING",
            Self::CraneRental => "CRANE_RENTAL",
            Self::Logistics => "LOGISTICS",
        }
    }
}

/// Currencies a company can keep its books in.
#[derive(Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "UPPERCASE")]
pub enum CompanyCurrency {
    Cad,
    Usd,
    Eur,
    Inr,
}

impl CompanyCurrency {
    fn code(self) -> &'static str {
        match self {
            Self::Cad => "CAD",
            Self::Usd => "USD",
            Self::Eur => "EUR",
            Self::Inr => "INR",
        }
    }
}

/// The first step of the wizard.
#[derive(Deserialize, JsonSchema)]
pub struct NewCompany {
    pub name: String,
    /// Lower case letters, digits and hyphens.
    pub slug: String,
    pub industry: Industry,
    pub timezone: String,
    pub currency: CompanyCurrency,
    #[serde(default)]
    pub language: Option<Language>,
    #[serde(default)]
    pub is_franchise: bool,
}

/// The third step: who administers it first.
#[derive(Deserialize, JsonSchema)]
pub struct NewAdmin {
    pub name: String,
    pub email: String,
    pub password: String,
}

/// All steps of the wizard at once.
#[derive(Deserialize, JsonSchema)]
pub struct CreateCompany {
    pub company: NewCompany,
    pub locations: Vec<CreateLocation>,
    pub admin: NewAdmin,
    #[serde(default)]
    pub plan: Option<String>,
    /// Users, locations: what the plan allows. Absent means no limit.
    #[serde(default)]
    pub user_limit: Option<i64>,
}

/// What was made.
#[derive(Serialize, JsonSchema)]
pub struct Created {
    pub id: CompanyId,
    pub admin_id: UserId,
    pub location_ids: Vec<LocationId>,
}

impl PlatformOperation for CreateCompany {
    type Output = Created;
    const SPEC: Spec = Spec::command("access.platform.company.create", "POST", "/super-admin/companies")
        .summary("Makes a company: data, locations, roles, first administrator.")
        .super_admin("CREATE_COMPANIES")
        .action(Action::Create)
        .created();
    fn check(&self, p: &mut Problems) {
        p.text("company.name", &self.company.name, 200);
        let slug = &self.company.slug;
        let fits = (2..=60).contains(&slug.len())
            && slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        p.require(fits, "company.slug", "NOT_A_SLUG", "Lower case letters, digits and hyphens, 2 to 60.");
        let zone = jiff::tz::TimeZone::get(&self.company.timezone).is_ok();
        p.require(zone, "company.timezone", "UNKNOWN_ZONE", "A time zone like America/Toronto is needed.");
        p.require(
            (1..=500).contains(&self.locations.len()),
            "locations",
            "OUT_OF_RANGE",
            "Between 1 and 500 locations.",
        );
        for (at, location) in self.locations.iter().enumerate() {
            location.problems(p, &format!("locations.{at}."));
        }
        p.text("admin.name", &self.admin.name, 100);
        p.require(looks_like_email(&self.admin.email), "admin.email", "NOT_AN_EMAIL", "This is not an e-mail address.");
        password::check(p, "admin.password", &self.admin.password, &[&self.admin.email, &self.company.name]);
        if let Some(plan) = &self.plan {
            p.text("plan", plan, 40);
        }
        if let Some(limit) = self.user_limit {
            p.require((1..=100_000).contains(&limit), "user_limit", "OUT_OF_RANGE", "Between 1 and 100,000.");
        }
    }
    async fn run(self, tx: &PlatformTx) -> Result<Created> {
        let id: CompanyId = tx.new_id();
        let industry = self.company.industry.code();
        let limits = self.user_limit.map_or(json!({}), |users| json!({"users": users}));
        store::insert(
            tx,
            store::InsertCompany {
                id,
                name: self.company.name.trim(),
                slug: &self.company.slug,
                industry,
                is_franchise: self.company.is_franchise,
                plan: self.plan.as_deref().unwrap_or("STANDARD"),
                contact_email: Some(&self.admin.email),
                contact_phone: None,
                website: None,
                timezone: &self.company.timezone,
                currency: self.company.currency.code(),
                language: self.company.language.map_or("en", Language::code),
                settings: &json!({}),
                features: &json!({}),
                limits: &limits,
            },
        )
        .await?;
        let inside = tx.enter(id, None, "The company was made by the wizard.").await?;
        seed_company(&inside, industry).await?;
        let mut location_ids = Vec::with_capacity(self.locations.len());
        for location in &self.locations {
            location_ids.push(location.insert(&inside).await?);
        }
        let admin = CreateUser {
            name: self.admin.name,
            email: self.admin.email,
            role_code: "ADMIN".into(),
            location_id: location_ids.first().copied(),
            phone: None,
            password: Some(self.admin.password),
        };
        let admin_id = admin.run(&inside).await?.id;
        inside.about("company", id.uuid(), self.company.name.trim());
        inside.emit(NewEvent::new("access.company.created", "company", id.uuid()).data(json!({"industry": industry})));
        Ok(Created { id, admin_id, location_ids })
    }
    fn example() -> Value {
        json!({
            "company": {"name": "North Movers", "slug": "north-movers", "industry": "MOVING",
                "timezone": "America/Toronto", "currency": "CAD", "language": "en"},
            "locations": [{"name": "Ajax", "code": "AJAX", "kind": "CORPORATE", "city": "Ajax", "province": "ON",
                "country": "CA", "timezone": "America/Toronto"}],
            "admin": {"name": "Ada Quill", "email": "ada@example.org", "password": "three grey pianos"},
            "plan": "STANDARD",
        })
    }
}
