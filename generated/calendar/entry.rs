//! Written by `cargo xtask sql` from crates/calendar/queries/entry.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct EntryRow {
    pub id: kernel::ids::ScheduleEntryId,
    pub crew_member_id: Option<kernel::ids::CrewMemberId>,
    pub equipment_id: Option<kernel::ids::EquipmentId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub r#type: String,
    pub status: String,
    pub priority: String,
    pub title: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub turnaround_minutes: i32,
    pub journey_id: Option<kernel::ids::JourneyId>,
    pub notes: Option<String>,
    pub version: i64,
}

impl EntryRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            crew_member_id: row.try_get(1).map_err(kernel::Error::internal)?,
            equipment_id: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            r#type: row.try_get(4).map_err(kernel::Error::internal)?,
            status: row.try_get(5).map_err(kernel::Error::internal)?,
            priority: row.try_get(6).map_err(kernel::Error::internal)?,
            title: row.try_get(7).map_err(kernel::Error::internal)?,
            starts_at: row.try_get(8).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(9).map_err(kernel::Error::internal)?,
            turnaround_minutes: row.try_get(10).map_err(kernel::Error::internal)?,
            journey_id: row.try_get(11).map_err(kernel::Error::internal)?,
            notes: row.try_get(12).map_err(kernel::Error::internal)?,
            version: row.try_get(13).map_err(kernel::Error::internal)?,
        })
    }
}

pub const ENTRY_LIST: engine::ListSql = engine::ListSql {
    name: "entry_list",
    sql: r"select s.id, s.crew_member_id, s.equipment_id, s.location_id, s.type, s.status, s.priority, s.title, s.starts_at,
       s.ends_at, s.turnaround_minutes, s.journey_id, s.notes, s.version
from schedule_entry s
where s.company_id = $1",
    resource: "schedule",
    alias: "s",
    rows: "s",
    sorts: &[engine::ListSort {
        name: "starts_at",
        column: "s.starts_at",
        kind: engine::ColumnKind::Timestamp,
        descending: false,
        nullable: false,
    }],
    filters: &[
        engine::ListFilter { name: "status", column: "s.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "type", column: "s.type", kind: engine::ColumnKind::Text },
        engine::ListFilter {
            name: "crew_member_id",
            column: "s.crew_member_id",
            kind: engine::ColumnKind::Id("crew_member"),
        },
        engine::ListFilter {
            name: "equipment_id",
            column: "s.equipment_id",
            kind: engine::ColumnKind::Id("equipment"),
        },
        engine::ListFilter { name: "location_id", column: "s.location_id", kind: engine::ColumnKind::Id("location") },
        engine::ListFilter { name: "starts_at", column: "s.starts_at", kind: engine::ColumnKind::Timestamp },
        engine::ListFilter { name: "ends_at", column: "s.ends_at", kind: engine::ColumnKind::Timestamp },
    ],
    search: None,
};

pub async fn entry_by_id(tx: &engine::TenantTx, id: kernel::ids::ScheduleEntryId) -> kernel::Result<Option<EntryRow>> {
    const SQL: &str = r"select s.id, s.crew_member_id, s.equipment_id, s.location_id, s.type, s.status, s.priority, s.title, s.starts_at,
       s.ends_at, s.turnaround_minutes, s.journey_id, s.notes, s.version
from schedule_entry s
where s.company_id = $1
  and s.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "entry_by_id")?.as_ref().map(EntryRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct TakenRow {
    pub id: kernel::ids::ScheduleEntryId,
    pub title: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub journey_id: Option<kernel::ids::JourneyId>,
}

impl TakenRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            title: row.try_get(1).map_err(kernel::Error::internal)?,
            starts_at: row.try_get(2).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(3).map_err(kernel::Error::internal)?,
            journey_id: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn equipment_taken(
    tx: &engine::TenantTx,
    equipment_id: kernel::ids::EquipmentId,
    free_at: jiff::Timestamp,
    starts_at: jiff::Timestamp,
) -> kernel::Result<Vec<TakenRow>> {
    const SQL: &str = r"select s.id, s.title, s.starts_at, s.ends_at, s.journey_id
from schedule_entry s
where s.company_id = $1
  and s.equipment_id = $2
  and s.status in ('SCHEDULED', 'IN_PROGRESS')
  and s.starts_at < $3
  and s.free_at > $4
order by s.starts_at, s.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &equipment_id, &free_at, &starts_at]).await?;
    rows.iter().map(TakenRow::from_row).collect()
}

pub async fn crew_taken(
    tx: &engine::TenantTx,
    crew_member_id: kernel::ids::CrewMemberId,
    free_at: jiff::Timestamp,
    starts_at: jiff::Timestamp,
) -> kernel::Result<Vec<TakenRow>> {
    const SQL: &str = r"select s.id, s.title, s.starts_at, s.ends_at, s.journey_id
from schedule_entry s
where s.company_id = $1
  and s.crew_member_id = $2
  and s.status in ('SCHEDULED', 'IN_PROGRESS')
  and s.starts_at < $3
  and s.free_at > $4
order by s.starts_at, s.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &crew_member_id, &free_at, &starts_at]).await?;
    rows.iter().map(TakenRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct JourneyClashesRow {
    pub id: kernel::ids::ScheduleEntryId,
    pub title: String,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub journey_id: Option<kernel::ids::JourneyId>,
    pub equipment_id: Option<kernel::ids::EquipmentId>,
}

impl JourneyClashesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            title: row.try_get(1).map_err(kernel::Error::internal)?,
            starts_at: row.try_get(2).map_err(kernel::Error::internal)?,
            ends_at: row.try_get(3).map_err(kernel::Error::internal)?,
            journey_id: row.try_get(4).map_err(kernel::Error::internal)?,
            equipment_id: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

/// What other work stands in the way when all of a journey's reservations move to a new time.
pub async fn journey_clashes(
    tx: &engine::TenantTx,
    journey_id: kernel::ids::JourneyId,
    ends_at: jiff::Timestamp,
    starts_at: jiff::Timestamp,
) -> kernel::Result<Vec<JourneyClashesRow>> {
    const SQL: &str = r"select o.id, o.title, o.starts_at, o.ends_at, o.journey_id, s.equipment_id
from schedule_entry s
join schedule_entry o on o.company_id = s.company_id
  and (o.equipment_id = s.equipment_id or o.crew_member_id = s.crew_member_id)
where s.company_id = $1
  and s.journey_id = $2
  and s.status in ('SCHEDULED', 'IN_PROGRESS')
  and o.status in ('SCHEDULED', 'IN_PROGRESS')
  and o.journey_id is distinct from s.journey_id
  and o.starts_at < $3
  and o.free_at > $4
order by o.starts_at, o.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &journey_id, &ends_at, &starts_at]).await?;
    rows.iter().map(JourneyClashesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EquipmentLocationRow {
    pub location_id: Option<kernel::ids::LocationId>,
}

impl EquipmentLocationRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { location_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn equipment_location(
    tx: &engine::TenantTx,
    equipment_id: kernel::ids::EquipmentId,
) -> kernel::Result<Option<EquipmentLocationRow>> {
    const SQL: &str = r"select e.location_id
from fleet_v_equipment e
where e.company_id = $1
  and e.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &equipment_id]).await?;
    super::at_most_one(rows, "equipment_location")?.as_ref().map(EquipmentLocationRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CrewLocationRow {
    pub location_id: Option<kernel::ids::LocationId>,
}

impl CrewLocationRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { location_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn crew_location(
    tx: &engine::TenantTx,
    crew_member_id: kernel::ids::CrewMemberId,
) -> kernel::Result<Option<CrewLocationRow>> {
    const SQL: &str = r"select m.location_id
from crew_v_member m
where m.company_id = $1
  and m.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &crew_member_id]).await?;
    super::at_most_one(rows, "crew_location")?.as_ref().map(CrewLocationRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertEntry<'a> {
    pub id: kernel::ids::ScheduleEntryId,
    pub crew_member_id: Option<kernel::ids::CrewMemberId>,
    pub equipment_id: Option<kernel::ids::EquipmentId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub r#type: &'a str,
    pub priority: &'a str,
    pub title: &'a str,
    pub starts_at: jiff::Timestamp,
    pub ends_at: jiff::Timestamp,
    pub turnaround_minutes: i32,
    pub free_at: jiff::Timestamp,
    pub journey_id: Option<kernel::ids::JourneyId>,
    pub notes: Option<&'a str>,
}

pub async fn insert_entry(tx: &engine::TenantTx, p: InsertEntry<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into schedule_entry (company_id, id, crew_member_id, equipment_id, location_id, type, priority, title, starts_at,
  ends_at, turnaround_minutes, free_at, journey_id, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12, $13, $14)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.crew_member_id,
            &p.equipment_id,
            &p.location_id,
            &p.r#type,
            &p.priority,
            &p.title,
            &p.starts_at,
            &p.ends_at,
            &p.turnaround_minutes,
            &p.free_at,
            &p.journey_id,
            &p.notes,
        ],
    )
    .await
}

pub async fn shift_journey(
    tx: &engine::TenantTx,
    starts_at: jiff::Timestamp,
    ends_at: jiff::Timestamp,
    journey_id: kernel::ids::JourneyId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update schedule_entry s
set starts_at = $2,
    ends_at = $3,
    free_at = $3
where s.company_id = $1
  and s.journey_id = $4
  and s.status in ('SCHEDULED', 'IN_PROGRESS')";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &starts_at, &ends_at, &journey_id]).await
}

pub async fn release_journey(
    tx: &engine::TenantTx,
    journey_id: kernel::ids::JourneyId,
    equipment_id: Option<kernel::ids::EquipmentId>,
    crew_member_id: Option<kernel::ids::CrewMemberId>,
) -> kernel::Result<u64> {
    const SQL: &str = r"update schedule_entry s
set status = 'CANCELLED'
where s.company_id = $1
  and s.journey_id = $2
  and s.status in ('SCHEDULED', 'IN_PROGRESS')
  and ($3::uuid is null or s.equipment_id = $3)
  and ($4::uuid is null or s.crew_member_id = $4)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &journey_id, &equipment_id, &crew_member_id]).await
}

pub async fn close_entry(tx: &engine::TenantTx, status: &str, id: kernel::ids::ScheduleEntryId) -> kernel::Result<u64> {
    const SQL: &str = r"update schedule_entry s
set status = $2
where s.company_id = $1
  and s.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &status, &id]).await
}
