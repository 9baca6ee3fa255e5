//! The activities within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Activity, store};

/// Lists activities by their time; mine with `assigned_to` and `state=PLANNED`.
#[derive(Deserialize, JsonSchema)]
pub struct ListActivities {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListActivities {
    type Output = Page<Activity>;
    const SPEC: Spec = Spec::list("sales.activity.list", "/activities", &store::ACTIVITY_LIST)
        .summary("Activities, by owner, lead, deal, customer, state or time.")
        .permission("activity", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<Activity>> {
        store::list(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"state": "PLANNED", "limit": 50})
    }
}
