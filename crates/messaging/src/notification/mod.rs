//! What people of the company are told: in the app, and by mail where they want it (MSG-19, MSG-20).

pub mod list;
pub mod mark;
pub mod preferences;
pub mod rules;
mod store;
pub mod tell;

use engine::TenantTx;
use jiff::SignedDuration;
use kernel::{Error, Result, ids::UserId};

/// Unread ones older than this are put away.
const KEPT: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The caller; notifications are of persons.
fn me(tx: &TenantTx) -> Result<UserId> {
    let nobody = || Error::conflict("NOBODY", "Only somebody who has signed in is told of things.");
    tx.caller().user().ok_or_else(nobody)
}

pub async fn tidy(tx: &TenantTx) -> Result<()> {
    store::archive_old(tx, tx.now() - KEPT).await
}
