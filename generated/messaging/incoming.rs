//! Written by `cargo xtask sql` from crates/messaging/queries/incoming.sql: edit that.

#[derive(Debug, Clone)]
pub struct KeepEvent<'a> {
    pub id: uuid::Uuid,
    pub sender_id: kernel::ids::SenderIdentityId,
    pub communication_id: Option<kernel::ids::CommunicationId>,
    pub kind: &'a str,
    pub provider_ref: &'a str,
    pub raw: &'a serde_json::Value,
}

/// Each event of a provider once; a repeat changes nothing.
pub async fn keep_event(tx: &engine::TenantTx, p: KeepEvent<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into message_event (company_id, id, sender_id, communication_id, kind, provider_ref, raw, at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
on conflict (company_id, sender_id, kind, provider_ref) do nothing";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(
        tx,
        SQL,
        &[&company_id, &p.id, &p.sender_id, &p.communication_id, &p.kind, &p.provider_ref, &p.raw, &now],
    )
    .await
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct EventByIdRow {
    pub id: uuid::Uuid,
    pub sender_id: kernel::ids::SenderIdentityId,
    pub kind: String,
    pub provider_ref: String,
    pub raw: serde_json::Value,
    pub at: jiff::Timestamp,
}

impl EventByIdRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            sender_id: row.try_get(1).map_err(kernel::Error::internal)?,
            kind: row.try_get(2).map_err(kernel::Error::internal)?,
            provider_ref: row.try_get(3).map_err(kernel::Error::internal)?,
            raw: row.try_get(4).map_err(kernel::Error::internal)?,
            at: row.try_get(5).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn event_by_id(tx: &engine::TenantTx, id: uuid::Uuid) -> kernel::Result<Option<EventByIdRow>> {
    const SQL: &str = r"select e.id, e.sender_id, e.kind, e.provider_ref, e.raw, e.at
from message_event e
where e.company_id = $1
  and e.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "event_by_id")?.as_ref().map(EventByIdRow::from_row).transpose()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CustomersAtRow {
    pub survivor_id: uuid::Uuid,
    pub location_id: Option<kernel::ids::LocationId>,
}

impl CustomersAtRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            survivor_id: row.try_get(0).map_err(kernel::Error::internal)?,
            location_id: row.try_get(1).map_err(kernel::Error::internal)?,
        })
    }
}

/// Whose point it is: the survivors of the families that have it.
pub async fn customers_at(tx: &engine::TenantTx, point: &str) -> kernel::Result<Vec<CustomersAtRow>> {
    const SQL: &str = r#"select distinct f.survivor_id as "survivor_id!", k.location_id
from customers_v_point p
join customers_v_family f on f.company_id = p.company_id and f.id = p.customer_id
join customers_v_card k on k.company_id = f.company_id and k.id = f.survivor_id
where p.company_id = $1
  and (p.email_lower = $2 or p.phone_e164 = $2)
order by 1
limit 5"#;
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &point]).await?;
    rows.iter().map(CustomersAtRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct CustomerCardRow {
    pub id: kernel::ids::CustomerId,
    pub display_name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: String,
    pub location_id: Option<kernel::ids::LocationId>,
    pub assigned_to: Option<kernel::ids::UserId>,
    pub province: Option<String>,
    pub country: Option<String>,
    pub status: String,
    pub merged_into: Option<kernel::ids::CustomerId>,
}

impl CustomerCardRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            display_name: row.try_get(1).map_err(kernel::Error::internal)?,
            email: row.try_get(2).map_err(kernel::Error::internal)?,
            phone: row.try_get(3).map_err(kernel::Error::internal)?,
            language: row.try_get(4).map_err(kernel::Error::internal)?,
            location_id: row.try_get(5).map_err(kernel::Error::internal)?,
            assigned_to: row.try_get(6).map_err(kernel::Error::internal)?,
            province: row.try_get(7).map_err(kernel::Error::internal)?,
            country: row.try_get(8).map_err(kernel::Error::internal)?,
            status: row.try_get(9).map_err(kernel::Error::internal)?,
            merged_into: row.try_get(10).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn customer_card(
    tx: &engine::TenantTx,
    id: kernel::ids::CustomerId,
) -> kernel::Result<Option<CustomerCardRow>> {
    const SQL: &str = r"select k.id, k.display_name, k.email, k.phone, k.language, k.location_id, k.assigned_to, k.province, k.country, k.status,
       k.merged_into
from customers_v_card k
where k.company_id = $1
  and k.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &id]).await?;
    super::at_most_one(rows, "customer_card")?.as_ref().map(CustomerCardRow::from_row).transpose()
}
