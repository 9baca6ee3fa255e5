//! Written by `cargo xtask sql` from crates/integrations/queries/import.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertRun<'a> {
    pub id: kernel::ids::ImportRunId,
    pub object: &'a str,
    pub file_name: &'a str,
    pub folder: &'a str,
    pub sha256: &'a str,
    pub bytes: i64,
    pub format: &'a str,
    pub encoding: Option<&'a str>,
    pub delimiter: Option<&'a str>,
    pub file_columns: &'a serde_json::Value,
    pub row_total: i32,
    pub mapping: &'a serde_json::Value,
    pub location_id: Option<kernel::ids::LocationId>,
}

pub async fn insert_run(tx: &engine::TenantTx, p: InsertRun<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into import_run (company_id, id, object, file_name, folder, sha256, bytes, format, encoding, delimiter,
  file_columns, row_total, mapping, location_id, state)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, 'UPLOADED')";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.object,
            &p.file_name,
            &p.folder,
            &p.sha256,
            &p.bytes,
            &p.format,
            &p.encoding,
            &p.delimiter,
            &p.file_columns,
            &p.row_total,
            &p.mapping,
            &p.location_id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RunByIdRow {
    pub id: kernel::ids::ImportRunId,
    pub object: String,
    pub file_name: String,
    pub folder: String,
    pub sha256: String,
    pub bytes: i64,
    pub format: String,
    pub encoding: Option<String>,
    pub delimiter: Option<String>,
    pub file_columns: serde_json::Value,
    pub row_total: i32,
    pub mapping: serde_json::Value,
    pub day_order: Option<String>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub policy: Option<String>,
    pub reason: Option<String>,
    pub leave_out: bool,
    pub state: String,
    pub phase: String,
    pub staged: i32,
    pub done_line: i32,
    pub counts: serde_json::Value,
    pub failure: Option<String>,
    pub checked_at: Option<jiff::Timestamp>,
    pub started_at: Option<jiff::Timestamp>,
    pub finished_at: Option<jiff::Timestamp>,
    pub undone_at: Option<jiff::Timestamp>,
    pub created_at: jiff::Timestamp,
    pub created_by: Option<uuid::Uuid>,
    pub version: i64,
}

impl RunByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            object: row.try_get(1).map_err(kernel::Error::internal)?,
            file_name: row.try_get(2).map_err(kernel::Error::internal)?,
            folder: row.try_get(3).map_err(kernel::Error::internal)?,
            sha256: row.try_get(4).map_err(kernel::Error::internal)?,
            bytes: row.try_get(5).map_err(kernel::Error::internal)?,
            format: row.try_get(6).map_err(kernel::Error::internal)?,
            encoding: row.try_get(7).map_err(kernel::Error::internal)?,
            delimiter: row.try_get(8).map_err(kernel::Error::internal)?,
            file_columns: row.try_get(9).map_err(kernel::Error::internal)?,
            row_total: row.try_get(10).map_err(kernel::Error::internal)?,
            mapping: row.try_get(11).map_err(kernel::Error::internal)?,
            day_order: row.try_get(12).map_err(kernel::Error::internal)?,
            location_id: row.try_get(13).map_err(kernel::Error::internal)?,
            policy: row.try_get(14).map_err(kernel::Error::internal)?,
            reason: row.try_get(15).map_err(kernel::Error::internal)?,
            leave_out: row.try_get(16).map_err(kernel::Error::internal)?,
            state: row.try_get(17).map_err(kernel::Error::internal)?,
            phase: row.try_get(18).map_err(kernel::Error::internal)?,
            staged: row.try_get(19).map_err(kernel::Error::internal)?,
            done_line: row.try_get(20).map_err(kernel::Error::internal)?,
            counts: row.try_get(21).map_err(kernel::Error::internal)?,
            failure: row.try_get(22).map_err(kernel::Error::internal)?,
            checked_at: row.try_get(23).map_err(kernel::Error::internal)?,
            started_at: row.try_get(24).map_err(kernel::Error::internal)?,
            finished_at: row.try_get(25).map_err(kernel::Error::internal)?,
            undone_at: row.try_get(26).map_err(kernel::Error::internal)?,
            created_at: row.try_get(27).map_err(kernel::Error::internal)?,
            created_by: row.try_get(28).map_err(kernel::Error::internal)?,
            version: row.try_get(29).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn run_by_id(tx: &engine::TenantTx, id: kernel::ids::ImportRunId) -> kernel::Result<Option<RunByIdRow>> {
    const SQL: &str = r"select r.id, r.object, r.file_name, r.folder, r.sha256, r.bytes, r.format, r.encoding, r.delimiter, r.file_columns,
       r.row_total, r.mapping, r.day_order, r.location_id, r.policy, r.reason, r.leave_out, r.state, r.phase, r.staged,
       r.done_line, r.counts, r.failure, r.checked_at, r.started_at, r.finished_at, r.undone_at, r.created_at,
       r.created_by, r.version
from import_run r
where r.company_id = $1
  and r.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "run_by_id")?.as_ref().map(RunByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockRunRow {
    pub id: kernel::ids::ImportRunId,
}

impl LockRunRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// One batch at a time: a second one of the same run waits here and then sees how far the first one came.
pub async fn lock_run(tx: &engine::TenantTx, id: kernel::ids::ImportRunId) -> kernel::Result<Option<LockRunRow>> {
    const SQL: &str = r"select r.id
from import_run r
where r.company_id = $1
  and r.id = $2
for update of r";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lock_run")?.as_ref().map(LockRunRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RunListRow {
    pub id: kernel::ids::ImportRunId,
    pub object: String,
    pub file_name: String,
    pub row_total: i32,
    pub state: String,
    pub phase: String,
    pub done_line: i32,
    pub counts: serde_json::Value,
    pub policy: Option<String>,
    pub created_at: jiff::Timestamp,
    pub created_name: Option<String>,
    pub version: i64,
}

impl RunListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            object: row.try_get(1).map_err(kernel::Error::internal)?,
            file_name: row.try_get(2).map_err(kernel::Error::internal)?,
            row_total: row.try_get(3).map_err(kernel::Error::internal)?,
            state: row.try_get(4).map_err(kernel::Error::internal)?,
            phase: row.try_get(5).map_err(kernel::Error::internal)?,
            done_line: row.try_get(6).map_err(kernel::Error::internal)?,
            counts: row.try_get(7).map_err(kernel::Error::internal)?,
            policy: row.try_get(8).map_err(kernel::Error::internal)?,
            created_at: row.try_get(9).map_err(kernel::Error::internal)?,
            created_name: row.try_get(10).map_err(kernel::Error::internal)?,
            version: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

pub const RUN_LIST: engine::ListSql = engine::ListSql {
    name: "run_list",
    sql: r#"select r.id, r.object, r.file_name, r.row_total, r.state, r.phase, r.done_line, r.counts, r.policy, r.created_at,
       u.name as "created_name?", r.version
from import_run r
left join access_v_user u on u.company_id = r.company_id and u.id = r.created_by
where r.company_id = $1"#,
    resource: "import",
    alias: "r",
    rows: "r",
    sorts: &[engine::ListSort {
        name: "created_at",
        column: "r.created_at",
        kind: engine::ColumnKind::Timestamp,
        descending: true,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "state", column: "r.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "created_at", column: "r.created_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: None,
};

pub async fn set_mapping(
    tx: &engine::TenantTx,
    mapping: &serde_json::Value,
    day_order: Option<&str>,
    location_id: Option<kernel::ids::LocationId>,
    id: kernel::ids::ImportRunId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update import_run r
set mapping = $2,
    day_order = $3,
    location_id = $4,
    state = 'MAPPED'
where r.company_id = $1
  and r.id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &mapping, &day_order, &location_id, &id]).await
}

#[derive(Debug, Clone)]
pub struct BeginPhase<'a> {
    pub state: &'a str,
    pub phase: &'a str,
    pub counts: &'a serde_json::Value,
    pub started_at: Option<jiff::Timestamp>,
    pub id: kernel::ids::ImportRunId,
}

pub async fn begin_phase(tx: &engine::TenantTx, p: BeginPhase<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update import_run r
set state = $2,
    phase = $3,
    done_line = 0,
    counts = $4,
    failure = null,
    started_at = coalesce($5, r.started_at)
where r.company_id = $1
  and r.id = $6";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.state, &p.phase, &p.counts, &p.started_at, &p.id]).await
}

pub async fn set_policy(
    tx: &engine::TenantTx,
    policy: Option<&str>,
    reason: Option<&str>,
    leave_out: bool,
    id: kernel::ids::ImportRunId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update import_run r
set policy = $2,
    reason = $3,
    leave_out = $4
where r.company_id = $1
  and r.id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &policy, &reason, &leave_out, &id]).await
}

pub async fn set_state(
    tx: &engine::TenantTx,
    state: &str,
    failure: Option<&str>,
    id: kernel::ids::ImportRunId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update import_run r
set state = $2,
    failure = $3
where r.company_id = $1
  and r.id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &failure, &id]).await
}

pub async fn advance(
    tx: &engine::TenantTx,
    staged: i32,
    done_line: i32,
    counts: &serde_json::Value,
    id: kernel::ids::ImportRunId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update import_run r
set staged = $2,
    done_line = $3,
    counts = $4
where r.company_id = $1
  and r.id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &staged, &done_line, &counts, &id]).await
}

#[derive(Debug, Clone)]
pub struct FinishPhase<'a> {
    pub state: &'a str,
    pub counts: &'a serde_json::Value,
    pub checked_at: Option<jiff::Timestamp>,
    pub finished_at: Option<jiff::Timestamp>,
    pub undone_at: Option<jiff::Timestamp>,
    pub id: kernel::ids::ImportRunId,
}

pub async fn finish_phase(tx: &engine::TenantTx, p: FinishPhase<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update import_run r
set state = $2,
    counts = $3,
    checked_at = coalesce($4, r.checked_at),
    finished_at = coalesce($5, r.finished_at),
    undone_at = coalesce($6, r.undone_at)
where r.company_id = $1
  and r.id = $7";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.state, &p.counts, &p.checked_at, &p.finished_at, &p.undone_at, &p.id])
        .await
}

#[derive(Debug, Clone)]
pub struct InsertRow<'a> {
    pub id: kernel::ids::ImportRowId,
    pub import_run_id: kernel::ids::ImportRunId,
    pub line: i32,
    pub cells: &'a serde_json::Value,
    pub state: &'a str,
    pub problems: &'a serde_json::Value,
    pub has_warnings: bool,
    pub match_id: Option<uuid::Uuid>,
    pub match_label: Option<&'a str>,
    pub match_score: Option<i32>,
    pub same_line: Option<i32>,
}

pub async fn insert_row(tx: &engine::TenantTx, p: InsertRow<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into import_row (company_id, id, import_run_id, line, cells, state, problems, has_warnings, match_id, match_label,
  match_score, same_line)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.import_run_id,
            &p.line,
            &p.cells,
            &p.state,
            &p.problems,
            &p.has_warnings,
            &p.match_id,
            &p.match_label,
            &p.match_score,
            &p.same_line,
        ],
    )
    .await
}

pub async fn insert_key(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    key: &str,
    line: i32,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into import_key (company_id, import_run_id, key, line)
values ($1, $2, $3, $4)
on conflict (company_id, import_run_id, key, line) do nothing";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &import_run_id, &key, &line]).await
}

pub async fn insert_change(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    line: i32,
    before: &serde_json::Value,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into import_change (company_id, import_run_id, line, before)
values ($1, $2, $3, $4)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &import_run_id, &line, &before]).await
}

pub async fn keep_ref(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    object: &str,
    key: &str,
    record_id: uuid::Uuid,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into external_ref (company_id, id, object, key, record_id)
values ($1, $2, $3, $4, $5)
on conflict (company_id, object, key) do update
set record_id = excluded.record_id";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &object, &key, &record_id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RefsRow {
    pub key: String,
    pub record_id: uuid::Uuid,
}

impl RefsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            key: row.try_get(0).map_err(kernel::Error::internal)?,
            record_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// The records known under these keys.
pub async fn refs(tx: &engine::TenantTx, object: &str, keys: &[String]) -> kernel::Result<Vec<RefsRow>> {
    const SQL: &str = r"select e.key, e.record_id
from external_ref e
where e.company_id = $1
  and e.object = $2
  and e.key = any ($3)
order by e.key
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &object, &keys]).await?;
    rows.iter().map(RefsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BatchRow {
    pub id: kernel::ids::ImportRowId,
    pub line: i32,
    pub cells: serde_json::Value,
    pub state: String,
    pub record_id: Option<uuid::Uuid>,
}

impl BatchRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            line: row.try_get(1).map_err(kernel::Error::internal)?,
            cells: row.try_get(2).map_err(kernel::Error::internal)?,
            state: row.try_get(3).map_err(kernel::Error::internal)?,
            record_id: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

/// The next batch, whatever became of its rows.
pub async fn rows_from(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    line: i32,
) -> kernel::Result<Vec<BatchRow>> {
    const SQL: &str = r"select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = $1
  and w.import_run_id = $2
  and w.line > $3
order by w.line
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &import_run_id, &line]).await?;
    rows.iter().map(BatchRow::from_row).collect()
}

pub async fn ready_from(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    line: i32,
) -> kernel::Result<Vec<BatchRow>> {
    const SQL: &str = r"select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = $1
  and w.import_run_id = $2
  and w.state = 'READY'
  and w.line > $3
order by w.line
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &import_run_id, &line]).await?;
    rows.iter().map(BatchRow::from_row).collect()
}

/// What a run made or changed.
pub async fn made_from(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    line: i32,
) -> kernel::Result<Vec<BatchRow>> {
    const SQL: &str = r"select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = $1
  and w.import_run_id = $2
  and w.state in ('CREATED', 'CHANGED')
  and w.line > $3
order by w.line
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &import_run_id, &line]).await?;
    rows.iter().map(BatchRow::from_row).collect()
}

pub async fn row_by_line(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    line: i32,
) -> kernel::Result<Option<BatchRow>> {
    const SQL: &str = r"select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = $1
  and w.import_run_id = $2
  and w.line = $3";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &import_run_id, &line]).await?;
    super::at_most_one(rows, "row_by_line")?.as_ref().map(BatchRow::from_row).transpose()
}

pub async fn rows_of_lines(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    lines: &[i32],
) -> kernel::Result<Vec<BatchRow>> {
    const SQL: &str = r"select w.id, w.line, w.cells, w.state, w.record_id
from import_row w
where w.company_id = $1
  and w.import_run_id = $2
  and w.line = any ($3)
order by w.line
limit 10000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &import_run_id, &lines]).await?;
    rows.iter().map(BatchRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LinesOfKeysRow {
    pub key: String,
    pub line: i32,
}

impl LinesOfKeysRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            key: row.try_get(0).map_err(kernel::Error::internal)?,
            line: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// Lines that share a key, the first few of each: a number that a whole office has is no reason to read it all.
pub async fn lines_of_keys(
    tx: &engine::TenantTx,
    keys: &[String],
    import_run_id: kernel::ids::ImportRunId,
) -> kernel::Result<Vec<LinesOfKeysRow>> {
    const SQL: &str = r#"select k.key as "key!", near.line as "line!"
from (select distinct w.key from unnest($2::text[]) w (key)) k
cross join lateral (
  select s.line
  from import_key s
  where s.company_id = $1
    and s.import_run_id = $3
    and s.key = k.key
  order by s.line
  limit 8
) near
order by k.key, near.line
limit 20000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &keys, &import_run_id]).await?;
    rows.iter().map(LinesOfKeysRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChangesOfRow {
    pub line: i32,
    pub before: serde_json::Value,
}

impl ChangesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            line: row.try_get(0).map_err(kernel::Error::internal)?,
            before: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn changes_of(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    lines: &[i32],
) -> kernel::Result<Vec<ChangesOfRow>> {
    const SQL: &str = r"select c.line, c.before
from import_change c
where c.company_id = $1
  and c.import_run_id = $2
  and c.line = any ($3)
order by c.line
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &import_run_id, &lines]).await?;
    rows.iter().map(ChangesOfRow::from_row).collect()
}

/// What became of the rows of a batch.
pub async fn settle_rows(
    tx: &engine::TenantTx,
    settled: &serde_json::Value,
    import_run_id: kernel::ids::ImportRunId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update import_row w
set state = s.state,
    problems = coalesce(s.problems, w.problems),
    has_warnings = coalesce(s.has_warnings, w.has_warnings),
    match_id = s.match_id,
    match_label = s.match_label,
    match_score = s.match_score,
    same_line = s.same_line,
    record_id = s.record_id,
    note = s.note
from jsonb_to_recordset($2::jsonb) as s (line integer, state text, problems jsonb, has_warnings boolean,
  match_id uuid, match_label text, match_score integer, same_line integer, record_id uuid, note text)
where w.company_id = $1
  and w.import_run_id = $3
  and w.line = s.line";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &settled, &import_run_id]).await
}

/// What became of the rows of a batch that was taken back.
pub async fn settle_undone(
    tx: &engine::TenantTx,
    settled: &serde_json::Value,
    import_run_id: kernel::ids::ImportRunId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update import_row w
set state = s.state,
    note = s.note
from jsonb_to_recordset($2::jsonb) as s (line integer, state text, note text)
where w.company_id = $1
  and w.import_run_id = $3
  and w.line = s.line";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &settled, &import_run_id]).await
}

pub async fn leave_out_errors(tx: &engine::TenantTx, import_run_id: kernel::ids::ImportRunId) -> kernel::Result<u64> {
    const SQL: &str = r"update import_row w
set state = 'LEFT_OUT'
where w.company_id = $1
  and w.import_run_id = $2
  and w.state = 'ERROR'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &import_run_id]).await
}

pub async fn correct_row(
    tx: &engine::TenantTx,
    cells: &serde_json::Value,
    import_run_id: kernel::ids::ImportRunId,
    line: i32,
) -> kernel::Result<u64> {
    const SQL: &str = r"update import_row w
set cells = $2,
    edited = true
where w.company_id = $1
  and w.import_run_id = $3
  and w.line = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &cells, &import_run_id, &line]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TouchedRecordsRow {
    pub record_id: uuid::Uuid,
}

impl TouchedRecordsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { record_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Records that an earlier row of the run already became or changed.
pub async fn touched_records(
    tx: &engine::TenantTx,
    records: &[uuid::Uuid],
    import_run_id: kernel::ids::ImportRunId,
) -> kernel::Result<Vec<TouchedRecordsRow>> {
    const SQL: &str = r#"select distinct w.record_id as "record_id!"
from import_row w
where w.company_id = $1
  and w.record_id = any ($2)
  and w.import_run_id = $3
  and w.state in ('CREATED', 'CHANGED', 'UNCHANGED')
order by 1
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &records, &import_run_id]).await?;
    rows.iter().map(TouchedRecordsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TakenBackRecordsRow {
    pub record_id: uuid::Uuid,
}

impl TakenBackRecordsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { record_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Records that an import made and that were taken back.
pub async fn taken_back_records(
    tx: &engine::TenantTx,
    records: &[uuid::Uuid],
) -> kernel::Result<Vec<TakenBackRecordsRow>> {
    const SQL: &str = r#"select distinct w.record_id as "record_id!"
from import_row w
where w.company_id = $1
  and w.record_id = any ($2)
  and w.state = 'TAKEN_BACK'
order by 1
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &records]).await?;
    rows.iter().map(TakenBackRecordsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TallyRow {
    pub state: String,
    pub known: bool,
    pub repeated: bool,
    pub has_warnings: bool,
    pub rows: i64,
}

impl TallyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            state: row.try_get(0).map_err(kernel::Error::internal)?,
            known: row.try_get(1).map_err(kernel::Error::internal)?,
            repeated: row.try_get(2).map_err(kernel::Error::internal)?,
            has_warnings: row.try_get(3).map_err(kernel::Error::internal)?,
            rows: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn tally(tx: &engine::TenantTx, import_run_id: kernel::ids::ImportRunId) -> kernel::Result<Vec<TallyRow>> {
    const SQL: &str = r#"select w.state, w.match_id is not null as "known!", w.same_line is not null as "repeated!", w.has_warnings, count(*) as "rows!"
from import_row w
where w.company_id = $1
  and w.import_run_id = $2
group by w.state, w.match_id is not null, w.same_line is not null, w.has_warnings
order by w.state, 2, 3, 4
limit 100"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &import_run_id]).await?;
    rows.iter().map(TallyRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RowListRow {
    pub id: kernel::ids::ImportRowId,
    pub line: i32,
    pub cells: serde_json::Value,
    pub edited: bool,
    pub state: String,
    pub problems: serde_json::Value,
    pub match_id: Option<uuid::Uuid>,
    pub match_label: Option<String>,
    pub match_score: Option<i32>,
    pub same_line: Option<i32>,
    pub record_id: Option<uuid::Uuid>,
    pub note: Option<String>,
    pub object: String,
    pub mapping: serde_json::Value,
}

impl RowListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            line: row.try_get(1).map_err(kernel::Error::internal)?,
            cells: row.try_get(2).map_err(kernel::Error::internal)?,
            edited: row.try_get(3).map_err(kernel::Error::internal)?,
            state: row.try_get(4).map_err(kernel::Error::internal)?,
            problems: row.try_get(5).map_err(kernel::Error::internal)?,
            match_id: row.try_get(6).map_err(kernel::Error::internal)?,
            match_label: row.try_get(7).map_err(kernel::Error::internal)?,
            match_score: row.try_get(8).map_err(kernel::Error::internal)?,
            same_line: row.try_get(9).map_err(kernel::Error::internal)?,
            record_id: row.try_get(10).map_err(kernel::Error::internal)?,
            note: row.try_get(11).map_err(kernel::Error::internal)?,
            object: row.try_get(12).map_err(kernel::Error::internal)?,
            mapping: row.try_get(13).map_err(kernel::Error::internal)?,
        })
    }
}

pub const ROW_LIST: engine::ListSql = engine::ListSql {
    name: "row_list",
    sql: r"select w.id, w.line, w.cells, w.edited, w.state, w.problems, w.match_id, w.match_label, w.match_score, w.same_line,
       w.record_id, w.note, r.object, r.mapping
from import_run r
join import_row w on w.company_id = r.company_id and w.import_run_id = r.id
where r.company_id = $1",
    resource: "import",
    alias: "r",
    rows: "w",
    sorts: &[engine::ListSort {
        name: "line",
        column: "w.line",
        kind: engine::ColumnKind::Integer,
        descending: false,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter {
            name: "import_run_id",
            column: "w.import_run_id",
            kind: engine::ColumnKind::Id("import_run"),
        },
        engine::ListFilter { name: "state", column: "w.state", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "has_warnings", column: "w.has_warnings", kind: engine::ColumnKind::Bool },
        engine::ListFilter { name: "match_score", column: "w.match_score", kind: engine::ColumnKind::Integer },
        engine::ListFilter { name: "same_line", column: "w.same_line", kind: engine::ColumnKind::Integer },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct ReportFromRow {
    pub line: i32,
    pub cells: serde_json::Value,
    pub state: String,
    pub problems: serde_json::Value,
    pub match_label: Option<String>,
    pub same_line: Option<i32>,
    pub note: Option<String>,
}

impl ReportFromRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            line: row.try_get(0).map_err(kernel::Error::internal)?,
            cells: row.try_get(1).map_err(kernel::Error::internal)?,
            state: row.try_get(2).map_err(kernel::Error::internal)?,
            problems: row.try_get(3).map_err(kernel::Error::internal)?,
            match_label: row.try_get(4).map_err(kernel::Error::internal)?,
            same_line: row.try_get(5).map_err(kernel::Error::internal)?,
            note: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

/// Rows as a report tells them, for a file.
pub async fn report_from(
    tx: &engine::TenantTx,
    import_run_id: kernel::ids::ImportRunId,
    line: i32,
) -> kernel::Result<Vec<ReportFromRow>> {
    const SQL: &str = r"select w.line, w.cells, w.state, w.problems, w.match_label, w.same_line, w.note
from import_row w
where w.company_id = $1
  and w.import_run_id = $2
  and w.line > $3
order by w.line
limit 2000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &import_run_id, &line]).await?;
    rows.iter().map(ReportFromRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct SaveProfile<'a> {
    pub id: kernel::ids::ImportProfileId,
    pub object: &'a str,
    pub name: &'a str,
    pub mapping: &'a serde_json::Value,
    pub day_order: Option<&'a str>,
}

pub async fn save_profile(tx: &engine::TenantTx, p: SaveProfile<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into import_profile (company_id, id, object, name, mapping, day_order)
values ($1, $2, $3, $4, $5, $6)
on conflict (company_id, object, name) do update
set mapping = excluded.mapping,
    day_order = excluded.day_order";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.object, &p.name, &p.mapping, &p.day_order]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ProfilesRow {
    pub id: kernel::ids::ImportProfileId,
    pub object: String,
    pub name: String,
    pub mapping: serde_json::Value,
    pub day_order: Option<String>,
    pub version: i64,
}

impl ProfilesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            object: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            mapping: row.try_get(3).map_err(kernel::Error::internal)?,
            day_order: row.try_get(4).map_err(kernel::Error::internal)?,
            version: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn profiles(tx: &engine::TenantTx) -> kernel::Result<Vec<ProfilesRow>> {
    const SQL: &str = r"select p.id, p.object, p.name, p.mapping, p.day_order, p.version
from import_profile p
where p.company_id = $1
order by p.name, p.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(ProfilesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SettingFactsRow {
    pub country: String,
}

impl SettingFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { country: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// How numbers and days of this run are read where nothing is said.
pub async fn setting_facts(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<SettingFactsRow> {
    const SQL: &str = r#"select coalesce(
         (select l.country from access_v_location l where l.company_id = $1 and l.id = $2),
         (select l.country from access_v_location l where l.company_id = $1 order by l.created_at, l.id limit 1),
         'CA') as "country!"
from company c
where c.id = $1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    SettingFactsRow::from_row(&super::exactly_one(rows, "setting_facts")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LocationIsThereRow {
    pub there: bool,
}

impl LocationIsThereRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { there: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn location_is_there(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
) -> kernel::Result<LocationIsThereRow> {
    const SQL: &str =
        r#"select exists (select 1 from access_v_location l where l.company_id = $1 and l.id = $2) as "there!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    LocationIsThereRow::from_row(&super::exactly_one(rows, "location_is_there")?)
}
