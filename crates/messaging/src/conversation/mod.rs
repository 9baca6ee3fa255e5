//! What one customer and one location say to each other, over all channels (MSG-26, MSG-29).

pub mod answer;
pub mod attach;
pub mod clock;
pub mod file;
pub mod list;
pub mod read;
pub mod state;
pub mod store;

use engine::{TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::ids::{ConversationId, CustomerId, LocationId, UserId};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::json;

/// A conversation in the inbox.
#[derive(Serialize, JsonSchema)]
pub struct ConversationLine {
    pub id: ConversationId,
    pub customer_id: Option<CustomerId>,
    pub location_id: Option<LocationId>,
    /// The other side's number or address, where no customer is known.
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub point: Option<String>,
    pub title: String,
    /// OPEN, WAITING, SNOOZED or CLOSED.
    pub state: String,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    pub unread: i32,
    /// Channel and words of the latest message.
    pub channel: String,
    pub preview: String,
    pub last_message_at: Timestamp,
    pub snoozed_until: Option<Timestamp>,
    /// MAY_MEAN_STOP, AUTOMATIC.
    pub marks: Vec<String>,
    pub version: i64,
}

/// Open screens hear of it.
pub fn changed(tx: &TenantTx, id: ConversationId, location: Option<LocationId>) {
    tx.emit(
        NewEvent::new("messaging.conversation.changed", "conversation", id.uuid())
            .location(location)
            .data(json!({"conversation_id": id})),
    );
}

/// The words as they stand in the list.
pub fn preview(text: &str) -> String {
    let line: Vec<&str> = text.split_whitespace().collect();
    line.join(" ").chars().take(140).collect()
}
