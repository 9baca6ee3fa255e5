//! The estimates within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{EstimateLine, store};

/// Lists estimates, newest first; by lead with `lead_id`.
#[derive(Deserialize, JsonSchema)]
pub struct ListEstimates {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListEstimates {
    type Output = Page<EstimateLine>;
    const SPEC: Spec = Spec::list("sales.estimate.list", "/estimates", &store::ESTIMATE_LIST)
        .summary("Estimates, by lead, customer, location or state.")
        .permission("estimate", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<EstimateLine>> {
        store::list(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"state": "DRAFT", "is_newest": "true"})
    }
}
