//! Payments taken by people: cash, cheques and transfers towards an invoice (BIL-11, BIL-20, BIL-25).

pub mod list;
pub mod read;
pub mod receipt;
pub mod record;
mod settle;
pub mod store;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::ledger::chart;

/// How money came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Method {
    Cash,
    Check,
    BankTransfer,
    /// By the payment provider, on its own page.
    Card,
}

impl Method {
    pub fn code(self) -> &'static str {
        match self {
            Self::Cash => "CASH",
            Self::Check => "CHECK",
            Self::BankTransfer => "BANK_TRANSFER",
            Self::Card => "CARD",
        }
    }
    /// Where the money is until it reaches the bank.
    pub fn account(self) -> &'static str {
        match self {
            Self::Cash => chart::CASH_IN_FIELD,
            Self::Check => chart::UNDEPOSITED,
            Self::BankTransfer => chart::BANK,
            Self::Card => chart::CARD_CLEARING,
        }
    }
}
