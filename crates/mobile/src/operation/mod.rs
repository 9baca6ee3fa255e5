//! The receipt of one operation a phone sent.

pub mod list;
pub mod record;
pub mod store;

use jiff::Timestamp;
use kernel::ids::{DeviceId, UserId};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

codes! {
    /// How it ended (MOB-10).
    Outcome { Applied = "APPLIED", Rejected = "REJECTED", Conflict = "CONFLICT" }
}

/// A receipt as lists show it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Receipt {
    pub client_id: Uuid,
    pub device_id: DeviceId,
    pub user_id: UserId,
    pub sequence: i64,
    pub operation: String,
    pub state: String,
    pub reason: Option<String>,
    /// By the phone's clock.
    pub recorded_at: Timestamp,
    pub received_at: Timestamp,
}

impl From<crate::sql::operation::OperationRow> for Receipt {
    fn from(row: crate::sql::operation::OperationRow) -> Self {
        Self {
            client_id: row.client_id,
            device_id: row.device_id,
            user_id: row.user_id,
            sequence: row.sequence,
            operation: row.operation,
            state: row.state,
            reason: row.reason,
            recorded_at: row.recorded_at,
            received_at: row.received_at,
        }
    }
}
