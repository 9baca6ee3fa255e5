//! The work promised to a customer; journeys carry it out.

pub mod cancel;
pub mod change;
pub mod create;
pub mod from_quote;
pub mod list;
pub mod progress;
pub mod read;
pub mod store;

use jiff::{Timestamp, civil::Date};
use kernel::{
    Problems,
    ids::{CustomerId, JobId, LocationId, QuoteId},
    money::{Currency, Money},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::position;

codes! {
    /// What kind of work it is.
    JobKind { Moving = "MOVING", Storage = "STORAGE", Crane = "CRANE", Service = "SERVICE" }
}
codes! {
    /// What happens at a stop.
    StopRole { Yard = "YARD", Pickup = "PICKUP", Dropoff = "DROPOFF", Storage = "STORAGE", Site = "SITE" }
}

/// A job as lists and the board's tray show it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct JobCard {
    pub id: JobId,
    pub number: String,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub quote_id: Option<QuoteId>,
    pub location_id: LocationId,
    pub kind: String,
    pub title: String,
    pub status: String,
    /// The promised day.
    pub date: Option<Date>,
    pub scheduled_start: Option<Timestamp>,
    pub scheduled_end: Option<Timestamp>,
    pub window_start: Option<Timestamp>,
    pub window_end: Option<Timestamp>,
    pub actual_start: Option<Timestamp>,
    pub actual_end: Option<Timestamp>,
    pub planned_minutes: i32,
    pub crew_wanted: i32,
    pub crew_minimum: i32,
    pub trucks_wanted: i32,
    pub instructions: Option<String>,
    pub notes: Option<String>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub total: Option<Money>,
    pub created_at: Timestamp,
    pub version: i64,
}

impl From<crate::sql::job::JobRow> for JobCard {
    fn from(row: crate::sql::job::JobRow) -> Self {
        let currency = row.currency.as_deref().and_then(|c| c.parse::<Currency>().ok());
        Self {
            id: row.id,
            number: row.number,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            quote_id: row.quote_id,
            location_id: row.location_id,
            kind: row.kind,
            title: row.title,
            status: row.status,
            date: row.service_date,
            scheduled_start: row.scheduled_start,
            scheduled_end: row.scheduled_end,
            window_start: row.window_start,
            window_end: row.window_end,
            actual_start: row.actual_start,
            actual_end: row.actual_end,
            planned_minutes: row.planned_minutes,
            crew_wanted: row.crew_wanted,
            crew_minimum: row.crew_minimum,
            trucks_wanted: row.trucks_wanted,
            instructions: row.instructions,
            notes: row.notes,
            total: row.total_minor.zip(currency).map(|(minor, currency)| Money::new(minor, currency)),
            created_at: row.created_at,
            version: row.version,
        }
    }
}

/// A place of the work, in the order of the way.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct NewStop {
    pub role: StopRole,
    pub address: Address,
    #[serde(default)]
    pub position: Option<position::Position>,
    #[schemars(range(min = 0, max = 100_000))]
    pub planned_minutes: Option<i32>,
}

/// An address and what the crew will meet there.
#[derive(Clone, Debug, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Address {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub province: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub floor: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elevator: Option<bool>,
    /// Flights.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stairs: Option<i32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Address {
    fn is_short(&self) -> bool {
        let texts =
            [&self.street, &self.unit, &self.city, &self.province, &self.postal_code, &self.country, &self.note];
        texts.into_iter().flatten().all(|t| t.chars().count() <= 500 && !t.contains('\0'))
    }
    pub fn json(&self) -> Value {
        serde_json::to_value(self).unwrap_or_else(|_| Value::Object(Default::default()))
    }
}

/// Most stops of a job.
const MOST_STOPS: usize = 200;

pub(crate) fn check_stops(p: &mut Problems, stops: &[NewStop]) {
    p.require(stops.len() <= MOST_STOPS, "stops", "TOO_MANY", "At most 200 stops.");
    for (n, stop) in stops.iter().enumerate().take(MOST_STOPS) {
        let field = format!("stops.{n}");
        p.require(stop.address.is_short(), &field, "TOO_LONG", "At most 500 characters a line.");
        position::check(p, &field, stop.position.as_ref());
        let minutes = stop.planned_minutes.is_none_or(|m| (0..=100_000).contains(&m));
        p.require(minutes, &field, "OUT_OF_RANGE", "Between 0 and 100000 minutes.");
    }
}

pub(crate) fn check_size(
    p: &mut Problems,
    minutes: Option<i32>,
    crew: Option<i32>,
    minimum: Option<i32>,
    trucks: Option<i32>,
) {
    let within = |value: Option<i32>, least: i32, most: i32| value.is_none_or(|v| (least..=most).contains(&v));
    p.require(within(minutes, 15, 100_000), "planned_minutes", "OUT_OF_RANGE", "Between 15 and 100000.");
    p.require(within(crew, 1, 50), "crew_wanted", "OUT_OF_RANGE", "Between 1 and 50.");
    p.require(within(minimum, 1, 50), "crew_minimum", "OUT_OF_RANGE", "Between 1 and 50.");
    p.require(within(trucks, 0, 50), "trucks_wanted", "OUT_OF_RANGE", "Between 0 and 50.");
}

pub(crate) fn check_notes(p: &mut Problems, texts: &[(&str, &Option<String>)]) {
    for (field, value) in texts {
        let ok = value.as_ref().is_none_or(|v| v.chars().count() <= 10_000);
        p.require(ok, field, "TOO_LONG", "At most 10000 characters.");
    }
}

/// One less than wanted, at least one.
pub fn minimum_crew(wanted: i32) -> i32 {
    (wanted - 1).max(1)
}
