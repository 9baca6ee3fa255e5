//! Points a channel does not go to, whatever the ledger says (MSG-24).

pub mod add;
pub mod lift;
pub mod list;
pub mod store;

use jiff::Timestamp;
use kernel::ids::SendSuppressionId;
use schemars::JsonSchema;
use serde::Serialize;

/// A point that is not written to.
#[derive(Serialize, JsonSchema)]
pub struct Suppression {
    pub id: SendSuppressionId,
    /// EMAIL or SMS.
    pub channel: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub point: String,
    /// HARD_BOUNCE, COMPLAINT, STOP, MANUAL or INVALID.
    pub reason: String,
    pub note: Option<String>,
    pub at: Timestamp,
    pub lifted_at: Option<Timestamp>,
    pub lifted_because: Option<String>,
    pub version: i64,
}
