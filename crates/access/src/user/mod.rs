//! Users: an identity's membership in one company.

pub mod create;
pub mod disable;
pub mod get;
pub mod invite;
pub mod list;
pub mod permission;
pub mod store;
pub mod suspend;
pub mod update;

use kernel::ids::{LocationId, UserId};
use schemars::JsonSchema;
use serde::Serialize;

/// A user, as lists and forms show one.
#[derive(Debug, Serialize, JsonSchema)]
pub struct UserCard {
    pub id: UserId,
    pub name: String,
    pub email: String,
    pub phone: Option<String>,
    pub role_code: String,
    pub role_name: String,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub status: String,
    pub version: i64,
}

impl UserCard {
    pub(crate) fn of(row: store::UserByIdRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            email: row.email,
            phone: row.phone,
            role_code: row.role_code,
            role_name: row.role_name,
            location_id: row.location_id,
            location_name: row.location_name,
            status: row.status,
            version: row.version,
        }
    }
}
