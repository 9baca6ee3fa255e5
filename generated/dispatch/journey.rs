//! Written by `cargo xtask sql` from crates/dispatch/queries/journey.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct CardRow {
    pub id: kernel::ids::JourneyId,
    pub number: String,
    pub job_id: kernel::ids::JobId,
    pub job_number: String,
    pub customer_name: String,
    pub customer_phone: Option<String>,
    pub kind: String,
    pub title: String,
    pub day: jiff::civil::Date,
    pub status: String,
    pub priority: String,
    pub window_start: Option<jiff::Timestamp>,
    pub window_end: Option<jiff::Timestamp>,
    pub planned_start: jiff::Timestamp,
    pub planned_end: jiff::Timestamp,
    pub actual_start: Option<jiff::Timestamp>,
    pub actual_end: Option<jiff::Timestamp>,
    pub truck_id: Option<kernel::ids::EquipmentId>,
    pub truck_name: Option<String>,
    pub crew_wanted: i32,
    pub crew_minimum: i32,
    pub location_id: kernel::ids::LocationId,
    pub notes: Option<String>,
    pub instructions: Option<String>,
    pub version: i64,
    pub crew: serde_json::Value,
    pub steps: i64,
    pub closed_steps: i64,
    pub flags: serde_json::Value,
}

impl CardRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            job_id: row.try_get(2).map_err(kernel::Error::internal)?,
            job_number: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(4).map_err(kernel::Error::internal)?,
            customer_phone: row.try_get(5).map_err(kernel::Error::internal)?,
            kind: row.try_get(6).map_err(kernel::Error::internal)?,
            title: row.try_get(7).map_err(kernel::Error::internal)?,
            day: row.try_get(8).map_err(kernel::Error::internal)?,
            status: row.try_get(9).map_err(kernel::Error::internal)?,
            priority: row.try_get(10).map_err(kernel::Error::internal)?,
            window_start: row.try_get(11).map_err(kernel::Error::internal)?,
            window_end: row.try_get(12).map_err(kernel::Error::internal)?,
            planned_start: row.try_get(13).map_err(kernel::Error::internal)?,
            planned_end: row.try_get(14).map_err(kernel::Error::internal)?,
            actual_start: row.try_get(15).map_err(kernel::Error::internal)?,
            actual_end: row.try_get(16).map_err(kernel::Error::internal)?,
            truck_id: row.try_get(17).map_err(kernel::Error::internal)?,
            truck_name: row.try_get(18).map_err(kernel::Error::internal)?,
            crew_wanted: row.try_get(19).map_err(kernel::Error::internal)?,
            crew_minimum: row.try_get(20).map_err(kernel::Error::internal)?,
            location_id: row.try_get(21).map_err(kernel::Error::internal)?,
            notes: row.try_get(22).map_err(kernel::Error::internal)?,
            instructions: row.try_get(23).map_err(kernel::Error::internal)?,
            version: row.try_get(24).map_err(kernel::Error::internal)?,
            crew: row.try_get(25).map_err(kernel::Error::internal)?,
            steps: row.try_get(26).map_err(kernel::Error::internal)?,
            closed_steps: row.try_get(27).map_err(kernel::Error::internal)?,
            flags: row.try_get(28).map_err(kernel::Error::internal)?,
        })
    }
}

pub const JOURNEY_LIST: engine::ListSql = engine::ListSql {
    name: "journey_list",
    sql: r#"select j.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from journey j
join dispatch_v_card v on v.company_id = j.company_id and v.id = j.id
where j.company_id = $1"#,
    resource: "journey",
    alias: "j",
    rows: "j",
    sorts: &[
        engine::ListSort {
            name: "planned_start",
            column: "j.planned_start",
            kind: engine::ColumnKind::Timestamp,
            descending: true,
            nullable: false,
        },
        engine::ListSort {
            name: "number",
            column: "j.number",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "status", column: "j.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "date", column: "j.day", kind: engine::ColumnKind::Date },
        engine::ListFilter { name: "job_id", column: "j.job_id", kind: engine::ColumnKind::Id("job") },
        engine::ListFilter { name: "truck_id", column: "j.truck_id", kind: engine::ColumnKind::Id("equipment") },
        engine::ListFilter { name: "location_id", column: "j.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "planned_start", column: "j.planned_start", kind: engine::ColumnKind::Timestamp },
    ],
    search: None,
};

pub async fn journey_by_id(tx: &engine::TenantTx, id: kernel::ids::JourneyId) -> kernel::Result<Option<CardRow>> {
    const SQL: &str = r#"select v.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from dispatch_v_card v
where v.company_id = $1
  and v.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "journey_by_id")?.as_ref().map(CardRow::from_row).transpose()
}

pub async fn journeys_of_job(tx: &engine::TenantTx, job_id: kernel::ids::JobId) -> kernel::Result<Vec<CardRow>> {
    const SQL: &str = r#"select v.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from dispatch_v_card v
where v.company_id = $1
  and v.job_id = $2
order by v.planned_start, v.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &job_id]).await?;
    rows.iter().map(CardRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct JourneysOfDay<'a> {
    pub day: jiff::civil::Date,
    pub location_id: Option<kernel::ids::LocationId>,
    pub everywhere: bool,
    pub locations: &'a [uuid::Uuid],
    pub own: bool,
}

/// A day's journeys and those of earlier days that are still out, within the caller's reach.
pub async fn journeys_of_day(tx: &engine::TenantTx, p: JourneysOfDay<'_>) -> kernel::Result<Vec<CardRow>> {
    const SQL: &str = r#"select v.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from dispatch_v_card v
where v.company_id = $1
  and (v.day = $2 or v.day < $2 and v.status in ('EN_ROUTE', 'ONSITE'))
  and v.status <> 'CANCELLED'
  and ($3::uuid is null or v.location_id = $3)
  and ($4::boolean or v.location_id = any($5) or $6::boolean and exists (
    select 1
    from dispatch_v_journey_member m
    where m.company_id = v.company_id
      and m.journey_id = v.id
      and m.user_id = $7))
order by v.planned_start, v.id
limit 500"#;
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows =
        engine::Sql::rows(tx, SQL, &[&company_id, &p.day, &p.location_id, &p.everywhere, &p.locations, &p.own, &me])
            .await?;
    rows.iter().map(CardRow::from_row).collect()
}

/// What the caller is on: not over and of today or tomorrow at the latest, or over since a given day.
pub async fn journeys_in_hand(
    tx: &engine::TenantTx,
    until: jiff::civil::Date,
    since: jiff::civil::Date,
) -> kernel::Result<Vec<CardRow>> {
    const SQL: &str = r#"select v.id, v.number, v.job_id, v.job_number, v.customer_name, v.customer_phone, v.kind, v.title, v.day, v.status,
       v.priority, v.window_start, v.window_end, v.planned_start, v.planned_end, v.actual_start, v.actual_end, v.truck_id,
       v.truck_name as "truck_name?", v.crew_wanted, v.crew_minimum, v.location_id, v.notes, v.instructions, v.version,
       v.crew as "crew!", v.steps as "steps!", v.closed_steps as "closed_steps!", v.flags as "flags!"
from dispatch_v_card v
join dispatch_v_journey_member m on m.company_id = v.company_id and m.journey_id = v.id
where v.company_id = $1
  and m.user_id = $2
  and v.day <= $3
  and (v.status in ('MORNING_PREP', 'EN_ROUTE', 'ONSITE') or v.status = 'COMPLETED' and v.day >= $4)
order by v.planned_start, v.id
limit 50"#;
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &me, &until, &since]).await?;
    rows.iter().map(CardRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertJourney<'a> {
    pub id: kernel::ids::JourneyId,
    pub number: &'a str,
    pub job_id: kernel::ids::JobId,
    pub location_id: kernel::ids::LocationId,
    pub kind: &'a str,
    pub title: &'a str,
    pub day: jiff::civil::Date,
    pub priority: &'a str,
    pub truck_id: Option<kernel::ids::EquipmentId>,
    pub template_id: kernel::ids::WorkflowTemplateId,
    pub planned_start: jiff::Timestamp,
    pub planned_end: jiff::Timestamp,
    pub crew_wanted: i32,
    pub crew_minimum: i32,
    pub notes: Option<&'a str>,
}

pub async fn insert_journey(tx: &engine::TenantTx, p: InsertJourney<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into journey (company_id, id, number, job_id, location_id, kind, title, day, priority, truck_id, template_id,
  planned_start, planned_end, crew_wanted, crew_minimum, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11,
  $12, $13, $14, $15, $16)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.number,
            &p.job_id,
            &p.location_id,
            &p.kind,
            &p.title,
            &p.day,
            &p.priority,
            &p.truck_id,
            &p.template_id,
            &p.planned_start,
            &p.planned_end,
            &p.crew_wanted,
            &p.crew_minimum,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct PlanJourney<'a> {
    pub planned_start: jiff::Timestamp,
    pub planned_end: jiff::Timestamp,
    pub day: jiff::civil::Date,
    pub truck_id: Option<kernel::ids::EquipmentId>,
    pub notes: Option<&'a str>,
    pub id: kernel::ids::JourneyId,
}

pub async fn plan_journey(tx: &engine::TenantTx, p: PlanJourney<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update journey j
set planned_start = $2,
    planned_end = $3,
    day = $4,
    truck_id = $5,
    notes = $6
where j.company_id = $1
  and j.id = $7";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.planned_start, &p.planned_end, &p.day, &p.truck_id, &p.notes, &p.id])
        .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JourneyStateRow {
    pub id: kernel::ids::JourneyId,
    pub number: String,
    pub title: String,
    pub job_id: kernel::ids::JobId,
    pub location_id: kernel::ids::LocationId,
    pub status: String,
    pub truck_id: Option<kernel::ids::EquipmentId>,
    pub planned_start: jiff::Timestamp,
    pub planned_end: jiff::Timestamp,
    pub actual_start: Option<jiff::Timestamp>,
    pub crew_wanted: i32,
    pub crew_minimum: i32,
    pub notes: Option<String>,
    pub timezone: String,
    pub confirmed: i64,
    pub truck_out: bool,
}

impl JourneyStateRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            job_id: row.try_get(3).map_err(kernel::Error::internal)?,
            location_id: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
            truck_id: row.try_get(6).map_err(kernel::Error::internal)?,
            planned_start: row.try_get(7).map_err(kernel::Error::internal)?,
            planned_end: row.try_get(8).map_err(kernel::Error::internal)?,
            actual_start: row.try_get(9).map_err(kernel::Error::internal)?,
            crew_wanted: row.try_get(10).map_err(kernel::Error::internal)?,
            crew_minimum: row.try_get(11).map_err(kernel::Error::internal)?,
            notes: row.try_get(12).map_err(kernel::Error::internal)?,
            timezone: row.try_get(13).map_err(kernel::Error::internal)?,
            confirmed: row.try_get(14).map_err(kernel::Error::internal)?,
            truck_out: row.try_get(15).map_err(kernel::Error::internal)?,
        })
    }
}

/// What decides about the next stage of a journey.
pub async fn journey_state(
    tx: &engine::TenantTx,
    id: kernel::ids::JourneyId,
) -> kernel::Result<Option<JourneyStateRow>> {
    const SQL: &str = r#"select j.id, j.number, j.title, j.job_id, j.location_id, j.status, j.truck_id, j.planned_start, j.planned_end,
       j.actual_start, j.crew_wanted, j.crew_minimum, j.notes, l.timezone,
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'CONFIRMED') as "confirmed!",
       exists (
         select 1
           from journey o
          where o.company_id = j.company_id and o.truck_id = j.truck_id and o.id <> j.id
            and o.status in ('EN_ROUTE', 'ONSITE')) as "truck_out!"
from journey j
join access_v_location l on l.company_id = j.company_id and l.id = j.location_id
where j.company_id = $1
  and j.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "journey_state")?.as_ref().map(JourneyStateRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertTransition<'a> {
    pub id: uuid::Uuid,
    pub journey_id: kernel::ids::JourneyId,
    pub from_status: &'a str,
    pub to_status: &'a str,
    pub occurred_at: jiff::Timestamp,
    pub source: &'a str,
    pub by_user: Option<uuid::Uuid>,
    pub latitude_micro: Option<i32>,
    pub longitude_micro: Option<i32>,
    pub accuracy_m: Option<i32>,
    pub reason: Option<&'a str>,
}

pub async fn insert_transition(tx: &engine::TenantTx, p: InsertTransition<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into journey_transition (company_id, id, journey_id, from_status, to_status, occurred_at, received_at, source,
  by_user, latitude_micro, longitude_micro, accuracy_m, reason)
values ($1, $2, $3, $4, $5, $6, $7, $8,
  $9, $10, $11, $12, $13)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.journey_id,
            &p.from_status,
            &p.to_status,
            &p.occurred_at,
            &now,
            &p.source,
            &p.by_user,
            &p.latitude_micro,
            &p.longitude_micro,
            &p.accuracy_m,
            &p.reason,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LocationTimezoneRow {
    pub timezone: String,
}

impl LocationTimezoneRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { timezone: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn location_timezone(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
) -> kernel::Result<Option<LocationTimezoneRow>> {
    const SQL: &str = r"select l.timezone
from access_v_location l
where l.company_id = $1
  and l.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    super::at_most_one(rows, "location_timezone")?.as_ref().map(LocationTimezoneRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CompanyTimezoneRow {
    pub timezone: String,
}

impl CompanyTimezoneRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { timezone: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn company_timezone(tx: &engine::TenantTx) -> kernel::Result<CompanyTimezoneRow> {
    const SQL: &str = r"select c.timezone
from company c
where c.id = $1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    CompanyTimezoneRow::from_row(&super::exactly_one(rows, "company_timezone")?)
}
