//! What can be said about the rows of a batch: their errors, the earlier row that says the same, the record that is
//! there. All of a batch is asked for at once.

use std::collections::{BTreeSet, HashMap, HashSet};

use engine::TenantTx;
use kernel::{Error, Result};
use ports::{ImportMatch, ImportObject, ImportProblem, ImportSetting, ImportValues};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{ALIKE, ImportRun, store};

/// A key that a row shares with an earlier import of the same row or of the same key of another system.
const SURE: i32 = 100;

/// A row as it is evaluated.
pub struct Row {
    pub line: i32,
    pub cells: Vec<String>,
}

/// An earlier row that says the same.
#[derive(Clone, Debug)]
pub struct Same {
    pub line: i32,
    pub score: i32,
}

/// What is known of a row.
pub struct Evaluated {
    pub line: i32,
    pub values: ImportValues,
    pub problems: Vec<ImportProblem>,
    /// Keys under which its record is remembered: that of the other system, and the row itself.
    pub refs: Vec<String>,
    pub same: Option<Same>,
    /// The likeliest first.
    pub matches: Vec<ImportMatch>,
}

impl Evaluated {
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(|p| !p.warning)
    }
}

/// How the values of a run are read.
pub async fn setting(tx: &TenantTx, run: &ImportRun) -> Result<ImportSetting> {
    Ok(ImportSetting {
        run: run.id.uuid(),
        country: store::country(tx, run.location_id).await?,
        location_id: run.location_id,
        month_first: run.day_order.as_deref() == Some("MONTH_FIRST"),
    })
}

/// The row as a key: the same row is the same record in whatever file it stands.
fn row_key(values: &ImportValues) -> Result<String> {
    let text = serde_json::to_vec(values).map_err(Error::internal)?;
    Ok(format!("row:{}", hex::encode(Sha256::digest(text))))
}

struct Seen {
    values: ImportValues,
    keys: Vec<String>,
    refs: Vec<String>,
    problems: Vec<ImportProblem>,
}

fn look(run: &ImportRun, object: &dyn ImportObject, setting: &ImportSetting, cells: &[String]) -> Result<Seen> {
    let values = run.values(cells);
    let mut problems = object.check(&values, setting);
    if cells.iter().skip(run.columns.len()).any(|cell| !cell.is_empty()) {
        problems.push(ImportProblem::error(
            "",
            "ROW_TOO_LONG",
            "This row has more cells than there are headings: probably a quotation mark or a delimiter is wrong.",
            "Cette ligne a plus de cellules que d’en-têtes : un guillemet ou un séparateur est probablement faux.",
        ));
    }
    let mut refs = vec![row_key(&values)?];
    refs.extend(values.get("external_id").map(|id| format!("id:{id}")));
    let keys = refs.iter().cloned().chain(object.keys(&values, setting)).collect();
    Ok(Seen { values, keys, refs, problems })
}

/// Evaluates a batch. Its keys are kept, so that later batches find its rows.
pub async fn evaluate(
    tx: &TenantTx,
    run: &ImportRun,
    object: &dyn ImportObject,
    setting: &ImportSetting,
    rows: &[Row],
) -> Result<Vec<Evaluated>> {
    let seen = rows.iter().map(|row| look(run, object, setting, &row.cells)).collect::<Result<Vec<_>>>()?;
    let kept: BTreeSet<(String, i32)> =
        rows.iter().zip(&seen).flat_map(|(row, s)| s.keys.iter().map(|k| (k.clone(), row.line))).collect();
    store::insert_keys(tx, run.id, &kept.into_iter().collect::<Vec<_>>()).await?;
    let same = same_lines(tx, run, object, setting, rows, &seen).await?;
    let matches = matches(tx, object, setting, &seen).await?;
    let evaluated = rows.iter().zip(seen).zip(same).zip(matches).map(|(((row, seen), same), matches)| Evaluated {
        line: row.line,
        values: seen.values,
        problems: seen.problems,
        refs: seen.refs,
        same,
        matches,
    });
    Ok(evaluated.collect())
}

/// Of each row the earlier one that is most like it.
async fn same_lines(
    tx: &TenantTx,
    run: &ImportRun,
    object: &dyn ImportObject,
    setting: &ImportSetting,
    rows: &[Row],
    seen: &[Seen],
) -> Result<Vec<Option<Same>>> {
    let keys: BTreeSet<String> = seen.iter().flat_map(|s| s.keys.iter().cloned()).collect();
    let lines = store::lines_of(tx, run.id, &keys.into_iter().collect::<Vec<_>>()).await?;
    let mut known: HashMap<i32, (ImportValues, Vec<String>)> = HashMap::new();
    for (row, s) in rows.iter().zip(seen) {
        if s.problems.iter().all(|p| p.warning) {
            known.insert(row.line, (s.values.clone(), s.refs.clone()));
        }
    }
    let here: HashSet<i32> = rows.iter().map(|r| r.line).collect();
    let elsewhere: BTreeSet<i32> = lines.values().flatten().copied().filter(|l| !here.contains(l)).collect();
    for row in store::rows_of(tx, run.id, &elsewhere.into_iter().collect::<Vec<_>>()).await? {
        if matches!(row.state.as_str(), "ERROR" | "LEFT_OUT") {
            continue;
        }
        let cells: Vec<String> = serde_json::from_value(row.cells).map_err(Error::internal)?;
        let s = look(run, object, setting, &cells)?;
        known.insert(row.line, (s.values, s.refs));
    }
    let earlier = |row: &Row, s: &Seen| {
        let near: BTreeSet<i32> =
            s.keys.iter().filter_map(|k| lines.get(k)).flatten().copied().filter(|l| *l < row.line).collect();
        let scored = near.into_iter().filter_map(|line| {
            let (values, refs) = known.get(&line)?;
            let score = if s.refs.iter().any(|r| refs.contains(r)) {
                SURE
            } else {
                object.likeness(&s.values, values, setting).0
            };
            (score >= ALIKE).then_some(Same { line, score })
        });
        // Of two that are as like the first one.
        scored.reduce(|best, next| if next.score > best.score { next } else { best })
    };
    Ok(rows.iter().zip(seen).map(|(row, s)| earlier(row, s)).collect())
}

/// Of each row the records it may mean: by a key first, else by likeness. What an import made and took back is not
/// there any more.
async fn matches(
    tx: &TenantTx,
    object: &dyn ImportObject,
    setting: &ImportSetting,
    seen: &[Seen],
) -> Result<Vec<Vec<ImportMatch>>> {
    let keys: BTreeSet<String> = seen.iter().flat_map(|s| s.refs.iter().cloned()).collect();
    let refs = store::refs(tx, object.name(), &keys.into_iter().collect::<Vec<_>>()).await?;
    let records: Vec<Uuid> = refs.values().copied().collect::<HashSet<_>>().into_iter().collect();
    let standing = match records.is_empty() {
        true => vec![],
        false => object.standing(tx, &records).await?,
    };
    let standing: HashMap<Uuid, _> = standing.into_iter().map(|s| (s.asked, s)).collect();
    let values: Vec<ImportValues> = seen.iter().map(|s| s.values.clone()).collect();
    let mut found = object.find(tx, &values, setting).await?;
    for (s, found) in seen.iter().zip(&mut found) {
        found.retain(|m| m.score >= ALIKE);
        // The other system's key says more than the row, and the row more than a likeness.
        for key in &s.refs {
            let Some(it) = refs.get(key).and_then(|record| standing.get(record)) else { continue };
            found.retain(|m| m.record != it.record);
            let reasons = json!([{"reason": "SAME_KEY", "points": SURE}]);
            found.insert(
                0,
                ImportMatch { record: it.record, label: it.label.clone(), score: SURE, reasons, active: it.active },
            );
        }
    }
    let idle: Vec<Uuid> =
        found.iter().flatten().filter(|m| !m.active).map(|m| m.record).collect::<HashSet<_>>().into_iter().collect();
    let gone = store::taken_back(tx, &idle).await?;
    for found in &mut found {
        found.retain(|m| m.active || !gone.contains(&m.record));
    }
    Ok(found)
}

/// A row as the check leaves it.
pub fn settled(row: &Evaluated) -> Value {
    let best = row.matches.first();
    json!({
        "line": row.line,
        "state": if row.has_errors() { "ERROR" } else { "READY" },
        "problems": row.problems,
        "has_warnings": row.problems.iter().any(|p| p.warning),
        "match_id": best.map(|m| m.record),
        "match_label": best.map(|m| &m.label),
        "match_score": best.map(|m| m.score),
        "same_line": row.same.as_ref().map(|s| s.line),
    })
}
