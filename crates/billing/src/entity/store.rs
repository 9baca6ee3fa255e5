//! Entities in the database.

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{BillingEntityId, LocationId},
    money::tax::Place,
};

pub use crate::sql::entity::{InsertEntity, InsertRegistration};
use crate::sql::entity as sql;

use super::{Entity, currency};

fn read(row: sql::EntityRow) -> Result<Entity> {
    let town = [row.city, row.region.clone(), row.postal_code].into_iter().flatten().collect::<Vec<_>>().join(" ");
    Ok(Entity {
        id: row.id,
        legal_name: row.legal_name,
        currency: currency(&row.currency)?,
        country: row.country,
        region: row.region,
        address: row.street.into_iter().chain((!town.is_empty()).then_some(town)).collect(),
        email: row.email,
        phone: row.phone,
        terms_days: row.terms_days,
        payment_instructions: row.payment_instructions,
        saskatchewan_crane_pst: row.saskatchewan_crane_pst,
        is_default: row.is_default,
        registrations: serde_json::from_value(row.registrations).map_err(Error::internal)?,
        version: row.version,
    })
}

/// The seller of a location; the company's default one where it has none.
pub async fn of_location(tx: &TenantTx, location: Option<LocationId>) -> Result<Option<Entity>> {
    sql::entity_of_location(tx, location).await?.map(read).transpose()
}

pub async fn by_id(tx: &TenantTx, id: BillingEntityId) -> Result<Entity> {
    sql::entity_by_id(tx, id).await?.map(read).transpose()?.ok_or_else(|| Error::not_found("billing entity"))
}

pub async fn place(tx: &TenantTx, location: LocationId) -> Result<Option<Place>> {
    let row = sql::place_of_location(tx, location).await?;
    Ok(row.map(|r| Place { country: r.country, region: Some(r.province) }))
}

pub async fn has_default(tx: &TenantTx) -> Result<bool> {
    Ok(sql::default_exists(tx).await?.is_some())
}

pub async fn insert(tx: &TenantTx, entity: InsertEntity<'_>) -> Result<()> {
    sql::insert_entity(tx, entity).await.map(drop)
}

pub async fn insert_registration(tx: &TenantTx, registration: InsertRegistration<'_>) -> Result<()> {
    sql::insert_registration(tx, registration).await.map(drop)
}
