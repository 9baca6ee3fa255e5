//! Who gets a lead (SAL-7, SAL-8), and how long it may wait (SAL-9, SAL-10).

pub mod answering;
pub mod choice;
pub mod condition;
pub mod hours;
pub mod pools;
mod port;
pub mod route;
pub mod rules;
pub mod store;
pub mod times;
pub mod try_out;
pub mod wait;

pub use port::Answering;

use jiff::Timestamp;
use kernel::ids::UserId;
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

/// How a lead came to its owner, as shown on the lead.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Routed {
    /// MEMBER, FALLBACK, QUEUE, OWN or HANDED_OVER.
    pub outcome: String,
    pub rule_name: Option<String>,
    pub pool_name: Option<String>,
    pub location_name: Option<String>,
    pub chosen: Option<UserId>,
    pub chosen_name: Option<String>,
    /// Each member with what it was judged by and why it could or could not have it.
    pub candidates: Value,
    pub at: Timestamp,
}
