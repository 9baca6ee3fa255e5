//! How far a message to many is.

use kernel::{Error, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    Draft,
    Checking,
    Checked,
    Running,
    Paused,
    Done,
    Cancelled,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Draft => "DRAFT",
            State::Checking => "CHECKING",
            State::Checked => "CHECKED",
            State::Running => "RUNNING",
            State::Paused => "PAUSED",
            State::Done => "DONE",
            State::Cancelled => "CANCELLED",
        }
    }
    pub fn read(code: &str) -> Self {
        use State::{Cancelled, Checked, Checking, Done, Draft, Paused, Running};
        [Draft, Checking, Checked, Running, Paused, Done].into_iter().find(|s| s.code() == code).unwrap_or(Cancelled)
    }
}

/// A step from one of these only.
pub fn require(now: State, fits: &[State], what: &'static str) -> Result<()> {
    if fits.contains(&now) { Ok(()) } else { Err(Error::conflict("BULK_STATE", what)) }
}
