//! The customer's page: whoever has the link reads, chooses, signs or says no.

pub mod accept;
pub(crate) mod acceptance;
mod ahead;
pub mod complete;
mod evidence;
pub mod give_up;
pub mod page;
pub mod pay;
pub mod pdf;
pub mod prepare;
pub mod read;
pub mod reject;
pub mod select;
mod signing;
pub mod verify;

#[cfg(test)]
pub(crate) use evidence::{Method, Signing};

use engine::TenantTx;
use jiff::ToSpan;
use kernel::{Error, Result, ids::QuoteItemId};

use crate::{
    pricing::{Priced, PricingInput},
    quote::{
        READABLE_DAYS,
        cover::{CoverChoice, same_covers, with_covers},
        reckon_again,
        store::{self, Item, Row},
        with_selection,
    },
};

/// Unknown, foreign and outdated links all get this one answer.
fn nothing_here() -> Error {
    Error::not_found("quote")
}

/// The quote behind the caller's link: the newest version sent under its number. Readable 90 days past validity
/// (QUO-44).
pub(crate) async fn behind_link(tx: &TenantTx, lock: bool) -> Result<Row> {
    let hash = tx.link_hash()?;
    let id = store::by_link(tx, &hash).await?.ok_or_else(nothing_here)?;
    let row = if lock { store::locked(tx, id).await? } else { store::row(tx, id).await? };
    let readable = row.valid_before.checked_add((READABLE_DAYS * 24).hours()).map_err(Error::internal)?;
    if !row.status()?.was_sent() || tx.now() >= readable {
        return Err(nothing_here());
    }
    Ok(row)
}

/// What the customer chose: exactly these optional items, and how the goods are protected.
#[derive(Clone, Copy, Default)]
pub(crate) struct Wish<'a> {
    pub selected: &'a [QuoteItemId],
    pub covers: &'a [CoverChoice],
}

/// A choice and its price.
pub(crate) struct Choice {
    pub selected: Vec<QuoteItemId>,
    pub covers: Vec<CoverChoice>,
    pub input: PricingInput,
    pub priced: Priced,
    /// The choice the quote was sent with: its price is the stored one.
    pub as_sent: bool,
}

/// Prices a choice on the server (QUO-41); the choice as sent keeps the price as sent.
pub(crate) async fn choice(tx: &TenantTx, row: &Row, items: &[Item], wish: Wish<'_>) -> Result<Choice> {
    let sent = row.input()?;
    let input = with_covers(with_selection(&sent, items, wish.selected)?, wish.covers)?;
    let as_sent = crate::quote::as_sent(items, wish.selected) && same_covers(&sent, &input);
    let priced = if as_sent {
        row.priced()?.ok_or_else(|| Error::internal("a sent quote without price"))?
    } else {
        reckon_again(tx, row.location_id, &input).await?
    };
    Ok(Choice { selected: wish.selected.to_vec(), covers: wish.covers.to_vec(), input, priced, as_sent })
}

/// The choice a quote was sent with.
pub(crate) fn sent_choice(items: &[Item]) -> Vec<QuoteItemId> {
    items.iter().filter(|i| i.is_optional && i.selected).map(|i| i.id).collect()
}
