//! Statements about files.

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{JourneyId, LocationId, MediaId},
};

use super::{MediaCard, Owner};
use crate::sql::media;

/// What is known of a record that files belong to.
pub struct OwnerFacts {
    pub journey_id: Option<JourneyId>,
    pub location_id: Option<LocationId>,
    /// Whether the caller is on that journey.
    pub mine: bool,
}

pub async fn owner(tx: &TenantTx, owner: Owner) -> Result<OwnerFacts> {
    let found = match owner {
        Owner::Journey(id) => media::journey_owner(tx, id).await?.map(|r| OwnerFacts {
            journey_id: Some(r.journey_id),
            location_id: Some(r.location_id),
            mine: r.mine,
        }),
        Owner::Step(id) => media::step_owner(tx, id).await?.map(|r| OwnerFacts {
            journey_id: Some(r.journey_id),
            location_id: Some(r.location_id),
            mine: r.mine,
        }),
        Owner::Job(id) => media::job_owner(tx, id).await?.map(|r| OwnerFacts {
            journey_id: None,
            location_id: Some(r.location_id),
            mine: false,
        }),
        Owner::Quote(id) => media::quote_owner(tx, id).await?.map(|r| OwnerFacts {
            journey_id: None,
            location_id: Some(r.location_id),
            mine: r.mine,
        }),
        Owner::SiteAssessment(id) => media::site_owner(tx, id).await?.map(|r| OwnerFacts {
            journey_id: None,
            location_id: r.location_id,
            mine: r.mine,
        }),
    };
    found.ok_or_else(|| Error::not_found("record to attach this to"))
}

/// The file registered before with the same content for the same owner and purpose (CAP-4).
pub async fn same(
    tx: &TenantTx,
    owner: &str,
    owner_id: uuid::Uuid,
    purpose: &str,
    sha256: &str,
) -> Result<Option<MediaCard>> {
    Ok(media::same_media(tx, owner, owner_id, purpose, sha256).await?.map(MediaCard::from))
}
pub async fn insert(tx: &TenantTx, row: media::InsertMedia<'_>) -> Result<()> {
    media::insert_media(tx, row).await.map(drop)
}
/// The row with its object's key.
pub async fn row(tx: &TenantTx, id: MediaId) -> Result<media::MediaRow> {
    media::media_by_id(tx, id).await?.ok_or_else(|| Error::not_found("file"))
}
pub async fn stored(tx: &TenantTx, id: MediaId, key: &str) -> Result<()> {
    media::store_media(tx, key, id).await.map(drop)
}
