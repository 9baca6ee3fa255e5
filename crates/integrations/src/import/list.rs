//! Imports, the newest first.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Result, ids::ImportRunId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Counts, store};

/// Lists imports.
#[derive(Deserialize, JsonSchema)]
pub struct ListImports {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// An import in a list.
#[derive(Serialize, JsonSchema)]
pub struct ImportLine {
    pub id: ImportRunId,
    pub object: String,
    pub file_name: String,
    pub row_total: i32,
    pub state: String,
    pub phase: String,
    pub done_line: i32,
    pub counts: Counts,
    pub policy: Option<String>,
    pub created_at: Timestamp,
    pub created_name: Option<String>,
}

impl Operation for ListImports {
    type Output = Page<ImportLine>;
    const SPEC: Spec = Spec::list("integrations.import.list", "/imports", &store::RUN_LIST)
        .summary("Imports with their state and what became of their rows.")
        .permission("import", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<ImportLine>> {
        store::list(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"state": "DONE", "limit": 25})
    }
}
