//! The secret addresses a provider calls. Their key can be reckoned again, since every text brings it along; only its
//! hash is stored.

use engine::TenantTx;
use hmac::{Hmac, Mac};
use kernel::ids::{CommunicationId, SenderIdentityId};
use sha2::Sha256;

use super::Row;

/// The kind of these keys.
pub const KIND: &str = "h";

/// The key of a sender, the `number`-th of its life.
pub fn key(tx: &TenantTx, id: SenderIdentityId, number: i32) -> String {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&tx.settings().master_key)
        .unwrap_or_else(|_| unreachable!("HMAC takes a key of any length"));
    mac.update(b"hook-key\0");
    mac.update(tx.company().uuid().as_bytes());
    mac.update(id.uuid().as_bytes());
    mac.update(&number.to_be_bytes());
    kernel::link::make(KIND, tx.company(), mac.finalize().into_bytes().into())
}

/// Where the provider brings messages of the other side.
pub fn incoming_url(tx: &TenantTx, channel: &str, key: &str) -> String {
    let channel = if channel == "SMS" { "sms" } else { "email" };
    format!("{}/api/hooks/{channel}/{key}", tx.settings().public_url)
}

/// Where it tells what became of ours.
pub fn status_hook(tx: &TenantTx, key: &str) -> String {
    format!("{}/api/hooks/sms-status/{key}", tx.settings().public_url)
}

/// The same for one message: what is told there finds it even when the provider's answer was lost (MSG-22).
pub fn status_url(tx: &TenantTx, row: &Row, message: CommunicationId) -> String {
    format!("{}?message={message}", status_hook(tx, &key(tx, row.id, row.key_number)))
}
