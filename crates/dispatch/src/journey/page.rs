//! A journey with everything that hangs on it, for its page and for the crew's phones.

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Result,
    ids::{JourneyEntryId, MediaId},
};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::card::JourneyCard;
use crate::{
    sql::{
        entry::EntriesOfRow,
        journey::CardRow,
        step::{MediaOfRow, StepsOfRow},
        stop::StopsOfRow,
    },
    step::{StepCard, rights::Rights},
};

/// A stop of the way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct StopCard {
    pub id: Uuid,
    pub order: i32,
    pub role: String,
    /// Structured address, with latitude and longitude when known.
    pub address: Value,
    /// How to get in.
    pub access_notes: Option<String>,
    pub window_start: Option<Timestamp>,
    pub window_end: Option<Timestamp>,
    pub planned_arrival: Option<Timestamp>,
    pub actual_arrival: Option<Timestamp>,
    pub actual_departure: Option<Timestamp>,
    pub state: String,
    pub skip_reason: Option<String>,
}

/// Something said or recorded on the way.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct EntryCard {
    pub id: JourneyEntryId,
    pub r#type: String,
    pub text: Option<String>,
    pub tag: Option<String>,
    pub data: Value,
    pub at: Timestamp,
    pub by_name: String,
}

/// A picture or signature of the journey or of one of its steps.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MediaLine {
    pub id: MediaId,
    pub kind: String,
    pub purpose: String,
    pub content_type: String,
    pub state: String,
    pub taken_at: Timestamp,
    /// Id of the journey or step it belongs to.
    pub owner_id: String,
}

/// Whom the work is for.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CustomerLine {
    pub name: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub phone: Option<String>,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JourneyPage {
    #[serde(flatten)]
    pub card: JourneyCard,
    pub customer: CustomerLine,
    /// What the crew must know of the job.
    pub instructions: Option<String>,
    pub notes: Option<String>,
    pub stops: Vec<StopCard>,
    pub steps: Vec<StepCard>,
    pub entries: Vec<EntryCard>,
    pub media: Vec<MediaLine>,
}

/// The rows of several journeys that hang on them.
pub struct Parts {
    pub stops: Vec<StopsOfRow>,
    pub steps: Vec<StepsOfRow>,
    pub entries: Vec<EntriesOfRow>,
    pub media: Vec<MediaOfRow>,
}

impl Parts {
    /// The page of one journey, with the caller's rights on its steps.
    pub fn page(&self, tx: &TenantTx, row: CardRow) -> Result<JourneyPage> {
        let id = row.id;
        let media: Vec<&MediaOfRow> = self.media.iter().filter(|m| m.journey_id == id).collect();
        let steps = self
            .steps
            .iter()
            .filter(|s| s.journey_id == id)
            .map(|s| StepCard::of(s, &media, &Rights::of(tx, s.number)))
            .collect::<Result<Vec<_>>>()?;
        Ok(JourneyPage {
            customer: CustomerLine { name: row.customer_name.clone(), phone: row.customer_phone.clone() },
            instructions: row.instructions.clone(),
            notes: row.notes.clone(),
            stops: self.stops.iter().filter(|s| s.journey_id == id).map(stop).collect(),
            entries: self.entries.iter().filter(|e| e.journey_id == id).map(entry).collect(),
            media: media.into_iter().map(|m| line(m, id.uuid())).collect(),
            steps: steps.into_iter().flatten().collect(),
            card: JourneyCard::try_from(row)?,
        })
    }
}

fn stop(row: &StopsOfRow) -> StopCard {
    let mut address = row.address.clone();
    let access_notes = address.get("note").and_then(Value::as_str).map(str::to_owned);
    if let (Some(object), Some(latitude), Some(longitude)) =
        (address.as_object_mut(), row.latitude_micro, row.longitude_micro)
    {
        object.insert("latitude".into(), json!(f64::from(latitude) / 1e6));
        object.insert("longitude".into(), json!(f64::from(longitude) / 1e6));
    }
    StopCard {
        id: row.id,
        order: row.position,
        role: row.role.clone(),
        address,
        access_notes,
        window_start: row.window_start,
        window_end: row.window_end,
        planned_arrival: row.planned_arrival,
        actual_arrival: row.actual_arrival,
        actual_departure: row.actual_departure,
        state: row.state.clone(),
        skip_reason: row.skip_reason.clone(),
    }
}

fn entry(row: &EntriesOfRow) -> EntryCard {
    EntryCard {
        id: row.id,
        r#type: row.r#type.clone(),
        text: row.text.clone(),
        tag: row.tag.clone(),
        data: row.data.clone(),
        at: row.occurred_at,
        by_name: row.by_name.clone(),
    }
}

fn line(row: &MediaOfRow, journey: Uuid) -> MediaLine {
    let prefix = if row.owner_id == journey { "jny" } else { "jsp" };
    MediaLine {
        id: row.id,
        kind: row.kind.clone(),
        purpose: row.purpose.clone(),
        content_type: row.content_type.clone(),
        state: row.state.clone(),
        taken_at: row.taken_at,
        owner_id: format!("{prefix}_{}", kernel::id::encode(row.owner_id)),
    }
}
