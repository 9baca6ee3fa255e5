//! Invoices: drafted from what was signed, taxed by the day, numbered last, then locked (BIL-1 to BIL-5, BIL-15).

mod accounts;
pub mod cancel;
pub mod draft;
pub mod edit;
pub mod issue;
pub mod list;
mod number;
mod paper;
pub mod pdf;
pub mod read;
mod reckon;
mod signed;
pub(crate) mod store;
pub mod to_bill;
mod words;

use jiff::tz::TimeZone;
use kernel::{
    Error, Result,
    money::{
        Money, MoneyError, Ratio, UnitPrice,
        tax::{SupplyPlaces, TaxClass},
    },
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

/// Category of the line that rounds the total to the major unit.
pub const ROUNDING: &str = "ROUNDING";

/// Where an invoice stands (BIL-3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InvoiceStatus {
    Draft,
    /// Issued: numbered, posted, locked.
    Sent,
    Viewed,
    PartialPaid,
    Paid,
    Overdue,
    Refunded,
    Cancelled,
}

impl InvoiceStatus {
    pub fn read(code: &str) -> Result<Self> {
        read_code(code)
    }
    /// Refuses what only a draft allows.
    pub fn require_draft(self) -> Result<()> {
        match self {
            Self::Draft => Ok(()),
            Self::Cancelled => Err(Error::conflict("INVOICE_CANCELLED", "This invoice was cancelled.")),
            _ => Err(Error::conflict(
                "INVOICE_ISSUED",
                "This invoice is issued and can no longer be changed. Credit it and bill again.",
            )),
        }
    }
}

/// One line of an invoice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Name within the invoice; that of the quote's line.
    pub key: String,
    /// What it is for, in the words of pricing.
    pub category: String,
    pub class: TaxClass,
    pub description: String,
    pub quantity: Ratio,
    pub unit: String,
    pub unit_price: UnitPrice,
    /// Before discounts.
    pub amount: Money,
    pub discount: Money,
    /// Where it is supplied, for tax.
    pub places: SupplyPlaces,
    /// Whether the payer sees it as a line of its own.
    pub public: bool,
}

impl Line {
    /// Amount less discount: what is taxed.
    pub fn net(&self) -> std::result::Result<Money, MoneyError> {
        self.amount.checked_sub(self.discount)
    }
    pub fn is_rounding(&self) -> bool {
        self.category == ROUNDING
    }
}

/// Reads a stored code such as `FREIGHT`.
fn read_code<T: DeserializeOwned>(code: &str) -> Result<T> {
    serde_json::from_value(Value::String(code.to_owned())).map_err(Error::internal)
}

/// The code a value is stored under.
fn code_of<T: Serialize>(value: &T) -> Result<String> {
    match serde_json::to_value(value).map_err(Error::internal)? {
        Value::String(code) => Ok(code),
        other => Err(Error::internal(format!("no code: {other}"))),
    }
}

fn zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).map_err(Error::internal)
}
