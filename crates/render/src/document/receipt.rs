//! Document: receipt.

use serde::{Deserialize, Serialize};

use super::{Amount, Company, Fact, Meta, Moment, Party, TaxLine, filled};

/// What the money was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ReceiptKind {
    #[default]
    Payment,
    Deposit,
    /// Numbered voucher for an advance that holds tax (India).
    ReceiptVoucher,
    Refund,
}

/// A receipt for one payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptDocument {
    pub meta: Meta,
    #[serde(default)]
    pub kind: ReceiptKind,
    pub company: Company,
    pub customer: Party,
    pub received_at: Moment,
    /// Method in words: `Visa ending in 4242`.
    #[serde(deserialize_with = "filled")]
    pub method: String,
    pub amount: Amount,
    /// Tax held inside an advance.
    #[serde(default)]
    pub taxes: Vec<TaxLine>,
    /// Invoice, quote, provider reference.
    #[serde(default)]
    pub references: Vec<Fact>,
    /// Owed after this payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balance: Option<Amount>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}
