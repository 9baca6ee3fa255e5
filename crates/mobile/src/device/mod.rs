//! A phone or browser that works offline.

pub mod list;
pub mod store;

use jiff::Timestamp;
use kernel::ids::{DeviceId, UserId};
use schemars::JsonSchema;
use serde::Serialize;

/// A phone as lists show it; one line a user, for several may share it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct DeviceCard {
    pub id: DeviceId,
    pub installation: String,
    pub state: String,
    pub user_id: UserId,
    pub last_sequence: i64,
    pub last_contact_at: Timestamp,
    pub version: i64,
}

impl From<crate::sql::device::DeviceRow> for DeviceCard {
    fn from(row: crate::sql::device::DeviceRow) -> Self {
        Self {
            id: row.id,
            installation: row.installation,
            state: row.state,
            user_id: row.user_id,
            last_sequence: row.last_sequence,
            last_contact_at: row.last_contact_at,
            version: row.version,
        }
    }
}
