//! A message before it is written.

use jiff::Timestamp;
use kernel::ids::{CommunicationId, ConversationId, CustomerId, LocationId, TemplateVersionId};
use ports::{Attachment, Channel, OutgoingText};
use uuid::Uuid;

use crate::text::word::Word;

/// In which order messages leave, and whether they wait for the morning (MSG-12).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Priority {
    Urgent,
    #[default]
    Normal,
    Bulk,
}

impl Priority {
    pub fn code(self) -> &'static str {
        match self {
            Priority::Urgent => "URGENT",
            Priority::Normal => "NORMAL",
            Priority::Bulk => "BULK",
        }
    }
}

/// The words a message was written with.
pub struct Wording {
    pub key: String,
    /// None for those that are shipped.
    pub version: Option<TemplateVersionId>,
}

/// Why a message cannot leave whoever allows it.
pub struct Refused {
    /// MISSING_TEMPLATE, MISSING_VARIABLE or TOO_LONG.
    pub code: &'static str,
    pub reason: String,
}

pub struct Draft {
    pub channel: Channel,
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: Option<String>,
    pub purpose: String,
    pub priority: Priority,
    pub customer_id: Option<CustomerId>,
    pub location_id: Option<LocationId>,
    pub conversation_id: Option<ConversationId>,
    pub in_reply_to: Option<String>,
    /// The record it is about: (entity, id).
    pub about: (String, Uuid),
    pub attachments: Vec<Attachment>,
    pub resent_of: Option<CommunicationId>,
    /// Two writings under one key are one message (MSG-3).
    pub key: Option<String>,
    pub send_at: Option<Timestamp>,
    pub expires_at: Option<Timestamp>,
    /// The word this answers by itself, in that word's language.
    pub answers: Option<Word>,
    pub wording: Option<Wording>,
    /// It is kept as FAILED.
    pub refused: Option<Refused>,
}

impl Draft {
    pub fn new(channel: Channel, to: &str, text: &str, about: (&str, Uuid)) -> Self {
        Self {
            channel,
            to: to.trim().to_owned(),
            subject: String::new(),
            text: text.to_owned(),
            html: None,
            purpose: "SERVICE".into(),
            priority: Priority::Normal,
            customer_id: None,
            location_id: None,
            conversation_id: None,
            in_reply_to: None,
            about: (about.0.to_owned(), about.1),
            attachments: vec![],
            resent_of: None,
            key: None,
            send_at: None,
            expires_at: None,
            answers: None,
            wording: None,
            refused: None,
        }
    }
}

impl From<OutgoingText> for Draft {
    fn from(text: OutgoingText) -> Self {
        Self {
            purpose: text.purpose.into(),
            customer_id: text.customer_id,
            location_id: text.location_id,
            ..Self::new(Channel::Sms, &text.to, &text.text, text.about)
        }
    }
}
