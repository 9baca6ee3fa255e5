//! One batch of taking back (INT-34).

use engine::TenantTx;
use kernel::Result;
use ports::ImportedRecord;
use serde_json::{Value, json};

use super::{ImportRun, store};

/// Takes the next rows back; answers the last line that was done.
pub async fn batch(tx: &TenantTx, run: &ImportRun) -> Result<Option<i32>> {
    let object = run.object(tx)?;
    let rows = store::made_from(tx, run.id, run.done_line).await?;
    let Some(last) = rows.last().map(|r| r.line) else { return Ok(None) };
    let lines: Vec<i32> = rows.iter().map(|r| r.line).collect();
    let mut before = store::changes(tx, run.id, &lines).await?;
    let made: Vec<(i32, ImportedRecord)> = rows
        .into_iter()
        .filter_map(|r| Some((r.line, ImportedRecord { record: r.record_id?, before: before.remove(&r.line) })))
        .collect();
    let records: Vec<ImportedRecord> = made.iter().map(|(_, record)| record.clone()).collect();
    let kept = object.undo(tx, &records).await?;
    let mut counts = run.counts;
    let settled: Vec<Value> = made
        .iter()
        .zip(&kept)
        .map(|((line, _), why)| {
            let state = if why.is_some() { "KEPT" } else { "TAKEN_BACK" };
            *(if why.is_some() { &mut counts.kept } else { &mut counts.taken_back }) += 1;
            json!({"line": line, "state": state, "note": why})
        })
        .collect();
    store::settle_undone(tx, run.id, settled).await?;
    store::advance(tx, run.id, run.staged, last, &counts).await?;
    Ok(Some(last))
}
