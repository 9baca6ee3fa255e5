//! A message waits for its provider; an urgent text goes another way where there is one.

use engine::TenantTx;
use kernel::{
    Result,
    ids::{LocationId, SenderIdentityId},
};
use ports::Channel;

use super::{Provider, admits, store};
use crate::{
    message::{
        deliver::end,
        draft::{Draft, Priority},
        queue::queue,
        store::{Waiting, customer_card, parts},
    },
    sender,
};

/// The second number of the place, while its own provider works.
pub async fn fallback(tx: &TenantTx, location: Option<LocationId>) -> Result<Option<SenderIdentityId>> {
    let Some(id) = store::fallback(tx, Channel::Sms, location).await? else { return Ok(None) };
    Ok(admits(tx, Provider::of_number(id)).await?.then_some(id))
}

/// Keeps a message until its provider works again. An urgent text becomes mail where the customer has an address.
pub async fn hold(tx: &TenantTx, waiting: &Waiting) -> Result<()> {
    if waiting.r#type == "SMS" && waiting.priority == "URGENT" && by_mail(tx, waiting).await? {
        let why = "The provider of text messages fails; it went by mail instead.";
        return end(tx, waiting, "CANCELLED", Some("BY_MAIL"), why).await;
    }
    store::hold(tx, waiting.id).await
}

async fn by_mail(tx: &TenantTx, waiting: &Waiting) -> Result<bool> {
    let Some(customer) = waiting.customer_id.filter(|_| waiting.answers_word.is_none()) else { return Ok(false) };
    let Some(email) = customer_card(tx, customer).await?.and_then(|card| card.email) else { return Ok(false) };
    let text = parts(tx, waiting.id).await?.into_iter().find(|part| part.kind == "TEXT");
    let draft = Draft {
        subject: sender::store::face(tx, waiting.location_id).await?.name,
        purpose: waiting.purpose.clone(),
        priority: Priority::Urgent,
        customer_id: Some(customer),
        location_id: waiting.location_id,
        conversation_id: waiting.conversation_id,
        expires_at: waiting.expires_at,
        key: Some(format!("instead:{}", waiting.id)),
        ..Draft::new(
            Channel::Email,
            &email,
            &text.map(|part| part.content).unwrap_or_default(),
            (&waiting.entity, waiting.entity_ref),
        )
    };
    queue(tx, draft).await?;
    Ok(true)
}
