//! Written by `cargo xtask sql` from crates/billing/queries/entity.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct EntityRow {
    pub id: kernel::ids::BillingEntityId,
    pub legal_name: String,
    pub currency: String,
    pub country: String,
    pub region: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub postal_code: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub terms_days: i32,
    pub payment_instructions: Option<String>,
    pub saskatchewan_crane_pst: Option<bool>,
    pub is_default: bool,
    pub version: i64,
    pub registrations: serde_json::Value,
}

impl EntityRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            legal_name: row.try_get(1).map_err(kernel::Error::internal)?,
            currency: row.try_get(2).map_err(kernel::Error::internal)?,
            country: row.try_get(3).map_err(kernel::Error::internal)?,
            region: row.try_get(4).map_err(kernel::Error::internal)?,
            street: row.try_get(5).map_err(kernel::Error::internal)?,
            city: row.try_get(6).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(7).map_err(kernel::Error::internal)?,
            email: row.try_get(8).map_err(kernel::Error::internal)?,
            phone: row.try_get(9).map_err(kernel::Error::internal)?,
            terms_days: row.try_get(10).map_err(kernel::Error::internal)?,
            payment_instructions: row.try_get(11).map_err(kernel::Error::internal)?,
            saskatchewan_crane_pst: row.try_get(12).map_err(kernel::Error::internal)?,
            is_default: row.try_get(13).map_err(kernel::Error::internal)?,
            version: row.try_get(14).map_err(kernel::Error::internal)?,
            registrations: row.try_get(15).map_err(kernel::Error::internal)?,
        })
    }
}

/// The seller of a location: its own entity, else the company's default one; registrations with it.
pub async fn entity_of_location(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<EntityRow>> {
    const SQL: &str = r#"select e.id, e.legal_name, e.currency, e.country, e.region, e.street, e.city, e.postal_code, e.email, e.phone,
       e.terms_days, e.payment_instructions, e.saskatchewan_crane_pst, e.is_default, e.version,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'tax', r.tax, 'jurisdiction', r.jurisdiction, 'number', r.number,
                 'valid_from', r.valid_from, 'valid_to', r.valid_to) order by r.jurisdiction, r.tax, r.valid_from), '[]')
          from tax_registration r
         where r.company_id = $1 and r.entity_id = e.id) as "registrations!"
from billing_entity e
where e.company_id = $1
  and (e.is_default
    or e.id = (select l.billing_entity_id from location l where l.company_id = $1 and l.id = $2))
order by e.is_default
limit 1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    super::at_most_one(rows, "entity_of_location")?.as_ref().map(EntityRow::from_row).transpose()
}

pub async fn entity_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::BillingEntityId,
) -> kernel::Result<Option<EntityRow>> {
    const SQL: &str = r#"select e.id, e.legal_name, e.currency, e.country, e.region, e.street, e.city, e.postal_code, e.email, e.phone,
       e.terms_days, e.payment_instructions, e.saskatchewan_crane_pst, e.is_default, e.version,
       (select coalesce(jsonb_agg(jsonb_build_object(
                 'tax', r.tax, 'jurisdiction', r.jurisdiction, 'number', r.number,
                 'valid_from', r.valid_from, 'valid_to', r.valid_to) order by r.jurisdiction, r.tax, r.valid_from), '[]')
          from tax_registration r
         where r.company_id = $1 and r.entity_id = e.id) as "registrations!"
from billing_entity e
where e.company_id = $1
  and e.id = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "entity_by_id")?.as_ref().map(EntityRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PlaceOfLocationRow {
    pub country: String,
    pub province: String,
}

impl PlaceOfLocationRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            country: row.try_get(0).map_err(kernel::Error::internal)?,
            province: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn place_of_location(
    tx: &engine::TenantTx,
    id: kernel::ids::LocationId,
) -> kernel::Result<Option<PlaceOfLocationRow>> {
    const SQL: &str = r"select l.country, l.province
from location l
where l.company_id = $1
  and l.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "place_of_location")?.as_ref().map(PlaceOfLocationRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct DefaultExistsRow {
    pub id: kernel::ids::BillingEntityId,
}

impl DefaultExistsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn default_exists(tx: &engine::TenantTx) -> kernel::Result<Option<DefaultExistsRow>> {
    const SQL: &str = r"select e.id
from billing_entity e
where e.company_id = $1
  and e.is_default
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "default_exists")?.as_ref().map(DefaultExistsRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertEntity<'a> {
    pub id: kernel::ids::BillingEntityId,
    pub legal_name: &'a str,
    pub currency: &'a str,
    pub country: &'a str,
    pub region: Option<&'a str>,
    pub street: Option<&'a str>,
    pub city: Option<&'a str>,
    pub postal_code: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub terms_days: i32,
    pub payment_instructions: Option<&'a str>,
    pub saskatchewan_crane_pst: Option<bool>,
    pub is_default: bool,
}

pub async fn insert_entity(tx: &engine::TenantTx, p: InsertEntity<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into billing_entity (company_id, id, legal_name, currency, country, region, street, city, postal_code, email,
  phone, terms_days, payment_instructions, saskatchewan_crane_pst, is_default)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.legal_name,
            &p.currency,
            &p.country,
            &p.region,
            &p.street,
            &p.city,
            &p.postal_code,
            &p.email,
            &p.phone,
            &p.terms_days,
            &p.payment_instructions,
            &p.saskatchewan_crane_pst,
            &p.is_default,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct InsertRegistration<'a> {
    pub id: uuid::Uuid,
    pub entity_id: kernel::ids::BillingEntityId,
    pub tax: &'a str,
    pub jurisdiction: &'a str,
    pub number: &'a str,
    pub valid_from: jiff::civil::Date,
    pub valid_to: Option<jiff::civil::Date>,
}

pub async fn insert_registration(tx: &engine::TenantTx, p: InsertRegistration<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into tax_registration (company_id, id, entity_id, tax, jurisdiction, number, valid_from, valid_to)
values ($1, $2, $3, $4, $5, $6, $7, $8)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.entity_id, &p.tax, &p.jurisdiction, &p.number, &p.valid_from, &p.valid_to],
    )
    .await
}
