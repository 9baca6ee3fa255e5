//! Written by `cargo xtask sql` from crates/customers/queries/segment.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertSegment<'a> {
    pub id: kernel::ids::SegmentId,
    pub name: &'a str,
    pub scope: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub q: Option<&'a str>,
    pub filters: &'a serde_json::Value,
}

pub async fn insert_segment(tx: &engine::TenantTx, p: InsertSegment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into segment (company_id, id, name, scope, location_id, q, filters)
values ($1, $2, $3, $4, $5, $6, $7)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.name, &p.scope, &p.location_id, &p.q, &p.filters]).await
}

#[derive(Debug, Clone)]
pub struct ChangeSegment<'a> {
    pub name: &'a str,
    pub scope: &'a str,
    pub location_id: Option<kernel::ids::LocationId>,
    pub q: Option<&'a str>,
    pub filters: &'a serde_json::Value,
    pub id: kernel::ids::SegmentId,
}

pub async fn change_segment(tx: &engine::TenantTx, p: ChangeSegment<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update segment s
set name = $2,
    scope = $3,
    location_id = $4,
    q = $5,
    filters = $6
where s.company_id = $1
  and s.id = $7";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.name, &p.scope, &p.location_id, &p.q, &p.filters, &p.id]).await
}

pub async fn remove_segment(tx: &engine::TenantTx, id: kernel::ids::SegmentId) -> kernel::Result<u64> {
    const SQL: &str = r"delete from segment s
where s.company_id = $1
  and s.id = $2";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &id]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SegmentByIdRow {
    pub id: kernel::ids::SegmentId,
    pub name: String,
    pub scope: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub q: Option<String>,
    pub filters: serde_json::Value,
    pub created_by: Option<uuid::Uuid>,
    pub version: i64,
}

impl SegmentByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            scope: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            q: row.try_get(4).map_err(kernel::Error::internal)?,
            filters: row.try_get(5).map_err(kernel::Error::internal)?,
            created_by: row.try_get(6).map_err(kernel::Error::internal)?,
            version: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn segment_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::SegmentId,
) -> kernel::Result<Option<SegmentByIdRow>> {
    const SQL: &str = r"select s.id, s.name, s.scope, s.location_id, s.q, s.filters, s.created_by, s.version
from segment s
where s.company_id = $1
  and s.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "segment_by_id")?.as_ref().map(SegmentByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SegmentsRow {
    pub id: kernel::ids::SegmentId,
    pub name: String,
    pub scope: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub location_name: Option<String>,
    pub q: Option<String>,
    pub filters: serde_json::Value,
    pub created_by: Option<uuid::Uuid>,
    pub version: i64,
}

impl SegmentsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            scope: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
            location_name: row.try_get(4).map_err(kernel::Error::internal)?,
            q: row.try_get(5).map_err(kernel::Error::internal)?,
            filters: row.try_get(6).map_err(kernel::Error::internal)?,
            created_by: row.try_get(7).map_err(kernel::Error::internal)?,
            version: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// Everybody's, those of locations, and one's own.
pub async fn segments(tx: &engine::TenantTx, user_ref: Option<uuid::Uuid>) -> kernel::Result<Vec<SegmentsRow>> {
    const SQL: &str = r#"select s.id, s.name, s.scope, s.location_id, l.name as "location_name?", s.q, s.filters, s.created_by, s.version
from segment s
left join access_v_location l on l.company_id = s.company_id and l.id = s.location_id
where s.company_id = $1
  and (s.scope <> 'OWN' or s.created_by = $2)
order by s.name, s.id
limit 200"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &user_ref]).await?;
    rows.iter().map(SegmentsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LocationKnownRow {
    pub any: bool,
}

impl LocationKnownRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn location_known(
    tx: &engine::TenantTx,
    location_id: kernel::ids::LocationId,
) -> kernel::Result<LocationKnownRow> {
    const SQL: &str = r#"select exists (select 1 from access_v_location l
  where l.company_id = $1 and l.id = $2) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    LocationKnownRow::from_row(&super::exactly_one(rows, "location_known")?)
}
