//! Written by `cargo xtask sql` from crates/customers/queries/consent.sql: edit that.

#[derive(Debug, Clone)]
pub struct AppendEntry<'a> {
    pub id: uuid::Uuid,
    pub point_hash: &'a [u8],
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub channel: &'a str,
    pub purpose: &'a str,
    pub act: &'a str,
    pub basis: &'a str,
    pub pack: &'a str,
    pub wording: Option<&'a str>,
    pub wording_language: Option<&'a str>,
    pub wording_version: Option<&'a str>,
    pub at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
    pub source: &'a str,
    pub proof: &'a serde_json::Value,
    pub actor_id: Option<uuid::Uuid>,
}

pub async fn append_entry(tx: &engine::TenantTx, p: AppendEntry<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into consent_entry (company_id, id, point_hash, customer_id, channel, purpose, act, basis, pack, wording,
  wording_language, wording_version, at, expires_at, source, proof, actor_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,
  $11, $12, $13, $14, $15, $16, $17)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.point_hash,
            &p.customer_id,
            &p.channel,
            &p.purpose,
            &p.act,
            &p.basis,
            &p.pack,
            &p.wording,
            &p.wording_language,
            &p.wording_version,
            &p.at,
            &p.expires_at,
            &p.source,
            &p.proof,
            &p.actor_id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct StatesOfPointsRow {
    pub id: uuid::Uuid,
    pub point_hash: Vec<u8>,
    pub channel: String,
    pub purpose: String,
    pub act: String,
    pub basis: String,
    pub pack: String,
    pub wording: Option<String>,
    pub wording_language: Option<String>,
    pub at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
    pub source: String,
}

impl StatesOfPointsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            point_hash: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            purpose: row.try_get(3).map_err(kernel::Error::internal)?,
            act: row.try_get(4).map_err(kernel::Error::internal)?,
            basis: row.try_get(5).map_err(kernel::Error::internal)?,
            pack: row.try_get(6).map_err(kernel::Error::internal)?,
            wording: row.try_get(7).map_err(kernel::Error::internal)?,
            wording_language: row.try_get(8).map_err(kernel::Error::internal)?,
            at: row.try_get(9).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(10).map_err(kernel::Error::internal)?,
            source: row.try_get(11).map_err(kernel::Error::internal)?,
        })
    }
}

/// The latest entry of each point, channel and purpose (CUS-8).
pub async fn states_of_points(
    tx: &engine::TenantTx,
    point_hashes: &[Vec<u8>],
) -> kernel::Result<Vec<StatesOfPointsRow>> {
    const SQL: &str = r"select distinct on (e.point_hash, e.channel, e.purpose)
       e.id, e.point_hash, e.channel, e.purpose, e.act, e.basis, e.pack, e.wording, e.wording_language, e.at,
       e.expires_at, e.source
from consent_entry e
where e.company_id = $1
  and e.point_hash = any ($2)
order by e.point_hash, e.channel, e.purpose, e.at desc, e.id desc
limit 500";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point_hashes]).await?;
    rows.iter().map(StatesOfPointsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LatestOfPointRow {
    pub id: uuid::Uuid,
    pub channel: String,
    pub purpose: String,
    pub act: String,
    pub basis: String,
    pub at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
}

impl LatestOfPointRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            channel: row.try_get(1).map_err(kernel::Error::internal)?,
            purpose: row.try_get(2).map_err(kernel::Error::internal)?,
            act: row.try_get(3).map_err(kernel::Error::internal)?,
            basis: row.try_get(4).map_err(kernel::Error::internal)?,
            at: row.try_get(5).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn latest_of_point(tx: &engine::TenantTx, point_hash: &[u8]) -> kernel::Result<Vec<LatestOfPointRow>> {
    const SQL: &str = r"select distinct on (e.channel, e.purpose) e.id, e.channel, e.purpose, e.act, e.basis, e.at, e.expires_at
from consent_entry e
where e.company_id = $1
  and e.point_hash = $2
order by e.channel, e.purpose, e.at desc, e.id desc
limit 50";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point_hash]).await?;
    rows.iter().map(LatestOfPointRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LeadFactsRow {
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
}

impl LeadFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            email: row.try_get(0).map_err(kernel::Error::internal)?,
            phone: row.try_get(1).map_err(kernel::Error::internal)?,
            language: row.try_get(2).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

/// What a received lead says of the person to reach.
pub async fn lead_facts(tx: &engine::TenantTx, id: kernel::ids::LeadId) -> kernel::Result<Option<LeadFactsRow>> {
    const SQL: &str = r"select l.email, l.phone, l.language, l.customer_id
from sales_v_lead l
where l.company_id = $1
  and l.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "lead_facts")?.as_ref().map(LeadFactsRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PointFactsRow {
    pub is_invalid: bool,
    pub do_not_contact: bool,
    pub is_blocked: bool,
}

impl PointFactsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            is_invalid: row.try_get(0).map_err(kernel::Error::internal)?,
            do_not_contact: row.try_get(1).map_err(kernel::Error::internal)?,
            is_blocked: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// What forbids a channel to a point whatever the ledger says: an invalid point, and the customer's own wishes.
pub async fn point_facts(
    tx: &engine::TenantTx,
    point: &str,
    customer_id: Option<kernel::ids::CustomerId>,
) -> kernel::Result<PointFactsRow> {
    const SQL: &str = r#"select exists (select 1 from contact_point p
         where p.company_id = $1 and (p.email_lower = $2 or p.phone_e164 = $2)
           and p.state = 'INVALID') as "is_invalid!",
       exists (select 1 from customer c
         where c.company_id = $1 and c.id = $3 and c.do_not_contact) as "do_not_contact!",
       exists (select 1 from customer c
         where c.company_id = $1 and c.id = $3 and c.status = 'BLOCKED') as "is_blocked!""#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point, &customer_id]).await?;
    PointFactsRow::from_row(&super::exactly_one(rows, "point_facts")?)
}

pub async fn mark_point_invalid(tx: &engine::TenantTx, point: &str) -> kernel::Result<u64> {
    const SQL: &str = r"update contact_point p
set state = 'INVALID'
where p.company_id = $1
  and (p.email_lower = $2 or p.phone_e164 = $2)
  and p.state <> 'INVALID'";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &point]).await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CustomersOfPointRow {
    pub customer_id: kernel::ids::CustomerId,
}

impl CustomersOfPointRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self { customer_id: row.try_get(0).map_err(kernel::Error::internal)? })
    }
}

pub async fn customers_of_point(tx: &engine::TenantTx, point: &str) -> kernel::Result<Vec<CustomersOfPointRow>> {
    const SQL: &str = r"select distinct p.customer_id
from contact_point p
where p.company_id = $1
  and (p.email_lower = $2 or p.phone_e164 = $2)
order by p.customer_id
limit 20";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point]).await?;
    rows.iter().map(CustomersOfPointRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EntriesOfPointsRow {
    pub id: uuid::Uuid,
    pub point_hash: Vec<u8>,
    pub channel: String,
    pub purpose: String,
    pub act: String,
    pub basis: String,
    pub pack: String,
    pub wording: Option<String>,
    pub wording_language: Option<String>,
    pub wording_version: Option<String>,
    pub at: jiff::Timestamp,
    pub expires_at: Option<jiff::Timestamp>,
    pub source: String,
    pub proof: serde_json::Value,
    pub actor_name: Option<String>,
    pub audit_entry_id: Option<uuid::Uuid>,
    pub leaf: Option<Vec<u8>>,
}

impl EntriesOfPointsRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            point_hash: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            purpose: row.try_get(3).map_err(kernel::Error::internal)?,
            act: row.try_get(4).map_err(kernel::Error::internal)?,
            basis: row.try_get(5).map_err(kernel::Error::internal)?,
            pack: row.try_get(6).map_err(kernel::Error::internal)?,
            wording: row.try_get(7).map_err(kernel::Error::internal)?,
            wording_language: row.try_get(8).map_err(kernel::Error::internal)?,
            wording_version: row.try_get(9).map_err(kernel::Error::internal)?,
            at: row.try_get(10).map_err(kernel::Error::internal)?,
            expires_at: row.try_get(11).map_err(kernel::Error::internal)?,
            source: row.try_get(12).map_err(kernel::Error::internal)?,
            proof: row.try_get(13).map_err(kernel::Error::internal)?,
            actor_name: row.try_get(14).map_err(kernel::Error::internal)?,
            audit_entry_id: row.try_get(15).map_err(kernel::Error::internal)?,
            leaf: row.try_get(16).map_err(kernel::Error::internal)?,
        })
    }
}

/// Every entry of the points, oldest first, with its leaf in the audit trail (CUS-12).
pub async fn entries_of_points(
    tx: &engine::TenantTx,
    point_hashes: &[Vec<u8>],
) -> kernel::Result<Vec<EntriesOfPointsRow>> {
    const SQL: &str = r#"select e.id, e.point_hash, e.channel, e.purpose, e.act, e.basis, e.pack, e.wording, e.wording_language, e.wording_version,
       e.at, e.expires_at, e.source, e.proof, u.name as "actor_name?", l.entry_id as "audit_entry_id?", l.leaf as "leaf?"
from consent_entry e
left join access_v_user u on u.company_id = e.company_id and u.id = e.actor_id
left join compliance_v_leaf l on l.company_id = e.company_id and l.table_name = 'consent_entry' and l.row_id = e.id
where e.company_id = $1
  and e.point_hash = any ($2)
order by e.at, e.id
limit 2000"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point_hashes]).await?;
    rows.iter().map(EntriesOfPointsRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct NewestBlockRow {
    pub number: i64,
    pub hash: Vec<u8>,
    pub last_at: jiff::Timestamp,
}

impl NewestBlockRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            number: row.try_get(0).map_err(kernel::Error::internal)?,
            hash: row.try_get(1).map_err(kernel::Error::internal)?,
            last_at: row.try_get(2).map_err(kernel::Error::internal)?,
        })
    }
}

/// How far the audit trail is sealed.
pub async fn newest_block(tx: &engine::TenantTx) -> kernel::Result<Option<NewestBlockRow>> {
    const SQL: &str = r"select b.number, b.hash, b.last_at
from compliance_v_block b
where b.company_id = $1
order by b.number desc
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id]).await?;
    super::at_most_one(rows, "newest_block")?.as_ref().map(NewestBlockRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct LetterheadRow {
    pub name: String,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    pub street: Option<String>,
    pub city: Option<String>,
    pub province: Option<String>,
    pub postal_code: Option<String>,
    pub country: Option<String>,
    pub timezone: Option<String>,
}

impl LetterheadRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name: row.try_get(0).map_err(kernel::Error::internal)?,
            contact_email: row.try_get(1).map_err(kernel::Error::internal)?,
            contact_phone: row.try_get(2).map_err(kernel::Error::internal)?,
            street: row.try_get(3).map_err(kernel::Error::internal)?,
            city: row.try_get(4).map_err(kernel::Error::internal)?,
            province: row.try_get(5).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(6).map_err(kernel::Error::internal)?,
            country: row.try_get(7).map_err(kernel::Error::internal)?,
            timezone: row.try_get(8).map_err(kernel::Error::internal)?,
        })
    }
}

/// Who shows the proof: the customer's location, else the company.
pub async fn letterhead(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<LetterheadRow> {
    const SQL: &str = r#"select co.name, co.contact_email, co.contact_phone, l.street as "street?", l.city as "city?", l.province as "province?",
       l.postal_code as "postal_code?", l.country as "country?", l.timezone as "timezone?"
from company co
left join access_v_location l on l.company_id = co.id and l.id = $2
where co.id = $1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    LetterheadRow::from_row(&super::exactly_one(rows, "letterhead")?)
}
