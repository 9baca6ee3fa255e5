//! The price as it is stored, printed and compared.

use kernel::money::tax::{TaxClass, TaxLine, TaxNote};
use kernel::money::{Currency, Money, Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::category::Category;
use super::derivation::{Derivation, RuleRef};
use super::input::OptionChoice;
use super::unit::Unit;
use super::validator::Flag;

/// A complete price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Priced {
    /// Version of the engine that computed it.
    pub engine_version: String,
    /// Currency of all amounts.
    pub currency: Currency,
    /// Lines in the order of pricing, options not chosen among them.
    pub lines: Vec<PricedLine>,
    /// Chosen lines before discounts, without top-ups.
    pub gross: Money,
    /// All discounts.
    pub discount: Money,
    /// Chosen lines after discounts, with top-ups, before tax and rounding.
    pub subtotal: Money,
    /// Taxes.
    pub taxes: Vec<TaxLine>,
    /// Taxes not charged, with the reason.
    pub tax_notes: Vec<TaxNote>,
    /// What the customer pays.
    pub total: Money,
    /// What is paid ahead.
    pub deposit: Money,
    /// Total at the lower end of the labour's range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low_total: Option<Money>,
    /// Total at the upper end of the labour's range.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high_total: Option<Money>,
    /// (subtotal − planned cost) ÷ subtotal, where the cost is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub margin: Option<Ratio>,
    /// What the validator found.
    pub flags: Vec<Flag>,
    /// Prices printed in the terms, such as hours beyond those included.
    pub printed_rates: Vec<PrintedRate>,
    /// Alternatives for staff, cheapest first.
    pub alternatives: Vec<Alternative>,
    /// How everything came about.
    pub derivation: Derivation,
}

/// One line of a price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PricedLine {
    /// Stable name of the line within the quote.
    pub key: String,
    /// Key of its part.
    pub part: String,
    /// The rule that made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleRef>,
    /// What it is for.
    pub category: Category,
    /// How it is taxed.
    pub tax_class: TaxClass,
    /// Message key of its description.
    pub description_key: String,
    /// Name of the thing it is about, put into the description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// How much.
    pub quantity: Ratio,
    /// Of what.
    pub unit: Unit,
    /// Price of a unit as used, to four decimals; the amount is computed from the exact price.
    pub unit_price: UnitPrice,
    /// Price of a unit by the tariff, where a person overrode it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed_unit_price: Option<UnitPrice>,
    /// Amount by the tariff.
    pub computed: Money,
    /// Amount before discounts.
    pub amount: Money,
    /// The line's own discount and its share of the quote's.
    pub discount: Money,
    /// Amount less discounts: what is taxed.
    pub net: Money,
    /// Present where the customer may choose the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<OptionChoice>,
    /// Whether it counts in the totals.
    pub selected: bool,
    /// Whether the quote's discount reaches it.
    pub discountable: bool,
    /// Whether commission is paid on it.
    pub commissionable: bool,
    /// Whether the customer sees it as a line of its own.
    pub public: bool,
}

/// A price that stands in the terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PrintedRate {
    /// Message key of the words for it.
    pub description_key: String,
    /// What it is for.
    pub subject: String,
    /// Price of a unit, rounded to the minor unit.
    pub price: Money,
    /// The unit.
    pub unit: Unit,
}

/// Another way to price the same work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Alternative {
    /// Key of the part.
    pub part: String,
    /// Key of the machine or class.
    pub subject: String,
    /// What would be charged, in words such as `1 × 28 d + 1 × 7 d`.
    pub composition: String,
    /// Its amount before tax.
    pub amount: Money,
    /// The amount of the quote's way.
    pub quoted: Money,
}
