//! The providers.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{LeadProviderId, LocationId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::intake::store;

/// Lists providers; keys are never shown again.
#[derive(Deserialize, JsonSchema)]
pub struct ListProviders {
    #[serde(flatten)]
    pub query: ListQuery,
}

#[derive(Serialize, JsonSchema)]
pub struct ProviderLine {
    pub id: LeadProviderId,
    pub name: String,
    pub source: String,
    pub location_id: Option<LocationId>,
    pub window_hours: i32,
    pub reply_style: String,
    pub is_active: bool,
    pub created_at: Timestamp,
    pub version: i64,
}

impl Operation for ListProviders {
    type Output = Page<ProviderLine>;
    const SPEC: Spec = Spec::list("sales.provider.list", "/lead-providers", &store::PROVIDER_LIST)
        .summary("Lead providers.")
        .permission("routing", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<ProviderLine>> {
        let page = store::providers(tx, &self.query).await?;
        Ok(page.map(|row| ProviderLine {
            id: row.id,
            name: row.name,
            source: row.source,
            location_id: row.location_id,
            window_hours: row.window_hours,
            reply_style: row.reply_style,
            is_active: row.is_active,
            created_at: row.created_at,
            version: row.version,
        }))
    }
    fn example() -> Value {
        json!({"limit": 25})
    }
}
