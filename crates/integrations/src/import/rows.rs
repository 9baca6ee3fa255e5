//! The rows of an import.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::{Result, ids::ImportRowId};
use ports::ImportProblem;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists the rows of an import (`import_run_id`), for instance those with errors (`state=ERROR`), with warnings
/// (`has_warnings=true`), that mean a record that is there (`match_score.gte=60`) or repeat an earlier row
/// (`same_line.gte=1`).
#[derive(Deserialize, JsonSchema)]
pub struct ListRows {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// One row of a file.
#[derive(Serialize, JsonSchema)]
pub struct RowLine {
    pub id: ImportRowId,
    /// Counted from 1, without the headings.
    pub line: i32,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub cells: Vec<String>,
    /// Corrected here.
    pub edited: bool,
    /// READY, ERROR, CREATED, CHANGED, UNCHANGED, SKIPPED, LEFT_OUT, TAKEN_BACK or KEPT.
    pub state: String,
    pub problems: Vec<ImportProblem>,
    /// The likeliest record that is there.
    pub match_id: Option<String>,
    pub match_label: Option<String>,
    /// 60 to 100.
    pub match_score: Option<i32>,
    /// The earlier row that says the same.
    pub same_line: Option<i32>,
    /// What the row became.
    pub record_id: Option<String>,
    /// Why a record was not taken back.
    pub note: Option<String>,
}

impl Operation for ListRows {
    type Output = Page<RowLine>;
    const SPEC: Spec = Spec::list("integrations.import.rows", "/import-rows", &store::ROW_LIST)
        .summary("The rows of an import with their errors, likenesses and what became of them.")
        .permission("import", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<RowLine>> {
        store::row_list(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"import_run_id": "imp_01h2xcejqtf2nbrexx3vqjhp41", "state": "ERROR", "limit": 50})
    }
}
