//! Written by `cargo xtask sql` from crates/dispatch/queries/entry.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertEntry<'a> {
    pub id: kernel::ids::JourneyEntryId,
    pub journey_id: kernel::ids::JourneyId,
    pub r#type: &'a str,
    pub text: Option<&'a str>,
    pub tag: Option<&'a str>,
    pub data: &'a serde_json::Value,
    pub by_user: Option<uuid::Uuid>,
    pub by_name: &'a str,
    pub occurred_at: jiff::Timestamp,
}

pub async fn insert_entry(tx: &engine::TenantTx, p: InsertEntry<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into journey_entry (company_id, id, journey_id, type, text, tag, data, by_user, by_name, occurred_at, received_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.journey_id,
            &p.r#type,
            &p.text,
            &p.tag,
            &p.data,
            &p.by_user,
            &p.by_name,
            &p.occurred_at,
            &now,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EntriesOfRow {
    pub id: kernel::ids::JourneyEntryId,
    pub journey_id: kernel::ids::JourneyId,
    pub r#type: String,
    pub text: Option<String>,
    pub tag: Option<String>,
    pub data: serde_json::Value,
    pub by_name: String,
    pub occurred_at: jiff::Timestamp,
}

impl EntriesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            journey_id: row.try_get(1).map_err(kernel::Error::internal)?,
            r#type: row.try_get(2).map_err(kernel::Error::internal)?,
            text: row.try_get(3).map_err(kernel::Error::internal)?,
            tag: row.try_get(4).map_err(kernel::Error::internal)?,
            data: row.try_get(5).map_err(kernel::Error::internal)?,
            by_name: row.try_get(6).map_err(kernel::Error::internal)?,
            occurred_at: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn entries_of(tx: &engine::TenantTx, journeys: &[uuid::Uuid]) -> kernel::Result<Vec<EntriesOfRow>> {
    const SQL: &str = r"select e.id, e.journey_id, e.type, e.text, e.tag, e.data, e.by_name, e.occurred_at
from journey_entry e
where e.company_id = $1
  and e.journey_id = any($2)
order by e.occurred_at, e.id
limit 2000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &journeys]).await?;
    rows.iter().map(EntriesOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertPoint<'a> {
    pub id: uuid::Uuid,
    pub journey_id: kernel::ids::JourneyId,
    pub user_id: Option<kernel::ids::UserId>,
    pub at: jiff::Timestamp,
    pub latitude_micro: i32,
    pub longitude_micro: i32,
    pub accuracy_m: i32,
    pub speed_kmh: Option<i32>,
    pub doubt: Option<&'a str>,
}

pub async fn insert_point(tx: &engine::TenantTx, p: InsertPoint<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into gps_point (company_id, id, journey_id, user_id, at, received_at, latitude_micro, longitude_micro, accuracy_m,
  speed_kmh, doubt)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.journey_id,
            &p.user_id,
            &p.at,
            &now,
            &p.latitude_micro,
            &p.longitude_micro,
            &p.accuracy_m,
            &p.speed_kmh,
            &p.doubt,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LastPointRow {
    pub at: jiff::Timestamp,
    pub latitude_micro: i32,
    pub longitude_micro: i32,
}

impl LastPointRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            at: row.try_get(0).map_err(kernel::Error::internal)?,
            latitude_micro: row.try_get(1).map_err(kernel::Error::internal)?,
            longitude_micro: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn last_point(
    tx: &engine::TenantTx,
    journey_id: kernel::ids::JourneyId,
) -> kernel::Result<Vec<LastPointRow>> {
    const SQL: &str = r"select p.at, p.latitude_micro, p.longitude_micro
from gps_point p
where p.company_id = $1
  and p.journey_id = $2
  and p.doubt is null
order by p.at desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &journey_id]).await?;
    rows.iter().map(LastPointRow::from_row).collect()
}
