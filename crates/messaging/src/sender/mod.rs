//! The face a company shows on a channel, and the provider behind it.

pub mod change;
pub mod create;
pub mod keys;
pub mod list;
pub mod store;

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Error, Problems, Result,
    ids::{ConversationId, LocationId, SenderIdentityId},
};
use schemars::JsonSchema;
use serde::Serialize;

pub use store::{Face, Row};

use crate::gateway::Account;

/// A number or address; the secret behind it is never shown again.
#[derive(Serialize, JsonSchema)]
pub struct Sender {
    pub id: SenderIdentityId,
    /// Absent: the company's own, for every location that has none.
    pub location_id: Option<LocationId>,
    /// SMS or EMAIL.
    pub channel: String,
    pub address: String,
    pub display_name: String,
    pub base_url: Option<String>,
    pub account: Option<String>,
    pub is_active: bool,
    /// Used while the provider of the first number fails.
    pub is_fallback: bool,
    pub created_at: Timestamp,
    pub version: i64,
}

/// A sender with the addresses its provider calls.
#[derive(Serialize, JsonSchema)]
pub struct SenderWithHooks {
    #[serde(flatten)]
    pub sender: Sender,
    /// Where the provider brings messages of the other side. Shown when they are made.
    pub incoming_url: String,
    /// Where it tells what became of ours; texts bring it along by themselves.
    pub status_url: Option<String>,
}

/// The name under which the secret is sealed.
fn seal_name(id: SenderIdentityId) -> String {
    format!("sender {id}")
}

/// The secret, as the provider knows it.
pub fn secret(tx: &TenantTx, row: &Row) -> Result<String> {
    let opened = tx.settings().unseal(&seal_name(row.id), &row.secret_sealed)?;
    String::from_utf8(opened).map_err(Error::internal)
}

/// The account at the provider.
pub fn account(tx: &TenantTx, row: &Row) -> Result<Account> {
    Ok(Account {
        base_url: row.base_url.clone().unwrap_or_default(),
        account: row.account.clone().unwrap_or_default(),
        secret: secret(tx, row)?,
    })
}

/// `office+cnv_…@maplelane.example`: an answer to it comes back to its conversation.
pub fn reply_address(address: &str, conversation: ConversationId) -> String {
    match address.split_once('@') {
        Some((local, domain)) => format!("{local}+{conversation}@{domain}"),
        None => address.to_owned(),
    }
}

/// The conversation a reply address carries.
pub fn conversation_in(address: &str) -> Option<ConversationId> {
    let local = address.split_once('@')?.0;
    ConversationId::parse(&local.rsplit_once('+')?.1.to_lowercase())
}

/// What is wrong with a provider's address.
pub fn check_base_url(p: &mut Problems, base_url: Option<&str>) {
    let fine = base_url.is_none_or(|text| {
        text.len() <= 300
            && text.parse::<url::Url>().is_ok_and(|u| matches!(u.scheme(), "https" | "http") && u.has_host())
    });
    p.require(fine, "base_url", "NOT_AN_ADDRESS", "An address such as https://api.provider.example.");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_26_the_reply_address_carries_the_conversation() {
        let id = ConversationId::from_uuid(uuid::Uuid::from_u128(77));
        let address = reply_address("office@maplelane.example", id);
        assert_eq!(conversation_in(&address), Some(id));
        assert_eq!(conversation_in(&address.to_uppercase()), Some(id), "mail servers may write it otherwise");
        assert_eq!(conversation_in("office@maplelane.example"), None);
        assert_eq!(conversation_in("office+news@maplelane.example"), None);
    }
}
