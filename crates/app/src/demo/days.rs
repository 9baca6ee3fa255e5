//! Three busy days at a location: yesterday finished and billed, today under way, tomorrow planned.

use std::sync::Arc;

use anyhow::{Context, Result};
use jiff::{Timestamp, ToSpan};
use quotes::pricing::tariff::TariffVersion;
use serde_json::{Value, json};
use tokio::task::JoinSet;

use super::{
    Actor,
    desk::{AtDesk, Desk},
    journeys::{Outing, Stage},
    work::Promise,
};

/// Makes and publishes a tariff of the whole company.
pub async fn tariff(actor: &Actor, name: &str, kind: &str, currency: &str, version: &TariffVersion) -> Result<()> {
    tariff_of(actor, name, kind, currency, version, json!({})).await
}

/// One that holds for some of the work only.
pub async fn tariff_of(
    actor: &Actor,
    name: &str,
    kind: &str,
    currency: &str,
    version: &TariffVersion,
    scope: Value,
) -> Result<()> {
    let mut input = json!({
        "name": name, "kind": kind, "currency": currency, "valid_from": "2020-01-01", "settings": version.settings,
        "rules": version.rules,
    });
    if let (Some(input), Value::Object(scope)) = (input.as_object_mut(), scope) {
        input.extend(scope);
    }
    let made = actor.run("quotes.tariff.create", input).await?;
    actor.run("quotes.tariff.publish", json!({"id": made["id"]})).await.map(drop)
}

/// When on its day a journey starts.
#[derive(Clone, Copy)]
pub enum When {
    /// Local hour.
    At(i8),
    /// So many hours before now, but on the same day.
    Before(i64),
    /// So many hours from now, but on the same day.
    Later(i64),
}

/// A line of a day's plan.
#[derive(Clone, Copy)]
pub struct Line {
    /// −1 yesterday, 0 today, 1 tomorrow.
    pub day: i64,
    /// Which machine with its crew; absent: still in the tray.
    pub team: Option<usize>,
    pub when: When,
    pub hours: i64,
    pub stage: Stage,
    pub is_sold: bool,
    pub is_understaffed: bool,
}

impl Line {
    pub const fn new(day: i64, team: usize, when: When, hours: i64, stage: Stage) -> Self {
        Self { day, team: Some(team), when, hours, stage, is_sold: true, is_understaffed: false }
    }
    /// Nobody has been put on it yet.
    pub const fn tray(day: i64, hour: i8, hours: i64) -> Self {
        let (when, stage) = (When::At(hour), Stage::Planned);
        Self { day, team: None, when, hours, stage, is_sold: true, is_understaffed: false }
    }
    /// Taken on without a quote.
    pub const fn by_hand(mut self) -> Self {
        self.is_sold = false;
        self
    }
    pub const fn understaffed(mut self) -> Self {
        self.is_understaffed = true;
        self
    }
}

impl Desk {
    fn start(&self, line: &Line) -> Result<Timestamp> {
        let day = self.day(line.day)?;
        let (midnight, late) = (self.at(day, 0, 0), self.at(day, 23, 30));
        let quarter = |at: Timestamp| Timestamp::from_second(at.as_second() / 900 * 900).unwrap_or(at);
        Ok(match line.when {
            When::At(hour) => self.at(day, hour, 0),
            When::Before(hours) => quarter(self.now().checked_sub(hours.hours())?).max(midnight),
            When::Later(hours) => quarter(self.now().checked_add(hours.hours())?).max(midnight).min(late),
        })
    }

    /// One line: the promise, and the journey when somebody is put on it.
    async fn carry_out(&self, n: usize, line: &Line) -> Result<()> {
        let (start, minutes) = (self.start(line)?, line.hours * 60);
        let work = Promise { n, day: self.day(line.day)?, start, minutes, is_sold: line.is_sold };
        let job = self.promise(work).await?;
        let Some(team) = line.team else { return Ok(()) };
        let team = self.teams.get(team).context("a team")?;
        let end = start.checked_add(line.hours.hours())?;
        let (stage, is_understaffed) = (line.stage, line.is_understaffed);
        self.run_out(Outing { job: &job, team, start, end, stage, is_understaffed }).await?;
        if line.day < 0 && line.is_sold {
            self.bill(&job["id"], n).await?;
        }
        Ok(())
    }
}

/// Fills the days of a location. Teams work side by side, each in the order of its lines.
pub async fn fill(desk: &AtDesk, lines: &'static [Line]) -> Result<()> {
    let mut tasks = JoinSet::new();
    let mut lanes: Vec<Option<usize>> = lines.iter().map(|l| l.team).collect();
    lanes.sort_unstable();
    lanes.dedup();
    for lane in lanes {
        let desk = Arc::clone(desk);
        tasks.spawn(async move {
            for (n, line) in lines.iter().enumerate().filter(|(_, l)| l.team == lane) {
                desk.carry_out(desk.first + n, line).await?;
            }
            Ok::<(), anyhow::Error>(())
        });
    }
    while let Some(done) = tasks.join_next().await {
        done.context("a day of the demo")??;
    }
    Ok(())
}
