//! Written by `cargo xtask sql` from crates/dispatch/queries/step.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertStep<'a> {
    pub id: kernel::ids::JourneyStepId,
    pub journey_id: kernel::ids::JourneyId,
    pub number: i32,
    pub code: &'a str,
    pub names: &'a serde_json::Value,
    pub planned_minutes: i32,
    pub approval: &'a str,
    pub skippable: bool,
    pub items: &'a serde_json::Value,
}

pub async fn insert_step(tx: &engine::TenantTx, p: InsertStep<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into journey_step (company_id, id, journey_id, number, code, names, planned_minutes, approval, skippable, items)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.journey_id,
            &p.number,
            &p.code,
            &p.names,
            &p.planned_minutes,
            &p.approval,
            &p.skippable,
            &p.items,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StepsOfRow {
    pub id: kernel::ids::JourneyStepId,
    pub journey_id: kernel::ids::JourneyId,
    pub number: i32,
    pub code: String,
    pub names: serde_json::Value,
    pub planned_minutes: i32,
    pub approval: String,
    pub skippable: bool,
    pub items: serde_json::Value,
    pub checklist: serde_json::Value,
    pub status: String,
    pub started_at: Option<jiff::Timestamp>,
    pub completed_at: Option<jiff::Timestamp>,
    pub completed_by: Option<uuid::Uuid>,
    pub left_open: Vec<String>,
    pub approved_at: Option<jiff::Timestamp>,
    pub approved_by: Option<uuid::Uuid>,
    pub own_approval: bool,
    pub reason: Option<String>,
}

impl StepsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            journey_id: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            code: row.try_get(3).map_err(kernel::Error::internal)?,
            names: row.try_get(4).map_err(kernel::Error::internal)?,
            planned_minutes: row.try_get(5).map_err(kernel::Error::internal)?,
            approval: row.try_get(6).map_err(kernel::Error::internal)?,
            skippable: row.try_get(7).map_err(kernel::Error::internal)?,
            items: row.try_get(8).map_err(kernel::Error::internal)?,
            checklist: row.try_get(9).map_err(kernel::Error::internal)?,
            status: row.try_get(10).map_err(kernel::Error::internal)?,
            started_at: row.try_get(11).map_err(kernel::Error::internal)?,
            completed_at: row.try_get(12).map_err(kernel::Error::internal)?,
            completed_by: row.try_get(13).map_err(kernel::Error::internal)?,
            left_open: row.try_get(14).map_err(kernel::Error::internal)?,
            approved_at: row.try_get(15).map_err(kernel::Error::internal)?,
            approved_by: row.try_get(16).map_err(kernel::Error::internal)?,
            own_approval: row.try_get(17).map_err(kernel::Error::internal)?,
            reason: row.try_get(18).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn steps_of(tx: &engine::TenantTx, journeys: &[uuid::Uuid]) -> kernel::Result<Vec<StepsOfRow>> {
    const SQL: &str = r"select s.id, s.journey_id, s.number, s.code, s.names, s.planned_minutes, s.approval, s.skippable, s.items, s.checklist,
       s.status, s.started_at, s.completed_at, s.completed_by, s.left_open, s.approved_at, s.approved_by,
       s.own_approval, s.reason
from journey_step s
where s.company_id = $1
  and s.journey_id = any($2)
order by s.journey_id, s.number
limit 1000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &journeys]).await?;
    rows.iter().map(StepsOfRow::from_row).collect()
}

pub async fn start_step(
    tx: &engine::TenantTx,
    at: jiff::Timestamp,
    id: kernel::ids::JourneyStepId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_step s
set status = 'IN_PROGRESS',
    started_at = coalesce(s.started_at, $2)
where s.company_id = $1
  and s.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &at, &id]).await
}

pub async fn tick_item(
    tx: &engine::TenantTx,
    tick: &serde_json::Value,
    id: kernel::ids::JourneyStepId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_step s
set checklist = s.checklist || $2
where s.company_id = $1
  and s.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &tick, &id]).await
}

pub async fn complete_step(
    tx: &engine::TenantTx,
    at: Option<jiff::Timestamp>,
    completed_by: Option<uuid::Uuid>,
    left_open: &[String],
    id: kernel::ids::JourneyStepId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_step s
set status = 'COMPLETED',
    started_at = coalesce(s.started_at, $2),
    completed_at = $2,
    completed_by = $3,
    left_open = $4,
    reason = null
where s.company_id = $1
  and s.id = $5";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &at, &completed_by, &left_open, &id]).await
}

pub async fn approve_step(
    tx: &engine::TenantTx,
    approved_by: Option<uuid::Uuid>,
    own_approval: bool,
    id: kernel::ids::JourneyStepId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_step s
set status = 'APPROVED',
    approved_at = $2,
    approved_by = $3,
    own_approval = $4
where s.company_id = $1
  and s.id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &approved_by, &own_approval, &id]).await
}

pub async fn reject_step(tx: &engine::TenantTx, reason: &str, id: kernel::ids::JourneyStepId) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_step s
set status = 'REJECTED',
    completed_at = null,
    completed_by = null,
    reason = $2
where s.company_id = $1
  and s.id = $3";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &id]).await
}

pub async fn skip_step(
    tx: &engine::TenantTx,
    completed_by: Option<uuid::Uuid>,
    reason: &str,
    id: kernel::ids::JourneyStepId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_step s
set status = 'SKIPPED',
    completed_at = $2,
    completed_by = $3,
    reason = $4
where s.company_id = $1
  and s.id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &completed_by, &reason, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OthersWhoApproveRow {
    pub found: bool,
}

impl OthersWhoApproveRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { found: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Whether anybody else active at the location may approve this step (ACC-14).
pub async fn others_who_approve(
    tx: &engine::TenantTx,
    number: i32,
    location_id: kernel::ids::LocationId,
) -> kernel::Result<OthersWhoApproveRow> {
    const SQL: &str = r#"select exists (
  select 1
  from access_v_step_permission p
  join access_v_user u on u.company_id = p.company_id and u.role_id = p.role_id
  where p.company_id = $1
    and p.step_number = $2
    and p.can_approve
    and u.status = 'ACTIVE'
    and u.kind = 'PERSON'
    and u.id <> $3
    and (u.location_id is null or u.location_id = $4 or exists (
      select 1
      from access_v_user_location l
      where l.company_id = u.company_id
        and l.user_id = u.id
        and l.location_id = $4))
) as "found!""#;
    let company_id = tx.company();
    let me = tx.user_id_or_nil();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &number, &me, &location_id]).await?;
    OthersWhoApproveRow::from_row(&super::exactly_one(rows, "others_who_approve")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MediaOfRow {
    pub id: kernel::ids::MediaId,
    pub journey_id: kernel::ids::JourneyId,
    pub owner_id: uuid::Uuid,
    pub kind: String,
    pub purpose: String,
    pub content_type: String,
    pub state: String,
    pub taken_at: jiff::Timestamp,
}

impl MediaOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            journey_id: row.try_get(1).map_err(kernel::Error::internal)?,
            owner_id: row.try_get(2).map_err(kernel::Error::internal)?,
            kind: row.try_get(3).map_err(kernel::Error::internal)?,
            purpose: row.try_get(4).map_err(kernel::Error::internal)?,
            content_type: row.try_get(5).map_err(kernel::Error::internal)?,
            state: row.try_get(6).map_err(kernel::Error::internal)?,
            taken_at: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn media_of(tx: &engine::TenantTx, journeys: &[uuid::Uuid]) -> kernel::Result<Vec<MediaOfRow>> {
    const SQL: &str = r#"select m.id, m.journey_id as "journey_id!", m.owner_id, m.kind, m.purpose, m.content_type, m.state, m.taken_at
from capture_v_media m
where m.company_id = $1
  and m.journey_id = any($2)
order by m.taken_at, m.id
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &journeys]).await?;
    rows.iter().map(MediaOfRow::from_row).collect()
}
