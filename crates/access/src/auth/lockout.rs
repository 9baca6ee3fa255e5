//! When too many tries close a door (ACC-18). Counters live in the database; these are the rules over them.

use jiff::{SignedDuration, Timestamp};

/// `most` failures within `window` close the door for `hold` after the last of them.
pub struct Rule {
    pub most: usize,
    pub window: SignedDuration,
    pub hold: SignedDuration,
}

/// One e-mail from one network.
pub const PAIR: Rule = Rule { most: 5, window: SignedDuration::from_mins(15), hold: SignedDuration::from_mins(15) };
/// One e-mail from anywhere; networks it has come from before stay open.
pub const EMAIL: Rule = Rule { most: 20, window: SignedDuration::from_hours(1), hold: SignedDuration::from_hours(1) };
/// One network, any e-mail.
pub const NETWORK: Rule =
    Rule { most: 100, window: SignedDuration::from_hours(1), hold: SignedDuration::from_hours(1) };

impl Rule {
    /// How far back failures matter.
    pub fn since(&self, now: Timestamp) -> Timestamp {
        now - (self.window + self.hold)
    }
    /// `failures` newest first, at least `most` of them when there are that many. Tries refused while closed are
    /// not counted, so that waiting always helps.
    pub fn closed(&self, failures: &[Timestamp], now: Timestamp) -> bool {
        let (Some(newest), Some(oldest)) = (failures.first(), failures.get(self.most - 1)) else { return false };
        newest.duration_since(*oldest) <= self.window && now < *newest + self.hold
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(1_780_000_000 + minute * 60).expect("in range")
    }

    #[test]
    fn acc_18_five_failures_in_15_minutes_block_for_15() {
        let failures = [at(4), at(3), at(2), at(1), at(0)];
        assert!(!PAIR.closed(&failures[1..], at(4)));
        assert!(PAIR.closed(&failures, at(4)));
        assert!(PAIR.closed(&failures, at(18)));
        assert!(!PAIR.closed(&failures, at(19)));
    }
    #[test]
    fn acc_18_slow_failures_do_not_block() {
        assert!(!PAIR.closed(&[at(16), at(12), at(8), at(4), at(0)], at(16)));
    }
    #[test]
    fn acc_18_one_more_failure_after_a_block_does_not_block_again() {
        assert!(!PAIR.closed(&[at(20), at(4), at(3), at(2), at(1)], at(20)));
    }
    #[test]
    fn acc_18_an_email_and_a_network_have_their_own_counts() {
        let failures: Vec<_> = (0..100).map(|i| at(100) - SignedDuration::from_secs(i)).collect();
        assert!(EMAIL.closed(&failures[..20], at(101)) && !EMAIL.closed(&failures[..19], at(101)));
        assert!(NETWORK.closed(&failures, at(101)) && !NETWORK.closed(&failures[..99], at(101)));
        assert!(!NETWORK.closed(&failures, at(160)));
    }
}
