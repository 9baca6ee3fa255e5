//! Every cross-company act, with its reason; and the installation's health.

use engine::{PlatformOperation, PlatformTx, Spec};
use jiff::{SignedDuration, Timestamp};
use kernel::{Result, ids::CompanyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Cross-company acts.
#[derive(Deserialize, JsonSchema)]
pub struct ReadAccessLog {
    /// Acts before this instant; now when absent.
    #[serde(default)]
    pub before: Option<Timestamp>,
}

/// One act.
#[derive(Serialize, JsonSchema)]
pub struct LogLine {
    pub id: String,
    pub at: Timestamp,
    pub act: String,
    pub reason: Option<String>,
    pub address: Option<String>,
    pub admin_name: Option<String>,
    pub company_id: Option<CompanyId>,
    pub company_name: Option<String>,
}

impl PlatformOperation for ReadAccessLog {
    type Output = Vec<LogLine>;
    const SPEC: Spec = Spec::read("access.platform.access_log", "/super-admin/access-log")
        .summary("Every cross-company act, newest first.")
        .super_admin("VIEW_AUDIT_LOGS");
    async fn run(self, tx: &PlatformTx) -> Result<Vec<LogLine>> {
        let before = self.before.unwrap_or(tx.now());
        let rows = store::access_log(tx, before).await?;
        Ok(rows
            .into_iter()
            .map(|r| LogLine {
                id: r.id.to_string(),
                at: r.at,
                act: r.act,
                reason: r.reason,
                address: r.address,
                admin_name: r.admin_name,
                company_id: r.company_id,
                company_name: r.company_name,
            })
            .collect())
    }
    fn example() -> Value {
        json!({})
    }
}

/// The installation's health.
#[derive(Deserialize, JsonSchema)]
pub struct ReadHealth {}

/// A change of the schema that was applied.
#[derive(Serialize, JsonSchema)]
pub struct Migration {
    pub name: String,
    pub at: Timestamp,
}

/// What it is.
#[derive(Serialize, JsonSchema)]
pub struct Health {
    pub migrations: Vec<Migration>,
    /// In the last 24 hours.
    pub sign_ins_succeeded: i64,
    pub sign_ins_failed: i64,
}

impl PlatformOperation for ReadHealth {
    type Output = Health;
    const SPEC: Spec = Spec::read("access.platform.health", "/super-admin/health")
        .summary("Schema and sign-ins of the installation.")
        .super_admin("VIEW_COMPANIES");
    async fn run(self, tx: &PlatformTx) -> Result<Health> {
        let since = tx.now() - SignedDuration::from_hours(24);
        let (schema, figures) = store::figures(tx, since).await?;
        Ok(Health {
            migrations: schema.into_iter().map(|r| Migration { name: r.name, at: r.at }).collect(),
            sign_ins_succeeded: figures.succeeded,
            sign_ins_failed: figures.failed,
        })
    }
    fn example() -> Value {
        json!({})
    }
}
