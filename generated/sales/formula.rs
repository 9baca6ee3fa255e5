//! Written by `cargo xtask sql` from crates/sales/queries/formula.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct FormulaInForceRow {
    pub id: kernel::ids::FormulaId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub formula_version: i32,
    pub figures: serde_json::Value,
    pub note: Option<String>,
    pub made_at: jiff::Timestamp,
    pub made_by_name: Option<String>,
}

impl FormulaInForceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            formula_version: row.try_get(2).map_err(kernel::Error::internal)?,
            figures: row.try_get(3).map_err(kernel::Error::internal)?,
            note: row.try_get(4).map_err(kernel::Error::internal)?,
            made_at: row.try_get(5).map_err(kernel::Error::internal)?,
            made_by_name: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

/// A location's own newest figures before the company's.
pub async fn formula_in_force(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<FormulaInForceRow>> {
    const SQL: &str = r#"select f.id, f.location_id, f.formula_version, f.figures, f.note, f.made_at, u.name as "made_by_name?"
from formula f
left join access_v_user u on u.company_id = f.company_id and u.id = f.made_by
where f.company_id = $1
  and (f.location_id is null or f.location_id = $2)
order by f.location_id nulls last, f.formula_version desc, f.id
limit 1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    super::at_most_one(rows, "formula_in_force")?.as_ref().map(FormulaInForceRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct FormulaByIdRow {
    pub id: kernel::ids::FormulaId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub formula_version: i32,
    pub figures: serde_json::Value,
    pub note: Option<String>,
    pub made_at: jiff::Timestamp,
    pub made_by_name: Option<String>,
}

impl FormulaByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            formula_version: row.try_get(2).map_err(kernel::Error::internal)?,
            figures: row.try_get(3).map_err(kernel::Error::internal)?,
            note: row.try_get(4).map_err(kernel::Error::internal)?,
            made_at: row.try_get(5).map_err(kernel::Error::internal)?,
            made_by_name: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn formula_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::FormulaId,
) -> kernel::Result<Option<FormulaByIdRow>> {
    const SQL: &str = r#"select f.id, f.location_id, f.formula_version, f.figures, f.note, f.made_at, u.name as "made_by_name?"
from formula f
left join access_v_user u on u.company_id = f.company_id and u.id = f.made_by
where f.company_id = $1
  and f.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "formula_by_id")?.as_ref().map(FormulaByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastFormulaRow {
    pub formula_version: i32,
}

impl LastFormulaRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { formula_version: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn last_formula(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<LastFormulaRow>> {
    const SQL: &str = r"select f.formula_version
from formula f
where f.company_id = $1
  and f.location_id is not distinct from $2
order by f.formula_version desc, f.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    super::at_most_one(rows, "last_formula")?.as_ref().map(LastFormulaRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertFormula<'a> {
    pub id: kernel::ids::FormulaId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub formula_version: i32,
    pub figures: &'a serde_json::Value,
    pub note: Option<&'a str>,
    pub made_by: Option<uuid::Uuid>,
}

pub async fn insert_formula(tx: &engine::TenantTx, p: InsertFormula<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into formula (company_id, id, location_id, formula_version, figures, note, made_at, made_by)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.location_id, &p.formula_version, &p.figures, &p.note, &now, &p.made_by],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LocationKnownRow {
    pub name: String,
}

impl LocationKnownRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { name: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn location_known(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
) -> kernel::Result<Option<LocationKnownRow>> {
    const SQL: &str = r"select l.name
from access_v_location l
where l.company_id = $1
  and l.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    super::at_most_one(rows, "location_known")?.as_ref().map(LocationKnownRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertRun<'a> {
    pub id: uuid::Uuid,
    pub estimate_id: kernel::ids::EstimateId,
    pub formula_id: Option<kernel::ids::FormulaId>,
    pub figures: &'a serde_json::Value,
    pub inputs: &'a serde_json::Value,
    pub steps: &'a serde_json::Value,
    pub outputs: &'a serde_json::Value,
}

pub async fn insert_run(tx: &engine::TenantTx, p: InsertRun<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into formula_run (company_id, id, estimate_id, formula_id, figures, inputs, steps, outputs, made_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.estimate_id, &p.formula_id, &p.figures, &p.inputs, &p.steps, &p.outputs, &now],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastRunRow {
    pub formula_id: Option<kernel::ids::FormulaId>,
    pub figures: serde_json::Value,
    pub inputs: serde_json::Value,
    pub steps: serde_json::Value,
    pub outputs: serde_json::Value,
    pub made_at: jiff::Timestamp,
}

impl LastRunRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            formula_id: row.try_get(0).map_err(kernel::Error::internal)?,
            figures: row.try_get(1).map_err(kernel::Error::internal)?,
            inputs: row.try_get(2).map_err(kernel::Error::internal)?,
            steps: row.try_get(3).map_err(kernel::Error::internal)?,
            outputs: row.try_get(4).map_err(kernel::Error::internal)?,
            made_at: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn last_run(
    tx: &engine::TenantTx,
    estimate_id: kernel::ids::EstimateId,
) -> kernel::Result<Option<LastRunRow>> {
    const SQL: &str = r"select r.formula_id, r.figures, r.inputs, r.steps, r.outputs, r.made_at
from formula_run r
where r.company_id = $1
  and r.estimate_id = $2
order by r.made_at desc, r.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &estimate_id]).await?;
    super::at_most_one(rows, "last_run")?.as_ref().map(LastRunRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobsLikeRow {
    pub jobs: i64,
    pub median: i64,
    pub low: i64,
    pub high: i64,
}

impl JobsLikeRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            jobs: row.try_get(0).map_err(kernel::Error::internal)?,
            median: row.try_get(1).map_err(kernel::Error::internal)?,
            low: row.try_get(2).map_err(kernel::Error::internal)?,
            high: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct JobsLike<'a> {
    pub location_id: kernel::ids::LocationId,
    pub since: jiff::Timestamp,
    pub method: &'a str,
    pub least_cuft: i32,
    pub most_cuft: i32,
}

/// Finished jobs that were estimated at this location, of this size and method: how long they really took (SAL-26).
pub async fn jobs_like(tx: &engine::TenantTx, p: JobsLike<'_>) -> kernel::Result<JobsLikeRow> {
    const SQL: &str = r#"select count(*) as "jobs!",
       coalesce(percentile_disc(0.5) within group (order by k.permille), 1000) as "median!",
       coalesce(percentile_disc(0.1) within group (order by k.permille), 1000) as "low!",
       coalesce(percentile_disc(0.9) within group (order by k.permille), 1000) as "high!"
from (
  select (extract(epoch from j.actual_end - j.actual_start) * 1000 / 60 / e.minutes)::bigint as permille
  from estimate e
  join dispatch_v_job j on j.company_id = e.company_id and j.quote_id = e.quote_id
  where e.company_id = $1
    and e.location_id = $2
    and e.created_at > $3
    and e.state = 'LOCKED'
    and e.mode <> 'MANUAL'
    and e.method = $4
    and e.volume_cuft >= $5
    and e.volume_cuft < $6
    and e.minutes > 0
    and j.status = 'COMPLETED'
    and j.actual_start is not null
    and j.actual_end is not null
  order by e.created_at desc, e.id
  limit 500
) k"#;
    let company_id = tx.company();
    let rows =
        engine::Sql::rows(tx, SQL, &[&company_id, &p.location_id, &p.since, &p.method, &p.least_cuft, &p.most_cuft])
            .await?;
    JobsLikeRow::from_row(&super::exactly_one(rows, "jobs_like")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TriedEstimatesRow {
    pub id: kernel::ids::EstimateId,
    pub number: String,
    pub estimate_version: i32,
    pub inputs: serde_json::Value,
    pub outputs: serde_json::Value,
    pub actual_minutes: Option<i64>,
}

impl TriedEstimatesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            estimate_version: row.try_get(2).map_err(kernel::Error::internal)?,
            inputs: row.try_get(3).map_err(kernel::Error::internal)?,
            outputs: row.try_get(4).map_err(kernel::Error::internal)?,
            actual_minutes: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// The newest estimates of a location that people locked, for trying other figures on.
pub async fn tried_estimates(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
    everywhere: bool,
) -> kernel::Result<Vec<TriedEstimatesRow>> {
    const SQL: &str = r#"select e.id, e.number, e.estimate_version, r.inputs, r.outputs,
       (select (extract(epoch from j.actual_end - j.actual_start) / 60)::bigint
          from dispatch_v_job j
         where j.company_id = e.company_id and j.quote_id = e.quote_id and j.status = 'COMPLETED'
         order by j.id limit 1) as "actual_minutes?"
from (
  select n.company_id, n.id, n.number, n.estimate_version, n.quote_id, n.created_at
  from estimate n
  where n.company_id = $1
    and (n.location_id = $2 or $3)
    and n.state = 'LOCKED'
  order by n.created_at desc, n.id
  limit 50
) e
join lateral (
  select f.inputs, f.outputs
  from formula_run f
  where f.company_id = $1
    and f.estimate_id = e.id
  order by f.made_at desc, f.id
  limit 1
) r on true
order by e.created_at desc, e.id
limit 50"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id, &everywhere]).await?;
    rows.iter().map(TriedEstimatesRow::from_row).collect()
}
