//! What an import asks and writes, for whole batches.

use std::collections::HashMap;

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{Result, ids::CustomerId, normal::name_key};
use ports::ImportStanding;
use uuid::Uuid;

use crate::{customer::store::Lookalike, likeness::Traits, sql::import as sql};

pub use sql::{ChangingCustomersRow as Changing, ChangingPointsRow as ChangingPoint, UseOfRow as Use};

/// The customers (of a merged one the survivor) that share one of these, with everything that is compared.
pub async fn sharing(
    tx: &TenantTx,
    emails: &[String],
    phones: &[String],
    addresses: &[String],
) -> Result<Vec<Lookalike>> {
    if emails.is_empty() && phones.is_empty() && addresses.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<Uuid> = sql::sharing(tx, emails, phones, addresses).await?.into_iter().map(|row| row.id).collect();
    if ids.is_empty() {
        return Ok(vec![]);
    }
    let (customers, points, keys) = futures::try_join!(
        sql::compared_customers(tx, &ids),
        sql::compared_points(tx, &ids),
        sql::compared_addresses(tx, &ids)
    )?;
    let mut traits: HashMap<Uuid, Traits> = HashMap::new();
    for point in points {
        let of = traits.entry(point.survivor_id).or_default();
        of.emails.extend(point.email_match);
        of.phones.extend(point.phone_e164);
    }
    for address in keys {
        traits.entry(address.survivor_id).or_default().addresses.push(address.address_key);
    }
    let lookalike = |row: sql::ComparedCustomersRow| {
        let of = traits.remove(&row.id.uuid()).unwrap_or_default();
        let first_name = row.first_name.as_deref().filter(|_| row.kind == "PERSON");
        Lookalike {
            id: row.id,
            number: row.number,
            display_name: row.display_name,
            status: row.status,
            traits: Traits {
                match_key: row.match_key,
                first_name_key: first_name.map(name_key).unwrap_or_default(),
                ..of
            },
        }
    };
    Ok(customers.into_iter().map(lookalike).collect())
}

/// Customers today; of a merged one the survivor.
pub async fn standing(tx: &TenantTx, records: &[Uuid]) -> Result<Vec<ImportStanding>> {
    let rows = sql::standing(tx, records).await?;
    let standing = |row: sql::StandingRow| ImportStanding {
        asked: row.asked.uuid(),
        record: row.record.uuid(),
        label: format!("{} {}", row.number, row.display_name),
        active: !matches!(row.status.as_str(), "INACTIVE" | "ANONYMISED"),
    };
    Ok(rows.into_iter().map(standing).collect())
}

/// What a customer has beside its row.
#[derive(Default)]
pub struct Belongings {
    pub points: Vec<ChangingPoint>,
    pub addresses: Vec<String>,
    pub contacts: Vec<String>,
}

/// The customers to be changed, locked, with what they have.
pub async fn changing(tx: &TenantTx, ids: &[Uuid]) -> Result<(Vec<Changing>, HashMap<Uuid, Belongings>)> {
    let customers = sql::changing_customers(tx, ids).await?;
    let (points, addresses, contacts) = futures::try_join!(
        sql::changing_points(tx, ids),
        sql::changing_addresses(tx, ids),
        sql::changing_contacts(tx, ids)
    )?;
    let mut all: HashMap<Uuid, Belongings> = HashMap::new();
    for point in points {
        all.entry(point.customer_id.uuid()).or_default().points.push(point);
    }
    for address in addresses {
        all.entry(address.customer_id.uuid()).or_default().addresses.push(address.address_key);
    }
    for contact in contacts {
        all.entry(contact.customer_id.uuid()).or_default().contacts.push(contact.name_key);
    }
    Ok((customers, all))
}

/// The versions of customers, locked.
pub async fn versions(tx: &TenantTx, ids: &[Uuid]) -> Result<HashMap<Uuid, i64>> {
    Ok(sql::lock_customers(tx, ids).await?.into_iter().map(|row| (row.id.uuid(), row.version)).collect())
}

pub async fn use_of(tx: &TenantTx, ids: &[Uuid]) -> Result<HashMap<Uuid, Use>> {
    Ok(sql::use_of(tx, ids).await?.into_iter().map(|row| (row.id.uuid(), row)).collect())
}

pub async fn put_aside(tx: &TenantTx, ids: &[Uuid]) -> Result<()> {
    sql::put_aside(tx, ids).await.map(drop)
}

/// Takes back what one batch gave to a customer beside its row.
pub async fn drop_given(tx: &TenantTx, customer: CustomerId, at: Timestamp) -> Result<()> {
    sql::drop_points(tx, customer, at).await?;
    sql::drop_contacts(tx, customer, at).await?;
    sql::drop_addresses(tx, customer, at).await.map(drop)
}

/// The latest consent of points: (act, at, end) by point, channel and purpose.
pub type Latest = HashMap<(Vec<u8>, String, String), (String, Timestamp, Option<Timestamp>)>;

pub async fn latest(tx: &TenantTx, hashes: &[Vec<u8>]) -> Result<Latest> {
    if hashes.is_empty() {
        return Ok(Latest::new());
    }
    let rows = sql::latest_of_points(tx, hashes).await?;
    Ok(rows.into_iter().map(|r| ((r.point_hash, r.channel, r.purpose), (r.act, r.at, r.expires_at))).collect())
}
