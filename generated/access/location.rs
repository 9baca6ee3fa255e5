//! Written by `cargo xtask sql` from crates/access/queries/location.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertLocation<'a> {
    pub id: kernel::ids::LocationId,
    pub name: &'a str,
    pub code: &'a str,
    pub kind: &'a str,
    pub street: Option<&'a str>,
    pub city: &'a str,
    pub province: &'a str,
    pub postal_code: Option<&'a str>,
    pub country: &'a str,
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
    pub contact_name: Option<&'a str>,
    pub timezone: &'a str,
    pub truck_count: i32,
    pub truck_note: Option<&'a str>,
    pub storage_type: &'a str,
    pub storage_note: Option<&'a str>,
    pub cx_care: bool,
}

pub async fn insert_location(tx: &engine::TenantTx, p: InsertLocation<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into location (company_id, id, name, code, kind, street, city, province, postal_code, country, phone, email,
  contact_name, timezone, truck_count, truck_note, storage_type, storage_note, cx_care)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
  $13, $14, $15, $16, $17, $18, $19)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.name,
            &p.code,
            &p.kind,
            &p.street,
            &p.city,
            &p.province,
            &p.postal_code,
            &p.country,
            &p.phone,
            &p.email,
            &p.contact_name,
            &p.timezone,
            &p.truck_count,
            &p.truck_note,
            &p.storage_type,
            &p.storage_note,
            &p.cx_care,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct UpdateLocation<'a> {
    pub name: &'a str,
    pub code: &'a str,
    pub kind: &'a str,
    pub status: &'a str,
    pub street: Option<&'a str>,
    pub city: &'a str,
    pub province: &'a str,
    pub postal_code: Option<&'a str>,
    pub country: &'a str,
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
    pub contact_name: Option<&'a str>,
    pub timezone: &'a str,
    pub truck_count: i32,
    pub truck_note: Option<&'a str>,
    pub storage_type: &'a str,
    pub storage_note: Option<&'a str>,
    pub cx_care: bool,
    pub id: kernel::ids::LocationId,
}

pub async fn update_location(tx: &engine::TenantTx, p: UpdateLocation<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update location
set name = $2,
  code = $3,
  kind = $4,
  status = $5,
  street = $6,
  city = $7,
  province = $8,
  postal_code = $9,
  country = $10,
  phone = $11,
  email = $12,
  contact_name = $13,
  timezone = $14,
  truck_count = $15,
  truck_note = $16,
  storage_type = $17,
  storage_note = $18,
  cx_care = $19
where company_id = $1
  and id = $20";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.name,
            &p.code,
            &p.kind,
            &p.status,
            &p.street,
            &p.city,
            &p.province,
            &p.postal_code,
            &p.country,
            &p.phone,
            &p.email,
            &p.contact_name,
            &p.timezone,
            &p.truck_count,
            &p.truck_note,
            &p.storage_type,
            &p.storage_note,
            &p.cx_care,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LocationRow {
    pub id: kernel::ids::LocationId,
    pub name: String,
    pub code: String,
    pub kind: String,
    pub status: String,
    pub street: Option<String>,
    pub city: String,
    pub province: String,
    pub postal_code: Option<String>,
    pub country: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub contact_name: Option<String>,
    pub timezone: String,
    pub truck_count: i32,
    pub truck_note: Option<String>,
    pub storage_type: String,
    pub storage_note: Option<String>,
    pub cx_care: bool,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl LocationRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            code: row.try_get(2).map_err(kernel::Error::internal)?,
            kind: row.try_get(3).map_err(kernel::Error::internal)?,
            status: row.try_get(4).map_err(kernel::Error::internal)?,
            street: row.try_get(5).map_err(kernel::Error::internal)?,
            city: row.try_get(6).map_err(kernel::Error::internal)?,
            province: row.try_get(7).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(8).map_err(kernel::Error::internal)?,
            country: row.try_get(9).map_err(kernel::Error::internal)?,
            phone: row.try_get(10).map_err(kernel::Error::internal)?,
            email: row.try_get(11).map_err(kernel::Error::internal)?,
            contact_name: row.try_get(12).map_err(kernel::Error::internal)?,
            timezone: row.try_get(13).map_err(kernel::Error::internal)?,
            truck_count: row.try_get(14).map_err(kernel::Error::internal)?,
            truck_note: row.try_get(15).map_err(kernel::Error::internal)?,
            storage_type: row.try_get(16).map_err(kernel::Error::internal)?,
            storage_note: row.try_get(17).map_err(kernel::Error::internal)?,
            cx_care: row.try_get(18).map_err(kernel::Error::internal)?,
            created_at: row.try_get(19).map_err(kernel::Error::internal)?,
            version: row.try_get(20).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn location_by_id(tx: &engine::TenantTx, id: kernel::ids::LocationId) -> kernel::Result<Option<LocationRow>> {
    const SQL: &str = r"select l.id, l.name, l.code, l.kind, l.status, l.street, l.city, l.province, l.postal_code, l.country, l.phone,
  l.email, l.contact_name, l.timezone, l.truck_count, l.truck_note, l.storage_type, l.storage_note, l.cx_care,
  l.created_at, l.version
from location l
where l.company_id = $1
  and l.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "location_by_id")?.as_ref().map(LocationRow::from_row).transpose()
}

pub const LOCATION_LIST: engine::ListSql = engine::ListSql {
    name: "location_list",
    sql: r"select l.id, l.name, l.code, l.kind, l.status, l.street, l.city, l.province, l.postal_code, l.country, l.phone,
  l.email, l.contact_name, l.timezone, l.truck_count, l.truck_note, l.storage_type, l.storage_note, l.cx_care,
  l.created_at, l.version
from location l
where l.company_id = $1",
    resource: "location",
    alias: "l",
    rows: "l",
    sorts: &[
        engine::ListSort {
            name: "name",
            column: "l.name",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "code",
            column: "l.code",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "created_at",
            column: "l.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "kind", column: "l.kind", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "status", column: "l.status", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "province", column: "l.province", kind: engine::ColumnKind::Text },
    ],
    search: Some("location_search"),
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct PlacesRow {
    pub id: kernel::ids::LocationId,
    pub name: String,
    pub code: String,
    pub timezone: String,
}

impl PlacesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            code: row.try_get(2).map_err(kernel::Error::internal)?,
            timezone: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn places(tx: &engine::TenantTx) -> kernel::Result<Vec<PlacesRow>> {
    const SQL: &str = r"select l.id, l.name, l.code, l.timezone
from location l
where l.company_id = $1
  and l.status = 'ACTIVE'
order by l.name, l.id
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(PlacesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UsersAtRow {
    pub name: String,
}

impl UsersAtRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { name: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn users_at(tx: &engine::TenantTx, location_id: kernel::ids::LocationId) -> kernel::Result<Vec<UsersAtRow>> {
    const SQL: &str = r"select u.name
from app_user u
where u.company_id = $1
  and u.location_id = $2
  and u.status in ('ACTIVE', 'INVITED')
order by u.name
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    rows.iter().map(UsersAtRow::from_row).collect()
}
