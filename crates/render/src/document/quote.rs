//! Document: quote.

use serde::{Deserialize, Serialize};

use super::{Amount, Company, Contact, Day, Decimal, Evidence, Meta, Party, Percent, filled};

/// A quote as the customer sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteDocument {
    pub meta: Meta,
    pub company: Company,
    pub customer: Party,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prepared_by: Option<Contact>,
    pub issued_on: Day,
    pub valid_until: Day,
    /// What it is about, one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introduction: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<Service>,
    #[serde(default)]
    pub stops: Vec<Stop>,
    pub parts: Vec<Part>,
    #[serde(default)]
    pub discounts: Vec<SumLine>,
    pub subtotal: Amount,
    #[serde(default)]
    pub taxes: Vec<TaxLine>,
    /// Reason why a tax is not charged, where one must be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_note: Option<String>,
    /// Rounding to the unit of the currency, where the company rounds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Amount>,
    pub total: Amount,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding: Option<Binding>,
    /// Legal cap or explanation printed with the kind of estimate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub binding_note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub range: Option<Range>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<Deposit>,
    #[serde(default)]
    pub terms: Vec<Clause>,
    /// Whether the company signs too.
    #[serde(default)]
    pub company_signs: bool,
}

/// A quote with the evidence of its signature as last page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignedQuoteDocument {
    pub quote: QuoteDocument,
    pub evidence: Evidence,
}

/// When and what, in a few facts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// Last day of a longer service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Day>,
    /// Arrival window in words of the paper's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrival: Option<String>,
    #[serde(default)]
    pub facts: Vec<Fact>,
}

/// A named fact: volume, crew, machine, duration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub label: String,
    pub value: String,
}

/// What happens at an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum StopRole {
    Pickup,
    Stop,
    Delivery,
    Storage,
    Site,
    Yard,
}

/// An address of the service.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stop {
    pub role: StopRole,
    pub address: Vec<String>,
    /// Stairs, elevator, carry, ground: in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access: Option<String>,
}

/// A part of the quote with its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    pub lines: Vec<Line>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subtotal: Option<Amount>,
}

/// An optional line; only a chosen one is in any total.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LineOption {
    Chosen,
    NotChosen,
}

/// One priced line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    #[serde(deserialize_with = "filled")]
    pub description: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// HSN or SAC, where the law asks for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quantity: Option<Decimal>,
    /// Unit in the paper's language, `h`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Price a unit, up to four decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<Amount>,
    pub total: Amount,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<LineOption>,
}

/// A named amount beside the lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SumLine {
    #[serde(deserialize_with = "filled")]
    pub label: String,
    pub amount: Amount,
}

/// One tax of one jurisdiction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaxLine {
    /// Name with jurisdiction where several meet: `HST Ontario`.
    #[serde(deserialize_with = "filled")]
    pub label: String,
    pub rate: Percent,
    /// What the rate was applied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<Amount>,
    pub amount: Amount,
}

/// How far the price binds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Binding {
    NonBinding,
    Binding,
    NotToExceed,
}

/// Totals with tax at the low and high end of the hours.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    pub low: Amount,
    pub high: Amount,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What is paid at booking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Deposit {
    pub amount: Amount,
    /// Until when it is given back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// A clause of the terms. Line breaks in the text are kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clause {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    #[serde(deserialize_with = "filled")]
    pub text: String,
}
