//! Imports: a file goes up, its columns are mapped, its rows are checked, then run in batches and, where it was wrong,
//! taken back (INT-32 to INT-34).

pub mod check;
pub mod checking;
pub mod correct;
pub mod evaluate;
pub mod list;
pub mod map;
pub mod objects;
pub mod parts;
pub mod pause;
pub mod profiles;
pub mod read;
pub mod report;
pub mod rows;
pub mod run;
pub mod step;
pub mod store;
pub mod undo;
pub mod undoing;
pub mod upload;
pub mod writing;

use engine::{TenantTx, event::NewEvent, permission::RowFacts};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{ImportRunId, LocationId},
};
use ports::{ImportObject, ImportObjects, ImportValues};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use std::sync::Arc;
use uuid::Uuid;

use crate::file::headings::Column;

/// Rows of one batch, each batch its own transaction (INT-33).
pub const BATCH: usize = 500;
/// From here on a row is taken for a record that is there, or for an earlier row (CUS-30).
pub const ALIKE: i32 = 60;
/// How long an import can be taken back (INT-34).
pub const UNDO_DAYS: i64 = 30;

codes! {
    /// What happens to rows that mean a record that is there.
    Policy { Skip = "SKIP", Update = "UPDATE", Create = "CREATE", Ask = "ASK" }
}
codes! {
    /// How `03/04/2026` is read.
    DayOrder { DayFirst = "DAY_FIRST", MonthFirst = "MONTH_FIRST" }
}

/// Rows of a file by what is known or became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Counts {
    /// Without errors and without a likeness: they become new records whatever the policy.
    pub new: i64,
    /// Without errors, and a record is there that they may mean.
    pub known: i64,
    /// Without errors, and an earlier row says the same.
    pub repeated: i64,
    pub errors: i64,
    pub warnings: i64,
    pub created: i64,
    pub changed: i64,
    pub unchanged: i64,
    pub skipped: i64,
    pub left_out: i64,
    pub taken_back: i64,
    pub kept: i64,
}

/// One import.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct ImportRun {
    pub id: ImportRunId,
    pub object: String,
    pub file_name: String,
    /// CSV or XLSX.
    pub format: String,
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
    pub columns: Vec<Column>,
    /// The field of each column; none where it is left out.
    pub mapping: Vec<Option<String>>,
    pub day_order: Option<String>,
    pub location_id: Option<LocationId>,
    pub policy: Option<String>,
    pub reason: Option<String>,
    pub leave_out: bool,
    pub row_total: i32,
    /// UPLOADED, MAPPED, CHECKING, CHECKED, RUNNING, PAUSED, DONE, UNDOING, UNDONE or FAILED.
    pub state: String,
    /// What it is at, or goes on with: CHECKING, RUNNING or UNDOING.
    pub phase: String,
    /// Rows that stand in the table; the others are still in the file's parts.
    #[serde(skip)]
    pub staged: i32,
    #[serde(skip)]
    pub folder: String,
    /// The last line that the phase has done.
    pub done_line: i32,
    pub counts: Counts,
    /// Why it failed.
    pub failure: Option<String>,
    pub checked_at: Option<Timestamp>,
    pub started_at: Option<Timestamp>,
    pub finished_at: Option<Timestamp>,
    /// Until when it can be taken back.
    pub undo_until: Option<Timestamp>,
    pub undone_at: Option<Timestamp>,
    pub created_at: Timestamp,
    pub version: i64,
}

impl ImportRun {
    /// The object its rows become.
    pub fn object(&self, tx: &TenantTx) -> Result<Arc<dyn ImportObject>> {
        object(tx, &self.object)
    }
    pub fn is(&self, states: &[&str]) -> bool {
        states.contains(&self.state.as_str())
    }
    /// The filled cells of a row by field.
    pub fn values(&self, cells: &[String]) -> ImportValues {
        let mapped = self.mapping.iter().zip(cells).filter(|(_, cell)| !cell.is_empty());
        mapped.filter_map(|(field, cell)| Some((field.clone()?, cell.clone()))).collect()
    }
}

/// A kind of record that files may bring.
pub fn object(tx: &TenantTx, name: &str) -> Result<Arc<dyn ImportObject>> {
    let objects = tx.port::<ImportObjects>()?;
    objects.get(name).ok_or_else(|| {
        let known: Vec<_> = objects.all().map(|o| o.name()).collect();
        Error::invalid("object", "UNKNOWN", format!("Files may bring: {}.", known.join(", ")))
    })
}

/// The right to make (or change) the records themselves, beside that to import.
pub fn require(tx: &TenantTx, object: &dyn ImportObject, action: &str, location: Option<LocationId>) -> Result<()> {
    tx.require(object.name(), action, &RowFacts { location, mine: false, record: Value::Null })
}

/// Tells the next batch to begin, and open screens how far it came.
pub fn go_on(tx: &TenantTx, run: &ImportRun, phase: &str, from: i32) {
    tx.emit(
        NewEvent::new("integrations.import.advanced", "import", run.id.uuid())
            .location(run.location_id)
            .data(json!({"phase": phase, "from": from, "total": run.row_total})),
    );
}

/// The edge form of a record of this object.
pub fn edge(object: &str, record: Uuid) -> String {
    let prefix = kernel::ids::PREFIXES.iter().find(|(table, _)| *table == object).map_or("rec", |(_, prefix)| prefix);
    format!("{prefix}_{}", kernel::id::encode(record))
}

/// Refuses what does not fit the state an import is in.
pub fn wrong_state(run: &ImportRun) -> Error {
    let state = &run.state;
    Error::conflict("WRONG_STATE", format!("This import is {state}; that cannot be done now."))
}
