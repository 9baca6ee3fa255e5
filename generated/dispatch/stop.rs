//! Written by `cargo xtask sql` from crates/dispatch/queries/stop.sql: edit that.

pub async fn insert_stop(
    tx: &engine::TenantTx,
    id: uuid::Uuid,
    journey_id: kernel::ids::JourneyId,
    job_stop_id: kernel::ids::JobStopId,
    position: i32,
) -> kernel::Result<u64> {
    const SQL: &str = r"insert into journey_stop (company_id, id, journey_id, job_stop_id, position)
values ($1, $2, $3, $4, $5)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id, &journey_id, &job_stop_id, &position]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StopsOfRow {
    pub id: uuid::Uuid,
    pub journey_id: kernel::ids::JourneyId,
    pub position: i32,
    pub role: String,
    pub address: serde_json::Value,
    pub latitude_micro: Option<i32>,
    pub longitude_micro: Option<i32>,
    pub window_start: Option<jiff::Timestamp>,
    pub window_end: Option<jiff::Timestamp>,
    pub planned_arrival: Option<jiff::Timestamp>,
    pub actual_arrival: Option<jiff::Timestamp>,
    pub actual_departure: Option<jiff::Timestamp>,
    pub state: String,
    pub skip_reason: Option<String>,
}

impl StopsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            journey_id: row.try_get(1).map_err(kernel::Error::internal)?,
            position: row.try_get(2).map_err(kernel::Error::internal)?,
            role: row.try_get(3).map_err(kernel::Error::internal)?,
            address: row.try_get(4).map_err(kernel::Error::internal)?,
            latitude_micro: row.try_get(5).map_err(kernel::Error::internal)?,
            longitude_micro: row.try_get(6).map_err(kernel::Error::internal)?,
            window_start: row.try_get(7).map_err(kernel::Error::internal)?,
            window_end: row.try_get(8).map_err(kernel::Error::internal)?,
            planned_arrival: row.try_get(9).map_err(kernel::Error::internal)?,
            actual_arrival: row.try_get(10).map_err(kernel::Error::internal)?,
            actual_departure: row.try_get(11).map_err(kernel::Error::internal)?,
            state: row.try_get(12).map_err(kernel::Error::internal)?,
            skip_reason: row.try_get(13).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn stops_of(tx: &engine::TenantTx, journeys: &[uuid::Uuid]) -> kernel::Result<Vec<StopsOfRow>> {
    const SQL: &str = r"select s.id, s.journey_id, s.position, b.role, b.address, b.latitude_micro, b.longitude_micro, b.window_start,
       b.window_end, s.planned_arrival, s.actual_arrival, s.actual_departure, s.state, s.skip_reason
from journey_stop s
join job_stop b on b.company_id = s.company_id and b.id = s.job_stop_id
where s.company_id = $1
  and s.journey_id = any($2)
order by s.journey_id, s.position
limit 10000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &journeys]).await?;
    rows.iter().map(StopsOfRow::from_row).collect()
}

pub async fn arrive_stop(
    tx: &engine::TenantTx,
    at: jiff::Timestamp,
    source: Option<&str>,
    id: uuid::Uuid,
) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_stop s
set state = 'ARRIVED',
    actual_arrival = coalesce(s.actual_arrival, $2),
    source = $3
where s.company_id = $1
  and s.id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &at, &source, &id]).await
}

pub async fn leave_stop(
    tx: &engine::TenantTx,
    at: jiff::Timestamp,
    source: &str,
    id: uuid::Uuid,
) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_stop s
set state = 'DONE',
    actual_departure = coalesce(s.actual_departure, $2),
    source = coalesce(s.source, $3)
where s.company_id = $1
  and s.id = $4";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &at, &source, &id]).await
}

pub async fn skip_stops(
    tx: &engine::TenantTx,
    reason: &str,
    journey_id: kernel::ids::JourneyId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update journey_stop s
set state = 'SKIPPED',
    skip_reason = $2
where s.company_id = $1
  and s.journey_id = $3
  and s.state = 'PENDING'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &reason, &journey_id]).await
}
