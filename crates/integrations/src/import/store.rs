//! Rows of imports.

use std::collections::{BTreeMap, HashMap, HashSet};

use engine::{ListQuery, Page, TenantTx};
use futures::future::try_join_all;
use jiff::{Timestamp, ToSpan};
use kernel::{
    Error, Result,
    ids::{ImportRunId, LocationId},
};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{Counts, ImportRun, Policy, UNDO_DAYS, edge, list::ImportLine, profiles::Profile, rows::RowLine};
use crate::sql::import as sql;

pub use sql::{BatchRow, InsertRow as NewRow, InsertRun as NewRun, ROW_LIST, RUN_LIST, ReportFromRow as ReportRow};

fn parsed<T: serde::de::DeserializeOwned>(value: Value) -> Result<T> {
    serde_json::from_value(value).map_err(Error::internal)
}

pub async fn insert(tx: &TenantTx, run: NewRun<'_>) -> Result<()> {
    sql::insert_run(tx, run).await.map(drop)
}

pub async fn run(tx: &TenantTx, id: ImportRunId) -> Result<ImportRun> {
    let row = sql::run_by_id(tx, id).await?.ok_or_else(|| Error::not_found("import"))?;
    let begun = row.finished_at.or(row.started_at);
    Ok(ImportRun {
        id: row.id,
        object: row.object,
        file_name: row.file_name,
        format: row.format,
        encoding: row.encoding,
        delimiter: row.delimiter,
        columns: parsed(row.file_columns)?,
        mapping: parsed(row.mapping)?,
        day_order: row.day_order,
        location_id: row.location_id,
        policy: row.policy,
        reason: row.reason,
        leave_out: row.leave_out,
        row_total: row.row_total,
        state: row.state,
        phase: row.phase,
        staged: row.staged,
        folder: row.folder,
        done_line: row.done_line,
        counts: parsed(row.counts)?,
        failure: row.failure,
        checked_at: row.checked_at,
        started_at: row.started_at,
        finished_at: row.finished_at,
        undo_until: begun.and_then(|at| at.checked_add((UNDO_DAYS * 24).hours()).ok()),
        undone_at: row.undone_at,
        created_at: row.created_at,
        version: row.version,
    })
}

/// The run, locked against another batch of it.
pub async fn locked(tx: &TenantTx, id: ImportRunId) -> Result<ImportRun> {
    sql::lock_run(tx, id).await?;
    run(tx, id).await
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<ImportLine>> {
    let page = tx.list(&RUN_LIST, query, sql::RunListRow::from_row).await?;
    Ok(page.map(|row| ImportLine {
        id: row.id,
        object: row.object,
        file_name: row.file_name,
        row_total: row.row_total,
        state: row.state,
        phase: row.phase,
        done_line: row.done_line,
        counts: serde_json::from_value(row.counts).unwrap_or_default(),
        policy: row.policy,
        created_at: row.created_at,
        created_name: row.created_name,
    }))
}

pub async fn set_mapping(
    tx: &TenantTx,
    id: ImportRunId,
    mapping: &Value,
    day_order: Option<&str>,
    location: Option<LocationId>,
) -> Result<()> {
    sql::set_mapping(tx, mapping, day_order, location, id).await.map(drop)
}

pub async fn save_profile(
    tx: &TenantTx,
    object: &str,
    name: &str,
    mapping: &Value,
    day_order: Option<&str>,
) -> Result<()> {
    let id = tx.new_id();
    sql::save_profile(tx, sql::SaveProfile { id, object, name, mapping, day_order }).await.map(drop)
}

pub async fn profiles(tx: &TenantTx) -> Result<Vec<Profile>> {
    let rows = sql::profiles(tx).await?;
    let profile = |row: sql::ProfilesRow| {
        Ok(Profile {
            id: row.id,
            object: row.object,
            name: row.name,
            mapping: parsed::<BTreeMap<String, String>>(row.mapping)?,
            day_order: row.day_order,
        })
    };
    rows.into_iter().map(profile).collect()
}

/// A phase begins at the first line.
pub async fn begin(
    tx: &TenantTx,
    run: &ImportRun,
    phase: &str,
    counts: Counts,
    started_at: Option<Timestamp>,
) -> Result<()> {
    let counts = &json!(counts);
    sql::begin_phase(tx, sql::BeginPhase { state: phase, phase, counts, started_at, id: run.id }).await.map(drop)
}

pub async fn set_policy(
    tx: &TenantTx,
    id: ImportRunId,
    policy: Policy,
    reason: Option<&str>,
    leave_out: bool,
) -> Result<()> {
    sql::set_policy(tx, Some(policy.code()), reason, leave_out, id).await.map(drop)
}

pub async fn set_state(tx: &TenantTx, id: ImportRunId, state: &str, failure: Option<&str>) -> Result<()> {
    sql::set_state(tx, state, failure, id).await.map(drop)
}

pub async fn leave_out_errors(tx: &TenantTx, id: ImportRunId) -> Result<()> {
    sql::leave_out_errors(tx, id).await.map(drop)
}

pub async fn advance(tx: &TenantTx, id: ImportRunId, staged: i32, done_line: i32, counts: &Counts) -> Result<()> {
    sql::advance(tx, staged, done_line, &json!(counts), id).await.map(drop)
}

/// The phase is over.
pub async fn finish(tx: &TenantTx, id: ImportRunId, state: &str, counts: &Counts) -> Result<()> {
    let at = |wanted: &str| (state == wanted).then(|| tx.now());
    let (checked_at, finished_at, undone_at) = (at("CHECKED"), at("DONE"), at("UNDONE"));
    let counts = &json!(counts);
    sql::finish_phase(tx, sql::FinishPhase { state, counts, checked_at, finished_at, undone_at, id }).await.map(drop)
}

/// What is known or became of all rows.
pub async fn tally(tx: &TenantTx, id: ImportRunId) -> Result<Counts> {
    let mut counts = Counts::default();
    for row in sql::tally(tx, id).await? {
        let place = match row.state.as_str() {
            "READY" if row.repeated => &mut counts.repeated,
            "READY" if row.known => &mut counts.known,
            "READY" => &mut counts.new,
            "ERROR" => &mut counts.errors,
            "CREATED" => &mut counts.created,
            "CHANGED" => &mut counts.changed,
            "UNCHANGED" => &mut counts.unchanged,
            "SKIPPED" => &mut counts.skipped,
            "LEFT_OUT" => &mut counts.left_out,
            "TAKEN_BACK" => &mut counts.taken_back,
            _ => &mut counts.kept,
        };
        *place += row.rows;
        if row.has_warnings {
            counts.warnings += row.rows;
        }
    }
    Ok(counts)
}

pub async fn insert_rows(tx: &TenantTx, rows: Vec<NewRow<'_>>) -> Result<()> {
    try_join_all(rows.into_iter().map(|row| sql::insert_row(tx, row))).await.map(drop)
}

pub async fn insert_keys(tx: &TenantTx, run: ImportRunId, keys: &[(String, i32)]) -> Result<()> {
    try_join_all(keys.iter().map(|(key, line)| sql::insert_key(tx, run, key, *line))).await.map(drop)
}

pub async fn insert_changes(tx: &TenantTx, run: ImportRunId, changes: &[(i32, Value)]) -> Result<()> {
    try_join_all(changes.iter().map(|(line, before)| sql::insert_change(tx, run, *line, before))).await.map(drop)
}

/// How the changed records of these lines were before.
pub async fn changes(tx: &TenantTx, run: ImportRunId, lines: &[i32]) -> Result<HashMap<i32, Value>> {
    Ok(sql::changes_of(tx, run, lines).await?.into_iter().map(|row| (row.line, row.before)).collect())
}

/// Remembers under which keys records are known; two keys of one batch may be the same.
pub async fn keep_refs(tx: &TenantTx, object: &str, refs: &BTreeMap<String, Uuid>) -> Result<()> {
    let keep = |(key, record): (&String, &Uuid)| {
        let (id, key, record) = (tx.new_id::<()>().uuid(), key.clone(), *record);
        async move { sql::keep_ref(tx, id, object, &key, record).await }
    };
    try_join_all(refs.iter().map(keep)).await.map(drop)
}

pub async fn refs(tx: &TenantTx, object: &str, keys: &[String]) -> Result<HashMap<String, Uuid>> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    Ok(sql::refs(tx, object, keys).await?.into_iter().map(|row| (row.key, row.record_id)).collect())
}

pub async fn rows_from(tx: &TenantTx, run: ImportRunId, line: i32) -> Result<Vec<BatchRow>> {
    sql::rows_from(tx, run, line).await
}

pub async fn ready_from(tx: &TenantTx, run: ImportRunId, line: i32) -> Result<Vec<BatchRow>> {
    sql::ready_from(tx, run, line).await
}

pub async fn made_from(tx: &TenantTx, run: ImportRunId, line: i32) -> Result<Vec<BatchRow>> {
    sql::made_from(tx, run, line).await
}

pub async fn row(tx: &TenantTx, run: ImportRunId, line: i32) -> Result<BatchRow> {
    sql::row_by_line(tx, run, line).await?.ok_or_else(|| Error::not_found("row"))
}

pub async fn rows_of(tx: &TenantTx, run: ImportRunId, lines: &[i32]) -> Result<Vec<BatchRow>> {
    if lines.is_empty() {
        return Ok(vec![]);
    }
    sql::rows_of_lines(tx, run, lines).await
}

pub async fn report_from(tx: &TenantTx, run: ImportRunId, line: i32) -> Result<Vec<ReportRow>> {
    sql::report_from(tx, run, line).await
}

/// Lines that share a key with others.
pub async fn lines_of(tx: &TenantTx, run: ImportRunId, keys: &[String]) -> Result<HashMap<String, Vec<i32>>> {
    let mut lines: HashMap<String, Vec<i32>> = HashMap::new();
    if !keys.is_empty() {
        for row in sql::lines_of_keys(tx, keys, run).await? {
            lines.entry(row.key).or_default().push(row.line);
        }
    }
    Ok(lines)
}

/// What became of the rows of a batch, in one statement.
pub async fn settle(tx: &TenantTx, run: ImportRunId, settled: Vec<Value>) -> Result<()> {
    if settled.is_empty() {
        return Ok(());
    }
    sql::settle_rows(tx, &Value::Array(settled), run).await.map(drop)
}

/// What became of the rows of a batch that was taken back.
pub async fn settle_undone(tx: &TenantTx, run: ImportRunId, settled: Vec<Value>) -> Result<()> {
    sql::settle_undone(tx, &Value::Array(settled), run).await.map(drop)
}

pub async fn correct(tx: &TenantTx, run: ImportRunId, line: i32, cells: &[String]) -> Result<()> {
    sql::correct_row(tx, &json!(cells), run, line).await.map(drop)
}

/// Records that an earlier row of the run already became or changed.
pub async fn touched(tx: &TenantTx, run: ImportRunId, records: &[Uuid]) -> Result<HashSet<Uuid>> {
    if records.is_empty() {
        return Ok(HashSet::new());
    }
    Ok(sql::touched_records(tx, records, run).await?.into_iter().map(|row| row.record_id).collect())
}

/// Records that an import made and that were taken back.
pub async fn taken_back(tx: &TenantTx, records: &[Uuid]) -> Result<HashSet<Uuid>> {
    if records.is_empty() {
        return Ok(HashSet::new());
    }
    Ok(sql::taken_back_records(tx, records).await?.into_iter().map(|row| row.record_id).collect())
}

/// Refuses a place that is not there.
pub async fn require_location(tx: &TenantTx, location: LocationId) -> Result<()> {
    if sql::location_is_there(tx, location).await?.there {
        return Ok(());
    }
    Err(Error::invalid("location_id", "UNKNOWN_REFERENCE", "There is no such location."))
}

/// How numbers without a country are read.
pub async fn country(tx: &TenantTx, location: Option<LocationId>) -> Result<String> {
    Ok(sql::setting_facts(tx, location).await?.country)
}

pub async fn row_list(tx: &TenantTx, query: &ListQuery) -> Result<Page<RowLine>> {
    let page = tx.list(&ROW_LIST, query, sql::RowListRow::from_row).await?;
    Ok(page.map(|row| RowLine {
        id: row.id,
        line: row.line,
        cells: serde_json::from_value(row.cells).unwrap_or_default(),
        edited: row.edited,
        state: row.state,
        problems: serde_json::from_value(row.problems).unwrap_or_default(),
        match_id: row.match_id.map(|id| edge(&row.object, id)),
        match_label: row.match_label,
        match_score: row.match_score,
        same_line: row.same_line,
        record_id: row.record_id.map(|id| edge(&row.object, id)),
        note: row.note,
    }))
}
