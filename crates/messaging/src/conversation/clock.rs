//! What the clock does in the inbox.

use engine::TenantTx;
use jiff::SignedDuration;
use kernel::Result;

use super::{changed, store};

/// A conversation in which nobody has said anything for this long is over (MSG-29).
const SILENCE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// Wakes what was put away until now, and closes what has been silent for two weeks.
pub async fn tidy(tx: &TenantTx) -> Result<()> {
    let woken = store::wake(tx).await?;
    let closed = store::close_silent(tx, tx.now() - SILENCE).await?;
    for (id, location) in woken.into_iter().chain(closed) {
        changed(tx, id, location);
    }
    Ok(())
}
