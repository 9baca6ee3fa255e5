//! Pricing: validator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod checks;

pub(super) use checks::check;

/// How serious a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FlagLevel {
    /// Shown; sending records that it was seen.
    Warn,
    /// Somebody with the right must approve.
    Approval,
    /// Cannot be sent.
    Block,
}

/// Codes of the validator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum FlagCode {
    /// Total not above zero, or a negative line.
    P01,
    /// Discount above subtotal, or deposit above total.
    P02,
    /// Service date in the past or far ahead.
    P03,
    /// Hours far from the formula's.
    P04,
    /// Crew below the formula's or an article's need.
    P05,
    /// Density or volume out of range.
    P06,
    /// Road distance shorter than the straight line or more than three times as long.
    P07,
    /// Unit price overridden by more than a tenth.
    P08,
    /// Price of a cubic foot outside what is usual.
    P09,
    /// A taxable line without tax rule.
    P10,
    /// Discount or margin beyond the sender's limit; cost unknown.
    P11,
    /// Yearly working cost above what whole years cost.
    P12,
    /// Another order type or mix of periods is clearly cheaper.
    P13,
    /// Days, quantities or hours out of range.
    P14,
    /// A promise or exception that somebody must approve.
    P15,
}

impl FlagCode {
    /// Every code, in order.
    pub const ALL: [Self; 15] = {
        use FlagCode::{P01, P02, P03, P04, P05, P06, P07, P08, P09, P10, P11, P12, P13, P14, P15};
        [P01, P02, P03, P04, P05, P06, P07, P08, P09, P10, P11, P12, P13, P14, P15]
    };
}

/// One finding of the validator.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Flag {
    /// The rule.
    pub code: FlagCode,
    /// How serious.
    pub level: FlagLevel,
    /// The part, line or machine it is about; empty for the quote.
    pub subject: String,
    /// Message key that says what was found.
    pub reason: String,
    /// What exactly, where the message needs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

impl Flag {
    pub(super) fn new(code: FlagCode, level: FlagLevel, subject: &str, reason: &str) -> Self {
        Self { code, level, subject: subject.to_owned(), reason: reason.to_owned(), detail: None }
    }
}
