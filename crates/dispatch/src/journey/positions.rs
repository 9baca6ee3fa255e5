//! Takes a batch of the phone's fixes.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Problems, Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::{
    position::{Position, distance_m},
    sql::entry::InsertPoint,
};

/// One fix of a phone on the way.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
pub struct Fix {
    #[serde(flatten)]
    pub position: Position,
    #[schemars(range(min = 0, max = 1000))]
    pub speed_kmh: Option<f64>,
    pub at: Timestamp,
}

/// Takes a batch of fixes; those from outside of the journey's time are not kept (DSP-13).
#[derive(Deserialize, JsonSchema)]
pub struct RecordPositions {
    pub id: JourneyId,
    #[schemars(length(min = 1, max = 1000))]
    pub points: Vec<Fix>,
}

#[derive(Serialize, JsonSchema)]
pub struct Taken {
    /// Fixes kept.
    pub kept: usize,
    /// Fixes from before the departure, after the completion or without a journey under way.
    pub outside: usize,
}

/// A fix that is coarser than this proves nothing, in metres.
const USABLE_M: f64 = 50.0;
/// Faster than this is no truck, in kilometres an hour.
const TOO_FAST_KMH: f64 = 200.0;

/// Why a fix is kept but proves nothing.
fn doubt(fix: &Fix, before: Option<(Timestamp, (i32, i32))>, now: Timestamp) -> Option<&'static str> {
    if fix.at > now {
        return Some("FUTURE");
    }
    if fix.position.accuracy_m.is_none_or(|m| m > USABLE_M) {
        return Some("COARSE");
    }
    let (at, place) = before?;
    let hours = fix.at.duration_since(at).as_secs_f64() / 3600.0;
    let km = distance_m(place, fix.position.micro()) / 1000.0;
    (hours > 0.0 && km / hours > TOO_FAST_KMH).then_some("TOO_FAST")
}

impl Operation for RecordPositions {
    type Output = Taken;
    const SPEC: Spec = Spec::command("dispatch.journey.positions", "POST", "/journeys/{id}/positions")
        .summary("Takes a batch of the phone's fixes.")
        .permission("journey", "UPDATE")
        .on("journey", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        p.require((1..=1000).contains(&self.points.len()), "points", "OUT_OF_RANGE", "Between 1 and 1000 points.");
        for (n, fix) in self.points.iter().enumerate().take(1000) {
            let fast = fix.speed_kmh.is_none_or(|v| (0.0..=1000.0).contains(&v));
            p.require(fix.position.is_on_earth() && fast, &format!("points.{n}"), "NOT_ON_EARTH", "Not a position.");
        }
    }

    async fn run(mut self, tx: &TenantTx) -> Result<Taken> {
        let target = tx.target().await?;
        let instant = |field: &str| target.facts.record[field].as_str().and_then(|t| t.parse::<Timestamp>().ok());
        let (start, end) = (instant("actual_start"), instant("actual_end"));
        let all = self.points.len();
        self.points.retain(|fix| start.is_some_and(|s| fix.at >= s) && end.is_none_or(|e| fix.at <= e));
        self.points.sort_by_key(|fix| fix.at);
        let mut before = store::last_point(tx, self.id).await?;
        let mut rows = Vec::with_capacity(self.points.len());
        for fix in &self.points {
            let doubt = doubt(fix, before, tx.now());
            let (latitude_micro, longitude_micro) = fix.position.micro();
            if doubt.is_none() {
                before = Some((fix.at, (latitude_micro, longitude_micro)));
            }
            rows.push(InsertPoint {
                id: tx.new_id::<()>().uuid(),
                journey_id: self.id,
                user_id: tx.caller().user(),
                at: fix.at,
                latitude_micro,
                longitude_micro,
                accuracy_m: fix.position.accuracy_whole_m().unwrap_or(i32::MAX),
                speed_kmh: fix.speed_kmh.map(|v| v.round() as i32),
                doubt,
            });
        }
        let kept = rows.len();
        futures::future::try_join_all(rows.into_iter().map(|row| store::insert_point(tx, row))).await?;
        Ok(Taken { kept, outside: all - kept })
    }
    fn example() -> Value {
        json!({
            "id": "jny_01h455vb4pex5vsknk084sn02q",
            "points": [{"latitude": 43.6549, "longitude": -79.3832, "accuracy_m": 8, "speed_kmh": 42, "at": "2026-06-01T11:04:30Z"}],
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fix(latitude: f64, accuracy_m: f64, at: &str) -> Fix {
        let position = Position { latitude, longitude: -79.3832, accuracy_m: Some(accuracy_m) };
        Fix { position, speed_kmh: None, at: at.parse().expect("a time") }
    }

    #[test]
    fn dsp_13_coarse_future_and_impossible_fixes_prove_nothing() {
        let now = "2026-06-01T12:00:00Z".parse().expect("a time");
        let first = fix(43.6532, 8.0, "2026-06-01T11:00:00Z");
        let before = Some((first.at, first.position.micro()));
        assert_eq!(doubt(&first, None, now), None);
        assert_eq!(doubt(&fix(43.6532, 51.0, "2026-06-01T11:00:30Z"), before, now), Some("COARSE"));
        assert_eq!(doubt(&fix(43.6532, 8.0, "2026-06-01T12:00:01Z"), before, now), Some("FUTURE"));
        assert_eq!(doubt(&fix(43.70, 8.0, "2026-06-01T11:00:30Z"), before, now), Some("TOO_FAST"));
        assert_eq!(doubt(&fix(43.6560, 8.0, "2026-06-01T11:00:30Z"), before, now), None);
    }
}
