//! Written by `cargo xtask sql` from crates/dispatch/queries/board.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct UnassignedJobsRow {
    pub id: kernel::ids::JobId,
    pub number: String,
    pub title: String,
    pub customer_name: String,
    pub customer_id: kernel::ids::CustomerId,
    pub status: String,
    pub kind: String,
    pub service_date: Option<jiff::civil::Date>,
    pub scheduled_start: Option<jiff::Timestamp>,
    pub scheduled_end: Option<jiff::Timestamp>,
    pub window_start: Option<jiff::Timestamp>,
    pub window_end: Option<jiff::Timestamp>,
    pub planned_minutes: i32,
    pub crew_wanted: i32,
    pub trucks_wanted: i32,
    pub location_id: kernel::ids::LocationId,
    pub quote_id: Option<kernel::ids::QuoteId>,
    pub version: i64,
}

impl UnassignedJobsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            title: row.try_get(2).map_err(kernel::Error::internal)?,
            customer_name: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
            kind: row.try_get(6).map_err(kernel::Error::internal)?,
            service_date: row.try_get(7).map_err(kernel::Error::internal)?,
            scheduled_start: row.try_get(8).map_err(kernel::Error::internal)?,
            scheduled_end: row.try_get(9).map_err(kernel::Error::internal)?,
            window_start: row.try_get(10).map_err(kernel::Error::internal)?,
            window_end: row.try_get(11).map_err(kernel::Error::internal)?,
            planned_minutes: row.try_get(12).map_err(kernel::Error::internal)?,
            crew_wanted: row.try_get(13).map_err(kernel::Error::internal)?,
            trucks_wanted: row.try_get(14).map_err(kernel::Error::internal)?,
            location_id: row.try_get(15).map_err(kernel::Error::internal)?,
            quote_id: row.try_get(16).map_err(kernel::Error::internal)?,
            version: row.try_get(17).map_err(kernel::Error::internal)?,
        })
    }
}

/// Jobs of a day, or still without one, that no live journey carries out.
pub async fn unassigned_jobs(
    tx: &engine::TenantTx,
    day: jiff::civil::Date,
    location_id: Option<kernel::ids::LocationId>,
    everywhere: bool,
    locations: &[uuid::Uuid],
) -> kernel::Result<Vec<UnassignedJobsRow>> {
    const SQL: &str = r"select b.id, b.number, b.title, c.display_name as customer_name, b.customer_id, b.status, b.kind, b.service_date,
       b.scheduled_start, b.scheduled_end, b.window_start, b.window_end, b.planned_minutes, b.crew_wanted,
       b.trucks_wanted, b.location_id, b.quote_id, b.version
from job b
join customers_v_card c on c.company_id = b.company_id and c.id = b.customer_id
where b.company_id = $1
  and b.status in ('PENDING', 'SCHEDULED')
  and (b.service_date = $2 or b.service_date is null)
  and ($3::uuid is null or b.location_id = $3)
  and ($4::boolean or b.location_id = any($5))
  and not exists (
    select 1
    from journey j
    where j.company_id = b.company_id
      and j.job_id = b.id
      and j.status <> 'CANCELLED')
order by b.window_start nulls last, b.number
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &day, &location_id, &everywhere, &locations]).await?;
    rows.iter().map(UnassignedJobsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LanesRow {
    pub id: kernel::ids::EquipmentId,
    pub number: String,
    pub name: String,
    pub r#type: String,
    pub status: String,
    pub capacity_cuft: Option<i32>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub blocked_after: Option<jiff::civil::Date>,
}

impl LanesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            r#type: row.try_get(3).map_err(kernel::Error::internal)?,
            status: row.try_get(4).map_err(kernel::Error::internal)?,
            capacity_cuft: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
            blocked_after: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lanes(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
    everywhere: bool,
    locations: &[uuid::Uuid],
) -> kernel::Result<Vec<LanesRow>> {
    const SQL: &str = r"select e.id, e.number, e.name, e.type, e.status, e.capacity_cuft, e.location_id, e.blocked_after
from fleet_v_equipment e
where e.company_id = $1
  and e.type in ('TRUCK', 'TRAILER', 'CRANE')
  and e.status not in ('RETIRED', 'SOLD')
  and ($2::uuid is null or e.location_id = $2 or e.location_id is null)
  and ($3::boolean or e.location_id = any($4) or e.location_id is null)
order by e.number, e.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id, &everywhere, &locations]).await?;
    rows.iter().map(LanesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PeopleRow {
    pub id: kernel::ids::CrewMemberId,
    pub name: String,
    pub position: String,
    pub status: String,
    pub user_id: Option<kernel::ids::UserId>,
    pub busy: bool,
}

impl PeopleRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            position: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            user_id: row.try_get(4).map_err(kernel::Error::internal)?,
            busy: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

#[derive(Debug, Clone)]
pub struct People<'a> {
    pub until: jiff::Timestamp,
    pub from: jiff::Timestamp,
    pub location_id: Option<kernel::ids::LocationId>,
    pub everywhere: bool,
    pub locations: &'a [uuid::Uuid],
}

/// Nobody is in two places at once: the first work that ends after the beginning tells.
pub async fn people(tx: &engine::TenantTx, p: People<'_>) -> kernel::Result<Vec<PeopleRow>> {
    const SQL: &str = r#"select m.id, m.name, m.position, m.status, m.user_id, coalesce((
  select b.starts_at < $2
  from calendar_v_busy b
  where b.company_id = m.company_id
    and b.crew_member_id = m.id
    and b.free_at > $3
  order by b.free_at
  limit 1
), false) as "busy!"
from crew_v_member m
where m.company_id = $1
  and m.status <> 'INACTIVE'
  and ($4::uuid is null or m.location_id = $4 or m.location_id is null)
  and ($5::boolean or m.location_id = any($6) or m.location_id is null)
order by m.name, m.id
limit 500"#;
    let company_id = tx.company();
    let rows =
        engine::Sql::rows(tx, SQL, &[&company_id, &p.until, &p.from, &p.location_id, &p.everywhere, &p.locations])
            .await?;
    rows.iter().map(PeopleRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct BusyMachinesRow {
    pub equipment_id: kernel::ids::EquipmentId,
    pub title: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
}

impl BusyMachinesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            equipment_id: row.try_get(0).map_err(kernel::Error::internal)?,
            title: row.try_get(1).map_err(kernel::Error::internal)?,
            starts_at: row.try_get(2).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// What stands in the way of a machine's work in a stretch of time.
pub async fn busy_machines(
    tx: &engine::TenantTx,
    until: jiff::Timestamp,
    from: jiff::Timestamp,
    journey_id: Option<kernel::ids::JourneyId>,
) -> kernel::Result<Vec<BusyMachinesRow>> {
    const SQL: &str = r#"select b.equipment_id as "equipment_id!", b.title, b.starts_at, b.ends_at
from calendar_v_busy b
where b.company_id = $1
  and b.equipment_id is not null
  and b.starts_at < $2
  and b.free_at > $3
  and ($4::uuid is null or b.journey_id is distinct from $4)
order by b.equipment_id, b.starts_at
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &until, &from, &journey_id]).await?;
    rows.iter().map(BusyMachinesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CountRow {
    pub count: i64,
}

impl CountRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { count: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn open_leads(
    tx: &engine::TenantTx,
    everywhere: bool,
    locations: &[uuid::Uuid],
    own: bool,
) -> kernel::Result<CountRow> {
    const SQL: &str = r#"select count(*) as "count!"
from sales_v_open_leads l
where l.company_id = $1
  and ($2::boolean or l.location_id = any($3) or $4::boolean and l.assigned_to = $5)"#;
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &everywhere, &locations, &own, &me]).await?;
    CountRow::from_row(&super::exactly_one(rows, "open_leads")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct WaitingLeadsRow {
    pub id: kernel::ids::LeadId,
    pub number: String,
    pub full_name: String,
    pub status: String,
    pub priority: String,
    pub score: i32,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub received_at: jiff::Timestamp,
}

impl WaitingLeadsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            full_name: row.try_get(2).map_err(kernel::Error::internal)?,
            status: row.try_get(3).map_err(kernel::Error::internal)?,
            priority: row.try_get(4).map_err(kernel::Error::internal)?,
            score: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(7).map_err(kernel::Error::internal)?,
            received_at: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// Leads nobody has answered yet, longest waiting first.
pub async fn waiting_leads(
    tx: &engine::TenantTx,
    everywhere: bool,
    locations: &[uuid::Uuid],
    own: bool,
) -> kernel::Result<Vec<WaitingLeadsRow>> {
    const SQL: &str = r"select l.id, l.number, l.full_name, l.status, l.priority, l.score, l.location_id, l.assigned_to, l.received_at
from sales_v_open_leads l
where l.company_id = $1
  and l.first_touch_at is null
  and ($2::boolean or l.location_id = any($3) or $4::boolean and l.assigned_to = $5)
order by l.received_at, l.id
limit 20";
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &everywhere, &locations, &own, &me]).await?;
    rows.iter().map(WaitingLeadsRow::from_row).collect()
}
