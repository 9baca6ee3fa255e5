//! One reservation of one resource.

pub mod cancel;
pub mod create;
pub mod list;
pub mod store;

use jiff::Timestamp;
use kernel::ids::{CrewMemberId, EquipmentId, JourneyId, LocationId, ScheduleEntryId};
use schemars::JsonSchema;
use serde::Serialize;

codes! {
    /// Why the resource is taken; journeys take theirs by themselves.
    EntryType { Maintenance = "MAINTENANCE", Training = "TRAINING", Meeting = "MEETING", Other = "OTHER" }
}
codes! {
    /// How much it matters.
    Priority { Low = "LOW", Normal = "NORMAL", High = "HIGH", Urgent = "URGENT" }
}

/// A reservation as lists show it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryCard {
    pub id: ScheduleEntryId,
    pub crew_member_id: Option<CrewMemberId>,
    pub equipment_id: Option<EquipmentId>,
    pub location_id: Option<LocationId>,
    pub r#type: String,
    pub status: String,
    pub priority: String,
    pub title: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// Minutes after the end in which the resource is not free yet.
    pub turnaround_minutes: i32,
    pub journey_id: Option<JourneyId>,
    pub notes: Option<String>,
    pub version: i64,
}

impl From<crate::sql::entry::EntryRow> for EntryCard {
    fn from(row: crate::sql::entry::EntryRow) -> Self {
        Self {
            id: row.id,
            crew_member_id: row.crew_member_id,
            equipment_id: row.equipment_id,
            location_id: row.location_id,
            r#type: row.r#type,
            status: row.status,
            priority: row.priority,
            title: row.title,
            starts_at: row.starts_at,
            ends_at: row.ends_at,
            turnaround_minutes: row.turnaround_minutes,
            journey_id: row.journey_id,
            notes: row.notes,
            version: row.version,
        }
    }
}
