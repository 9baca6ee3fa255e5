//! What people of the company are told: in the app, by mail and in their browsers, as they want it (MSG-19, MSG-20).

pub mod digest;
pub mod list;
pub mod mark;
pub mod preferences;
pub mod rules;
mod store;
pub mod tell;
pub mod timing;

use engine::TenantTx;
use jiff::SignedDuration;
use kernel::{Error, Result, ids::UserId};

/// Unread ones older than this are put away.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// What was told together is forgotten after this long.
const TOLD_KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The caller; notifications are of persons.
pub fn me(tx: &TenantTx) -> Result<UserId> {
    let nobody = || Error::conflict("NOBODY", "Only somebody who has signed in is told of things.");
    tx.caller().user().ok_or_else(nobody)
}

/// Whether somebody may still sign in.
pub async fn is_active(tx: &TenantTx, user: UserId) -> Result<bool> {
    Ok(store::active_user(tx, user).await?.is_some())
}

pub async fn tidy(tx: &TenantTx) -> Result<()> {
    store::forget_waiting(tx, tx.now() - TOLD_KEPT).await?;
    store::archive_old(tx, tx.now() - KEPT).await
}
