//! The one outward error. Every refusal says what is wrong, where, and what to do about it.

use serde::{Deserialize, Serialize};

pub type Result<T> = std::result::Result<T, Error>;

/// What kind of refusal it is; `web` turns it into a status.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ErrorKind {
    /// The request cannot be read at all (400).
    Malformed,
    /// No valid session (401).
    NotSignedIn,
    /// Known to exist, but not allowed (403).
    Forbidden,
    /// Not there, or not for this caller: the two are the same answer (404).
    NotFound,
    /// In conflict with what is there now (409).
    Conflict,
    /// The record changed since it was read (412).
    Stale,
    /// Understood, but not valid; `problems` lists everything at once (422).
    Invalid,
    /// Too many requests (429).
    TooMany,
    /// A part is down; try again (503).
    Unavailable,
    /// Ours to mend (500).
    Internal,
}

/// One thing wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, schemars::JsonSchema)]
pub struct Problem {
    /// Path of the field as the client wrote it, for example `stops.0.address`; empty for the whole.
    pub field: String,
    /// Stable code, for example `REQUIRED`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
}

#[derive(Clone, Debug)]
pub struct Error {
    pub kind: ErrorKind,
    /// Stable code, for example `DOUBLE_BOOKING`.
    pub code: String,
    /// A sentence for people.
    pub message: String,
    pub problems: Vec<Problem>,
    /// Whether running the whole operation again may succeed (serialisation failure, deadlock, lost connection).
    pub retry: bool,
    /// What the answer may add for the client, for example the record it conflicts with.
    pub data: Option<serde_json::Value>,
    /// What went wrong inside; logged, never shown.
    pub cause: Option<String>,
}

impl Error {
    pub fn new(kind: ErrorKind, code: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            kind,
            code: code.into(),
            message: message.into(),
            problems: vec![],
            retry: false,
            data: None,
            cause: None,
        }
    }
    pub fn not_found(what: &str) -> Self {
        Self::new(ErrorKind::NotFound, "NOT_FOUND", format!("There is no such {what}."))
    }
    pub fn conflict(code: &str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Conflict, code, message)
    }
    /// One invalid field. For several use [`Problems`].
    pub fn invalid(field: &str, code: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        let mut error = Self::new(ErrorKind::Invalid, "INVALID", message.clone());
        error.problems.push(Problem { field: field.into(), code: code.into(), message });
        error
    }
    pub fn forbidden(code: &str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Forbidden, code, message)
    }
    pub fn not_signed_in(code: &str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::NotSignedIn, code, message)
    }
    pub fn unavailable(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Unavailable, "UNAVAILABLE", message)
    }
    /// Something of ours broke. `cause` goes to the log only.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        let mut error =
            Self::new(ErrorKind::Internal, "INTERNAL", "Something went wrong on our side. Please try again.");
        error.cause = Some(cause.to_string());
        error
    }
    pub fn with_data(mut self, data: serde_json::Value) -> Self {
        self.data = Some(data);
        self
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)?;
        for p in &self.problems {
            write!(f, "; {} {}: {}", p.field, p.code, p.message)?;
        }
        if let Some(cause) = &self.cause {
            write!(f, " ({cause})")?;
        }
        Ok(())
    }
}
impl std::error::Error for Error {}

/// Collects everything that is wrong with an input, so that people hear it all at once.
#[derive(Default, Debug)]
pub struct Problems(Vec<Problem>);

impl Problems {
    pub fn new() -> Self {
        Self::default()
    }
    pub fn add(&mut self, field: impl Into<String>, code: &str, message: impl Into<String>) -> &mut Self {
        self.0.push(Problem { field: field.into(), code: code.into(), message: message.into() });
        self
    }
    /// Adds the problem unless `ok`.
    pub fn require(&mut self, ok: bool, field: &str, code: &str, message: &str) -> &mut Self {
        if !ok {
            self.add(field, code, message);
        }
        self
    }
    /// A text must not be blank and not longer than `max` characters.
    pub fn text(&mut self, field: &str, value: &str, max: usize) -> &mut Self {
        if value.trim().is_empty() {
            self.add(field, "REQUIRED", "Please fill this in.");
        } else if value.chars().count() > max {
            self.add(field, "TOO_LONG", format!("At most {max} characters."));
        }
        self
    }
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// `Ok` when nothing was added, otherwise one error with all problems.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() {
            return Ok(());
        }
        let message = match self.0.as_slice() {
            [one] => one.message.clone(),
            many => format!("{} things need your attention.", many.len()),
        };
        let mut error = Error::new(ErrorKind::Invalid, "INVALID", message);
        error.problems = self.0;
        Err(error)
    }
}
