//! The audit explorer's list.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Entry,
    store::{AUDIT_LIST, AuditRow},
};

#[derive(Deserialize, JsonSchema)]
pub struct ListAudit {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListAudit {
    type Output = Page<Entry>;
    const SPEC: Spec = Spec::list("compliance.audit.list", "/audit", &AUDIT_LIST)
        .summary("Who did what and when, newest first.")
        .permission("audit", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&AUDIT_LIST, &self.query, |row| AuditRow::from_row(row).map(Entry::from)).await
    }
    fn example() -> Value {
        json!({"limit": 25})
    }
}
