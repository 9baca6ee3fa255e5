//! The block list.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Result, ids::LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::store;

/// Lists what is blocked, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListBlocks {
    #[serde(flatten)]
    pub query: ListQuery,
}

#[derive(Serialize, JsonSchema)]
pub struct BlockLine {
    pub id: Uuid,
    pub kind: String,
    pub value: String,
    pub reason: String,
    pub location_id: Option<LocationId>,
    pub expires_at: Option<Timestamp>,
    /// How often it fitted.
    pub hits: i64,
    pub created_at: Timestamp,
}

impl Operation for ListBlocks {
    type Output = Page<BlockLine>;
    const SPEC: Spec = Spec::list("sales.block.list", "/contact-blocks", &store::BLOCK_LIST)
        .summary("Blocked phones, addresses, domains and networks.")
        .permission("contact_block", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<BlockLine>> {
        let page = store::list(tx, &self.query).await?;
        Ok(page.map(|row| BlockLine {
            id: row.id,
            kind: row.kind,
            value: row.value,
            reason: row.reason,
            location_id: row.location_id,
            expires_at: row.expires_at,
            hits: row.hits,
            created_at: row.created_at,
        }))
    }
    fn example() -> Value {
        json!({"kind": "EMAIL"})
    }
}
