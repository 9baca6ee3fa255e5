//! Written by `cargo xtask sql` from crates/messaging/queries/sender.sql: edit that.

#[derive(Debug, Clone)]
pub struct InsertSender<'a> {
    pub id: kernel::ids::SenderIdentityId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub channel: &'a str,
    pub address: &'a str,
    pub display_name: &'a str,
    pub base_url: Option<&'a str>,
    pub account: Option<&'a str>,
    pub secret_sealed: &'a [u8],
    pub key_hash: &'a [u8],
    pub is_fallback: bool,
}

pub async fn insert_sender(tx: &engine::TenantTx, p: InsertSender<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into sender_identity (company_id, id, location_id, channel, address, display_name, base_url, account,
  secret_sealed, key_hash, is_fallback)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9,
  $10, $11)";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.id,
            &p.location_id,
            &p.channel,
            &p.address,
            &p.display_name,
            &p.base_url,
            &p.account,
            &p.secret_sealed,
            &p.key_hash,
            &p.is_fallback,
        ],
    )
    .await
}

#[derive(Debug, Clone)]
pub struct ChangeSender<'a> {
    pub display_name: &'a str,
    pub address: &'a str,
    pub base_url: Option<&'a str>,
    pub account: Option<&'a str>,
    pub secret_sealed: &'a [u8],
    pub key_number: i32,
    pub key_hash: &'a [u8],
    pub is_active: bool,
    pub id: kernel::ids::SenderIdentityId,
}

pub async fn change_sender(tx: &engine::TenantTx, p: ChangeSender<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"update sender_identity s
set display_name = $2,
    address = $3,
    base_url = $4,
    account = $5,
    secret_sealed = $6,
    key_number = $7,
    key_hash = $8,
    is_active = $9
where s.company_id = $1
  and s.id = $10";
    let company_id = tx.company();
    engine::Sql::exec(
        tx,
        SQL,
        &[
            &company_id,
            &p.display_name,
            &p.address,
            &p.base_url,
            &p.account,
            &p.secret_sealed,
            &p.key_number,
            &p.key_hash,
            &p.is_active,
            &p.id,
        ],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SenderByIdRow {
    pub id: kernel::ids::SenderIdentityId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub channel: String,
    pub address: String,
    pub display_name: String,
    pub base_url: Option<String>,
    pub account: Option<String>,
    pub secret_sealed: Vec<u8>,
    pub key_number: i32,
    pub is_active: bool,
    pub is_fallback: bool,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl SenderByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            address: row.try_get(3).map_err(kernel::Error::internal)?,
            display_name: row.try_get(4).map_err(kernel::Error::internal)?,
            base_url: row.try_get(5).map_err(kernel::Error::internal)?,
            account: row.try_get(6).map_err(kernel::Error::internal)?,
            secret_sealed: row.try_get(7).map_err(kernel::Error::internal)?,
            key_number: row.try_get(8).map_err(kernel::Error::internal)?,
            is_active: row.try_get(9).map_err(kernel::Error::internal)?,
            is_fallback: row.try_get(10).map_err(kernel::Error::internal)?,
            created_at: row.try_get(11).map_err(kernel::Error::internal)?,
            version: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn sender_by_id(
    tx: &engine::TenantTx,
    id: kernel::ids::SenderIdentityId,
) -> kernel::Result<Option<SenderByIdRow>> {
    const SQL: &str = r"select s.id, s.location_id, s.channel, s.address, s.display_name, s.base_url, s.account, s.secret_sealed, s.key_number,
       s.is_active, s.is_fallback, s.created_at, s.version
from sender_identity s
where s.company_id = $1
  and s.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "sender_by_id")?.as_ref().map(SenderByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SenderByKeyRow {
    pub id: kernel::ids::SenderIdentityId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub channel: String,
    pub address: String,
    pub display_name: String,
    pub base_url: Option<String>,
    pub account: Option<String>,
    pub secret_sealed: Vec<u8>,
    pub key_number: i32,
    pub is_active: bool,
    pub is_fallback: bool,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl SenderByKeyRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            address: row.try_get(3).map_err(kernel::Error::internal)?,
            display_name: row.try_get(4).map_err(kernel::Error::internal)?,
            base_url: row.try_get(5).map_err(kernel::Error::internal)?,
            account: row.try_get(6).map_err(kernel::Error::internal)?,
            secret_sealed: row.try_get(7).map_err(kernel::Error::internal)?,
            key_number: row.try_get(8).map_err(kernel::Error::internal)?,
            is_active: row.try_get(9).map_err(kernel::Error::internal)?,
            is_fallback: row.try_get(10).map_err(kernel::Error::internal)?,
            created_at: row.try_get(11).map_err(kernel::Error::internal)?,
            version: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn sender_by_key(
    tx: &engine::TenantTx,
    key_hash: &[u8],
    channel: &str,
) -> kernel::Result<Option<SenderByKeyRow>> {
    const SQL: &str = r"select s.id, s.location_id, s.channel, s.address, s.display_name, s.base_url, s.account, s.secret_sealed, s.key_number,
       s.is_active, s.is_fallback, s.created_at, s.version
from sender_identity s
where s.company_id = $1
  and s.key_hash = $2
  and s.channel = $3
  and s.is_active";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &key_hash, &channel]).await?;
    super::at_most_one(rows, "sender_by_key")?.as_ref().map(SenderByKeyRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SenderForRow {
    pub id: kernel::ids::SenderIdentityId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub channel: String,
    pub address: String,
    pub display_name: String,
    pub base_url: Option<String>,
    pub account: Option<String>,
    pub secret_sealed: Vec<u8>,
    pub key_number: i32,
    pub is_active: bool,
    pub is_fallback: bool,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl SenderForRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            address: row.try_get(3).map_err(kernel::Error::internal)?,
            display_name: row.try_get(4).map_err(kernel::Error::internal)?,
            base_url: row.try_get(5).map_err(kernel::Error::internal)?,
            account: row.try_get(6).map_err(kernel::Error::internal)?,
            secret_sealed: row.try_get(7).map_err(kernel::Error::internal)?,
            key_number: row.try_get(8).map_err(kernel::Error::internal)?,
            is_active: row.try_get(9).map_err(kernel::Error::internal)?,
            is_fallback: row.try_get(10).map_err(kernel::Error::internal)?,
            created_at: row.try_get(11).map_err(kernel::Error::internal)?,
            version: row.try_get(12).map_err(kernel::Error::internal)?,
        })
    }
}

/// The location's own, else the company's.
pub async fn sender_for(
    tx: &engine::TenantTx,
    channel: &str,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<SenderForRow>> {
    const SQL: &str = r"select s.id, s.location_id, s.channel, s.address, s.display_name, s.base_url, s.account, s.secret_sealed, s.key_number,
       s.is_active, s.is_fallback, s.created_at, s.version
from sender_identity s
where s.company_id = $1
  and s.channel = $2
  and s.is_active
  and not s.is_fallback
  and (s.location_id = $3 or s.location_id is null)
order by s.location_id nulls last
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &channel, &location_id]).await?;
    super::at_most_one(rows, "sender_for")?.as_ref().map(SenderForRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct SenderListRow {
    pub id: kernel::ids::SenderIdentityId,
    pub location_id: Option<kernel::ids::LocationId>,
    pub channel: String,
    pub address: String,
    pub display_name: String,
    pub base_url: Option<String>,
    pub account: Option<String>,
    pub is_active: bool,
    pub is_fallback: bool,
    pub created_at: jiff::Timestamp,
    pub version: i64,
}

impl SenderListRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
            channel: row.try_get(2).map_err(kernel::Error::internal)?,
            address: row.try_get(3).map_err(kernel::Error::internal)?,
            display_name: row.try_get(4).map_err(kernel::Error::internal)?,
            base_url: row.try_get(5).map_err(kernel::Error::internal)?,
            account: row.try_get(6).map_err(kernel::Error::internal)?,
            is_active: row.try_get(7).map_err(kernel::Error::internal)?,
            is_fallback: row.try_get(8).map_err(kernel::Error::internal)?,
            created_at: row.try_get(9).map_err(kernel::Error::internal)?,
            version: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub const SENDER_LIST: engine::ListSql = engine::ListSql {
    name: "sender_list",
    sql: r"select s.id, s.location_id, s.channel, s.address, s.display_name, s.base_url, s.account, s.is_active, s.is_fallback,
       s.created_at, s.version
from sender_identity s
where s.company_id = $1",
    resource: "sender",
    alias: "s",
    rows: "s",
    sorts: &[
        engine::ListSort {
            name: "created_at",
            column: "s.created_at",
            kind: engine::ColumnKind::Timestamp,
            descending: false,
            nullable: false,
        },
        engine::ListSort {
            name: "address",
            column: "s.address",
            kind: engine::ColumnKind::Text,
            descending: false,
            nullable: false,
        },
    ],
    filters: &[
        engine::ListFilter { name: "channel", column: "s.channel", kind: engine::ColumnKind::Text },
        engine::ListFilter { name: "location_id", column: "s.location_id", kind: engine::ColumnKind::Id("location") },
    ],
    search: None,
};

#[derive(Debug, Clone, serde::Serialize)]
pub struct FaceRow {
    pub name: String,
    pub contact_email: Option<String>,
    pub contact_phone: Option<String>,
    pub language: String,
    pub timezone: String,
    pub location_name: Option<String>,
    pub location_timezone: Option<String>,
    pub location_phone: Option<String>,
    pub location_country: Option<String>,
    pub location_province: Option<String>,
}

impl FaceRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            name: row.try_get(0).map_err(kernel::Error::internal)?,
            contact_email: row.try_get(1).map_err(kernel::Error::internal)?,
            contact_phone: row.try_get(2).map_err(kernel::Error::internal)?,
            language: row.try_get(3).map_err(kernel::Error::internal)?,
            timezone: row.try_get(4).map_err(kernel::Error::internal)?,
            location_name: row.try_get(5).map_err(kernel::Error::internal)?,
            location_timezone: row.try_get(6).map_err(kernel::Error::internal)?,
            location_phone: row.try_get(7).map_err(kernel::Error::internal)?,
            location_country: row.try_get(8).map_err(kernel::Error::internal)?,
            location_province: row.try_get(9).map_err(kernel::Error::internal)?,
        })
    }
}

/// The company as the other side sees it, at one of its locations.
pub async fn face(tx: &engine::TenantTx, location_id: Option<kernel::ids::LocationId>) -> kernel::Result<FaceRow> {
    const SQL: &str = r#"select c.name, c.contact_email, c.contact_phone, c.language, c.timezone, l.name as "location_name?",
       l.timezone as "location_timezone?", l.phone as "location_phone?", l.country as "location_country?",
       l.province as "location_province?"
from company c
left join access_v_location l on l.company_id = c.id and l.id = $2
where c.id = $1"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    FaceRow::from_row(&super::exactly_one(rows, "face")?)
}
