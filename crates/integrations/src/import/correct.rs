//! Correcting a row where it stands.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::ImportRunId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    Counts,
    evaluate::{Row, evaluate, setting, settled},
    store, wrong_state,
};
use crate::file::cell;

/// Writes a cell of a checked row and checks the row again.
#[derive(Deserialize, JsonSchema)]
pub struct CorrectRow {
    pub id: ImportRunId,
    /// Counted from 1, without the headings.
    #[serde(deserialize_with = "engine::list::number")]
    pub line: Option<i64>,
    /// Counted from 0.
    pub column: i64,
    pub value: String,
}

#[derive(Serialize, JsonSchema)]
pub struct Corrected {
    pub line: i64,
    pub counts: Counts,
}

impl Operation for CorrectRow {
    type Output = Corrected;
    const SPEC: Spec = Spec::command("integrations.import.correct", "PATCH", "/imports/{id}/rows/{line}")
        .summary("Corrects a cell of a checked row; the row is checked again at once.")
        .permission("import", "CREATE")
        .on("import", "id");

    fn check(&self, p: &mut Problems) {
        p.require(self.line.is_some_and(|l| (1..=100_000).contains(&l)), "line", "OUT_OF_RANGE", "A row of the file.");
        p.require((0..200).contains(&self.column), "column", "OUT_OF_RANGE", "A column of the file.");
        p.require(self.value.chars().count() <= 10_000, "value", "TOO_LONG", "At most 10,000 characters.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Corrected> {
        let run = store::locked(tx, self.id).await?;
        if !run.is(&["CHECKED"]) {
            return Err(wrong_state(&run));
        }
        let line = self.line.unwrap_or_default();
        let (number, column) = (i32::try_from(line).unwrap_or(0), usize::try_from(self.column).unwrap_or(0));
        if column >= run.columns.len() {
            return Err(Error::invalid("column", "OUT_OF_RANGE", "The file has no such column."));
        }
        let row = store::row(tx, self.id, number).await?;
        let mut cells: Vec<String> = serde_json::from_value(row.cells).map_err(Error::internal)?;
        // What stood behind the last heading is looked through now.
        cells.resize(run.columns.len(), String::new());
        cells[column] = cell(&self.value);
        store::correct(tx, self.id, number, &cells).await?;
        let object = run.object(tx)?;
        let setting = setting(tx, &run).await?;
        let rows = [Row { line: number, cells }];
        let found = evaluate(tx, &run, object.as_ref(), &setting, &rows).await?;
        store::settle(tx, self.id, found.iter().map(settled).collect()).await?;
        let counts = store::tally(tx, self.id).await?;
        store::advance(tx, self.id, run.staged, run.done_line, &counts).await?;
        tx.about("import", self.id.uuid(), &run.file_name);
        Ok(Corrected { line, counts })
    }

    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41", "line": 17, "column": 2, "value": "nora.quill@example.com"})
    }
}
