//! No more marketing than a customer bears: 1 in 24 hours and 3 in 7 days, over all channels (MSG-13).

use jiff::{SignedDuration, Timestamp};

const APART: SignedDuration = SignedDuration::from_hours(24);
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);
/// At most so many within a week.
const MOST: usize = 3;

/// How far back messages count: one that waited a week may have been written two weeks ago.
pub const LOOK_BACK: SignedDuration = SignedDuration::from_hours(15 * 24);

/// When one more may leave, not before `wanted`; none when it would wait longer than a week. `others` are the instants
/// of those that left or will, latest first.
pub fn next(wanted: Timestamp, others: &[Timestamp]) -> Option<Timestamp> {
    let after = |at: Option<&Timestamp>, span: SignedDuration| at.and_then(|at| at.checked_add(span).ok());
    let bounds = [after(others.first(), APART), after(others.get(MOST - 1), WEEK)];
    let at = bounds.into_iter().flatten().fold(wanted, Timestamp::max);
    (at.duration_since(wanted) <= WEEK).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn msg_13_one_a_day_three_a_week_then_dropped() {
        let now = at("2026-07-15T16:00:00Z");
        let mut sent = vec![];
        let mut left = vec![];
        while let Some(next) = next(now, &sent) {
            sent.insert(0, next);
            left.push(next.to_string());
        }
        let days = ["2026-07-15", "2026-07-16", "2026-07-17", "2026-07-22"];
        assert_eq!(left, days.map(|day| format!("{day}T16:00:00Z")), "the fifth would wait eight days");
    }
    #[test]
    fn msg_13_what_is_long_past_does_not_count() {
        let now = at("2026-07-15T16:00:00Z");
        let past = ["2026-07-14T15:59:59Z", "2026-07-10T10:00:00Z", "2026-07-08T15:00:00Z"].map(at);
        assert_eq!(next(now, &past), Some(now));
        let two = ["2026-07-15T10:00:00Z", "2026-07-10T10:00:00Z"].map(at);
        assert_eq!(next(now, &two), Some(at("2026-07-16T10:00:00Z")));
    }
}
