//! For every lane whether a journey or job could go there.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use kernel::{
    Error, Problems, Result,
    ids::{EquipmentId, JobId, JourneyId, LocationId},
    time::{local_day, local_instant},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ready, store};
use crate::{
    job,
    journey::store as journeys,
    reach::Seen,
    sql::board::{BusyMachinesRow, LanesRow},
};

/// What would happen: for every lane at once whether a journey or job could go there on a day.
#[derive(Deserialize, JsonSchema)]
pub struct CheckBoard {
    pub journey_id: Option<JourneyId>,
    pub job_id: Option<JobId>,
    /// The day it would be on; its own when absent.
    pub date: Option<Date>,
}

words! {
    /// Free, free with a doubt, or not possible.
    Verdict { Green = "GREEN", Amber = "AMBER", Red = "RED" }
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct LaneVerdict {
    pub equipment_id: EquipmentId,
    pub verdict: Verdict,
    pub reason: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Checked {
    pub lanes: Vec<LaneVerdict>,
}

/// The stretch of work that looks for a lane.
struct Wanted {
    location: LocationId,
    crane: bool,
    from: Timestamp,
    until: Timestamp,
    last_day: Date,
    journey: Option<JourneyId>,
}

/// When a job without a window begins.
const FIRST_HOUR: i8 = 8;

fn judge(lane: &LanesRow, wanted: &Wanted, busy: &[BusyMachinesRow]) -> LaneVerdict {
    let (verdict, reason) = if !ready(&lane.status, lane.blocked_after, wanted.last_day) {
        let reason = match lane.status.as_str() {
            "ACTIVE" | "IN_USE" => format!("{}: a paper expires before the work ends", lane.name),
            status => format!("{} is {}", lane.name, status.to_lowercase()),
        };
        (Verdict::Red, Some(reason))
    } else if let Some(taken) = busy.iter().find(|b| b.equipment_id == lane.id) {
        (Verdict::Red, Some(format!("Taken from {} to {}: {}", taken.starts_at, taken.ends_at, taken.title)))
    } else if wanted.crane != (lane.r#type == "CRANE") {
        (Verdict::Amber, Some(format!("{} is a {}", lane.name, lane.r#type.to_lowercase())))
    } else if lane.location_id.is_some_and(|l| l != wanted.location) {
        (Verdict::Amber, Some(format!("{} is stationed at another location", lane.name)))
    } else {
        (Verdict::Green, None)
    };
    LaneVerdict { equipment_id: lane.id, verdict, reason }
}

impl CheckBoard {
    async fn wanted(&self, tx: &TenantTx) -> Result<Wanted> {
        let state = match self.journey_id {
            Some(id) => Some(journeys::state(tx, id).await?),
            None => None,
        };
        let job_id = state.as_ref().map(|s| s.job_id).or(self.job_id);
        let job = job::store::read(tx, job_id.ok_or_else(|| Error::not_found("job"))?).await?;
        let row = RowFacts { location: Some(job.location_id), mine: false, record: Value::Null };
        tx.require("journey", "ASSIGN", &row)?;
        let zone = journeys::location_zone(tx, job.location_id).await?;
        let (start, minutes) = match &state {
            Some(s) => (s.planned_start, s.planned_end.duration_since(s.planned_start)),
            None => {
                let day = job.date.or(self.date).unwrap_or_else(|| local_day(tx.now(), &zone));
                let first = local_instant(day.at(FIRST_HOUR, 0, 0, 0), &zone);
                (job.window_start.unwrap_or(first), SignedDuration::from_mins(job.planned_minutes.into()))
            }
        };
        let from = self.date.map_or(start, |day| same_hour(start, day, &zone));
        let late = |_| Error::invalid("date", "OUT_OF_RANGE", "That is too far in the future.");
        let until = from.checked_add(minutes).map_err(late)?;
        Ok(Wanted {
            location: job.location_id,
            crane: job.kind == "CRANE",
            from,
            until,
            last_day: local_day(until, &zone),
            journey: state.map(|s| s.id),
        })
    }
}

/// The same wall-clock time on another day.
fn same_hour(at: Timestamp, day: Date, zone: &TimeZone) -> Timestamp {
    local_instant(day.to_datetime(at.to_zoned(zone.clone()).time()), zone)
}

impl Operation for CheckBoard {
    type Output = Checked;
    const SPEC: Spec = Spec::read_by_post("dispatch.board.check", "/board/check")
        .summary("For every lane whether a journey or job could go there.")
        .permission("journey", "ASSIGN");

    fn check(&self, p: &mut Problems) {
        let one = self.journey_id.is_some() != self.job_id.is_some();
        p.require(one, "journey_id", "ONE_OF_TWO", "Name either a journey or a job.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Checked> {
        let wanted = self.wanted(tx).await?;
        let Some(seen) = Seen::of(tx, "journey") else { return Ok(Checked { lanes: vec![] }) };
        let (lanes, busy) = futures::try_join!(
            store::lanes(tx, None, &seen),
            store::busy(tx, wanted.from, wanted.until, wanted.journey)
        )?;
        Ok(Checked { lanes: lanes.iter().map(|lane| judge(lane, &wanted, &busy)).collect() })
    }
    fn example() -> Value {
        json!({"job_id": "job_01h455vb4pex5vsknk084sn02q", "date": "2026-06-01"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use uuid::Uuid;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }
    fn lane(r#type: &str, status: &str) -> LanesRow {
        LanesRow {
            id: kernel::Id::from_uuid(Uuid::from_u128(1)),
            number: "EQ0001".into(),
            name: "Truck 1".into(),
            r#type: r#type.into(),
            status: status.into(),
            capacity_cuft: None,
            location_id: Some(kernel::Id::from_uuid(Uuid::from_u128(2))),
            blocked_after: None,
        }
    }
    fn wanted(location: u128) -> Wanted {
        Wanted {
            location: kernel::Id::from_uuid(Uuid::from_u128(location)),
            crane: false,
            from: at("2026-06-01T12:00:00Z"),
            until: at("2026-06-01T16:00:00Z"),
            last_day: date(2026, 6, 1),
            journey: None,
        }
    }

    #[test]
    fn every_lane_is_green_amber_or_red_with_a_reason() {
        let taken = BusyMachinesRow {
            equipment_id: kernel::Id::from_uuid(Uuid::from_u128(1)),
            title: "Brake service".into(),
            starts_at: at("2026-06-01T13:00:00Z"),
            ends_at: at("2026-06-01T14:00:00Z"),
        };
        let verdict = |lane: &LanesRow, wanted: &Wanted, busy: &[BusyMachinesRow]| judge(lane, wanted, busy).verdict;
        assert_eq!(verdict(&lane("TRUCK", "ACTIVE"), &wanted(2), &[]), Verdict::Green);
        assert_eq!(verdict(&lane("TRUCK", "ACTIVE"), &wanted(3), &[]), Verdict::Amber);
        assert_eq!(verdict(&lane("CRANE", "ACTIVE"), &wanted(2), &[]), Verdict::Amber);
        assert_eq!(verdict(&lane("TRUCK", "REPAIR"), &wanted(2), &[]), Verdict::Red);
        let red = judge(&lane("TRUCK", "ACTIVE"), &wanted(2), &[taken]);
        assert_eq!(red.verdict, Verdict::Red);
        assert!(red.reason.is_some_and(|r| r.contains("Brake service")));
    }
    #[test]
    fn a_move_to_another_day_keeps_the_wall_clock() {
        let toronto = TimeZone::get("America/Toronto").expect("bundled zone");
        let moved = same_hour(at("2026-03-06T13:00:00Z"), date(2026, 3, 9), &toronto);
        assert_eq!(moved, at("2026-03-09T12:00:00Z"), "08:00 stays 08:00 across the change of clocks");
    }
}
