//! The run begins.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::ImportRunId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ImportRun, Policy, go_on, require, store, wrong_state};

/// Writes the checked rows in the background, by the policy for those that mean a record that is there.
#[derive(Deserialize, JsonSchema)]
pub struct RunImport {
    pub id: ImportRunId,
    pub policy: Policy,
    /// Needed with CREATE: why records are made although the same ones are there.
    pub reason: Option<String>,
    /// Leaves rows with errors out; without it nothing starts while there are any.
    #[serde(default)]
    pub leave_out: bool,
}

impl Operation for RunImport {
    type Output = ImportRun;
    const SPEC: Spec = Spec::command("integrations.import.run", "POST", "/imports/{id}/run")
        .summary("Writes the checked rows in batches: SKIP, UPDATE, CREATE or ASK for those that are there already.")
        .permission("import", "CREATE")
        .on("import", "id");

    fn check(&self, p: &mut Problems) {
        if self.policy == Policy::Create {
            p.text("reason", self.reason.as_deref().unwrap_or_default(), 500);
        }
        let short = self.reason.as_ref().is_none_or(|r| r.chars().count() <= 500 && !r.contains('\0'));
        p.require(short, "reason", "NOT_READABLE", "At most 500 characters that can be stored.");
    }

    async fn run(self, tx: &TenantTx) -> Result<ImportRun> {
        let run = store::locked(tx, self.id).await?;
        if !run.is(&["CHECKED"]) {
            return Err(wrong_state(&run));
        }
        let object = run.object(tx)?;
        require(tx, object.as_ref(), "CREATE", run.location_id)?;
        if self.policy == Policy::Update {
            require(tx, object.as_ref(), "UPDATE", run.location_id)?;
        }
        let errors = run.counts.errors;
        if errors > 0 && !self.leave_out {
            let text = format!("{errors} rows have errors. Correct them, or ask for them to be left out.");
            return Err(Error::conflict("ROWS_WITH_ERRORS", text));
        }
        store::set_policy(tx, self.id, self.policy, self.reason.as_deref(), self.leave_out).await?;
        store::leave_out_errors(tx, self.id).await?;
        let counts = super::Counts { left_out: errors, ..run.counts };
        store::begin(tx, &run, "RUNNING", counts, Some(tx.now())).await?;
        go_on(tx, &run, "RUNNING", 0);
        if let Some(reason) = &self.reason {
            tx.reason(reason);
        }
        tx.about("import", self.id.uuid(), &run.file_name);
        store::run(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41", "policy": "SKIP", "leave_out": true})
    }
}
