//! Who I am, what I may do, and where.

use engine::{Operation, Principal, Spec, TenantTx};
use kernel::{
    Result,
    ids::{CompanyId, LocationId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    signed_in::{Choice, landing},
    store,
};
use crate::role::{list::GrantCard, scope_code};

/// Who I am.
#[derive(Deserialize, JsonSchema)]
pub struct Me {}

/// My role.
#[derive(Serialize, JsonSchema)]
pub struct MyRole {
    pub code: String,
    pub name: String,
}

/// Me in this company.
#[derive(Serialize, JsonSchema)]
pub struct MyUser {
    pub id: String,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub role: MyRole,
    pub location_id: Option<LocationId>,
    pub preferences: Value,
}

/// The company I am in.
#[derive(Serialize, JsonSchema)]
pub struct MyCompany {
    pub id: CompanyId,
    pub name: String,
    pub slug: String,
    pub industry: String,
    pub currency: String,
    pub timezone: String,
    pub language: String,
    pub features: Value,
}

/// A location I may see.
#[derive(Serialize, JsonSchema)]
pub struct MyLocation {
    pub id: LocationId,
    pub name: String,
    pub code: String,
    pub timezone: String,
}

/// The support session I am in.
#[derive(Serialize, JsonSchema)]
pub struct Support {
    pub id: String,
    pub reason: String,
    pub ends_at: jiff::Timestamp,
    pub admin_name: String,
}

/// Everything a page needs to know at its start.
#[derive(Serialize, JsonSchema)]
pub struct MeAnswer {
    pub user: MyUser,
    pub company: MyCompany,
    pub memberships: Vec<Choice>,
    pub permissions: Vec<GrantCard>,
    /// Hidden field groups.
    pub masks: Vec<String>,
    pub locations: Vec<MyLocation>,
    pub landing: String,
    /// Present when a super admin looks in by a support session.
    pub support: Option<Support>,
}

impl Operation for Me {
    type Output = MeAnswer;
    const SPEC: Spec =
        Spec::read("access.auth.me", "/auth/me").summary("Who I am, what I may do, and where.").session();
    async fn run(self, tx: &TenantTx) -> Result<MeAnswer> {
        let (company, places) =
            futures::try_join!(crate::company::store::get(tx, tx.company()), crate::location::store::open(tx))?;
        let held = tx.caller().permissions();
        let permissions = held.grants.iter().map(|g| GrantCard {
            resource: g.resource.clone(),
            action: g.action.clone(),
            scope: scope_code(g.scope).into(),
            condition: g.condition.clone(),
        });
        let mut answer = MeAnswer {
            user: MyUser {
                id: tx.caller().actor_id().to_string(),
                name: tx.caller().name().into(),
                email: String::new(),
                phone: None,
                role: MyRole { code: held.role_code.clone(), name: held.role_name.clone() },
                location_id: None,
                preferences: json!({}),
            },
            company: MyCompany {
                id: company.id,
                name: company.name,
                slug: company.slug,
                industry: company.industry,
                currency: company.currency,
                timezone: company.timezone,
                language: company.language,
                features: company.features,
            },
            memberships: Vec::new(),
            permissions: permissions.collect(),
            masks: held.masks.iter().cloned().collect(),
            locations: places
                .into_iter()
                .filter(|p| held.locations.is_empty() || held.locations.contains(&p.id) || reaches_all(held))
                .map(|p| MyLocation { id: p.id, name: p.name, code: p.code, timezone: p.timezone })
                .collect(),
            landing: held.landing.clone(),
            support: None,
        };
        match tx.caller().principal() {
            Principal::User { user, .. } => {
                if let Some(row) = crate::user::store::by_id(tx, *user).await? {
                    let memberships = store::memberships(tx, row.identity_id).await?;
                    answer.memberships = memberships.into_iter().map(choice).collect();
                    answer.landing = landing(&held.landing, &row.preferences);
                    answer.user.id = row.id.to_string();
                    answer.user.name = row.name;
                    answer.user.email = row.email;
                    answer.user.phone = row.phone;
                    answer.user.location_id = row.location_id;
                    answer.user.preferences = row.preferences;
                }
            }
            Principal::Support { support, .. } => {
                answer.user.role = MyRole { code: "SUPPORT_SESSION".into(), name: "Support session".into() };
                answer.landing = "/dashboard".into();
                answer.permissions = crate::grants::everything();
                if let Some(row) = crate::platform::store::support(tx, *support).await? {
                    answer.support = Some(Support {
                        id: row.id.to_string(),
                        reason: row.reason,
                        ends_at: row.ends_at,
                        admin_name: row.admin_name,
                    });
                }
            }
            _ => {}
        }
        Ok(answer)
    }
    fn example() -> Value {
        json!({})
    }
}

/// Who sees locations of the whole company sees them all.
fn reaches_all(held: &engine::Permissions) -> bool {
    held.grants
        .iter()
        .any(|g| g.resource == "location" && g.action == "VIEW" && g.scope == engine::permission::Scope::Client)
}

fn choice(row: store::MembershipsRow) -> Choice {
    Choice { company_id: kernel::Id::from_uuid(row.company_id), name: row.company_name }
}
