//! When a message is tried again (MSG-21).

use engine::TenantTx;
use jiff::{SignedDuration, Timestamp};

/// Waits between tries; later ones are two hours apart.
const WAITS_S: [i64; 5] = [30, 120, 480, 1_800, 7_200];
/// After this long the message has failed.
const PATIENCE_S: i64 = 24 * 3_600;

/// When to try again after `tries` tries in vain; none when it is over. `spread` is between −20 and 20 per cent; what
/// the other side asked to wait wins; what is only good until an instant is tried until then.
pub fn next_try(
    queued_at: Timestamp,
    now: Timestamp,
    tries: i32,
    spread: i64,
    asked_s: Option<i64>,
    until: Option<Timestamp>,
) -> Option<Timestamp> {
    let n = usize::try_from(tries.max(1) - 1).unwrap_or(0);
    let planned = WAITS_S.get(n).copied().unwrap_or(7_200);
    let wait = asked_s.unwrap_or(planned + planned * spread / 100).clamp(1, PATIENCE_S);
    let next = now.checked_add(SignedDuration::from_secs(wait)).ok()?;
    let end = queued_at.checked_add(SignedDuration::from_secs(PATIENCE_S)).ok()?;
    (next < until.unwrap_or(end)).then_some(next)
}

/// Keeps many messages from being tried in the same instant.
pub fn spread(tx: &TenantTx) -> i64 {
    let mut byte = [0u8; 1];
    tx.settings().dice.fill(&mut byte);
    i64::from(byte[0]) * 40 / 255 - 20
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_21_worked_example_2_tries_as_written_then_two_hours_apart_for_a_day() {
        let begin: Timestamp = "2026-06-03T10:00:00Z".parse().expect("an instant");
        let (mut now, mut tries, mut times) = (begin, 1, vec![begin]);
        while let Some(next) = next_try(begin, now, tries, 0, None, None) {
            now = next;
            tries += 1;
            times.push(next);
        }
        let clock: Vec<String> = times.iter().map(|t| t.strftime("%H:%M:%S").to_string()).collect();
        assert_eq!(clock[..6], ["10:00:00", "10:00:30", "10:02:30", "10:10:30", "10:40:30", "12:40:30"]);
        assert_eq!(clock.last().map(String::as_str), Some("08:40:30"));
        assert_eq!(times.len(), 16);
    }
    #[test]
    fn msg_21_spread_and_the_other_sides_wish() {
        let begin: Timestamp = "2026-06-03T10:00:00Z".parse().expect("an instant");
        let after = |spread, asked, until| {
            next_try(begin, begin, 1, spread, asked, until).map(|t| t.duration_since(begin).as_secs())
        };
        assert_eq!([-20, 0, 20].map(|s| after(s, None, None)), [Some(24), Some(30), Some(36)]);
        assert_eq!(after(20, Some(300), None), Some(300));
        let soon = begin + SignedDuration::from_secs(20);
        assert_eq!(after(0, None, Some(soon)), None, "URGENT ends with its use");
    }
}
