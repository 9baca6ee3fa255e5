//! Messages to many in a list.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{BulkSendId, LocationId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

#[derive(Serialize, JsonSchema)]
pub struct BulkLine {
    pub id: BulkSendId,
    pub name: String,
    /// EMAIL or SMS.
    pub channel: String,
    pub purpose: String,
    pub location_id: Option<LocationId>,
    pub segment_name: String,
    /// DRAFT, CHECKING, CHECKED, RUNNING, PAUSED, DONE or CANCELLED.
    pub state: String,
    pub created_at: Timestamp,
    pub created_name: Option<String>,
    pub started_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    pub version: i64,
}

/// Lists messages to many, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListBulks {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListBulks {
    type Output = Page<BulkLine>;
    const SPEC: Spec = Spec::list("messaging.bulk.list", "/bulk-sends", &store::BULK_LIST)
        .summary("Messages to many, newest first.")
        .permission("bulk_send", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<BulkLine>> {
        store::list(tx, &self.query).await
    }

    fn example() -> Value {
        json!({"limit": 25})
    }
}
