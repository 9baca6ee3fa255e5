//! Time is an argument. Only [`SystemClock`] reads the machine's clock; tests hand in their own.

use jiff::{Timestamp, civil, tz::TimeZone};

/// Where "now" comes from.
pub trait Clock: Send + Sync + 'static {
    fn now(&self) -> Timestamp;
}

#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods)] // the one place that reads the clock
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A local wall time in a zone. A time that does not exist moves forward by the gap
/// (02:30 becomes 03:30); one that exists twice means the first.
pub fn local_instant(at: civil::DateTime, zone: &TimeZone) -> Timestamp {
    zone.to_ambiguous_zoned(at).compatible().map(|zoned| zoned.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

/// The business day at an instant.
pub fn local_day(at: Timestamp, zone: &TimeZone) -> civil::Date {
    at.to_zoned(zone.clone()).date()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_time_in_the_gap_moves_forward_by_the_gap() {
        let toronto = TimeZone::get("America/Toronto").expect("bundled zone");
        let at = local_instant(date(2026, 3, 8).at(2, 30, 0, 0), &toronto);
        assert_eq!(at.to_zoned(toronto).time(), civil::time(3, 30, 0, 0));
    }
    #[test]
    fn a_time_that_exists_twice_means_the_first() {
        let toronto = TimeZone::get("America/Toronto").expect("bundled zone");
        let at = local_instant(date(2026, 11, 1).at(1, 30, 0, 0), &toronto);
        assert_eq!(at.to_string(), "2026-11-01T05:30:00Z");
    }
    #[test]
    fn saskatchewan_never_changes_its_clock() {
        let regina = TimeZone::get("America/Regina").expect("bundled zone");
        let summer = local_instant(date(2026, 7, 1).at(12, 0, 0, 0), &regina);
        let winter = local_instant(date(2026, 1, 1).at(12, 0, 0, 0), &regina);
        assert_eq!(summer.to_string(), "2026-07-01T18:00:00Z");
        assert_eq!(winter.to_string(), "2026-01-01T18:00:00Z");
    }
}
