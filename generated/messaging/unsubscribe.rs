//! Written by `cargo xtask sql` from crates/messaging/queries/unsubscribe.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct MailOfLinkRow {
    pub id: kernel::ids::CommunicationId,
    pub to_address: String,
    pub purpose: String,
    pub subject: String,
    pub customer_id: Option<kernel::ids::CustomerId>,
    pub location_id: Option<kernel::ids::LocationId>,
    pub company_name: String,
    pub language: String,
}

impl MailOfLinkRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            to_address: row.try_get(1).map_err(kernel::Error::internal)?,
            purpose: row.try_get(2).map_err(kernel::Error::internal)?,
            subject: row.try_get(3).map_err(kernel::Error::internal)?,
            customer_id: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            company_name: row.try_get(6).map_err(kernel::Error::internal)?,
            language: row.try_get(7).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn mail_of_link(tx: &engine::TenantTx, unsubscribe_hash: &[u8]) -> kernel::Result<Option<MailOfLinkRow>> {
    const SQL: &str = r#"select m.id, m.to_address, m.purpose, m.subject, m.customer_id, m.location_id, c.name as company_name,
       coalesce(k.language, c.language) as "language!"
from communication m
join company c on c.id = m.company_id
left join customers_v_card k on k.company_id = m.company_id and k.id = m.customer_id
where m.company_id = $1
  and m.unsubscribe_hash = $2"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &unsubscribe_hash]).await?;
    super::at_most_one(rows, "mail_of_link")?.as_ref().map(MailOfLinkRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct PostalAddressRow {
    pub street: Option<String>,
    pub city: String,
    pub province: String,
    pub postal_code: Option<String>,
    pub country: String,
}

impl PostalAddressRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            street: row.try_get(0).map_err(kernel::Error::internal)?,
            city: row.try_get(1).map_err(kernel::Error::internal)?,
            province: row.try_get(2).map_err(kernel::Error::internal)?,
            postal_code: row.try_get(3).map_err(kernel::Error::internal)?,
            country: row.try_get(4).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn postal_address(
    tx: &engine::TenantTx,
    location_id: Option<kernel::ids::LocationId>,
) -> kernel::Result<Option<PostalAddressRow>> {
    const SQL: &str = r"select l.street, l.city, l.province, l.postal_code, l.country
from access_v_location l
where l.company_id = $1
  and (l.id = $2 or l.status = 'ACTIVE')
order by l.id is not distinct from $2 desc, l.created_at, l.id
limit 1";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &location_id]).await?;
    super::at_most_one(rows, "postal_address")?.as_ref().map(PostalAddressRow::from_row).transpose()
}
