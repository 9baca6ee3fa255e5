//! Holding an import, and going on.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Result, ids::ImportRunId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ImportRun, go_on, store, wrong_state};

/// Holds an import after the batch it is at.
#[derive(Deserialize, JsonSchema)]
pub struct PauseImport {
    pub id: ImportRunId,
}

impl Operation for PauseImport {
    type Output = ImportRun;
    const SPEC: Spec = Spec::command("integrations.import.pause", "POST", "/imports/{id}/pause")
        .summary("Holds an import after the batch it is at; what was written stays.")
        .permission("import", "CREATE")
        .on("import", "id");

    async fn run(self, tx: &TenantTx) -> Result<ImportRun> {
        let run = store::locked(tx, self.id).await?;
        if !run.is(&["CHECKING", "RUNNING", "UNDOING"]) {
            return Err(wrong_state(&run));
        }
        store::set_state(tx, self.id, "PAUSED", None).await?;
        tx.about("import", self.id.uuid(), &run.file_name);
        tx.emit(NewEvent::new("integrations.import.paused", "import", self.id.uuid()).location(run.location_id));
        store::run(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}

/// Goes on behind the last row that was done.
#[derive(Deserialize, JsonSchema)]
pub struct ResumeImport {
    pub id: ImportRunId,
}

impl Operation for ResumeImport {
    type Output = ImportRun;
    const SPEC: Spec = Spec::command("integrations.import.resume", "POST", "/imports/{id}/resume")
        .summary("Goes on with a paused or failed import behind the last row that was done.")
        .permission("import", "CREATE")
        .on("import", "id");

    async fn run(self, tx: &TenantTx) -> Result<ImportRun> {
        let run = store::locked(tx, self.id).await?;
        if !run.is(&["PAUSED", "FAILED"]) {
            return Err(wrong_state(&run));
        }
        store::set_state(tx, self.id, &run.phase, None).await?;
        go_on(tx, &run, &run.phase, run.done_line);
        tx.about("import", self.id.uuid(), &run.file_name);
        store::run(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
