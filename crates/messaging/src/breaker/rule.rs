//! When a provider counts as failing, and when as working again.

use jiff::{SignedDuration, Timestamp};

/// Failures in a row that open it.
const IN_ROW: i32 = 5;
/// Of so many tries in a minute more than half in vain open it too.
const ENOUGH: i64 = 20;
/// One trial after each of these.
const APART: SignedDuration = SignedDuration::from_mins(1);
/// Good trials that close it.
const GOOD: i32 = 3;

/// Tries of the last minute, this one included.
#[derive(Clone, Copy, Debug, Default)]
pub struct Seen {
    pub tries: i64,
    pub failures: i64,
}

/// How it stands with a provider. Open since `opened_at`; half open once a trial was good.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Circuit {
    pub failures_in_row: i32,
    pub opened_at: Option<Timestamp>,
    pub trial_at: Option<Timestamp>,
    pub good_trials: i32,
}

impl Circuit {
    pub fn state(&self) -> &'static str {
        match (self.opened_at, self.good_trials) {
            (None, _) => "CLOSED",
            (Some(_), 0) => "OPEN",
            (Some(_), _) => "HALF_OPEN",
        }
    }

    /// Takes the trial of this minute; false where it is not due, or there is none to take.
    pub fn try_now(&mut self, now: Timestamp) -> bool {
        let due = self.trial_at.is_some_and(|at| at <= now);
        if due {
            self.trial_at = now.checked_add(APART).ok();
        }
        due
    }

    pub fn good(&mut self, now: Timestamp) {
        self.failures_in_row = 0;
        if self.opened_at.is_none() {
            return;
        }
        self.good_trials += 1;
        if self.good_trials >= GOOD {
            *self = Self::default();
        } else {
            self.trial_at = self.trial_at.or(now.checked_add(APART).ok());
        }
    }

    pub fn bad(&mut self, now: Timestamp, seen: Seen) {
        self.failures_in_row = self.failures_in_row.saturating_add(1);
        let too_many = seen.tries >= ENOUGH && seen.failures * 2 > seen.tries;
        if self.opened_at.is_some() {
            self.good_trials = 0;
            self.trial_at = now.checked_add(APART).ok();
        } else if self.failures_in_row >= IN_ROW || too_many {
            self.opened_at = Some(now);
            self.trial_at = now.checked_add(APART).ok();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_784_000_000 + second).expect("in range")
    }

    #[test]
    fn msg_23_five_failures_in_a_row_open_it_and_a_good_one_begins_anew() {
        let mut circuit = Circuit::default();
        for second in 0..4 {
            circuit.bad(at(second), Seen::default());
        }
        circuit.good(at(4));
        assert_eq!(circuit, Circuit::default());
        for second in 5..10 {
            assert_eq!(circuit.state(), "CLOSED");
            circuit.bad(at(second), Seen::default());
        }
        assert_eq!((circuit.state(), circuit.opened_at), ("OPEN", Some(at(9))));
    }
    #[test]
    fn msg_23_more_than_half_of_twenty_in_a_minute_open_it_half_does_not() {
        for (tries, failures, state) in [(20, 10, "CLOSED"), (20, 11, "OPEN"), (19, 19, "CLOSED"), (40, 21, "OPEN")] {
            let mut circuit = Circuit::default();
            circuit.bad(at(0), Seen { tries, failures });
            assert_eq!(circuit.state(), state, "{failures} of {tries}");
        }
    }
    #[test]
    fn msg_23_one_trial_a_minute_and_three_good_ones_close_it() {
        let mut circuit =
            Circuit { opened_at: Some(at(0)), trial_at: Some(at(60)), failures_in_row: 5, good_trials: 0 };
        assert!(!circuit.try_now(at(59)));
        assert!(circuit.try_now(at(60)));
        assert!(!circuit.try_now(at(61)), "the next one waits a minute");
        circuit.good(at(61));
        assert_eq!(circuit.state(), "HALF_OPEN");
        assert!(circuit.try_now(at(120)));
        circuit.bad(at(121), Seen::default());
        assert_eq!((circuit.state(), circuit.good_trials), ("OPEN", 0), "a bad one begins anew");
        for second in [181, 241, 301] {
            assert!(circuit.try_now(at(second)));
            circuit.good(at(second));
        }
        assert_eq!(circuit, Circuit::default());
    }
}
