//! A journey as the board and lists show it.

use jiff::{Timestamp, civil::Date};
use kernel::{
    Error, Id, Result,
    ids::{AssignedCrewId, CrewMemberId, EquipmentId, JobId, JourneyId, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::sql::journey::CardRow;

/// Somebody of the crew.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Seat {
    /// Of the assignment.
    pub id: AssignedCrewId,
    pub crew_member_id: CrewMemberId,
    pub user_id: Option<UserId>,
    pub name: String,
    pub phone: Option<String>,
    pub role: String,
    pub lead: bool,
    pub state: String,
}

#[derive(Deserialize)]
struct RawSeat {
    id: Uuid,
    crew_member_id: Uuid,
    user_id: Option<Uuid>,
    name: String,
    phone: Option<String>,
    role: String,
    lead: bool,
    state: String,
}

/// Steps closed out of all (DSP-6).
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
pub struct Progress {
    pub closed: i64,
    pub steps: i64,
}

/// An open flag (DSP-16).
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct OpenFlag {
    pub flag: String,
    pub cause: String,
    pub red: bool,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JourneyCard {
    pub id: JourneyId,
    pub number: String,
    pub job_id: JobId,
    pub job_number: String,
    pub customer_name: String,
    pub kind: String,
    pub title: String,
    pub date: Date,
    pub status: String,
    pub priority: String,
    pub window_start: Option<Timestamp>,
    pub window_end: Option<Timestamp>,
    pub planned_start: Timestamp,
    pub planned_end: Timestamp,
    pub actual_start: Option<Timestamp>,
    pub actual_end: Option<Timestamp>,
    pub truck_id: Option<EquipmentId>,
    /// What people call the truck.
    pub truck_number: Option<String>,
    pub crew: Vec<Seat>,
    pub crew_wanted: i32,
    pub crew_minimum: i32,
    pub crew_confirmed: usize,
    pub progress: Progress,
    pub flags: Vec<OpenFlag>,
    pub location_id: LocationId,
    pub version: i64,
}

fn seats(value: serde_json::Value) -> Result<Vec<Seat>> {
    let raw: Vec<RawSeat> = serde_json::from_value(value).map_err(Error::internal)?;
    Ok(raw
        .into_iter()
        .map(|s| Seat {
            id: Id::from_uuid(s.id),
            crew_member_id: Id::from_uuid(s.crew_member_id),
            user_id: s.user_id.map(Id::from_uuid),
            name: s.name,
            phone: s.phone,
            role: s.role,
            lead: s.lead,
            state: s.state,
        })
        .collect())
}

impl TryFrom<CardRow> for JourneyCard {
    type Error = Error;
    fn try_from(row: CardRow) -> Result<Self> {
        let crew = seats(row.crew)?;
        Ok(Self {
            id: row.id,
            number: row.number,
            job_id: row.job_id,
            job_number: row.job_number,
            customer_name: row.customer_name,
            kind: row.kind,
            title: row.title,
            date: row.day,
            status: row.status,
            priority: row.priority,
            window_start: row.window_start,
            window_end: row.window_end,
            planned_start: row.planned_start,
            planned_end: row.planned_end,
            actual_start: row.actual_start,
            actual_end: row.actual_end,
            truck_id: row.truck_id,
            truck_number: row.truck_name,
            crew_confirmed: crew.iter().filter(|s| s.state == "CONFIRMED").count(),
            crew,
            crew_wanted: row.crew_wanted,
            crew_minimum: row.crew_minimum,
            progress: Progress { closed: row.closed_steps, steps: row.steps },
            flags: serde_json::from_value(row.flags).map_err(Error::internal)?,
            location_id: row.location_id,
            version: row.version,
        })
    }
}
