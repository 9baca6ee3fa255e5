//! Journeys of a day: planned, under way at different steps, or finished.

use anyhow::Result;
use jiff::{Timestamp, ToSpan};
use kernel::ids::UserId;
use serde_json::{Value, json};

use super::{
    desk::{Desk, Team},
    steps::{Reach, Turn},
};

/// How far a journey has come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    Planned,
    /// The first step is done and approved.
    Ready,
    EnRoute,
    /// At the first stop, some of the second step done.
    AtFirstStop,
    /// At the last stop, some of the third step done.
    AtLastStop,
    Finished,
}

/// A journey to be made.
#[derive(Clone, Copy)]
pub struct Outing<'a> {
    pub job: &'a Value,
    pub team: &'a Team,
    pub start: Timestamp,
    pub end: Timestamp,
    pub stage: Stage,
    /// Somebody is still missing.
    pub is_understaffed: bool,
}

impl Desk {
    pub async fn run_out(&self, outing: Outing<'_>) -> Result<()> {
        let crew: Vec<&Value> = outing.team.crew.iter().map(|m| &m.id).collect();
        let most = if outing.is_understaffed { 1 } else { crew.len() };
        let input = json!({
            "job_id": outing.job["id"], "planned_start": outing.start, "planned_end": outing.end,
            "truck_id": outing.team.machine, "crew_member_ids": &crew[..most],
        });
        let journey = self.actor.by(self.office.planner, "dispatch.journey.create", input).await?;
        self.bring(&journey, outing).await
    }

    /// Brings a journey as far as it has come, at times that have passed.
    async fn bring(&self, journey: &Value, outing: Outing<'_>) -> Result<()> {
        let stage = outing.stage;
        if stage < Stage::Ready {
            return Ok(());
        }
        let lead = outing.team.crew.first().and_then(|m| m.user);
        let until = outing.end.min(self.now());
        let at = |hundredths: i64| along(outing.start, until, hundredths);
        let turn = |number, from, to| Turn { desk: self, team: outing.team, journey, number, from, to };
        let early = outing.start.checked_sub(25.minutes())?.min(self.now());
        turn(1, early, along(early, outing.start.min(until), 90)).work(Reach::Approved).await?;
        if stage == Stage::Ready {
            return Ok(());
        }
        self.change(lead, journey, "depart", at(1)).await?;
        if stage == Stage::EnRoute {
            return Ok(());
        }
        self.change(lead, journey, "arrive", at(12)).await?;
        if stage == Stage::AtFirstStop {
            return turn(2, at(14), until).work(Reach::Begun).await;
        }
        turn(2, at(14), at(45)).work(Reach::Completed).await?;
        if !self.is_crane() {
            self.change(lead, journey, "leave", at(48)).await?;
            self.change(lead, journey, "arrive", at(58)).await?;
        }
        if stage == Stage::AtLastStop {
            return turn(3, at(60), until).work(Reach::Begun).await;
        }
        turn(3, at(60), at(85)).work(Reach::Approved).await?;
        self.change(lead, journey, "leave", at(88)).await?;
        turn(4, at(90), at(97)).work(Reach::Approved).await?;
        self.change(lead, journey, "complete", at(99)).await
    }

    async fn change(&self, by: Option<UserId>, journey: &Value, verb: &str, at: Timestamp) -> Result<()> {
        let position = json!({"latitude": self.town.latitude, "longitude": self.town.longitude, "accuracy_m": 8});
        let input = json!({"id": journey["id"], "occurred_at": at, "position": position});
        self.actor.by(by, &format!("dispatch.journey.{verb}"), input).await.map(drop)
    }
}

/// The instant so many hundredths of the way from one to the other.
fn along(from: Timestamp, to: Timestamp, hundredths: i64) -> Timestamp {
    let seconds = (to.as_second() - from.as_second()).max(0) * hundredths / 100;
    Timestamp::from_second(from.as_second() + seconds).unwrap_or(from)
}
