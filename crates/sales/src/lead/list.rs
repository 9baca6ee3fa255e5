//! The leads within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{LeadCard, store};

/// Lists leads, newest first; those in quarantine have a list of their own.
#[derive(Deserialize, JsonSchema)]
pub struct ListLeads {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListLeads {
    type Output = Page<LeadCard>;
    const SPEC: Spec = Spec::list("sales.lead.list", "/leads", &store::LEAD_LIST)
        .summary("Leads, filtered, sorted and searched.")
        .permission("lead", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<LeadCard>> {
        store::list(tx, &store::LEAD_LIST, &self.query).await
    }
    fn example() -> Value {
        json!({"status": "NEW,CONTACTED", "sort": "-score", "limit": 50})
    }
}
