//! Written by `cargo xtask sql` from crates/billing/queries/seller.sql: edit that.

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
    pub saskatchewan_crane_pst: Option<bool>,
    pub is_default: bool,
}

pub async fn insert_entity(tx: &engine::TenantTx, p: InsertEntity<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into billing_entity (company_id, id, legal_name, currency, country, region, street, city, postal_code, email, phone, terms_days, saskatchewan_crane_pst, is_default)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
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

#[derive(Debug, Clone, serde::Serialize)]
pub struct DefaultEntityRow {
    pub id: kernel::ids::BillingEntityId,
}

impl DefaultEntityRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn default_entity(tx: &engine::TenantTx) -> kernel::Result<Option<DefaultEntityRow>> {
    const SQL: &str = r"select e.id
from billing_entity e
where e.company_id = $1
  and e.is_default";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "default_entity")?.as_ref().map(DefaultEntityRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EntityListRow {
    pub id: kernel::ids::BillingEntityId,
    pub legal_name: String,
    pub currency: String,
    pub country: String,
    pub region: Option<String>,
    pub city: Option<String>,
    pub is_default: bool,
    pub version: i64,
}

impl EntityListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            legal_name: row.try_get(1).map_err(kernel::Error::internal)?,
            currency: row.try_get(2).map_err(kernel::Error::internal)?,
            country: row.try_get(3).map_err(kernel::Error::internal)?,
            region: row.try_get(4).map_err(kernel::Error::internal)?,
            city: row.try_get(5).map_err(kernel::Error::internal)?,
            is_default: row.try_get(6).map_err(kernel::Error::internal)?,
            version: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub const ENTITY_LIST: engine::ListSql = engine::ListSql {
    name: "entity_list",
    sql: r"select e.id, e.legal_name, e.currency, e.country, e.region, e.city, e.is_default, e.version
from billing_entity e
where e.company_id = $1",
    resource: "billing_entity",
    alias: "e",
    rows: "e",
    sorts: &[engine::ListSort {
        name: "legal_name",
        column: "e.legal_name",
        kind: engine::ColumnKind::Text,
        descending: false,
        nullable: false,
    }],
    filters: &[engine::ListFilter { name: "country", column: "e.country", kind: engine::ColumnKind::Text }],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct SellerOfLocationRow {
    pub id: kernel::ids::BillingEntityId,
    pub country: String,
    pub region: Option<String>,
    pub saskatchewan_crane_pst: Option<bool>,
}

impl SellerOfLocationRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            country: row.try_get(1).map_err(kernel::Error::internal)?,
            region: row.try_get(2).map_err(kernel::Error::internal)?,
            saskatchewan_crane_pst: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// A location's own seller, else the company's default one.
pub async fn seller_of_location(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<SellerOfLocationRow>> {
    const SQL: &str = r"select e.id, e.country, e.region, e.saskatchewan_crane_pst
from billing_entity e
left join access_v_location l on l.company_id = e.company_id and l.id = $2 and l.billing_entity_id = e.id
where e.company_id = $1
  and (l.id is not null or e.is_default)
order by l.id nulls last, e.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    super::at_most_one(rows, "seller_of_location")?.as_ref().map(SellerOfLocationRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct RegistrationsRow {
    pub tax: String,
    pub jurisdiction: String,
    pub number: String,
    pub valid_from: jiff::civil::Date,
    pub valid_to: Option<jiff::civil::Date>,
}

impl RegistrationsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            tax: row.try_get(0).map_err(kernel::Error::internal)?,
            jurisdiction: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            valid_from: row.try_get(3).map_err(kernel::Error::internal)?,
            valid_to: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn registrations(
    tx: &engine::TenantTx,
    entity_id: kernel::ids::BillingEntityId,
) -> kernel::Result<Vec<RegistrationsRow>> {
    const SQL: &str = r"select r.tax, r.jurisdiction, r.number, r.valid_from, r.valid_to
from tax_registration r
where r.company_id = $1
  and r.entity_id = $2
order by r.jurisdiction, r.tax, r.valid_from
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &entity_id]).await?;
    rows.iter().map(RegistrationsRow::from_row).collect()
}
