//! When a location answers, and how much of that time has passed (SAL-9).

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use kernel::time::{local_day, local_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Minutes of a day.
const DAY: i32 = 24 * 60;
/// Days looked through for an opening: a location that answers at all does so within a fortnight.
const FAR: i32 = 15;

/// One stretch of a weekday in which the location answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Open {
    /// 1 Monday to 7 Sunday.
    pub weekday: i32,
    /// Minutes since local midnight.
    pub from_minute: i32,
    /// After `from_minute`, at most 1440.
    pub to_minute: i32,
}

impl Open {
    pub fn is_sound(&self) -> bool {
        (1..=7).contains(&self.weekday) && (0..self.to_minute).contains(&self.from_minute) && self.to_minute <= DAY
    }
}

/// A location's week in its own zone.
#[derive(Clone, Debug)]
pub struct Week {
    pub zone: TimeZone,
    pub open: Vec<Open>,
}

impl Week {
    /// What holds where nobody has said otherwise: Monday to Saturday, 08:00 to 18:00.
    pub fn usual(zone: TimeZone) -> Self {
        let open = (1..=6).map(|weekday| Open { weekday, from_minute: 8 * 60, to_minute: 18 * 60 }).collect();
        Self { zone, open }
    }

    /// The stretches of a local day as instants, in order. A time that does not exist moves on by the gap.
    fn of(&self, day: Date) -> Vec<(Timestamp, Timestamp)> {
        let weekday = i32::from(day.weekday().to_monday_one_offset());
        let at = |minute: i32| {
            let midnight = day.at(0, 0, 0, 0);
            let local =
                if minute >= DAY { midnight.checked_add(1.day()) } else { midnight.checked_add(minute.minutes()) };
            local_instant(local.unwrap_or(midnight), &self.zone)
        };
        let mut out: Vec<_> = self
            .open
            .iter()
            .filter(|o| o.weekday == weekday && o.is_sound())
            .map(|o| (at(o.from_minute), at(o.to_minute)))
            .collect();
        out.sort();
        out
    }

    fn days(&self, from: Timestamp) -> impl Iterator<Item = Date> {
        let first = local_day(from, &self.zone);
        (0..FAR).filter_map(move |n| first.checked_add(n.days()).ok())
    }

    pub fn is_open(&self, at: Timestamp) -> bool {
        self.of(local_day(at, &self.zone)).iter().any(|(from, to)| (*from..*to).contains(&at))
    }

    /// When it answers next: now, if it is open; none when it never does.
    pub fn opens(&self, at: Timestamp) -> Option<Timestamp> {
        self.days(at).flat_map(|day| self.of(day)).find(|(_, to)| *to > at).map(|(from, _)| from.max(at))
    }

    /// Whole minutes between two instants in which it was open.
    pub fn minutes(&self, from: Timestamp, to: Timestamp) -> i64 {
        let mut seconds = 0;
        let mut day = local_day(from, &self.zone);
        let last = local_day(to, &self.zone);
        while day <= last {
            for (open, close) in self.of(day) {
                let (open, close) = (open.max(from), close.min(to));
                seconds += (close.as_second() - open.as_second()).max(0);
            }
            let Ok(next) = day.checked_add(1.day()) else { break };
            day = next;
        }
        seconds / 60
    }

    /// When so many minutes of open time have passed since then; none when it never opens.
    pub fn after(&self, from: Timestamp, minutes: i64) -> Option<Timestamp> {
        let mut left = minutes * 60;
        for (open, close) in self.days(from).flat_map(|day| self.of(day)).filter(|(_, close)| *close > from) {
            let open = open.max(from);
            let here = close.as_second() - open.as_second();
            if left <= here {
                return open.checked_add(left.seconds()).ok();
            }
            left -= here;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse::<jiff::Zoned>().expect("a time").timestamp()
    }
    fn week() -> Week {
        Week::usual(TimeZone::get("America/Toronto").expect("a zone"))
    }

    #[test]
    fn sal_9_the_clock_stands_while_the_location_is_closed() {
        // Worked example 2: Friday 17:52, first call Saturday 08:07.
        let (received, called) = (at("2026-05-08T17:52[America/Toronto]"), at("2026-05-09T08:07[America/Toronto]"));
        assert_eq!((called.as_second() - received.as_second()) / 60, 14 * 60 + 15, "wall");
        assert_eq!(week().minutes(received, called), 15, "business");
    }
    #[test]
    fn sal_10_levels_are_reached_by_open_minutes() {
        let received = at("2026-05-08T17:52[America/Toronto]");
        assert_eq!(week().after(received, 5), Some(at("2026-05-08T17:57[America/Toronto]")));
        assert_eq!(week().after(received, 10), Some(at("2026-05-09T08:02[America/Toronto]")));
        let third = week().after(received, 30).expect("a time");
        assert!(third > at("2026-05-09T08:07[America/Toronto]"), "level 3 never: the call came before");
        assert_eq!(third, at("2026-05-09T08:22[America/Toronto]"));
    }
    #[test]
    fn sal_9_a_closed_sunday_counts_nothing() {
        let (saturday, monday) = (at("2026-05-09T17:59[America/Toronto]"), at("2026-05-11T08:01[America/Toronto]"));
        assert_eq!(week().minutes(saturday, monday), 2);
        assert_eq!(
            week().opens(at("2026-05-10T12:00[America/Toronto]")),
            Some(at("2026-05-11T08:00[America/Toronto]"))
        );
        assert!(!week().is_open(at("2026-05-10T12:00[America/Toronto]")));
        assert!(week().is_open(at("2026-05-11T08:00[America/Toronto]")));
        assert!(!week().is_open(at("2026-05-11T18:00[America/Toronto]")), "the end is not open any more");
    }
    #[test]
    fn sal_9_both_clock_changes() {
        let zone = TimeZone::get("America/Toronto").expect("a zone");
        let open = vec![Open { weekday: 7, from_minute: 0, to_minute: 24 * 60 }];
        let sundays = Week { zone, open };
        let day = |date: &str| {
            let from = at(&format!("{date}T00:00[America/Toronto]"));
            sundays.minutes(from, from + 48.hours())
        };
        assert_eq!(day("2026-03-08"), 23 * 60, "an hour is missing");
        assert_eq!(day("2026-11-01"), 25 * 60, "an hour comes twice");
    }
    #[test]
    fn sal_9_a_location_that_never_opens_has_no_clock() {
        let never = Week { zone: TimeZone::UTC, open: vec![] };
        let now = at("2026-05-08T17:52[America/Toronto]");
        assert_eq!((never.after(now, 5), never.opens(now), never.minutes(now, now + 48.hours())), (None, None, 0));
    }
}
