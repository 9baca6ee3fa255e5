//! The check begins.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::ImportRunId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Counts, ImportRun, go_on, require, store, wrong_state};

/// Checks all rows in the background: every error of every row, and who is there already. Writes no record, so it is
/// the dry run too: its counts say what each policy would do.
#[derive(Deserialize, JsonSchema)]
pub struct CheckImport {
    pub id: ImportRunId,
}

impl Operation for CheckImport {
    type Output = ImportRun;
    const SPEC: Spec = Spec::command("integrations.import.check", "POST", "/imports/{id}/check")
        .summary("Finds every error of every row, and likenesses within the file and with what is there.")
        .permission("import", "CREATE")
        .on("import", "id");

    async fn run(self, tx: &TenantTx) -> Result<ImportRun> {
        let run = store::locked(tx, self.id).await?;
        let broke_off = run.is(&["FAILED"]) && run.phase == "CHECKING";
        if !broke_off && !run.is(&["MAPPED", "CHECKED"]) {
            return Err(wrong_state(&run));
        }
        require(tx, run.object(tx)?.as_ref(), "CREATE", run.location_id)?;
        store::begin(tx, &run, "CHECKING", Counts::default(), None).await?;
        go_on(tx, &run, "CHECKING", 0);
        tx.about("import", self.id.uuid(), &run.file_name);
        store::run(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
