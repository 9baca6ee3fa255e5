//! Written by `cargo xtask sql` from crates/dispatch/queries/job.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobRow {
    pub id: kernel::ids::JobId,
    pub number: String,
    pub customer_id: kernel::ids::CustomerId,
    pub customer_name: String,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub location_id: kernel::ids::LocationId,
    pub kind: String,
    pub title: String,
    pub status: String,
    pub service_date: Option<jiff::civil::Date>,
    pub scheduled_start: Option<jiff::Timestamp>,
    pub scheduled_end: Option<jiff::Timestamp>,
    pub window_start: Option<jiff::Timestamp>,
    pub window_end: Option<jiff::Timestamp>,
    pub actual_start: Option<jiff::Timestamp>,
    pub actual_end: Option<jiff::Timestamp>,
    pub planned_minutes: i32,
    pub crew_wanted: i32,
    pub crew_minimum: i32,
    pub trucks_wanted: i32,
    pub instructions: Option<String>,
    pub notes: Option<String>,
    pub total_minor: Option<i64>,
    pub currency: Option<String>,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl JobRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(2).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(3).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            kind: row.try_get(6).map_err(kernel::Error::internal)?,
            title: row.try_get(7).map_err(kernel::Error::internal)?,
            status: row.try_get(8).map_err(kernel::Error::internal)?,
            service_date: row.try_get(9).map_err(kernel::Error::internal)?,
            scheduled_start: row.try_get(10).map_err(kernel::Error::internal)?,
            scheduled_end: row.try_get(11).map_err(kernel::Error::internal)?,
            window_start: row.try_get(12).map_err(kernel::Error::internal)?,
            window_end: row.try_get(13).map_err(kernel::Error::internal)?,
            actual_start: row.try_get(14).map_err(kernel::Error::internal)?,
            actual_end: row.try_get(15).map_err(kernel::Error::internal)?,
            planned_minutes: row.try_get(16).map_err(kernel::Error::internal)?,
            crew_wanted: row.try_get(17).map_err(kernel::Error::internal)?,
            crew_minimum: row.try_get(18).map_err(kernel::Error::internal)?,
            trucks_wanted: row.try_get(19).map_err(kernel::Error::internal)?,
            instructions: row.try_get(20).map_err(kernel::Error::internal)?,
            notes: row.try_get(21).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(22).map_err(kernel::Error::internal)?,
            currency: row.try_get(23).map_err(kernel::Error::internal)?,
            created_at: row.try_get(24).map_err(kernel::Error::internal)?,
            version: row.try_get(25).map_err(kernel::Error::internal)?,
        })
    }
}

pub const JOB_LIST: engine::ListSql = engine::ListSql {
    name: "job_list",
    sql: r"select b.id, b.number, b.customer_id, c.display_name as customer_name, b.quote_id, b.location_id, b.kind, b.title,
       b.status, b.service_date, b.scheduled_start, b.scheduled_end, b.window_start, b.window_end, b.actual_start,
       b.actual_end, b.planned_minutes, b.crew_wanted, b.crew_minimum, b.trucks_wanted, b.instructions, b.notes,
       b.total_minor, b.currency, b.created_at, b.version
from job b
join customers_v_card c on c.company_id = b.company_id and c.id = b.customer_id
where b.company_id = $1",
    resource: "job",
    alias: "b",
    rows: "b",
    sorts: &[
        engine::ListSort {
            name: "created_at",
            column: "b.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "service_date",
            column: "b.service_date",
            kind: engine::ColumnKind::Date,
            descending: false,
            nullable: true,
        },
        engine::ListSort {
            name: "number",
            column: "b.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "b.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "kind", column: "b.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "customer_id", column: "b.customer_id", kind: engine::ColumnKind::Id("customer") },
        engine::ListFilter { name: "location_id", column: "b.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "service_date", column: "b.service_date", kind: engine::ColumnKind::Date },
        engine::ListFilter { name: "quote_id", column: "b.quote_id", kind: engine::ColumnKind::Id("quote") },
    ],
    search: None,
};

pub async fn job_by_id(tx: &engine::TenantTx, id: kernel::ids::JobId) -> kernel::Result<Option<JobRow>> {
    const SQL: &str = r"select b.id, b.number, b.customer_id, c.display_name as customer_name, b.quote_id, b.location_id, b.kind, b.title,
       b.status, b.service_date, b.scheduled_start, b.scheduled_end, b.window_start, b.window_end, b.actual_start,
       b.actual_end, b.planned_minutes, b.crew_wanted, b.crew_minimum, b.trucks_wanted, b.instructions, b.notes,
       b.total_minor, b.currency, b.created_at, b.version
from job b
join customers_v_card c on c.company_id = b.company_id and c.id = b.customer_id
where b.company_id = $1
  and b.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "job_by_id")?.as_ref().map(JobRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobOfQuoteRow {
    pub id: kernel::ids::JobId,
    pub number: String,
}

impl JobOfQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn job_of_quote(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<JobOfQuoteRow>> {
    const SQL: &str = r"select b.id, b.number
from job b
where b.company_id = $1
  and b.quote_id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "job_of_quote")?.as_ref().map(JobOfQuoteRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertJob<'a> {
    pub id: kernel::ids::JobId,
    pub number: &'a str,
    pub customer_id: kernel::ids::CustomerId,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub location_id: kernel::ids::LocationId,
    pub kind: &'a str,
    pub title: &'a str,
    pub service_date: Option<jiff::civil::Date>,
    pub window_start: Option<jiff::Timestamp>,
    pub window_end: Option<jiff::Timestamp>,
    pub planned_minutes: i32,
    pub crew_wanted: i32,
    pub crew_minimum: i32,
    pub trucks_wanted: i32,
    pub instructions: Option<&'a str>,
    pub notes: Option<&'a str>,
    pub total_minor: Option<i64>,
    pub currency: Option<&'a str>,
}

pub async fn insert_job(tx: &engine::TenantTx, p: InsertJob<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into job (company_id, id, number, customer_id, quote_id, lead_id, location_id, kind, title, service_date,
  window_start, window_end, planned_minutes, crew_wanted, crew_minimum, trucks_wanted, instructions, notes, total_minor,
  currency)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17, $18,
  $19, $20)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.customer_id,
            &p.quote_id,
            &p.lead_id,
            &p.location_id,
            &p.kind,
            &p.title,
            &p.service_date,
            &p.window_start,
            &p.window_end,
            &p.planned_minutes,
            &p.crew_wanted,
            &p.crew_minimum,
            &p.trucks_wanted,
            &p.instructions,
            &p.notes,
            &p.total_minor,
            &p.currency,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeJob<'a> {
    pub title: Option<&'a str>,
    pub service_date: Option<jiff::civil::Date>,
    pub window_start: Option<jiff::Timestamp>,
    pub window_end: Option<jiff::Timestamp>,
    pub planned_minutes: Option<i32>,
    pub crew_wanted: Option<i32>,
    pub crew_minimum: Option<i32>,
    pub trucks_wanted: Option<i32>,
    pub instructions: Option<&'a str>,
    pub notes: Option<&'a str>,
    pub id: kernel::ids::JobId,
}

/// What is absent stays; an empty text clears.
pub async fn change_job(tx: &engine::TenantTx, p: ChangeJob<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update job b
set title = coalesce($2, b.title),
    service_date = coalesce($3, b.service_date),
    window_start = coalesce($4, b.window_start),
    window_end = coalesce($5, b.window_end),
    planned_minutes = coalesce($6, b.planned_minutes),
    crew_wanted = coalesce($7, b.crew_wanted),
    crew_minimum = coalesce($8, b.crew_minimum),
    trucks_wanted = coalesce($9, b.trucks_wanted),
    instructions = nullif(coalesce($10, b.instructions), ''),
    notes = nullif(coalesce($11, b.notes), '')
where b.company_id = $1
  and b.id = $12";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.title,
            &p.service_date,
            &p.window_start,
            &p.window_end,
            &p.planned_minutes,
            &p.crew_wanted,
            &p.crew_minimum,
            &p.trucks_wanted,
            &p.instructions,
            &p.notes,
            &p.id,
        ],
    )
    .await
}

pub async fn cancel_job(tx: &engine::TenantTx, reason: &str, id: kernel::ids::JobId) -> kernel::Result<u64> {
    const SQL: &str = r"update job b
set status = 'CANCELLED',
    cancel_reason = $2
where b.company_id = $1
  and b.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &id]).await
}

#[derive(Debug, Clone)]
pub struct InsertJobStop<'a> {
    pub id: kernel::ids::JobStopId,
    pub job_id: kernel::ids::JobId,
    pub position: i32,
    pub role: &'a str,
    pub address: &'a serde_json::Value,
    pub latitude_micro: Option<i32>,
    pub longitude_micro: Option<i32>,
    pub planned_minutes: i32,
}

pub async fn insert_job_stop(tx: &engine::TenantTx, p: InsertJobStop<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into job_stop (company_id, id, job_id, position, role, address, latitude_micro, longitude_micro, planned_minutes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.job_id,
            &p.position,
            &p.role,
            &p.address,
            &p.latitude_micro,
            &p.longitude_micro,
            &p.planned_minutes,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobStopsRow {
    pub id: kernel::ids::JobStopId,
    pub position: i32,
    pub role: String,
    pub address: serde_json::Value,
    pub latitude_micro: Option<i32>,
    pub longitude_micro: Option<i32>,
    pub window_start: Option<jiff::Timestamp>,
    pub window_end: Option<jiff::Timestamp>,
    pub planned_minutes: i32,
}

impl JobStopsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            position: row.try_get(1).map_err(kernel::Error::internal)?,
            role: row.try_get(2).map_err(kernel::Error::internal)?,
            address: row.try_get(3).map_err(kernel::Error::internal)?,
            latitude_micro: row.try_get(4).map_err(kernel::Error::internal)?,
            longitude_micro: row.try_get(5).map_err(kernel::Error::internal)?,
            window_start: row.try_get(6).map_err(kernel::Error::internal)?,
            window_end: row.try_get(7).map_err(kernel::Error::internal)?,
            planned_minutes: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn job_stops(tx: &engine::TenantTx, job_id: kernel::ids::JobId) -> kernel::Result<Vec<JobStopsRow>> {
    const SQL: &str = r"select s.id, s.position, s.role, s.address, s.latitude_micro, s.longitude_micro, s.window_start, s.window_end,
       s.planned_minutes
from job_stop s
where s.company_id = $1
  and s.job_id = $2
order by s.position
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &job_id]).await?;
    rows.iter().map(JobStopsRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertJobItem<'a> {
    pub id: uuid::Uuid,
    pub job_id: kernel::ids::JobId,
    pub kind: &'a str,
    pub description: Option<&'a str>,
    pub quantity: i32,
}

pub async fn insert_job_item(tx: &engine::TenantTx, p: InsertJobItem<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into job_item (company_id, id, job_id, kind, description, quantity)
values ($1, $2, $3, $4, $5, $6)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.job_id, &p.kind, &p.description, &p.quantity]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobItemsRow {
    pub id: uuid::Uuid,
    pub kind: String,
    pub description: Option<String>,
    pub quantity: i32,
    pub state: String,
    pub waived: bool,
}

impl JobItemsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            description: row.try_get(2).map_err(kernel::Error::internal)?,
            quantity: row.try_get(3).map_err(kernel::Error::internal)?,
            state: row.try_get(4).map_err(kernel::Error::internal)?,
            waived: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn job_items(tx: &engine::TenantTx, job_id: kernel::ids::JobId) -> kernel::Result<Vec<JobItemsRow>> {
    const SQL: &str = r"select i.id, i.kind, i.description, i.quantity, i.state, i.waived
from job_item i
where i.company_id = $1
  and i.job_id = $2
order by i.kind, i.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &job_id]).await?;
    rows.iter().map(JobItemsRow::from_row).collect()
}

pub async fn item_state(tx: &engine::TenantTx, state: &str, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"update job_item i
set state = $2
where i.company_id = $1
  and i.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JobProgressRow {
    pub status: String,
    pub location_id: kernel::ids::LocationId,
    pub live: i64,
    pub departed: i64,
    pub finished: i64,
    pub machines: i64,
    pub planned_start: Option<jiff::Timestamp>,
    pub planned_end: Option<jiff::Timestamp>,
    pub actual_start: Option<jiff::Timestamp>,
    pub actual_end: Option<jiff::Timestamp>,
    pub people: i64,
    pub operators: i64,
}

impl JobProgressRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            status: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            live: row.try_get(2).map_err(kernel::Error::internal)?,
            departed: row.try_get(3).map_err(kernel::Error::internal)?,
            finished: row.try_get(4).map_err(kernel::Error::internal)?,
            machines: row.try_get(5).map_err(kernel::Error::internal)?,
            planned_start: row.try_get(6).map_err(kernel::Error::internal)?,
            planned_end: row.try_get(7).map_err(kernel::Error::internal)?,
            actual_start: row.try_get(8).map_err(kernel::Error::internal)?,
            actual_end: row.try_get(9).map_err(kernel::Error::internal)?,
            people: row.try_get(10).map_err(kernel::Error::internal)?,
            operators: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

/// What the state of a job follows from.
pub async fn job_progress(tx: &engine::TenantTx, job_id: kernel::ids::JobId) -> kernel::Result<JobProgressRow> {
    const SQL: &str = r#"select b.status, b.location_id,
       count(j.id) filter (where j.status <> 'CANCELLED') as "live!",
       count(j.id) filter (where j.status in ('EN_ROUTE', 'ONSITE', 'COMPLETED', 'AUDITED')) as "departed!",
       count(j.id) filter (where j.status in ('COMPLETED', 'AUDITED')) as "finished!",
       count(j.truck_id) filter (where j.status <> 'CANCELLED') as "machines!",
       min(j.planned_start) filter (where j.status <> 'CANCELLED') as "planned_start?",
       max(j.planned_end) filter (where j.status <> 'CANCELLED') as "planned_end?",
       min(j.actual_start) filter (where j.status <> 'CANCELLED') as "actual_start?",
       max(j.actual_end) filter (where j.status <> 'CANCELLED') as "actual_end?",
       (select count(*)
          from assigned_crew a
          join journey k on k.company_id = a.company_id and k.id = a.journey_id
         where a.company_id = $1 and k.job_id = $2 and k.status <> 'CANCELLED'
           and a.state = 'CONFIRMED') as "people!",
       (select count(*)
          from assigned_crew a
          join journey k on k.company_id = a.company_id and k.id = a.journey_id
         where a.company_id = $1 and k.job_id = $2 and k.status <> 'CANCELLED'
           and a.state = 'CONFIRMED' and a.role = 'OPERATOR') as "operators!"
from job b
left join journey j on j.company_id = b.company_id and j.job_id = b.id
where b.company_id = $1
  and b.id = $2
group by b.company_id, b.id"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &job_id]).await?;
    JobProgressRow::from_row(&super::exactly_one(rows, "job_progress")?)
}

#[derive(Debug, Clone)]
pub struct FollowJourneys<'a> {
    pub status: &'a str,
    pub scheduled_start: Option<jiff::Timestamp>,
    pub scheduled_end: Option<jiff::Timestamp>,
    pub actual_start: Option<jiff::Timestamp>,
    pub actual_end: Option<jiff::Timestamp>,
    pub id: kernel::ids::JobId,
}

pub async fn follow_journeys(tx: &engine::TenantTx, p: FollowJourneys<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update job b
set status = $2,
    scheduled_start = $3,
    scheduled_end = $4,
    actual_start = $5,
    actual_end = $6
where b.company_id = $1
  and b.id = $7";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.status, &p.scheduled_start, &p.scheduled_end, &p.actual_start, &p.actual_end, &p.id],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AcceptedQuoteRow {
    pub quote_id: kernel::ids::QuoteId,
    pub customer_id: kernel::ids::CustomerId,
    pub location_id: kernel::ids::LocationId,
    pub kind: String,
    pub title: String,
    pub service_date: jiff::civil::Date,
    pub planned_minutes: Option<i32>,
    pub crew_wanted: Option<i32>,
    pub trucks_wanted: Option<i32>,
    pub stops: serde_json::Value,
    pub total_minor: i64,
    pub currency: String,
    pub lead_id: Option<kernel::ids::LeadId>,
    pub machines: serde_json::Value,
}

impl AcceptedQuoteRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            quote_id: row.try_get(0).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(1).map_err(kernel::Error::internal)?,
            location_id: row.try_get(2).map_err(kernel::Error::internal)?,
            kind: row.try_get(3).map_err(kernel::Error::internal)?,
            title: row.try_get(4).map_err(kernel::Error::internal)?,
            service_date: row.try_get(5).map_err(kernel::Error::internal)?,
            planned_minutes: row.try_get(6).map_err(kernel::Error::internal)?,
            crew_wanted: row.try_get(7).map_err(kernel::Error::internal)?,
            trucks_wanted: row.try_get(8).map_err(kernel::Error::internal)?,
            stops: row.try_get(9).map_err(kernel::Error::internal)?,
            total_minor: row.try_get(10).map_err(kernel::Error::internal)?,
            currency: row.try_get(11).map_err(kernel::Error::internal)?,
            lead_id: row.try_get(12).map_err(kernel::Error::internal)?,
            machines: row.try_get(13).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn accepted_quote(
    tx: &engine::TenantTx,
    quote_id: kernel::ids::QuoteId,
) -> kernel::Result<Option<AcceptedQuoteRow>> {
    const SQL: &str = r"select q.quote_id, q.customer_id, q.location_id, q.kind, q.title, q.service_date, q.planned_minutes, q.crew_wanted,
       q.trucks_wanted, q.stops, q.total_minor, q.currency, q.lead_id, q.machines
from quotes_v_accepted q
where q.company_id = $1
  and q.quote_id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &quote_id]).await?;
    super::at_most_one(rows, "accepted_quote")?.as_ref().map(AcceptedQuoteRow::from_row).transpose()
}
