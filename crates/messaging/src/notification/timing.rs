//! When somebody is told: at once, gathered, never in their quiet hours (MSG-20).

use engine::TenantTx;
use jiff::{
    Timestamp, ToSpan,
    civil::{Time, time},
    tz::TimeZone,
};
use kernel::{Result, ids::UserId, time::local_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::store;
use crate::sender;

/// When the daily one is told.
const MORNING: Time = time(7, 30, 0, 0);
/// Who works on the trucks sleeps early.
const CREW: [&str; 3] = ["DRIVER", "MOVER", "OPERATOR"];
const CREW_QUIET: Quiet = Quiet { from_minute: 21 * 60, until_minute: 6 * 60 };

/// How often one is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Digest {
    Now,
    /// At the full hour, together.
    Hourly,
    /// At 07:30, together.
    Daily,
}

impl Digest {
    pub fn code(self) -> &'static str {
        match self {
            Digest::Now => "NOW",
            Digest::Hourly => "HOURLY",
            Digest::Daily => "DAILY",
        }
    }
    fn read(code: &str) -> Self {
        match code {
            "HOURLY" => Digest::Hourly,
            "DAILY" => Digest::Daily,
            _ => Digest::Now,
        }
    }
}

/// Minutes since local midnight; over midnight where the end is before the beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Quiet {
    pub from_minute: i32,
    pub until_minute: i32,
}

impl Quiet {
    fn holds(self, minute: i32) -> bool {
        let (from, until) = (self.from_minute, self.until_minute);
        if from < until { (from..until).contains(&minute) } else { minute >= from || minute < until }
    }
}

/// One person's clock.
#[derive(Clone, Debug)]
pub struct Times {
    pub email: Digest,
    pub push: Digest,
    pub quiet: Option<Quiet>,
    pub zone: TimeZone,
}

/// What the person said, else what is shipped for their role.
pub async fn of(tx: &TenantTx, user: UserId) -> Result<Times> {
    let place = store::place_of_user(tx, user).await?;
    let face = sender::store::face(tx, place.as_ref().and_then(|p| p.location_id)).await?;
    let zone = TimeZone::get(face.timezone()).unwrap_or(TimeZone::UTC);
    Ok(match store::setting(tx, user).await? {
        Some(said) => {
            let quiet = said.quiet_from_minute.zip(said.quiet_until_minute);
            Times {
                email: Digest::read(&said.email_digest),
                push: Digest::read(&said.push_digest),
                quiet: quiet.map(|(from_minute, until_minute)| Quiet { from_minute, until_minute }),
                zone,
            }
        }
        None => {
            let crew = place.is_some_and(|p| CREW.contains(&p.code.as_str()));
            Times { email: Digest::Now, push: Digest::Now, quiet: crew.then_some(CREW_QUIET), zone }
        }
    })
}

fn minute(at: Time) -> i32 {
    i32::from(at.hour()) * 60 + i32::from(at.minute())
}

impl Times {
    /// When something of this instant is told by mail or push: then or later.
    pub fn due(&self, channel: &str, is_urgent: bool, now: Timestamp) -> Timestamp {
        // What cannot wait comes to browser and phone at once, at any hour.
        if is_urgent && channel != "EMAIL" {
            return now;
        }
        let digest = match channel {
            "PUSH" => self.push,
            "SMS" => Digest::Now,
            _ => self.email,
        };
        let at = match digest {
            Digest::Now => now,
            Digest::Hourly => self.next_hour(now),
            Digest::Daily => self.next(now, MORNING),
        };
        match self.quiet {
            Some(quiet) if quiet.holds(minute(at.to_zoned(self.zone.clone()).time())) => {
                let (hour, minute) = (quiet.until_minute / 60, quiet.until_minute % 60);
                self.next(at, time(hour.try_into().unwrap_or(0), minute.try_into().unwrap_or(0), 0, 0))
            }
            _ => at,
        }
    }

    /// The next time the clock shows this; one that is skipped comes later, one that comes twice means the first.
    fn next(&self, after: Timestamp, clock: Time) -> Timestamp {
        let day = after.to_zoned(self.zone.clone()).date();
        let today = local_instant(day.to_datetime(clock), &self.zone);
        if today > after { today } else { local_instant(day.saturating_add(1.day()).to_datetime(clock), &self.zone) }
    }

    fn next_hour(&self, after: Timestamp) -> Timestamp {
        // Zones are set off by whole quarters of an hour, so that an hour from the last full one is a full one too.
        let local = after.to_zoned(self.zone.clone());
        let past_s = i64::from(local.minute()) * 60 + i64::from(local.second());
        Timestamp::from_second(after.as_second() - past_s + 3_600).unwrap_or(after)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times(email: Digest, push: Digest, quiet: Option<Quiet>) -> Times {
        Times { email, push, quiet, zone: TimeZone::get("America/Toronto").expect("a zone") }
    }
    fn at(local: &str) -> Timestamp {
        local_instant(local.parse().expect("a time"), &TimeZone::get("America/Toronto").expect("a zone"))
    }

    #[test]
    fn msg_20_digests_come_at_the_hour_and_at_half_past_seven_local() {
        let hourly = times(Digest::Hourly, Digest::Now, None);
        assert_eq!(hourly.due("EMAIL", false, at("2026-07-15T13:20:07")), at("2026-07-15T14:00:00"));
        assert_eq!(hourly.due("PUSH", false, at("2026-07-15T13:20:07")), at("2026-07-15T13:20:07"));
        let daily = times(Digest::Daily, Digest::Daily, None);
        assert_eq!(daily.due("EMAIL", false, at("2026-07-15T07:29:59")), at("2026-07-15T07:30:00"));
        assert_eq!(daily.due("EMAIL", false, at("2026-07-15T07:30:00")), at("2026-07-16T07:30:00"));
        assert_eq!(daily.due("PUSH", false, at("2026-07-15T20:00:00")), at("2026-07-16T07:30:00"));
        // The night in which an hour is skipped.
        assert_eq!(daily.due("EMAIL", false, at("2026-03-07T22:00:00")).to_string(), "2026-03-08T11:30:00Z");
    }
    #[test]
    fn msg_20_the_crew_sleeps_from_nine_to_six_and_only_urgent_pushes_come() {
        let crew = times(Digest::Now, Digest::Now, Some(CREW_QUIET));
        let due = |local: &str| crew.due("PUSH", false, at(local));
        assert_eq!(due("2026-07-15T20:59:59"), at("2026-07-15T20:59:59"));
        assert_eq!(due("2026-07-15T21:00:00"), at("2026-07-16T06:00:00"));
        assert_eq!(due("2026-07-16T05:59:59"), at("2026-07-16T06:00:00"));
        assert_eq!(due("2026-07-16T06:00:00"), at("2026-07-16T06:00:00"));
        assert_eq!(crew.due("PUSH", true, at("2026-07-15T23:00:00")), at("2026-07-15T23:00:00"));
        assert_eq!(crew.due("EMAIL", true, at("2026-07-15T23:00:00")), at("2026-07-16T06:00:00"), "mail waits");
        assert_eq!(crew.due("SMS", false, at("2026-07-15T23:00:00")), at("2026-07-16T06:00:00"));
        assert_eq!(crew.due("SMS", true, at("2026-07-15T23:00:00")), at("2026-07-15T23:00:00"));
    }
    #[test]
    fn msg_20_quiet_hours_of_the_day_hold_too() {
        let nap = times(Digest::Hourly, Digest::Now, Some(Quiet { from_minute: 12 * 60, until_minute: 13 * 60 + 30 }));
        assert_eq!(nap.due("EMAIL", false, at("2026-07-15T11:20:00")), at("2026-07-15T13:30:00"));
        assert_eq!(nap.due("PUSH", false, at("2026-07-15T11:20:00")), at("2026-07-15T11:20:00"));
    }
}
