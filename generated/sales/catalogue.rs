//! Written by `cargo xtask sql` from crates/sales/queries/catalogue.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct OwnArticlesRow {
    pub id: uuid::Uuid,
    pub code: i32,
    pub name_en: String,
    pub name_fr: String,
    pub aliases: String,
    pub volume_centi_cuft: i32,
    pub weight_lb: Option<i32>,
    pub room_kind: String,
    pub flags: serde_json::Value,
    pub is_active: bool,
}

impl OwnArticlesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
            name_en: row.try_get(2).map_err(kernel::Error::internal)?,
            name_fr: row.try_get(3).map_err(kernel::Error::internal)?,
            aliases: row.try_get(4).map_err(kernel::Error::internal)?,
            volume_centi_cuft: row.try_get(5).map_err(kernel::Error::internal)?,
            weight_lb: row.try_get(6).map_err(kernel::Error::internal)?,
            room_kind: row.try_get(7).map_err(kernel::Error::internal)?,
            flags: row.try_get(8).map_err(kernel::Error::internal)?,
            is_active: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

/// A company's own and changed articles; a company keeps at most 2,000.
pub async fn own_articles(tx: &engine::TenantTx) -> kernel::Result<Vec<OwnArticlesRow>> {
    const SQL: &str = r"select a.id, a.code, a.name_en, a.name_fr, a.aliases, a.volume_centi_cuft, a.weight_lb, a.room_kind, a.flags, a.is_active
from article_catalogue a
where a.company_id = $1
order by a.code
limit 2000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(OwnArticlesRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertArticle<'a> {
    pub id: uuid::Uuid,
    pub code: i32,
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub aliases: &'a str,
    pub volume_centi_cuft: i32,
    pub weight_lb: Option<i32>,
    pub room_kind: &'a str,
    pub flags: &'a serde_json::Value,
    pub is_active: bool,
}

pub async fn insert_article(tx: &engine::TenantTx, p: InsertArticle<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into article_catalogue (company_id, id, code, name_en, name_fr, aliases, volume_centi_cuft, weight_lb, room_kind,
  flags, is_active)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.code,
            &p.name_en,
            &p.name_fr,
            &p.aliases,
            &p.volume_centi_cuft,
            &p.weight_lb,
            &p.room_kind,
            &p.flags,
            &p.is_active,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeArticle<'a> {
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub aliases: &'a str,
    pub volume_centi_cuft: i32,
    pub weight_lb: Option<i32>,
    pub room_kind: &'a str,
    pub flags: &'a serde_json::Value,
    pub is_active: bool,
    pub id: uuid::Uuid,
}

pub async fn change_article(tx: &engine::TenantTx, p: ChangeArticle<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update article_catalogue
set name_en = $2,
    name_fr = $3,
    aliases = $4,
    volume_centi_cuft = $5,
    weight_lb = $6,
    room_kind = $7,
    flags = $8,
    is_active = $9
where company_id = $1
  and id = $10";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.name_en,
            &p.name_fr,
            &p.aliases,
            &p.volume_centi_cuft,
            &p.weight_lb,
            &p.room_kind,
            &p.flags,
            &p.is_active,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OwnSizesRow {
    pub id: uuid::Uuid,
    pub code: String,
    pub name_en: String,
    pub name_fr: String,
    pub volume_cuft: i32,
    pub floor_area_sqft: Option<i32>,
    pub is_active: bool,
}

impl OwnSizesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
            name_en: row.try_get(2).map_err(kernel::Error::internal)?,
            name_fr: row.try_get(3).map_err(kernel::Error::internal)?,
            volume_cuft: row.try_get(4).map_err(kernel::Error::internal)?,
            floor_area_sqft: row.try_get(5).map_err(kernel::Error::internal)?,
            is_active: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn own_sizes(tx: &engine::TenantTx) -> kernel::Result<Vec<OwnSizesRow>> {
    const SQL: &str = r"select m.id, m.code, m.name_en, m.name_fr, m.volume_cuft, m.floor_area_sqft, m.is_active
from move_size m
where m.company_id = $1
order by m.code
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(OwnSizesRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertSize<'a> {
    pub id: uuid::Uuid,
    pub code: &'a str,
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub volume_cuft: i32,
    pub floor_area_sqft: Option<i32>,
    pub is_active: bool,
}

pub async fn insert_size(tx: &engine::TenantTx, p: InsertSize<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into move_size (company_id, id, code, name_en, name_fr, volume_cuft, floor_area_sqft, is_active)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.code, &p.name_en, &p.name_fr, &p.volume_cuft, &p.floor_area_sqft, &p.is_active],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeSize<'a> {
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub volume_cuft: i32,
    pub floor_area_sqft: Option<i32>,
    pub is_active: bool,
    pub id: uuid::Uuid,
}

pub async fn change_size(tx: &engine::TenantTx, p: ChangeSize<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update move_size
set name_en = $2,
    name_fr = $3,
    volume_cuft = $4,
    floor_area_sqft = $5,
    is_active = $6
where company_id = $1
  and id = $7";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.name_en, &p.name_fr, &p.volume_cuft, &p.floor_area_sqft, &p.is_active, &p.id],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct OwnServicesRow {
    pub id: uuid::Uuid,
    pub code: String,
    pub name_en: String,
    pub name_fr: String,
    pub load_percent: i32,
    pub unload_percent: i32,
    pub needs_truck: bool,
    pub is_active: bool,
}

impl OwnServicesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            code: row.try_get(1).map_err(kernel::Error::internal)?,
            name_en: row.try_get(2).map_err(kernel::Error::internal)?,
            name_fr: row.try_get(3).map_err(kernel::Error::internal)?,
            load_percent: row.try_get(4).map_err(kernel::Error::internal)?,
            unload_percent: row.try_get(5).map_err(kernel::Error::internal)?,
            needs_truck: row.try_get(6).map_err(kernel::Error::internal)?,
            is_active: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn own_services(tx: &engine::TenantTx) -> kernel::Result<Vec<OwnServicesRow>> {
    const SQL: &str = r"select s.id, s.code, s.name_en, s.name_fr, s.load_percent, s.unload_percent, s.needs_truck, s.is_active
from service_type s
where s.company_id = $1
order by s.code
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    rows.iter().map(OwnServicesRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertService<'a> {
    pub id: uuid::Uuid,
    pub code: &'a str,
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub load_percent: i32,
    pub unload_percent: i32,
    pub needs_truck: bool,
    pub is_active: bool,
}

pub async fn insert_service(tx: &engine::TenantTx, p: InsertService<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into service_type (company_id, id, code, name_en, name_fr, load_percent, unload_percent, needs_truck, is_active)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.code,
            &p.name_en,
            &p.name_fr,
            &p.load_percent,
            &p.unload_percent,
            &p.needs_truck,
            &p.is_active,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeService<'a> {
    pub name_en: &'a str,
    pub name_fr: &'a str,
    pub load_percent: i32,
    pub unload_percent: i32,
    pub needs_truck: bool,
    pub is_active: bool,
    pub id: uuid::Uuid,
}

pub async fn change_service(tx: &engine::TenantTx, p: ChangeService<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update service_type
set name_en = $2,
    name_fr = $3,
    load_percent = $4,
    unload_percent = $5,
    needs_truck = $6,
    is_active = $7
where company_id = $1
  and id = $8";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.name_en, &p.name_fr, &p.load_percent, &p.unload_percent, &p.needs_truck, &p.is_active, &p.id],
    )
    .await
}
