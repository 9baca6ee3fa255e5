//! Branches of the company.

pub mod create;
pub mod list;
pub mod store;
pub mod update;

use kernel::{Problems, ids::LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use store::LocationRow;

/// CORPORATE or FRANCHISE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LocationKind {
    Corporate,
    Franchise,
}

impl LocationKind {
    pub fn code(self) -> &'static str {
        match self {
            Self::Corporate => "CORPORATE",
            Self::Franchise => "FRANCHISE",
        }
    }
}

/// What is stored at a location.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StorageType {
    Locker,
    Pod,
    #[default]
    None,
}

impl StorageType {
    pub fn code(self) -> &'static str {
        match self {
            Self::Locker => "LOCKER",
            Self::Pod => "POD",
            Self::None => "NONE",
        }
    }
}

/// A location, as lists and forms show one.
#[derive(Serialize, JsonSchema)]
pub struct LocationCard {
    pub id: LocationId,
    pub name: String,
    pub code: String,
    pub kind: String,
    pub status: String,
    pub street: Option<String>,
    pub city: String,
    pub province: String,
    pub postal_code: Option<String>,
    pub country: String,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub contact_name: Option<String>,
    pub timezone: String,
    pub truck_count: i32,
    pub truck_note: Option<String>,
    pub storage_type: String,
    pub storage_note: Option<String>,
    pub cx_care: bool,
    pub version: i64,
}

impl From<LocationRow> for LocationCard {
    fn from(r: LocationRow) -> Self {
        Self {
            id: r.id,
            name: r.name,
            code: r.code,
            kind: r.kind,
            status: r.status,
            street: r.street,
            city: r.city,
            province: r.province,
            postal_code: r.postal_code,
            country: r.country,
            phone: r.phone,
            email: r.email,
            contact_name: r.contact_name,
            timezone: r.timezone,
            truck_count: r.truck_count,
            truck_note: r.truck_note,
            storage_type: r.storage_type,
            storage_note: r.storage_note,
            cx_care: r.cx_care,
            version: r.version,
        }
    }
}

/// What holds for every location, made or changed.
pub(crate) fn check_place(p: &mut Problems, prefix: &str, timezone: &str, country: &str, truck_count: i32) {
    let zone = jiff::tz::TimeZone::get(timezone).is_ok();
    p.require(zone, &format!("{prefix}timezone"), "UNKNOWN_ZONE", "A time zone like America/Toronto is needed.");
    let two = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
    p.require(two, &format!("{prefix}country"), "UNKNOWN_COUNTRY", "Two letters, like CA.");
    p.require(
        (0..=10_000).contains(&truck_count),
        &format!("{prefix}truck_count"),
        "OUT_OF_RANGE",
        "Between 0 and 10,000.",
    );
}
