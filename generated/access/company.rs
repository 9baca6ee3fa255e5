//! Written by `cargo xtask sql` from crates/access/queries/company.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertCompany<'a> {
    pub id: kernel::ids::CompanyId,
    pub name: &'a str,
    pub slug: &'a str,
    pub industry: &'a str,
    pub is_franchise: bool,
    pub plan: &'a str,
    pub contact_email: Option<&'a str>,
    pub contact_phone: Option<&'a str>,
    pub website: Option<&'a str>,
    pub timezone: &'a str,
    pub currency: &'a str,
    pub language: &'a str,
    pub settings: &'a serde_json::Value,
    pub features: &'a serde_json::Value,
    pub limits: &'a serde_json::Value,
}

pub async fn insert_company(tx: &impl engine::Sql, p: InsertCompany<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into company (id, name, slug, industry, is_franchise, plan, contact_email, contact_phone, website, timezone,
  currency, language, settings, features, limits)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15)";
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &p.id,
            &p.name,
            &p.slug,
            &p.industry,
            &p.is_franchise,
            &p.plan,
            &p.contact_email,
            &p.contact_phone,
            &p.website,
            &p.timezone,
            &p.currency,
            &p.language,
            &p.settings,
            &p.features,
            &p.limits,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CompanyRow {
    pub id: kernel::ids::CompanyId,
    pub name: String,
    pub slug: String,
    pub industry: String,
    pub is_franchise: bool,
    pub plan: String,
    pub status: String,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    pub website: Option<String>,
    pub timezone: String,
    pub currency: String,
    pub language: String,
    pub settings: serde_json::Value,
    pub features: serde_json::Value,
    pub limits: serde_json::Value,
    pub audit_enabled: bool,
    pub version: i64,
}

impl CompanyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            slug: row.try_get(2).map_err(kernel::Error::internal)?,
            industry: row.try_get(3).map_err(kernel::Error::internal)?,
            is_franchise: row.try_get(4).map_err(kernel::Error::internal)?,
            plan: row.try_get(5).map_err(kernel::Error::internal)?,
            status: row.try_get(6).map_err(kernel::Error::internal)?,
            contact_email: row.try_get(7).map_err(kernel::Error::internal)?,
            contact_phone: row.try_get(8).map_err(kernel::Error::internal)?,
            website: row.try_get(9).map_err(kernel::Error::internal)?,
            timezone: row.try_get(10).map_err(kernel::Error::internal)?,
            currency: row.try_get(11).map_err(kernel::Error::internal)?,
            language: row.try_get(12).map_err(kernel::Error::internal)?,
            settings: row.try_get(13).map_err(kernel::Error::internal)?,
            features: row.try_get(14).map_err(kernel::Error::internal)?,
            limits: row.try_get(15).map_err(kernel::Error::internal)?,
            audit_enabled: row.try_get(16).map_err(kernel::Error::internal)?,
            version: row.try_get(17).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn company(tx: &impl engine::Sql, id: kernel::ids::CompanyId) -> kernel::Result<Option<CompanyRow>> {
    const SQL: &str = r"select c.id, c.name, c.slug, c.industry, c.is_franchise, c.plan, c.status, c.contact_email, c.contact_phone,
  c.website, c.timezone, c.currency, c.language, c.settings, c.features, c.limits, c.audit_enabled, c.version
from company c
where c.id = $1";
    let rows = engine::Sql::rows(tx, SQL, &[&id]).await?;
    super::at_most_one(rows, "company")?.as_ref().map(CompanyRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LimitsLockedRow {
    pub limits: serde_json::Value,
}

impl LimitsLockedRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { limits: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Locked, so that simultaneous creations cannot pass the limit together.
pub async fn limits_locked(
    tx: &impl engine::Sql,
    id: kernel::ids::CompanyId,
) -> kernel::Result<Option<LimitsLockedRow>> {
    const SQL: &str = r"select c.limits
from company c
where c.id = $1
for update";
    let rows = engine::Sql::rows(tx, SQL, &[&id]).await?;
    super::at_most_one(rows, "limits_locked")?.as_ref().map(LimitsLockedRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct UpdateCompany<'a> {
    pub name: &'a str,
    pub contact_email: Option<&'a str>,
    pub contact_phone: Option<&'a str>,
    pub website: Option<&'a str>,
    pub timezone: &'a str,
    pub language: &'a str,
    pub settings: &'a serde_json::Value,
    pub audit_enabled: bool,
    pub at: jiff::Timestamp,
    pub id: kernel::ids::CompanyId,
}

pub async fn update_company(tx: &impl engine::Sql, p: UpdateCompany<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update company
set name = $1,
  contact_email = $2,
  contact_phone = $3,
  website = $4,
  timezone = $5,
  language = $6,
  settings = $7,
  audit_enabled = $8,
  updated_at = $9,
  version = version + 1
where id = $10";
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &p.name,
            &p.contact_email,
            &p.contact_phone,
            &p.website,
            &p.timezone,
            &p.language,
            &p.settings,
            &p.audit_enabled,
            &p.at,
            &p.id,
        ],
    )
    .await
}

pub async fn set_company_status(
    tx: &impl engine::Sql,
    status: &str,
    at: jiff::Timestamp,
    id: kernel::ids::CompanyId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update company
set status = $1,
  updated_at = $2,
  version = version + 1
where id = $3";
    engine::Sql::exec(tx, SQL, &[&status, &at, &id]).await
}
