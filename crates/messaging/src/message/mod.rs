//! One message to one point, or from one: written, perhaps put off, sent, followed to the end (MSG-1).

pub mod cancel;
mod cap;
pub mod deliver;
pub mod draft;
mod email;
pub mod gate;
pub mod hand_over;
pub mod list;
pub mod preview;
pub mod queue;
pub mod read;
pub mod resend;
pub mod retry;
pub mod send;
pub mod status;
pub mod store;
pub mod tries;

use jiff::Timestamp;
use kernel::ids::{CommunicationId, ConversationId, CustomerId};
use schemars::JsonSchema;
use serde::Serialize;

/// A message in a list.
#[derive(Serialize, JsonSchema)]
pub struct MessageLine {
    pub id: CommunicationId,
    /// EMAIL or SMS.
    #[serde(rename = "type")]
    pub kind: String,
    /// OUT or IN.
    pub direction: String,
    pub purpose: String,
    pub priority: String,
    /// SCHEDULED, QUEUED, SENT, DELIVERED, READ, FAILED, BOUNCED, CANCELLED or SUPPRESSED.
    pub status: String,
    /// Why it has not left, or never will.
    pub reason: Option<String>,
    /// The same as a code: WITHDRAWN, EXPIRED, UNKNOWN_RESULT, or the provider's own number.
    pub code: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub to: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub from: Option<String>,
    pub subject: String,
    pub customer_id: Option<CustomerId>,
    pub conversation_id: Option<ConversationId>,
    /// The record it is about.
    pub entity: String,
    pub entity_id: String,
    /// Segments of a text message.
    pub segments: Option<i32>,
    pub attempts: i32,
    pub queued_at: Timestamp,
    /// When it leaves, where it was put off.
    pub send_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    pub last_try_at: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    pub delivered_at: Option<Timestamp>,
    pub read_at: Option<Timestamp>,
    pub failed_at: Option<Timestamp>,
    /// The message this one repeats.
    pub resent_of: Option<CommunicationId>,
    pub version: i64,
}
