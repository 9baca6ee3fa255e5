//! What happens with a deal's quotes, turned into its value and its way. Delivered twice, each does its work once: what
//! is written follows from how the quotes stand now.

use engine::{Event, TenantTx};
use kernel::{
    Result,
    ids::{DealId, QuoteId},
};
use serde_json::Value;

use super::{
    moves::{Move, first_stage, move_to},
    stage::Stage,
    stage_of, store, value,
};
use crate::lead::status::By;

/// The deal of the event's quote, which becomes one of its quotes; none when the quote belongs to no deal.
async fn deal_of(tx: &TenantTx, event: &Event) -> Result<Option<DealId>> {
    let Some(quote) = event.data.get("quote_id").and_then(Value::as_str).and_then(QuoteId::parse) else {
        return Ok(None);
    };
    let Some(id) = store::of_quote(tx, quote).await? else { return Ok(None) };
    let Some(deal) = store::lock_one(tx, id).await? else { return Ok(None) };
    store::add_quote(tx, id, quote).await?;
    tx.about("deal", id.uuid(), &deal.number);
    tx.at_location(deal.location_id);
    Ok(Some(id))
}

/// A quote went out or was accepted: value and stage follow.
pub async fn quote_moved(tx: &TenantTx, event: Event) -> Result<()> {
    match deal_of(tx, &event).await? {
        Some(id) => advance(tx, id).await,
        None => Ok(()),
    }
}

/// A quote is off the table: another one may be the newest now.
pub async fn quote_closed(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(id) = deal_of(tx, &event).await? else { return Ok(()) };
    match store::lock_one(tx, id).await? {
        Some(deal) => value::refresh(tx, &deal).await,
        None => Ok(()),
    }
}

/// How far the quotes say a deal is: one sent is a proposal, a second one a negotiation, an accepted one is won.
pub fn reached(sent: i64, accepted: i64) -> Option<Stage> {
    match (accepted, sent) {
        (1.., _) => Some(Stage::Won),
        (_, 2..) => Some(Stage::Negotiation),
        (_, 1) => Some(Stage::Proposal),
        _ => None,
    }
}

/// Value and stage as the deal's quotes say; a deal that is further on, or closed, stays there.
pub async fn advance(tx: &TenantTx, id: DealId) -> Result<()> {
    let Some(deal) = store::lock_one(tx, id).await? else { return Ok(()) };
    value::refresh(tx, &deal).await?;
    let (sent, accepted) = store::quotes_sent(tx, id).await?;
    let from = stage_of(&deal.stage)?;
    let Some(to) = reached(sent, accepted).filter(|to| from.is_open() && to.rank() > from.rank()) else {
        return Ok(());
    };
    let stage = first_stage(tx, &deal, to).await?;
    let by_itself = Move { to: &stage, by: By::Itself, has_accepted_quote: accepted > 0, reason: None, batch: None };
    move_to(tx, &deal, &by_itself).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_19_quotes_say_how_far_a_deal_is() {
        assert_eq!(reached(0, 0), None);
        assert_eq!(reached(1, 0), Some(Stage::Proposal));
        assert_eq!(reached(2, 0), Some(Stage::Negotiation));
        assert_eq!(reached(3, 1), Some(Stage::Won));
    }
}
