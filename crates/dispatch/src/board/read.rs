//! The board of a day.

use engine::{Operation, Spec, TenantTx};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use kernel::{
    Error, Result,
    ids::{CustomerId, JobId, LocationId, QuoteId},
    time::{local_day, local_instant},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{BoardFlag, Lane, Person, flags, ready, store};
use crate::{
    journey::{card::JourneyCard, store as journeys},
    reach::Seen,
    sql::board::UnassignedJobsRow,
};

/// The board of a day; today at the location when no day is given.
#[derive(Deserialize, JsonSchema)]
pub struct ReadBoard {
    pub date: Option<Date>,
    pub location_id: Option<LocationId>,
}

/// A job in the tray of those that no journey carries out yet.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TrayJob {
    pub id: JobId,
    pub number: String,
    pub title: String,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub status: String,
    pub kind: String,
    pub date: Option<Date>,
    pub scheduled_start: Option<Timestamp>,
    pub scheduled_end: Option<Timestamp>,
    pub window_start: Option<Timestamp>,
    pub window_end: Option<Timestamp>,
    pub planned_minutes: i32,
    pub crew_wanted: i32,
    pub trucks_wanted: i32,
    pub location_id: LocationId,
    pub quote_id: Option<QuoteId>,
    pub version: i64,
}

impl From<UnassignedJobsRow> for TrayJob {
    fn from(row: UnassignedJobsRow) -> Self {
        Self {
            id: row.id,
            number: row.number,
            title: row.title,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            status: row.status,
            kind: row.kind,
            date: row.service_date,
            scheduled_start: row.scheduled_start,
            scheduled_end: row.scheduled_end,
            window_start: row.window_start,
            window_end: row.window_end,
            planned_minutes: row.planned_minutes,
            crew_wanted: row.crew_wanted,
            trucks_wanted: row.trucks_wanted,
            location_id: row.location_id,
            quote_id: row.quote_id,
            version: row.version,
        }
    }
}

#[derive(Serialize, JsonSchema)]
pub struct Board {
    pub date: Date,
    pub unassigned: Vec<TrayJob>,
    pub lanes: Vec<Lane>,
    /// Journeys that have no machine yet.
    pub without_truck: Vec<JourneyCard>,
    pub crew: Vec<Person>,
    pub flags: Vec<BoardFlag>,
}

/// The first and the last instant of a local day.
pub fn bounds(day: Date, zone: &TimeZone) -> Result<(Timestamp, Timestamp)> {
    let next = day.tomorrow().map_err(|_| Error::invalid("date", "OUT_OF_RANGE", "There is no day after this one."))?;
    let midnight = |d: Date| local_instant(d.at(0, 0, 0, 0), zone);
    Ok((midnight(day), midnight(next)))
}

impl Operation for ReadBoard {
    type Output = Board;
    const SPEC: Spec =
        Spec::read("dispatch.board.read", "/board").summary("The board of a day.").permission("journey", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Board> {
        let zone = journeys::zone(tx, self.location_id).await?;
        let date = self.date.unwrap_or_else(|| local_day(tx.now(), &zone));
        let (from, until) = bounds(date, &zone)?;
        let Some(seen) = Seen::of(tx, "journey") else {
            return Ok(Board {
                date,
                unassigned: vec![],
                lanes: vec![],
                without_truck: vec![],
                crew: vec![],
                flags: vec![],
            });
        };
        let location = self.location_id;
        let (journeys, jobs, lanes, people) = futures::try_join!(
            journeys::of_day(tx, date, location, &seen),
            store::unassigned(tx, date, location, &seen),
            store::lanes(tx, location, &seen),
            store::people(tx, from, until, location, &seen),
        )?;
        let lanes: Vec<Lane> = lanes
            .into_iter()
            .map(|e| Lane {
                journeys: journeys.iter().filter(|j| j.truck_id == Some(e.id)).cloned().collect(),
                ready: ready(&e.status, e.blocked_after, date),
                equipment_id: e.id,
                name: e.name,
                number: e.number,
                r#type: e.r#type,
            })
            .collect();
        let shown = |j: &JourneyCard| lanes.iter().any(|l| Some(l.equipment_id) == j.truck_id);
        let without_truck = journeys.iter().filter(|j| !shown(j)).cloned().collect();
        Ok(Board {
            date,
            unassigned: jobs.into_iter().map(TrayJob::from).collect(),
            flags: flags(&journeys),
            without_truck,
            lanes,
            crew: people
                .into_iter()
                .map(|p| Person { id: p.id, name: p.name, position: p.position, status: p.status, busy: p.busy })
                .collect(),
        })
    }
    fn example() -> Value {
        json!({"date": "2026-06-01", "location_id": "loc_01h455vb4pex5vsknk084sn02q"})
    }
}
