//! When a message may arrive at its recipient's place (MSG-12).

use jiff::{
    Timestamp, ToSpan,
    civil::{Time, Weekday, time},
    tz::TimeZone,
};
use kernel::time::local_instant;

/// Marketing from and until; not on Sundays.
const MARKETING: (Time, Time) = (time(9, 0, 0, 0), time(20, 0, 0, 0));
/// Everything else.
const OTHER: (Time, Time) = (time(8, 0, 0, 0), time(21, 0, 0, 0));

/// Whether the purpose keeps the narrower hours.
fn is_marketing(purpose: &str) -> bool {
    matches!(purpose, "MARKETING" | "REVIEW")
}

/// The instant itself when it is allowed, else the next one that is.
pub fn allowed_from(at: Timestamp, zone: &TimeZone, purpose: &str) -> Timestamp {
    let marketing = is_marketing(purpose);
    let (from, until) = if marketing { MARKETING } else { OTHER };
    let local = at.to_zoned(zone.clone()).datetime();
    let works = |day: jiff::civil::Date| !(marketing && day.weekday() == Weekday::Sunday);
    if works(local.date()) && (from..until).contains(&local.time()) {
        return at;
    }
    let mut day = local.date();
    if local.time() >= from {
        day = day.saturating_add(1.day());
    }
    if !works(day) {
        day = day.saturating_add(1.day());
    }
    local_instant(day.to_datetime(from), zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(local: &str, zone: &str) -> (Timestamp, TimeZone) {
        let zone = TimeZone::get(zone).expect("a zone");
        (local_instant(local.parse().expect("a time"), &zone), zone)
    }

    #[test]
    fn msg_12_worked_example_3_marketing_waits_for_the_morning_there() {
        let (due, zone) = at("2026-07-15T21:40:00", "America/Vancouver");
        assert_eq!(allowed_from(due, &zone, "MARKETING").to_string(), "2026-07-16T16:00:00Z");
        let (due, zone) = at("2026-07-18T20:05:00", "America/Vancouver");
        let monday = allowed_from(due, &zone, "MARKETING").to_zoned(zone.clone());
        assert_eq!(monday.datetime().to_string(), "2026-07-20T09:00:00");
        let (sunday, _) = at("2026-07-19T12:00:00", "America/Vancouver");
        assert_eq!(allowed_from(sunday, &zone, "REVIEW").to_zoned(zone).datetime().to_string(), "2026-07-20T09:00:00");
    }
    #[test]
    fn msg_12_other_messages_rest_from_nine_to_eight() {
        let (due, zone) = at("2026-07-19T20:59:59", "America/Toronto");
        assert_eq!(allowed_from(due, &zone, "SERVICE"), due, "Sundays too");
        let (due, zone) = at("2026-07-19T21:00:00", "America/Toronto");
        assert_eq!(allowed_from(due, &zone, "SERVICE").to_zoned(zone).datetime().to_string(), "2026-07-20T08:00:00");
        let (due, zone) = at("2026-07-19T03:00:00", "America/Toronto");
        assert_eq!(allowed_from(due, &zone, "SERVICE").to_zoned(zone).datetime().to_string(), "2026-07-19T08:00:00");
    }
    #[test]
    fn msg_31_worked_example_4_a_time_that_is_skipped_moves_on() {
        let (sent, _) = at("2026-03-08T02:30:00", "America/Toronto");
        assert_eq!(sent.to_string(), "2026-03-08T07:30:00Z");
        let (sent, _) = at("2026-03-08T02:30:00", "America/Regina");
        assert_eq!(sent.to_string(), "2026-03-08T08:30:00Z");
    }
}
