//! May it go out? Asked when a message is queued and again right before it is sent (MSG-9).

use engine::TenantTx;
use kernel::{Result, ids::CustomerId};
use ports::{Channel, ConsentPort, MayWe, Permitted};

use crate::suppression;

/// Suppressions first, then the ledger.
pub async fn judge(
    tx: &TenantTx,
    channel: Channel,
    point: &str,
    purpose: &str,
    customer: Option<CustomerId>,
) -> Result<Permitted> {
    let point = stored(channel, point);
    if suppression::store::standing(tx, channel, &point).await? {
        return Ok(Permitted::No("SUPPRESSED"));
    }
    tx.port::<ConsentPort>()?.ask(tx, MayWe { point: &point, channel, purpose, customer }).await
}

/// The point as ledger and suppressions keep it.
pub fn stored(channel: Channel, point: &str) -> String {
    match channel {
        Channel::Email => point.trim().to_lowercase(),
        Channel::Sms => point.trim().to_owned(),
    }
}

/// The reason as people read it.
pub fn sentence(code: &str) -> &'static str {
    match code {
        "WITHDRAWN" => "The other side asked not to be written to this way.",
        "NO_CONSENT" => "There is no consent for this purpose.",
        "EXPIRED" => "The consent for this purpose has lapsed.",
        "DO_NOT_CONTACT" => "This customer wants no marketing.",
        "BLOCKED" => "This customer is blocked.",
        "INVALID_POINT" => "Nothing arrives at this address or number.",
        _ => "This address or number is on the list of those that are not written to.",
    }
}
