//! What the customer's page says of paying ahead.

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{Result, ids::QuoteAcceptanceId, money::Money};
use ports::CardsPort;
use schemars::JsonSchema;
use serde::Serialize;

use super::acceptance::{booking, is_being_taken, open, paid_ahead};
use crate::quote::store::Row;

/// What was being accepted with a deposit by card when the page was left.
#[derive(Serialize, JsonSchema)]
pub struct PortalPaying {
    pub acceptance_id: QuoteAcceptanceId,
    pub expires_at: Timestamp,
}

/// How the deposit of what was signed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DepositState {
    /// Nobody has paid it yet.
    Due,
    /// The card was charged; the provider's word is on its way.
    UnderWay,
    Received,
}

#[derive(Serialize, JsonSchema)]
pub struct PortalDeposit {
    pub amount: Money,
    pub state: DepositState,
    /// Until when the day is held for it.
    pub held_until: Option<Timestamp>,
}

/// All of it.
#[derive(Default)]
pub(super) struct Ahead {
    pub by_card: bool,
    pub paying: Option<PortalPaying>,
    pub deposit: Option<PortalDeposit>,
}

/// How paying ahead stands for a quote that is open, or that was signed.
pub(super) async fn ahead(tx: &TenantTx, row: &Row, deposit: Money, is_open: bool, is_signed: bool) -> Result<Ahead> {
    if deposit.minor() <= 0 {
        return Ok(Ahead::default());
    }
    if is_signed {
        let (paid, under_way, booking) =
            futures::try_join!(paid_ahead(tx, row.id), is_being_taken(tx, row.id), booking(tx, row.id))?;
        let state = match (paid >= deposit.minor(), under_way) {
            (true, _) => DepositState::Received,
            (false, true) => DepositState::UnderWay,
            (false, false) => DepositState::Due,
        };
        let held_until = booking.filter(|booking| booking.state == "HELD").and_then(|booking| booking.held_until);
        return Ok(Ahead { deposit: Some(PortalDeposit { amount: deposit, state, held_until }), ..Ahead::default() });
    }
    if !is_open {
        return Ok(Ahead::default());
    }
    let cards = tx.port::<CardsPort>()?;
    let (by_card, open) =
        futures::try_join!(cards.are_taken(tx, row.location_id, deposit.currency()), open(tx, row.id))?;
    let paying = open
        .filter(|open| open.expires_at > tx.now())
        .map(|open| PortalPaying { acceptance_id: open.id, expires_at: open.expires_at });
    Ok(Ahead { by_card, paying, deposit: None })
}
