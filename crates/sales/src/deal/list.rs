//! The deals within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{DealCard, store};

/// Lists deals, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListDeals {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListDeals {
    type Output = Page<DealCard>;
    const SPEC: Spec = Spec::list("sales.deal.list", "/deals", &store::DEAL_LIST)
        .summary("Deals, filtered, sorted and searched.")
        .permission("deal", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<DealCard>> {
        store::list(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"stage": "PROPOSAL,NEGOTIATION", "sort": "-value_minor", "limit": 50})
    }
}
