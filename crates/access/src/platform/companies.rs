//! All companies; never their customers' data (ACC-28).

use engine::{PlatformOperation, PlatformTx, Spec};
use jiff::Timestamp;
use kernel::{Id, Problems, Result, ids::CompanyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// All companies.
#[derive(Deserialize, JsonSchema)]
pub struct ListCompanies {
    /// Companies whose name comes after this one.
    #[serde(default)]
    pub after: Option<String>,
}

/// One of them, with its use.
#[derive(Serialize, JsonSchema)]
pub struct CompanyLine {
    pub id: CompanyId,
    pub name: String,
    pub slug: String,
    pub industry: String,
    pub plan: String,
    pub status: String,
    pub limits: Value,
    pub locations: i64,
    pub users: i64,
    pub created_at: Timestamp,
}

impl PlatformOperation for ListCompanies {
    type Output = Vec<CompanyLine>;
    const SPEC: Spec = Spec::read("access.platform.company.list", "/super-admin/companies")
        .summary("All companies with their use; at most 200.")
        .super_admin("VIEW_COMPANIES");
    fn check(&self, p: &mut Problems) {
        if let Some(after) = &self.after {
            p.require(after.chars().count() <= 200, "after", "TOO_LONG", "At most 200 characters.");
        }
    }
    async fn run(self, tx: &PlatformTx) -> Result<Vec<CompanyLine>> {
        let rows = store::companies(tx, self.after.as_deref().unwrap_or_default()).await?;
        Ok(rows
            .into_iter()
            .map(|r| CompanyLine {
                id: Id::from_uuid(r.id),
                name: r.name,
                slug: r.slug,
                industry: r.industry,
                plan: r.plan,
                status: r.status,
                limits: r.limits,
                locations: r.locations,
                users: r.users,
                created_at: r.created_at,
            })
            .collect())
    }
    fn example() -> Value {
        json!({})
    }
}
