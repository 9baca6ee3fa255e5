//! What phones sent and how it ended.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::Receipt;
use crate::sql::operation::{OPERATION_LIST, OperationRow};

/// What phones sent and how it ended.
#[derive(Deserialize, JsonSchema)]
pub struct ListOperations {
    #[serde(flatten)]
    query: ListQuery,
}

impl Operation for ListOperations {
    type Output = Page<Receipt>;
    const SPEC: Spec = Spec::list("mobile.operation.list", "/mobile/operations", &OPERATION_LIST)
        .summary("What phones sent and how it ended.")
        .permission("mobile_operation", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&OPERATION_LIST, &self.query, |row| OperationRow::from_row(row).map(Receipt::from)).await
    }
    fn example() -> Value {
        json!({"state": "CONFLICT", "limit": 50})
    }
}
