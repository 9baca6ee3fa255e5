//! Takes a machine or a person for something other than a journey.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Problems, Result,
    ids::{CrewMemberId, EquipmentId, ScheduleEntry},
};
use ports::Resource;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{EntryCard, EntryType, Priority, store};
use crate::sql::entry::InsertEntry;

/// Takes a machine or a person for something other than a journey (CAL-1, CAL-5).
#[derive(Deserialize, JsonSchema)]
pub struct CreateEntry {
    pub crew_member_id: Option<CrewMemberId>,
    pub equipment_id: Option<EquipmentId>,
    pub r#type: EntryType,
    pub priority: Option<Priority>,
    #[schemars(length(min = 1, max = 100))]
    pub title: String,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    #[schemars(range(min = 0, max = 1440))]
    pub turnaround_minutes: Option<i32>,
    #[schemars(length(max = 10000))]
    pub notes: Option<String>,
}

impl CreateEntry {
    fn resource(&self) -> Option<Resource> {
        match (self.crew_member_id, self.equipment_id) {
            (Some(person), None) => Some(Resource::Crew(person)),
            (None, Some(machine)) => Some(Resource::Equipment(machine)),
            _ => None,
        }
    }
}

impl Operation for CreateEntry {
    type Output = EntryCard;
    const SPEC: Spec = Spec::command("calendar.schedule.create", "POST", "/schedule")
        .summary("Takes a machine or a person for something other than a journey.")
        .permission("schedule", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("title", &self.title, 100);
        p.require(self.resource().is_some(), "equipment_id", "ONE_RESOURCE", "Name either a machine or a person.");
        p.require(self.starts_at < self.ends_at, "ends_at", "TIMES_REVERSED", "The end comes after the start.");
        let turnaround = self.turnaround_minutes.is_none_or(|m| (0..=1440).contains(&m));
        p.require(turnaround, "turnaround_minutes", "OUT_OF_RANGE", "Between 0 and 1440.");
        let notes = self.notes.as_ref().is_none_or(|n| n.chars().count() <= 10_000);
        p.require(notes, "notes", "TOO_LONG", "At most 10000 characters.");
    }

    async fn run(self, tx: &TenantTx) -> Result<EntryCard> {
        let resource = self.resource().ok_or_else(|| kernel::Error::not_found("machine"))?;
        let turnaround_minutes = self.turnaround_minutes.unwrap_or(0);
        let free_at = self
            .ends_at
            .checked_add(SignedDuration::from_mins(turnaround_minutes.into()))
            .map_err(|_| kernel::Error::invalid("ends_at", "OUT_OF_RANGE", "That is too far in the future."))?;
        let (location_id, taken) =
            futures::try_join!(store::location(tx, resource), store::taken(tx, resource, self.starts_at, free_at))?;
        tx.require("schedule", "CREATE", &RowFacts { location: location_id, mine: false, record: Value::Null })?;
        if let Some(taken) = taken {
            return Err(taken.refusal(self.equipment_id.is_some()));
        }
        let id = tx.new_id::<ScheduleEntry>();
        store::insert(
            tx,
            InsertEntry {
                id,
                crew_member_id: self.crew_member_id,
                equipment_id: self.equipment_id,
                location_id,
                r#type: self.r#type.code(),
                priority: self.priority.unwrap_or(Priority::Normal).code(),
                title: self.title.trim(),
                starts_at: self.starts_at,
                ends_at: self.ends_at,
                turnaround_minutes,
                free_at,
                journey_id: None,
                notes: self.notes.as_deref(),
            },
        )
        .await?;
        tx.about("schedule", id.uuid(), self.title.trim());
        tx.at_location(location_id);
        tx.emit(NewEvent::new("calendar.schedule.created", "schedule", id.uuid()).location(location_id));
        store::read(tx, id).await
    }
    fn example() -> Value {
        json!({
            "equipment_id": "equ_01h455vb4pex5vsknk084sn02q", "type": "MAINTENANCE", "title": "Brake service",
            "starts_at": "2026-06-02T12:00:00Z", "ends_at": "2026-06-02T16:00:00Z",
        })
    }
}
