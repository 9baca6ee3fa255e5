//! Written by `cargo xtask sql` from crates/customers/queries/import.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct SharingRow {
    pub id: uuid::Uuid,
}

impl SharingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

/// Customers that share an address, a number or a mailbox with rows of a file: whoever scores 60 and more shares one of
/// them (CUS-13), so names need not be looked through. Of a number that a whole office has, the first few are enough.
pub async fn sharing(
    tx: &engine::TenantTx,
    emails: &[String],
    phones: &[String],
    addresses: &[String],
) -> kernel::Result<Vec<SharingRow>> {
    const SQL: &str = r#"select distinct case when c.merged_into is null then c.id else c.merged_into end as "id!"
from (
  select near.customer_id
  from (select distinct w.value from unnest($2::text[]) w (value)) e
  cross join lateral (
    select p.customer_id
    from contact_point p
    where p.company_id = $1
      and p.email_match = e.value
    limit 15
  ) near
  union all
  select near.customer_id
  from (select distinct w.value from unnest($3::text[]) w (value)) t
  cross join lateral (
    select p.customer_id
    from contact_point p
    where p.company_id = $1
      and p.phone_e164 = t.value
    limit 15
  ) near
  union all
  select near.customer_id
  from (select distinct w.value from unnest($4::text[]) w (value)) a
  cross join lateral (
    select s.customer_id
    from customer_address s
    where s.company_id = $1
      and s.address_key = a.value
    limit 15
  ) near
) hit
join customer c on c.company_id = $1 and c.id = hit.customer_id
order by 1
limit 30000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &emails, &phones, &addresses]).await?;
    rows.iter().map(SharingRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ComparedCustomersRow {
    pub id: kernel::ids::CustomerId,
    pub number: String,
    pub kind: String,
    pub display_name: String,
    pub first_name: Option<String>,
    pub match_key: String,
    pub status: String,
}

impl ComparedCustomersRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            number: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            display_name: row.try_get(3).map_err(kernel::Error::internal)?,
            first_name: row.try_get(4).map_err(kernel::Error::internal)?,
            match_key: row.try_get(5).map_err(kernel::Error::internal)?,
            status: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn compared_customers(
    tx: &engine::TenantTx,
    ids: &[uuid::Uuid],
) -> kernel::Result<Vec<ComparedCustomersRow>> {
    const SQL: &str = r"select c.id, c.number, c.kind, c.display_name, c.first_name, c.match_key, c.status
from customer c
where c.company_id = $1
  and c.id = any ($2)
  and c.status in ('ACTIVE', 'INACTIVE', 'BLOCKED')
order by c.id
limit 30000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(ComparedCustomersRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ComparedPointsRow {
    pub survivor_id: uuid::Uuid,
    pub email_match: Option<String>,
    pub phone_e164: Option<String>,
}

impl ComparedPointsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            survivor_id: row.try_get(0).map_err(kernel::Error::internal)?,
            email_match: row.try_get(1).map_err(kernel::Error::internal)?,
            phone_e164: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// Those of the whole families.
pub async fn compared_points(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<ComparedPointsRow>> {
    const SQL: &str = r#"select case when f.merged_into is null then f.id else f.merged_into end as "survivor_id!", p.email_match, p.phone_e164
from customer f
join contact_point p on p.company_id = f.company_id and p.customer_id = f.id
where f.company_id = $1
  and case when f.merged_into is null then f.id else f.merged_into end = any ($2)
order by p.id
limit 100000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(ComparedPointsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ComparedAddressesRow {
    pub survivor_id: uuid::Uuid,
    pub address_key: String,
}

impl ComparedAddressesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            survivor_id: row.try_get(0).map_err(kernel::Error::internal)?,
            address_key: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn compared_addresses(
    tx: &engine::TenantTx,
    ids: &[uuid::Uuid],
) -> kernel::Result<Vec<ComparedAddressesRow>> {
    const SQL: &str = r#"select case when f.merged_into is null then f.id else f.merged_into end as "survivor_id!", a.address_key
from customer f
join customer_address a on a.company_id = f.company_id and a.customer_id = f.id
where f.company_id = $1
  and case when f.merged_into is null then f.id else f.merged_into end = any ($2)
order by a.id
limit 100000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(ComparedAddressesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StandingRow {
    pub asked: kernel::ids::CustomerId,
    pub record: kernel::ids::CustomerId,
    pub number: String,
    pub display_name: String,
    pub status: String,
}

impl StandingRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            asked: row.try_get(0).map_err(kernel::Error::internal)?,
            record: row.try_get(1).map_err(kernel::Error::internal)?,
            number: row.try_get(2).map_err(kernel::Error::internal)?,
            display_name: row.try_get(3).map_err(kernel::Error::internal)?,
            status: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn standing(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<StandingRow>> {
    const SQL: &str = r#"select f.id as "asked!", s.id as "record!", s.number, s.display_name, s.status
from customer f
join customer s on s.company_id = f.company_id
  and s.id = case when f.merged_into is null then f.id else f.merged_into end
where f.company_id = $1
  and f.id = any ($2)
order by f.id
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(StandingRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChangingCustomersRow {
    pub id: kernel::ids::CustomerId,
    pub kind: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    pub r#type: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub language: String,
    pub website: Option<String>,
    pub registration_number: Option<String>,
    pub tags: Vec<String>,
    pub notes: Option<String>,
    pub version: i64,
    pub row: serde_json::Value,
}

impl ChangingCustomersRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            kind: row.try_get(1).map_err(kernel::Error::internal)?,
            first_name: row.try_get(2).map_err(kernel::Error::internal)?,
            last_name: row.try_get(3).map_err(kernel::Error::internal)?,
            company_name: row.try_get(4).map_err(kernel::Error::internal)?,
            r#type: row.try_get(5).map_err(kernel::Error::internal)?,
            location_id: row.try_get(6).map_err(kernel::Error::internal)?,
            email: row.try_get(7).map_err(kernel::Error::internal)?,
            phone: row.try_get(8).map_err(kernel::Error::internal)?,
            street: row.try_get(9).map_err(kernel::Error::internal)?,
            city: row.try_get(10).map_err(kernel::Error::internal)?,
            province: row.try_get(11).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(12).map_err(kernel::Error::internal)?,
            country: row.try_get(13).map_err(kernel::Error::internal)?,
            language: row.try_get(14).map_err(kernel::Error::internal)?,
            website: row.try_get(15).map_err(kernel::Error::internal)?,
            registration_number: row.try_get(16).map_err(kernel::Error::internal)?,
            tags: row.try_get(17).map_err(kernel::Error::internal)?,
            notes: row.try_get(18).map_err(kernel::Error::internal)?,
            version: row.try_get(19).map_err(kernel::Error::internal)?,
            row: row.try_get(20).map_err(kernel::Error::internal)?,
        })
    }
}

/// Locked in the order of their ids: nobody changes them until the batch is written.
pub async fn changing_customers(
    tx: &engine::TenantTx,
    ids: &[uuid::Uuid],
) -> kernel::Result<Vec<ChangingCustomersRow>> {
    const SQL: &str = r#"select c.id, c.kind, c.first_name, c.last_name, c.company_name, c.type, c.location_id, c.email, c.phone, c.street, c.city,
       c.province, c.postal_code, c.country, c.language, c.website, c.registration_number, c.tags, c.notes, c.version,
       to_jsonb(c) as "row!"
from customer c
where c.company_id = $1
  and c.id = any ($2)
order by c.id
limit 500
for update of c"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(ChangingCustomersRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChangingPointsRow {
    pub customer_id: kernel::ids::CustomerId,
    pub contact_id: Option<kernel::ids::ContactId>,
    pub kind: String,
    pub given: String,
    pub email_lower: Option<String>,
    pub phone_e164: Option<String>,
    pub is_primary: bool,
}

impl ChangingPointsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            customer_id: row.try_get(0).map_err(kernel::Error::internal)?,
            contact_id: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            given: row.try_get(3).map_err(kernel::Error::internal)?,
            email_lower: row.try_get(4).map_err(kernel::Error::internal)?,
            phone_e164: row.try_get(5).map_err(kernel::Error::internal)?,
            is_primary: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn changing_points(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<ChangingPointsRow>> {
    const SQL: &str = r"select p.customer_id, p.contact_id, p.kind, p.given, p.email_lower, p.phone_e164, p.is_primary
from contact_point p
where p.company_id = $1
  and p.customer_id = any ($2)
order by p.id
limit 100000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(ChangingPointsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChangingAddressesRow {
    pub customer_id: kernel::ids::CustomerId,
    pub address_key: String,
}

impl ChangingAddressesRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            customer_id: row.try_get(0).map_err(kernel::Error::internal)?,
            address_key: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn changing_addresses(
    tx: &engine::TenantTx,
    ids: &[uuid::Uuid],
) -> kernel::Result<Vec<ChangingAddressesRow>> {
    const SQL: &str = r"select a.customer_id, a.address_key
from customer_address a
where a.company_id = $1
  and a.customer_id = any ($2)
order by a.id
limit 100000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(ChangingAddressesRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct ChangingContactsRow {
    pub customer_id: kernel::ids::CustomerId,
    pub name_key: String,
}

impl ChangingContactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            customer_id: row.try_get(0).map_err(kernel::Error::internal)?,
            name_key: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn changing_contacts(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<ChangingContactsRow>> {
    const SQL: &str = r"select t.customer_id, t.name_key
from contact t
where t.company_id = $1
  and t.customer_id = any ($2)
order by t.id
limit 100000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(ChangingContactsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LockCustomersRow {
    pub id: kernel::ids::CustomerId,
    pub version: i64,
}

impl LockCustomersRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            version: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn lock_customers(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<LockCustomersRow>> {
    const SQL: &str = r"select c.id, c.version
from customer c
where c.company_id = $1
  and c.id = any ($2)
order by c.id
limit 500
for update of c";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(LockCustomersRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct UseOfRow {
    pub id: kernel::ids::CustomerId,
    pub status: String,
    pub version: i64,
    pub used: bool,
}

impl UseOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            status: row.try_get(1).map_err(kernel::Error::internal)?,
            version: row.try_get(2).map_err(kernel::Error::internal)?,
            used: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// Whether customers that an import made were changed or used since.
pub async fn use_of(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<Vec<UseOfRow>> {
    const SQL: &str = r#"select c.id, c.status, c.version,
       (exists (select 1 from sales_v_lead l where l.company_id = $1 and l.customer_id = c.id)
         or exists (select 1 from sales_v_deal d where d.company_id = $1 and d.customer_id = c.id)
         or exists (select 1 from sales_v_estimate e where e.company_id = $1 and e.customer_id = c.id)
         or exists (select 1 from quotes_v_quote q where q.company_id = $1 and q.customer_id = c.id)
         or exists (select 1 from dispatch_v_job j where j.company_id = $1 and j.customer_id = c.id)
         or exists (select 1 from billing_v_invoice i where i.company_id = $1 and i.customer_id = c.id)
         or exists (select 1 from billing_v_payment b where b.company_id = $1 and b.customer_id = c.id)
         or exists (select 1 from messaging_v_message m where m.company_id = $1 and m.customer_id = c.id)
         or exists (select 1 from customer o where o.company_id = $1 and o.merged_into = c.id)
         or exists (select 1 from contact t
              where t.company_id = $1 and t.customer_id = c.id and t.created_at > c.created_at)
         or exists (select 1 from contact_point p
              where p.company_id = $1 and p.customer_id = c.id and p.created_at > c.created_at)
         or exists (select 1 from customer_address a
              where a.company_id = $1 and a.customer_id = c.id and a.created_at > c.created_at)) as "used!"
from customer c
where c.company_id = $1
  and c.id = any ($2)
order by c.id
limit 500"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &ids]).await?;
    rows.iter().map(UseOfRow::from_row).collect()
}

/// Customers are not deleted: what an import made by mistake becomes inactive (CUS-31).
pub async fn put_aside(tx: &engine::TenantTx, ids: &[uuid::Uuid]) -> kernel::Result<u64> {
    const SQL: &str = r"update customer c
set status = 'INACTIVE'
where c.company_id = $1
  and c.id = any ($2)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &ids]).await
}

/// Points that one batch gave to a customer, as long as nobody changed them.
pub async fn drop_points(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
    at: jiff::Timestamp,
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from contact_point p
where p.company_id = $1
  and p.customer_id = $2
  and p.created_at = $3
  and p.version = 1";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &customer_id, &at]).await
}

pub async fn drop_contacts(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
    at: jiff::Timestamp,
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from contact t
where t.company_id = $1
  and t.customer_id = $2
  and t.created_at = $3
  and t.version = 1
  and not exists (select 1 from contact_point p where p.company_id = $1 and p.contact_id = t.id)";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &customer_id, &at]).await
}

pub async fn drop_addresses(
    tx: &engine::TenantTx,
    customer_id: kernel::ids::CustomerId,
    at: jiff::Timestamp,
) -> kernel::Result<u64> {
    const SQL: &str = r"delete from customer_address a
where a.company_id = $1
  and a.customer_id = $2
  and a.created_at = $3
  and a.version = 1";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &customer_id, &at]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LatestOfPointsRow {
    pub point_hash: Vec<u8>,
    pub channel: String,
    pub purpose: String,
    pub act: String,
    pub at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
}

impl LatestOfPointsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            point_hash: row.try_get(0).map_err(kernel::Error::internal)?,
            channel: row.try_get(1).map_err(kernel::Error::internal)?,
            purpose: row.try_get(2).map_err(kernel::Error::internal)?,
            act: row.try_get(3).map_err(kernel::Error::internal)?,
            at: row.try_get(4).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn latest_of_points(
    tx: &engine::TenantTx,
    point_hashes: &[Vec<u8>],
) -> kernel::Result<Vec<LatestOfPointsRow>> {
    const SQL: &str = r"select distinct on (e.point_hash, e.channel, e.purpose) e.point_hash, e.channel, e.purpose, e.act, e.at, e.expires_at
from consent_entry e
where e.company_id = $1
  and e.point_hash = any ($2)
order by e.point_hash, e.channel, e.purpose, e.at desc, e.id desc
limit 20000";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point_hashes]).await?;
    rows.iter().map(LatestOfPointsRow::from_row).collect()
}
