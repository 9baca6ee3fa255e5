//! The list of points that are not written to.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Suppression, store};

/// Lists suppressions, lifted ones too, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListSuppressions {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListSuppressions {
    type Output = Page<Suppression>;
    const SPEC: Spec = Spec::list("messaging.suppression.list", "/send-suppressions", &store::SUPPRESSION_LIST)
        .summary("Addresses and numbers that are not written to.")
        .permission("suppression", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<Suppression>> {
        store::list(tx, &self.query).await
    }

    fn example() -> Value {
        json!({"limit": 25})
    }
}
