//! Written by `cargo xtask sql` from crates/dispatch/queries/flag.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct FactsRow {
    pub id: kernel::ids::JourneyId,
    pub location_id: kernel::ids::LocationId,
    pub status: String,
    pub planned_start: jiff::Timestamp,
    pub planned_end: jiff::Timestamp,
    pub actual_start: Option<jiff::Timestamp>,
    pub actual_end: Option<jiff::Timestamp>,
    pub crew_wanted: i32,
    pub crew_minimum: i32,
    pub window_end: Option<jiff::Timestamp>,
    pub confirmed: i64,
    pub unanswered: i64,
    pub arrived: bool,
    pub missing_media: Option<String>,
    pub late_media: i64,
    pub open: serde_json::Value,
}

impl FactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            status: row.try_get(2).map_err(kernel::Error::internal)?,
            planned_start: row.try_get(3).map_err(kernel::Error::internal)?,
            planned_end: row.try_get(4).map_err(kernel::Error::internal)?,
            actual_start: row.try_get(5).map_err(kernel::Error::internal)?,
            actual_end: row.try_get(6).map_err(kernel::Error::internal)?,
            crew_wanted: row.try_get(7).map_err(kernel::Error::internal)?,
            crew_minimum: row.try_get(8).map_err(kernel::Error::internal)?,
            window_end: row.try_get(9).map_err(kernel::Error::internal)?,
            confirmed: row.try_get(10).map_err(kernel::Error::internal)?,
            unanswered: row.try_get(11).map_err(kernel::Error::internal)?,
            arrived: row.try_get(12).map_err(kernel::Error::internal)?,
            missing_media: row.try_get(13).map_err(kernel::Error::internal)?,
            late_media: row.try_get(14).map_err(kernel::Error::internal)?,
            open: row.try_get(15).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn flag_facts(tx: &engine::TenantTx, id: kernel::ids::JourneyId) -> kernel::Result<Vec<FactsRow>> {
    const SQL: &str = r#"select j.id, j.location_id, j.status, j.planned_start, j.planned_end, j.actual_start, j.actual_end, j.crew_wanted,
       j.crew_minimum, b.window_end,
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'CONFIRMED') as "confirmed!",
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'INVITED'
           and a.answer_by <= $2) as "unanswered!",
       exists (
         select 1
           from journey_stop s
          where s.company_id = j.company_id and s.journey_id = j.id and s.actual_arrival is not null) as "arrived!",
       (select string_agg(s.code || ': ' || (i.item ->> 'code'), ', ' order by s.number)
          from journey_step s
          cross join lateral jsonb_array_elements(s.items) as i (item)
         where s.company_id = j.company_id and s.journey_id = j.id
           and s.status in ('COMPLETED', 'APPROVED', 'SKIPPED')
           and s.completed_at <= $2 - interval '15 minutes'
           and (i.item ->> 'media_required')::boolean
           and not exists (
             select 1
               from capture_v_media m
              where m.company_id = j.company_id and m.owner_id = s.id and m.state <> 'FAILED')) as "missing_media?",
       (select count(*)
          from capture_v_media m
         where m.company_id = j.company_id and m.journey_id = j.id and m.state = 'PENDING'
           and m.created_at <= $2 - interval '24 hours') as "late_media!",
       (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'flag', f.flag, 'cause', f.cause, 'red', f.red)), '[]')
          from journey_flag f
         where f.company_id = j.company_id and f.journey_id = j.id and f.closed_at is null) as "open!"
from journey j
join job b on b.company_id = j.company_id and b.id = j.job_id
where j.company_id = $1
  and j.id = $3
order by j.id
limit 1"#;
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now, &id]).await?;
    rows.iter().map(FactsRow::from_row).collect()
}

pub async fn open_flag_facts(tx: &engine::TenantTx, until: jiff::Timestamp) -> kernel::Result<Vec<FactsRow>> {
    const SQL: &str = r#"select j.id, j.location_id, j.status, j.planned_start, j.planned_end, j.actual_start, j.actual_end, j.crew_wanted,
       j.crew_minimum, b.window_end,
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'CONFIRMED') as "confirmed!",
       (select count(*)
          from assigned_crew a
         where a.company_id = j.company_id and a.journey_id = j.id and a.state = 'INVITED'
           and a.answer_by <= $2) as "unanswered!",
       exists (
         select 1
           from journey_stop s
          where s.company_id = j.company_id and s.journey_id = j.id and s.actual_arrival is not null) as "arrived!",
       (select string_agg(s.code || ': ' || (i.item ->> 'code'), ', ' order by s.number)
          from journey_step s
          cross join lateral jsonb_array_elements(s.items) as i (item)
         where s.company_id = j.company_id and s.journey_id = j.id
           and s.status in ('COMPLETED', 'APPROVED', 'SKIPPED')
           and s.completed_at <= $2 - interval '15 minutes'
           and (i.item ->> 'media_required')::boolean
           and not exists (
             select 1
               from capture_v_media m
              where m.company_id = j.company_id and m.owner_id = s.id and m.state <> 'FAILED')) as "missing_media?",
       (select count(*)
          from capture_v_media m
         where m.company_id = j.company_id and m.journey_id = j.id and m.state = 'PENDING'
           and m.created_at <= $2 - interval '24 hours') as "late_media!",
       (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'flag', f.flag, 'cause', f.cause, 'red', f.red)), '[]')
          from journey_flag f
         where f.company_id = j.company_id and f.journey_id = j.id and f.closed_at is null) as "open!"
from journey j
join job b on b.company_id = j.company_id and b.id = j.job_id
where j.company_id = $1
  and j.status in ('MORNING_PREP', 'EN_ROUTE', 'ONSITE')
  and j.planned_start <= $3
order by j.planned_start, j.id
limit 2000"#;
    let company_id = tx.company();
    let now = tx.now();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &now, &until]).await?;
    rows.iter().map(FactsRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct OpenFlag<'a> {
    pub id: uuid::Uuid,
    pub journey_id: kernel::ids::JourneyId,
    pub flag: &'a str,
    pub cause: &'a str,
    pub red: bool,
    pub owner: &'a str,
    pub answer_by: jiff::Timestamp,
}

pub async fn open_flag(tx: &engine::TenantTx, p: OpenFlag<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into journey_flag (company_id, id, journey_id, flag, cause, red, owner, answer_by, opened_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.journey_id, &p.flag, &p.cause, &p.red, &p.owner, &p.answer_by, &now],
    )
    .await
}

pub async fn restate_flag(tx: &engine::TenantTx, cause: &str, red: bool, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_flag f
set cause = $2,
    red = $3
where f.company_id = $1
  and f.id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &cause, &red, &id]).await
}

pub async fn close_flag(tx: &engine::TenantTx, id: uuid::Uuid) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_flag f
set closed_at = $2
where f.company_id = $1
  and f.id = $3";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &now, &id]).await
}
