//! Web forms: hosted by us or embedded elsewhere; work without script (SAL-3).

pub mod html;
pub mod manage;
pub mod page;
pub mod submit;

use jiff::Timestamp;
use sha2::{Digest, Sha256};

/// Nobody fills a form faster.
const LEAST_SECONDS: i64 = 3;
/// Submissions of one network in an hour; the next ones wait in quarantine.
const PACE: i64 = 10;
/// Name of the field that people do not see and machines fill.
pub const TRAP: &str = "website_url";
/// Name of the field that says when the form was shown.
pub const STAMP: &str = "shown";

/// When the form was shown, so that nobody can say otherwise.
pub fn stamp(master_key: &[u8; 32], link_hash: &[u8; 32], shown: Timestamp) -> String {
    let seconds = shown.as_second();
    let mut hash = Sha256::new();
    hash.update(master_key);
    hash.update(b"form-stamp\0");
    hash.update(link_hash);
    hash.update(seconds.to_be_bytes());
    format!("{seconds}.{}", hex::encode(&hash.finalize()[..12]))
}

/// What makes a submission look like a machine's; none for a person. An embedded form without a stamp is judged by its
/// trap and its network alone.
pub fn spam(
    master_key: &[u8; 32],
    link_hash: &[u8; 32],
    trap: Option<&str>,
    shown: Option<&str>,
    pace: i64,
    now: Timestamp,
) -> Option<&'static str> {
    if trap.is_some_and(|t| !t.trim().is_empty()) {
        return Some("trap");
    }
    if let Some(shown) = shown.filter(|s| !s.is_empty()) {
        let seconds: Option<i64> = shown.split('.').next().and_then(|s| s.parse().ok());
        let at = seconds.and_then(|s| Timestamp::from_second(s).ok());
        match at {
            Some(at) if stamp(master_key, link_hash, at) == shown => {
                if now.as_second() - at.as_second() < LEAST_SECONDS {
                    return Some("too fast");
                }
            }
            _ => return Some("stamp"),
        }
    }
    (pace >= PACE).then_some("pace")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_3_the_trap_and_three_seconds() {
        let (key, link) = ([1; 32], [2; 32]);
        let at = |s: i64| Timestamp::from_second(1_800_000_000 + s).expect("a time");
        let shown = stamp(&key, &link, at(0));
        let judged = |trap, shown: &str, pace, now| spam(&key, &link, trap, Some(shown), pace, now);
        assert_eq!(judged(None, &shown, 0, at(3)), None);
        assert_eq!(judged(None, &shown, 0, at(2)), Some("too fast"));
        assert_eq!(judged(Some("http://spam.example"), &shown, 0, at(60)), Some("trap"));
        assert_eq!(judged(Some(" "), &shown, 9, at(60)), None);
        assert_eq!(judged(None, &shown, 10, at(60)), Some("pace"));
        assert_eq!(judged(None, "1800000000.abcdef", 0, at(60)), Some("stamp"));
        assert_eq!(spam(&key, &[3; 32], None, Some(&shown), 0, at(60)), Some("stamp"), "of another form");
        assert_eq!(spam(&key, &link, None, None, 0, at(60)), None);
    }
}
