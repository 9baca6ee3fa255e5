//! Rows of senders, and the company as the other side sees it.

use engine::{ListQuery, Page, TenantTx};
use kernel::{
    Error, Result,
    ids::{LocationId, SenderIdentityId},
};
use ports::Channel;

use super::Sender;
use crate::sql::sender as sql;

pub use crate::sql::sender::{ChangeSender, InsertSender, SENDER_LIST, SenderByIdRow as Row};

/// The company as the other side sees it, at one of its locations.
pub struct Face {
    pub name: String,
    pub contact_email: Option<String>,
    pub phone: Option<String>,
    pub language: String,
    pub country: Option<String>,
    /// Of the location, where its province says it: French in Québec.
    pub location_language: Option<&'static str>,
    company_zone: String,
    location_zone: Option<String>,
}

impl Face {
    pub fn timezone(&self) -> &str {
        self.location_zone.as_deref().unwrap_or(&self.company_zone)
    }
}

pub async fn face(tx: &TenantTx, location: Option<LocationId>) -> Result<Face> {
    let row = sql::face(tx, location).await?;
    Ok(Face {
        name: row.name,
        contact_email: row.contact_email,
        phone: row.location_phone.or(row.contact_phone),
        language: row.language,
        country: row.location_country,
        location_language: (row.location_province.as_deref() == Some("QC")).then_some("fr"),
        company_zone: row.timezone,
        location_zone: row.location_timezone,
    })
}

pub async fn is_location(tx: &TenantTx, location: LocationId) -> Result<bool> {
    Ok(sql::face(tx, Some(location)).await?.location_name.is_some())
}

macro_rules! row_of {
    ($row:expr) => {{
        let row = $row;
        Row {
            id: row.id,
            location_id: row.location_id,
            channel: row.channel,
            address: row.address,
            display_name: row.display_name,
            base_url: row.base_url,
            account: row.account,
            secret_sealed: row.secret_sealed,
            key_number: row.key_number,
            is_active: row.is_active,
            is_fallback: row.is_fallback,
            created_at: row.created_at,
            version: row.version,
        }
    }};
}

macro_rules! shown {
    ($row:expr) => {{
        let row = $row;
        Sender {
            id: row.id,
            location_id: row.location_id,
            channel: row.channel,
            address: row.address,
            display_name: row.display_name,
            base_url: row.base_url,
            account: row.account,
            is_active: row.is_active,
            is_fallback: row.is_fallback,
            created_at: row.created_at,
            version: row.version,
        }
    }};
}

pub fn sender(row: Row) -> Sender {
    shown!(row)
}

pub async fn by_id(tx: &TenantTx, id: SenderIdentityId) -> Result<Option<Row>> {
    sql::sender_by_id(tx, id).await
}

/// The sender whose key the caller came with.
pub async fn by_key(tx: &TenantTx, channel: Channel) -> Result<Row> {
    let found = sql::sender_by_key(tx, &tx.link_hash()?, channel.code()).await?;
    found.map(|row| row_of!(row)).ok_or_else(|| Error::not_found("address"))
}

/// The location's own, else the company's.
pub async fn for_location(tx: &TenantTx, channel: Channel, location: Option<LocationId>) -> Result<Option<Row>> {
    Ok(sql::sender_for(tx, channel.code(), location).await?.map(|row| row_of!(row)))
}

pub async fn insert(tx: &TenantTx, sender: InsertSender<'_>) -> Result<()> {
    sql::insert_sender(tx, sender).await.map(drop)
}

pub async fn change(tx: &TenantTx, sender: ChangeSender<'_>) -> Result<()> {
    sql::change_sender(tx, sender).await.map(drop)
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<Sender>> {
    Ok(tx.list(&SENDER_LIST, query, sql::SenderListRow::from_row).await?.map(|row| shown!(row)))
}
