//! Locations in the database.

use engine::TenantTx;
use kernel::{Error, Result, ids::LocationId};

use crate::sql::location;
pub use crate::sql::location::{InsertLocation, LOCATION_LIST, LocationRow, PlacesRow, UpdateLocation};

pub async fn get(tx: &TenantTx, id: LocationId) -> Result<LocationRow> {
    location::location_by_id(tx, id).await?.ok_or_else(|| Error::not_found("location"))
}

pub async fn insert(tx: &TenantTx, p: InsertLocation<'_>) -> Result<()> {
    location::insert_location(tx, p).await.map(drop)
}

pub async fn update(tx: &TenantTx, p: UpdateLocation<'_>) -> Result<()> {
    location::update_location(tx, p).await.map(drop)
}

/// Open locations, by name.
pub async fn open(tx: &TenantTx) -> Result<Vec<PlacesRow>> {
    location::places(tx).await
}

/// Names of users who work there.
pub async fn users_at(tx: &TenantTx, id: LocationId) -> Result<Vec<String>> {
    Ok(location::users_at(tx, id).await?.into_iter().map(|r| r.name).collect())
}
