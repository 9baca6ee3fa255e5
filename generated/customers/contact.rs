//! Written by `cargo xtask sql` from crates/customers/queries/contact.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct ContactsOfRow {
    pub id: kernel::ids::ContactId,
    pub name: String,
    pub designation: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Option<String>,
    pub is_primary: bool,
    pub is_billing: bool,
    pub is_site: bool,
    pub is_approver: bool,
    pub notes: Option<String>,
    pub version: i64,
}

impl ContactsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            designation: row.try_get(2).map_err(kernel::Error::internal)?,
            email: row.try_get(3).map_err(kernel::Error::internal)?,
            phone: row.try_get(4).map_err(kernel::Error::internal)?,
            language: row.try_get(5).map_err(kernel::Error::internal)?,
            is_primary: row.try_get(6).map_err(kernel::Error::internal)?,
            is_billing: row.try_get(7).map_err(kernel::Error::internal)?,
            is_site: row.try_get(8).map_err(kernel::Error::internal)?,
            is_approver: row.try_get(9).map_err(kernel::Error::internal)?,
            notes: row.try_get(10).map_err(kernel::Error::internal)?,
            version: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

/// Those of the whole family: nothing is moved by a merge.
pub async fn contacts_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<ContactsOfRow>> {
    const SQL: &str = r"select t.id, t.name, t.designation, t.email, t.phone, t.language, t.is_primary, t.is_billing, t.is_site, t.is_approver,
       t.notes, t.version
from contact t
where t.company_id = $1
  and t.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
  and t.left_at is null
order by t.is_primary desc, t.name, t.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(ContactsOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertContact<'a> {
    pub id: kernel::ids::ContactId,
    pub customer_id: kernel::ids::CustomerId,
    pub name: &'a str,
    pub name_key: &'a str,
    pub designation: Option<&'a str>,
    pub email: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub language: Option<&'a str>,
    pub is_primary: bool,
    pub is_billing: bool,
    pub is_site: bool,
    pub is_approver: bool,
    pub notes: Option<&'a str>,
}

pub async fn insert_contact(tx: &engine::TenantTx, p: InsertContact<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into contact (company_id, id, customer_id, name, name_key, designation, email, phone, language, is_primary,
  is_billing, is_site, is_approver, notes)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.customer_id,
            &p.name,
            &p.name_key,
            &p.designation,
            &p.email,
            &p.phone,
            &p.language,
            &p.is_primary,
            &p.is_billing,
            &p.is_site,
            &p.is_approver,
            &p.notes,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct HasContactsRow {
    pub any: bool,
}

impl HasContactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { any: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn has_contacts(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<HasContactsRow> {
    const SQL: &str = r#"select exists (select 1 from contact t
  where t.company_id = $1 and t.customer_id = $2 and t.left_at is null) as "any!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    HasContactsRow::from_row(&super::exactly_one(rows, "has_contacts")?)
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PointsOfRow {
    pub id: kernel::ids::ContactPointId,
    pub contact_id: Option<kernel::ids::ContactId>,
    pub kind: String,
    pub given: String,
    pub email_lower: Option<String>,
    pub email_match: Option<String>,
    pub phone_e164: Option<String>,
    pub extension: Option<String>,
    pub label: String,
    pub is_primary: bool,
    pub state: String,
    pub version: i64,
}

impl PointsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            contact_id: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            given: row.try_get(3).map_err(kernel::Error::internal)?,
            email_lower: row.try_get(4).map_err(kernel::Error::internal)?,
            email_match: row.try_get(5).map_err(kernel::Error::internal)?,
            phone_e164: row.try_get(6).map_err(kernel::Error::internal)?,
            extension: row.try_get(7).map_err(kernel::Error::internal)?,
            label: row.try_get(8).map_err(kernel::Error::internal)?,
            is_primary: row.try_get(9).map_err(kernel::Error::internal)?,
            state: row.try_get(10).map_err(kernel::Error::internal)?,
            version: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn points_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<PointsOfRow>> {
    const SQL: &str = r"select p.id, p.contact_id, p.kind, p.given, p.email_lower, p.email_match, p.phone_e164, p.extension, p.label,
       p.is_primary, p.state, p.version
from contact_point p
where p.company_id = $1
  and p.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
order by p.kind, p.is_primary desc, p.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(PointsOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertPoint<'a> {
    pub id: kernel::ids::ContactPointId,
    pub customer_id: kernel::ids::CustomerId,
    pub contact_id: Option<kernel::ids::ContactId>,
    pub kind: &'a str,
    pub given: &'a str,
    pub email_lower: Option<&'a str>,
    pub email_match: Option<&'a str>,
    pub phone_e164: Option<&'a str>,
    pub extension: Option<&'a str>,
    pub label: &'a str,
    pub is_primary: bool,
    pub state: &'a str,
}

pub async fn insert_point(tx: &engine::TenantTx, p: InsertPoint<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into contact_point (company_id, id, customer_id, contact_id, kind, given, email_lower, email_match, phone_e164,
  extension, label, is_primary, state)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11, $12, $13)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.customer_id,
            &p.contact_id,
            &p.kind,
            &p.given,
            &p.email_lower,
            &p.email_match,
            &p.phone_e164,
            &p.extension,
            &p.label,
            &p.is_primary,
            &p.state,
        ],
    )
    .await
}

/// Makes room for another primary point of the kind.
pub async fn demote_points(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
    kind: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"update contact_point p
set is_primary = false
where p.company_id = $1
  and p.customer_id = $2
  and p.kind = $3
  and p.contact_id is null
  and p.is_primary";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &customer_id, &kind]).await
}

/// The point becomes primary when the customer already has it.
pub async fn promote_point(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
    value: &str,
) -> kernel::Result<u64> {
    const SQL: &str = r"update contact_point p
set is_primary = true
where p.company_id = $1
  and p.customer_id = $2
  and p.contact_id is null
  and p.id = (select o.id from contact_point o
    where o.company_id = $1 and o.customer_id = $2 and o.contact_id is null
      and (o.email_lower = $3 or o.phone_e164 = $3 or o.given = $3)
    order by o.id
    limit 1)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &customer_id, &value]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct AddressesOfRow {
    pub id: kernel::ids::CustomerAddressId,
    pub kind: String,
    pub label: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub access: serde_json::Value,
    pub version: i64,
}

impl AddressesOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            label: row.try_get(2).map_err(kernel::Error::internal)?,
            street: row.try_get(3).map_err(kernel::Error::internal)?,
            city: row.try_get(4).map_err(kernel::Error::internal)?,
            province: row.try_get(5).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(6).map_err(kernel::Error::internal)?,
            country: row.try_get(7).map_err(kernel::Error::internal)?,
            access: row.try_get(8).map_err(kernel::Error::internal)?,
            version: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn addresses_of(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
) -> kernel::Result<Vec<AddressesOfRow>> {
    const SQL: &str = r"select a.id, a.kind, a.label, a.street, a.city, a.province, a.postal_code, a.country, a.access, a.version
from customer_address a
where a.company_id = $1
  and a.customer_id in (select f.id from customer f
    where f.company_id = $1 and (f.id = $2 or f.merged_into = $2))
order by a.kind, a.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &customer_id]).await?;
    rows.iter().map(AddressesOfRow::from_row).collect()
}

#[derive(Debug, Clone)]
pub struct InsertAddress<'a> {
    pub id: kernel::ids::CustomerAddressId,
    pub customer_id: kernel::ids::CustomerId,
    pub kind: &'a str,
    pub label: Option<&'a str>,
    pub street: Option<&'a str>,
    pub city: Option<&'a str>,
    pub province: Option<&'a str>,
    pub postal_code: Option<&'a str>,
    pub country: Option<&'a str>,
    pub address_key: &'a str,
    pub access: &'a serde_json::Value,
}

pub async fn insert_address(tx: &engine::TenantTx, p: InsertAddress<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into customer_address (company_id, id, customer_id, kind, label, street, city, province, postal_code, country,
  address_key, access)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.customer_id,
            &p.kind,
            &p.label,
            &p.street,
            &p.city,
            &p.province,
            &p.postal_code,
            &p.country,
            &p.address_key,
            &p.access,
        ],
    )
    .await
}
