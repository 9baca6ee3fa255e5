//! When a step is due.

use engine::TenantTx;
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Time, tz::TimeZone};
use kernel::{
    Error, Result,
    ids::LocationId,
    time::{local_day, local_instant},
};
use ports::AnsweringHoursPort;

use super::step::{Step, StepKind, WaitFrom, WaitUnit};

/// Where and since when somebody is in a sequence.
pub struct Course<'a> {
    pub location: Option<LocationId>,
    pub zone: &'a TimeZone,
    pub started_at: Timestamp,
    /// When the step before was done.
    pub last_at: Timestamp,
}

/// A location that never opens keeps nothing waiting: then the plain instant holds.
async fn opens(tx: &TenantTx, location: Option<LocationId>, at: Timestamp) -> Result<Timestamp> {
    Ok(tx.port::<AnsweringHoursPort>()?.opens(tx, location, at).await?.unwrap_or(at))
}

fn at_minute(day: jiff::civil::Date, minute: i32, zone: &TimeZone) -> Timestamp {
    let (hour, minute) = (minute / 60, minute % 60);
    let time = Time::new(i8::try_from(hour).unwrap_or(0), i8::try_from(minute).unwrap_or(0), 0, 0);
    local_instant(day.to_datetime(time.unwrap_or(Time::midnight())), zone)
}

/// The instant a step is due, counted from the entry or from the step before.
pub async fn due(tx: &TenantTx, step: &Step, course: &Course<'_>) -> Result<Timestamp> {
    let Course { location, zone, .. } = *course;
    let base = match step.wait_from {
        WaitFrom::Start => course.started_at,
        WaitFrom::Step => course.last_at,
    };
    let count = i64::from(step.wait_count);
    let local = base.to_zoned(zone.clone()).datetime();
    let later = |minutes: i64| base.checked_add(SignedDuration::from_mins(minutes)).map_err(Error::internal);
    let at = match step.wait_unit {
        WaitUnit::Minutes => later(count)?,
        WaitUnit::OpenMinutes => {
            let hours = tx.port::<AnsweringHoursPort>()?;
            hours.after(tx, location, base, count).await?.unwrap_or(later(count)?)
        }
        WaitUnit::Days => {
            let day = local.date().checked_add(count.days()).map_err(Error::internal)?;
            match step.at_minute {
                Some(minute) => at_minute(day, minute, zone),
                None => local_instant(day.to_datetime(local.time()), zone),
            }
        }
        WaitUnit::OpenDays => {
            let mut at = base;
            for _ in 0..count.min(366) {
                let tomorrow = local_day(at, zone).checked_add(1.day()).map_err(Error::internal)?;
                at = opens(tx, location, at_minute(tomorrow, 0, zone)).await?;
            }
            match step.at_minute {
                Some(minute) => at_minute(local_day(at, zone), minute, zone),
                None => at,
            }
        }
    };
    // An hour of the day that has passed already is now.
    let at = at.max(base);
    if step.in_open_hours || step.kind == StepKind::Call { opens(tx, location, at).await } else { Ok(at) }
}
