//! One batch of the check.

use engine::TenantTx;
use kernel::{Error, Result};
use serde_json::{Value, json};

use super::{
    ImportRun,
    evaluate::{Evaluated, Row, evaluate, setting, settled},
    parts, store,
};

/// Checks the next rows; answers the last line that was done. Rows that stand in the table are read from there, since
/// somebody may have corrected them; the others come from the file's parts.
pub async fn batch(tx: &TenantTx, run: &ImportRun) -> Result<Option<i32>> {
    let object = run.object(tx)?;
    let setting = setting(tx, run).await?;
    if run.done_line < run.staged {
        let mut rows = vec![];
        for row in store::rows_from(tx, run.id, run.done_line).await? {
            let cells = serde_json::from_value(row.cells).map_err(Error::internal)?;
            rows.push(Row { line: row.line, cells });
        }
        let Some(last) = rows.last().map(|r| r.line) else { return Ok(None) };
        let found = evaluate(tx, run, object.as_ref(), &setting, &rows).await?;
        store::settle(tx, run.id, found.iter().map(settled).collect()).await?;
        store::advance(tx, run.id, run.staged, last, &run.counts).await?;
        return Ok(Some(last));
    }
    if run.staged >= run.row_total {
        return Ok(None);
    }
    let cells = parts::rows_behind(tx, &run.folder, usize::try_from(run.staged).unwrap_or(0)).await?;
    let rows: Vec<Row> = (run.staged + 1..).zip(cells).map(|(line, cells)| Row { line, cells }).collect();
    let Some(last) = rows.last().map(|r| r.line) else { return Ok(None) };
    let found = evaluate(tx, run, object.as_ref(), &setting, &rows).await?;
    insert(tx, run, &rows, &found).await?;
    store::advance(tx, run.id, last, last, &run.counts).await?;
    Ok(Some(last))
}

async fn insert(tx: &TenantTx, run: &ImportRun, rows: &[Row], found: &[Evaluated]) -> Result<()> {
    let written: Vec<(Value, Value)> =
        rows.iter().zip(found).map(|(row, it)| (json!(row.cells), json!(it.problems))).collect();
    let new = found.iter().zip(&written).map(|(it, (cells, problems))| {
        let best = it.matches.first();
        store::NewRow {
            id: tx.new_id(),
            import_run_id: run.id,
            line: it.line,
            cells,
            state: if it.has_errors() { "ERROR" } else { "READY" },
            problems,
            has_warnings: it.problems.iter().any(|p| p.warning),
            match_id: best.map(|m| m.record),
            match_label: best.map(|m| m.label.as_str()),
            match_score: best.map(|m| m.score),
            same_line: it.same.as_ref().map(|s| s.line),
        }
    });
    store::insert_rows(tx, new.collect()).await
}
