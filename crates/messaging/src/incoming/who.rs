//! Whose conversation a message belongs to (MSG-26).

use engine::TenantTx;
use kernel::{
    Result,
    ids::{ConversationId, CustomerId, LocationId},
};
use ports::Channel;

use super::store;
use crate::{conversation, message, sender};

/// Where a message was put.
pub struct Place {
    pub conversation: ConversationId,
    pub customer: Option<CustomerId>,
    pub location: Option<LocationId>,
}

/// What a message says of where it belongs, besides who sent it.
#[derive(Default)]
pub struct Hints<'a> {
    /// The conversation its reply address carried.
    pub conversation: Option<ConversationId>,
    /// Messages it answers, by their Message-ID.
    pub answers: &'a [String],
    /// What the other side calls itself.
    pub name: Option<&'a str>,
}

/// By the reply address, else the thread, else the sender; an unknown sender gets a conversation of its own.
pub async fn place(
    tx: &TenantTx,
    from: &sender::Row,
    channel: Channel,
    point: &str,
    hints: Hints<'_>,
) -> Result<Place> {
    if let Some(id) = hints.conversation
        && let Ok(row) = conversation::store::row(tx, id).await
    {
        return Ok(Place { conversation: id, customer: row.customer_id, location: row.location_id });
    }
    let mut known = None;
    if let Some(thread) = message::store::thread_of(tx, hints.answers).await? {
        if let Some(id) = thread.conversation_id {
            return Ok(Place { conversation: id, customer: thread.customer_id, location: thread.location_id });
        }
        known = thread.customer_id.map(|customer| (customer, thread.location_id));
    }
    if known.is_none() {
        known = one_of(tx, from, store::owners(tx, point).await?).await?;
    }
    let Some((customer, own_location)) = known else {
        let title = hints.name.map(str::trim).filter(|n| !n.is_empty()).unwrap_or(point);
        let title: String = title.chars().take(200).collect();
        let id = conversation::store::ensure_of_point(tx, point, &title, from.location_id, channel).await?;
        return Ok(Place { conversation: id, customer: None, location: from.location_id });
    };
    let location = from.location_id.or(own_location);
    let id = conversation::store::ensure_of_customer(tx, customer, location, channel).await?;
    Ok(Place { conversation: id, customer: Some(customer), location })
}

/// Of several customers who share the point only one we already talk with is taken for certain; a person chooses
/// otherwise.
async fn one_of(
    tx: &TenantTx,
    from: &sender::Row,
    owners: Vec<store::Owner>,
) -> Result<Option<(CustomerId, Option<LocationId>)>> {
    if let [only] = owners.as_slice() {
        return Ok(Some((only.id, only.location_id)));
    }
    let mut talking = vec![];
    for owner in owners {
        let location = from.location_id.or(owner.location_id);
        if conversation::store::of_customer(tx, owner.id, location).await?.is_some() {
            talking.push((owner.id, owner.location_id));
        }
    }
    Ok(if talking.len() == 1 { talking.pop() } else { None })
}
