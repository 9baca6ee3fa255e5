//! One message to one address: QUEUED, then SENT or FAILED (MSG-1).

pub mod deliver;
pub mod list;
pub mod queue;
pub mod read;
pub mod resend;
pub mod retry;
mod store;

use jiff::{SignedDuration, Timestamp};
use kernel::ids::{CommunicationId, CustomerId};
use schemars::JsonSchema;
use serde::Serialize;

/// Waits between tries (MSG-21); later ones are two hours apart.
const WAITS_S: [i64; 5] = [30, 120, 480, 1_800, 7_200];
/// After this long the message has failed.
const PATIENCE_S: i64 = 24 * 3_600;

/// When to try again after `tries` tries in vain; none when it is over.
pub fn next_try(queued_at: Timestamp, now: Timestamp, tries: i32) -> Option<Timestamp> {
    let n = usize::try_from(tries.max(1) - 1).unwrap_or(0);
    let wait = WAITS_S.get(n).copied().unwrap_or(7_200);
    let next = now.checked_add(SignedDuration::from_secs(wait)).ok()?;
    let end = queued_at.checked_add(SignedDuration::from_secs(PATIENCE_S)).ok()?;
    (next < end).then_some(next)
}

/// A message in a list.
#[derive(Serialize, JsonSchema)]
pub struct MessageLine {
    pub id: CommunicationId,
    #[serde(rename = "type")]
    pub kind: String,
    pub purpose: String,
    /// QUEUED, SENT or FAILED.
    pub status: String,
    /// Why it has not left, or never will.
    pub reason: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub to: String,
    pub subject: String,
    pub customer_id: Option<CustomerId>,
    /// The record it is about.
    pub entity: String,
    pub entity_id: String,
    pub attempts: i32,
    pub queued_at: Timestamp,
    pub last_try_at: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    pub failed_at: Option<Timestamp>,
    /// The message this one repeats.
    pub resent_of: Option<CommunicationId>,
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_21_tries_as_written_then_two_hours_apart_for_a_day() {
        let begin: Timestamp = "2026-06-03T10:00:00Z".parse().expect("an instant");
        let (mut now, mut tries, mut times) = (begin, 1, vec![begin]);
        while let Some(next) = next_try(begin, now, tries) {
            now = next;
            tries += 1;
            times.push(next);
        }
        let clock: Vec<String> = times.iter().map(|t| t.strftime("%H:%M:%S").to_string()).collect();
        assert_eq!(clock[..6], ["10:00:00", "10:00:30", "10:02:30", "10:10:30", "10:40:30", "12:40:30"]);
        assert_eq!(clock.last().map(String::as_str), Some("08:40:30"));
        assert_eq!(times.len(), 16);
    }
}
