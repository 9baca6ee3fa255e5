//! Pairs that look like one customer, and what was merged.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{CustomerId, CustomerMergeId, DuplicateCandidateId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists suggestions, the surest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListDuplicates {
    #[serde(flatten)]
    query: ListQuery,
}

#[derive(Serialize, JsonSchema)]
pub struct DuplicateLine {
    pub id: DuplicateCandidateId,
    /// 60 to 100.
    pub score: i32,
    /// Each reason with its points.
    pub reasons: Value,
    /// OPEN, MERGED or DISMISSED.
    pub state: String,
    pub customer_id: CustomerId,
    pub number: String,
    pub display_name: String,
    pub customer_version: i64,
    pub other_id: CustomerId,
    pub other_number: String,
    pub other_display_name: String,
    pub other_version: i64,
    pub created_at: Timestamp,
    pub version: i64,
}

impl Operation for ListDuplicates {
    type Output = Page<DuplicateLine>;
    const SPEC: Spec = Spec::list("customers.duplicate.list", "/customers/duplicates", &store::DUPLICATE_LIST)
        .summary("Pairs that look like one customer.")
        .permission("customer_merge", "RUN");
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        store::duplicates(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"sort": "-score", "filter": {"state": "OPEN"}})
    }
}

/// Lists merges, the newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListMerges {
    #[serde(flatten)]
    query: ListQuery,
}

#[derive(Serialize, JsonSchema)]
pub struct MergeLine {
    pub id: CustomerMergeId,
    pub survivor_id: CustomerId,
    pub survivor_number: String,
    pub survivor_name: String,
    pub loser_id: CustomerId,
    pub loser_number: String,
    pub loser_name: String,
    pub undone_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub version: i64,
}

impl Operation for ListMerges {
    type Output = Page<MergeLine>;
    const SPEC: Spec = Spec::list("customers.merge.list", "/customers/merges", &store::MERGE_LIST)
        .summary("What was merged, and what was undone.")
        .permission("customer_merge", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        store::merges(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"sort": "-created_at"})
    }
}
