//! How many customers a segment has now.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::SegmentId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{query, seen};
use crate::customer;

/// Counts the customers of a segment, as far as the caller sees them.
#[derive(Deserialize, JsonSchema)]
pub struct CountSegment {
    pub id: SegmentId,
}

#[derive(Serialize, JsonSchema)]
pub struct Counted {
    pub customers: i64,
}

impl Operation for CountSegment {
    type Output = Counted;
    const SPEC: Spec = Spec::read("customers.segment.count", "/segments/{id}/count")
        .summary("How many customers a segment has now.")
        .permission("customer", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Counted> {
        let row = seen(tx, self.id).await?;
        let query = query(row.q.as_deref(), &row.filters);
        Ok(Counted { customers: tx.count(&customer::store::CUSTOMER_LIST, &query).await? })
    }

    fn example() -> Value {
        json!({"id": "sgm_01h00000000000000000000000"})
    }
}
