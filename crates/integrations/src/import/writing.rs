//! One batch of the run: what each row becomes under the policy (CUS-30, INT-33).

use std::collections::{BTreeMap, HashMap, HashSet};

use engine::TenantTx;
use kernel::{Error, Result};
use ports::{ImportMatch, ImportNew, ImportValues};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    Counts, ImportRun,
    evaluate::{Evaluated, Row, evaluate, setting},
    store,
};

/// What a row becomes.
enum Fate {
    Create(Uuid, Vec<ImportMatch>),
    Change(ImportMatch),
    /// A record says it already: one that was there, or that an earlier row made.
    Skip(Uuid),
    /// Something became wrong since the check.
    LeaveOut,
}

/// Decides row by row, in the file's order.
struct Decisions<'a> {
    policy: &'a str,
    /// Lines whose record is known: of earlier batches and of this one.
    records: HashMap<i32, Uuid>,
    /// Records that the run has made or changed: the first row that means one decides, so that the same file twice
    /// never turns a record to and fro (INT-34).
    touched: HashSet<Uuid>,
}

impl Decisions<'_> {
    fn fate(&mut self, tx: &TenantTx, row: &Evaluated) -> Fate {
        if row.has_errors() {
            return Fate::LeaveOut;
        }
        let earlier = row.same.as_ref().and_then(|same| Some((self.records.get(&same.line).copied()?, same.score)));
        let fate = match (self.policy, earlier, row.matches.first()) {
            ("SKIP" | "UPDATE", Some((record, _)), _) => Fate::Skip(record),
            ("UPDATE", None, Some(best)) if !self.touched.contains(&best.record) => Fate::Change(best.clone()),
            ("SKIP" | "UPDATE", None, Some(best)) => Fate::Skip(best.record),
            ("ASK", earlier, _) => {
                let mut suggestions = row.matches.clone();
                if let Some((record, score)) = earlier.filter(|(r, _)| suggestions.iter().all(|m| m.record != *r)) {
                    let reasons = json!([{"reason": "SAME_FILE", "points": score}]);
                    suggestions.push(ImportMatch { record, label: String::new(), score, reasons, active: true });
                }
                Fate::Create(tx.new_id::<()>().uuid(), suggestions)
            }
            _ => Fate::Create(tx.new_id::<()>().uuid(), vec![]),
        };
        match &fate {
            Fate::Create(id, _) => self.is(row.line, *id),
            Fate::Change(best) => self.is(row.line, best.record),
            Fate::Skip(record) => drop(self.records.insert(row.line, *record)),
            Fate::LeaveOut => {}
        }
        fate
    }

    fn is(&mut self, line: i32, record: Uuid) {
        self.records.insert(line, record);
        self.touched.insert(record);
    }
}

/// Writes the next rows; answers the last line that was done.
pub async fn batch(tx: &TenantTx, run: &ImportRun) -> Result<Option<i32>> {
    let object = run.object(tx)?;
    let setting = setting(tx, run).await?;
    let mut rows = vec![];
    for row in store::ready_from(tx, run.id, run.done_line).await? {
        rows.push(Row { line: row.line, cells: serde_json::from_value(row.cells).map_err(Error::internal)? });
    }
    let Some(last) = rows.last().map(|r| r.line) else { return Ok(None) };
    // Looked at once more: since the check others may have made the same records.
    object.take_turn(tx).await?;
    let found = evaluate(tx, run, object.as_ref(), &setting, &rows).await?;
    let mut decisions = decisions(tx, run, &found).await?;
    let fates: Vec<Fate> = found.iter().map(|row| decisions.fate(tx, row)).collect();

    let new: Vec<ImportNew> = fates
        .iter()
        .zip(&found)
        .filter_map(|(fate, row)| match fate {
            Fate::Create(id, suggestions) => {
                Some(ImportNew { id: *id, values: row.values.clone(), suggestions: suggestions.clone() })
            }
            _ => None,
        })
        .collect();
    object.create(tx, &new, &setting).await?;
    let (changed_lines, to_change): (Vec<i32>, Vec<(Uuid, ImportValues)>) = fates
        .iter()
        .zip(&found)
        .filter_map(|(fate, row)| match fate {
            Fate::Change(best) => Some((row.line, (best.record, row.values.clone()))),
            _ => None,
        })
        .unzip();
    let before = object.change(tx, &to_change, &setting).await?;
    let before: HashMap<i32, Option<Value>> = changed_lines.into_iter().zip(before).collect();

    let mut counts = run.counts;
    let settled = fates.iter().zip(&found).map(|(fate, row)| settle(fate, row, &before, &mut counts)).collect();
    store::settle(tx, run.id, settled).await?;
    let changes: Vec<(i32, Value)> = before.into_iter().filter_map(|(line, b)| Some((line, b?))).collect();
    store::insert_changes(tx, run.id, &changes).await?;
    store::keep_refs(tx, &run.object, &refs(&fates, &found)).await?;
    store::advance(tx, run.id, run.staged, last, &counts).await?;
    Ok(Some(last))
}

async fn decisions<'a>(tx: &TenantTx, run: &'a ImportRun, found: &[Evaluated]) -> Result<Decisions<'a>> {
    let lines: Vec<i32> = found.iter().filter_map(|row| row.same.as_ref().map(|s| s.line)).collect();
    let earlier = store::rows_of(tx, run.id, &lines).await?;
    let records = earlier.into_iter().filter_map(|row| Some((row.line, row.record_id?))).collect();
    let best: Vec<Uuid> = found.iter().filter_map(|row| row.matches.first().map(|m| m.record)).collect();
    let touched = store::touched(tx, run.id, &best).await?;
    Ok(Decisions { policy: run.policy.as_deref().unwrap_or("SKIP"), records, touched })
}

fn settle(fate: &Fate, row: &Evaluated, before: &HashMap<i32, Option<Value>>, counts: &mut Counts) -> Value {
    let (state, record, count) = match fate {
        Fate::Create(id, _) => ("CREATED", Some(*id), &mut counts.created),
        Fate::Change(best) if before.get(&row.line).is_some_and(Option::is_some) => {
            ("CHANGED", Some(best.record), &mut counts.changed)
        }
        Fate::Change(best) => ("UNCHANGED", Some(best.record), &mut counts.unchanged),
        Fate::Skip(record) => ("SKIPPED", Some(*record), &mut counts.skipped),
        Fate::LeaveOut => ("LEFT_OUT", None, &mut counts.left_out),
    };
    *count += 1;
    let best = row.matches.first();
    json!({
        "line": row.line, "state": state, "record_id": record, "problems": row.problems,
        "match_id": best.map(|m| m.record), "match_label": best.map(|m| &m.label), "match_score": best.map(|m| m.score),
        "same_line": row.same.as_ref().map(|s| s.line),
    })
}

/// The keys of the rows that became or changed a record.
fn refs(fates: &[Fate], found: &[Evaluated]) -> BTreeMap<String, Uuid> {
    let mut refs = BTreeMap::new();
    for (fate, row) in fates.iter().zip(found) {
        let record = match fate {
            Fate::Create(id, _) => *id,
            Fate::Change(best) => best.record,
            Fate::Skip(_) | Fate::LeaveOut => continue,
        };
        for key in &row.refs {
            refs.entry(key.clone()).or_insert(record);
        }
    }
    refs
}
