//! Taking an import back.

use engine::{Operation, Spec, TenantTx};
use jiff::ToSpan;
use kernel::{Error, Result, ids::ImportRunId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ImportRun, go_on, require, store, wrong_state};

/// Takes back what an import made and changed, except what was changed or used since: that is kept and listed.
#[derive(Deserialize, JsonSchema)]
pub struct UndoImport {
    pub id: ImportRunId,
}

impl Operation for UndoImport {
    type Output = ImportRun;
    const SPEC: Spec = Spec::command("integrations.import.undo", "POST", "/imports/{id}/undo")
        .summary("Takes an import back within 30 days; what was changed or used since is kept and listed.")
        .permission("import", "CREATE")
        .on("import", "id");

    async fn run(self, tx: &TenantTx) -> Result<ImportRun> {
        let run = store::locked(tx, self.id).await?;
        let half_way = run.is(&["PAUSED", "FAILED"]) && run.phase == "RUNNING";
        if !run.is(&["DONE"]) && !half_way {
            return Err(wrong_state(&run));
        }
        let begun = run.finished_at.or(run.started_at).unwrap_or(run.created_at);
        let last = begun.checked_add((super::UNDO_DAYS * 24).hours()).map_err(Error::internal)?;
        if tx.now() > last {
            return Err(Error::conflict("TOO_LATE", "An import can be taken back for 30 days."));
        }
        require(tx, run.object(tx)?.as_ref(), "UPDATE", run.location_id)?;
        store::begin(tx, &run, "UNDOING", run.counts, None).await?;
        go_on(tx, &run, "UNDOING", 0);
        tx.severity("WARNING");
        tx.about("import", self.id.uuid(), &run.file_name);
        store::run(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
