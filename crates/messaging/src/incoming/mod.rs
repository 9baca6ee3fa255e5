//! What providers bring: messages of the other side, and what became of ours. Stored first, taken in after (MSG-27).

pub mod answer_word;
mod bounce;
pub mod email;
pub mod hook_email;
pub mod hook_sms;
pub mod hook_status;
pub mod mime;
pub mod sms;
pub mod status;
mod store;
mod who;

use engine::{Event, TenantTx};
use kernel::{Error, Result};
use schemars::JsonSchema;
use serde::Serialize;

use crate::sender;

/// What a provider hears.
#[derive(Serialize, JsonSchema)]
pub struct Taken {
    /// False for a repeat: it was taken before.
    pub new: bool,
}

fn not_signed() -> Error {
    Error::not_signed_in("BAD_SIGNATURE", "The signature does not fit, or is too old.")
}

/// A form as it came, field by field.
fn form(body: &[u8]) -> Vec<(String, String)> {
    url::form_urlencoded::parse(body).map(|(n, v)| (n.into_owned(), v.into_owned())).collect()
}

/// Takes in what a hook has stored.
pub async fn take_in(tx: &TenantTx, event: Event) -> Result<()> {
    let Some(kept) = store::event(tx, event.entity_id).await? else { return Ok(()) };
    let Some(sender) = sender::store::by_id(tx, kept.sender_id).await? else { return Ok(()) };
    match kept.kind.as_str() {
        "SMS" => sms::take(tx, &sender, &kept).await,
        "STATUS" => status::take(tx, &sender, &kept).await,
        _ => email::take(tx, &sender, &kept).await,
    }
}
