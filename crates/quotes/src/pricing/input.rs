//! What a price is computed from: facts and choices. Amounts appear only where a person may override.

use jiff::civil::Date;
use kernel::money::tax::{Recipient, SupplyPlaces, TaxClass};
use kernel::money::{Currency, Money, Rate, Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

mod crane;
mod moving;
mod rental;

use super::limits::CheckLimits;
use super::usual::UsualPrice;

pub use crane::*;
pub use moving::*;
pub use rental::*;

/// Everything one price depends on besides the tariffs and the law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PricingInput {
    /// Currency of the quote.
    pub currency: Currency,
    /// The business day of pricing at the location; "in the past" is measured from it.
    pub priced_on: Date,
    /// Day whose tax rates count; the day of pricing where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_date: Option<Date>,
    /// How the final amount follows from the quote.
    #[serde(default)]
    pub estimate: EstimateKind,
    /// A survey was made that counts as one.
    #[serde(default)]
    pub surveyed: bool,
    /// Who receives the supply, for tax.
    #[serde(default)]
    pub recipient: Recipient,
    /// Set where tax is left out; needs approval.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub untaxed_reason: Option<String>,
    /// One to five parts.
    #[schemars(length(min = 1, max = 5))]
    pub parts: Vec<PartInput>,
    /// Groups that optional charges name.
    #[serde(default)]
    pub option_groups: Vec<OptionGroup>,
    /// Overrides and discounts of single lines.
    #[serde(default)]
    pub adjustments: Vec<LineAdjustment>,
    /// Discount on the quote, spread over its discountable lines.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
    /// The tariffs' minimum amounts are left out; needs approval.
    #[serde(default)]
    pub without_minimum: bool,
    /// Payment terms agreed; decides premium and deposit of crane orders.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deal: Option<DealType>,
    /// Deposit; absent: what the deal asks for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deposit: Option<DepositRule>,
    /// What the work is planned to cost the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_cost: Option<Money>,
    /// From where on the validator says something; set by the company.
    #[serde(default, skip_serializing_if = "CheckLimits::is_shipped")]
    pub checks: CheckLimits,
    /// What the sender may grant alone; absent: anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sender_limits: Option<SenderLimits>,
    /// What units of work usually cost at the location; known prices go before those of the product.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub usual: Vec<UsualPrice>,
    /// False where the customer is on hold or long overdue; absent: nothing of that kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_allowed: Option<bool>,
    /// What the customer's credit limit leaves; absent: no limit is set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_room: Option<Money>,
}

/// One part of a quote, priced by one tariff version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartInput {
    /// Name of the part within the quote; begins the keys of its lines.
    pub key: String,
    /// The version that prices it.
    pub tariff_version_id: Uuid,
    /// Day of the service at the location.
    pub service_date: Date,
    /// Where it is supplied, for tax.
    #[serde(default)]
    pub places: SupplyPlaces,
    /// What is done.
    pub work: Work,
    /// Fees and services, required and optional.
    #[serde(default)]
    pub charges: Vec<ChargeInput>,
    /// Index price of fuel, where a fee is read from an index table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fuel_index: Option<UnitPrice>,
}

/// What a part consists of, besides its charges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Work {
    /// A move.
    Move(Box<MoveInput>),
    /// Cranes by order type.
    CraneOrder(Box<CraneOrderInput>),
    /// A crane by the clock.
    HourlyHire(Box<HireInput>),
    /// Things hired out by the day.
    Rental(Box<RentalInput>),
    /// Charges alone: units by the month, services of the list.
    Charges,
}

/// How the final amount follows from the quote.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum EstimateKind {
    /// Actual work at the quote's tariff.
    #[default]
    NonBinding,
    /// The quote and signed changes.
    Binding,
    /// The lower of both, and signed changes.
    NotToExceed,
}

/// A fee or service of the tariff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChargeInput {
    /// The rule that prices it.
    pub rule_key: String,
    /// How much of it; one where absent.
    #[serde(default = "one")]
    pub quantity: Ratio,
    /// The second quantity of a fee with two factors.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub second_quantity: Option<Ratio>,
    /// The customer may choose it; absent: it is part of the quote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub option: Option<OptionChoice>,
}

const fn one() -> Ratio {
    Ratio::ONE
}

/// An optional charge and whether it is chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionChoice {
    /// The group it belongs to.
    pub group: String,
    /// Chosen.
    pub selected: bool,
}

/// How many of a group may be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum GroupKind {
    /// Any number within minimum and maximum.
    Any,
    /// At most one.
    One,
}

/// A group of optional charges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionGroup {
    /// Name within the quote.
    pub key: String,
    /// How many may be chosen.
    pub kind: GroupKind,
    /// Least number chosen.
    #[serde(default)]
    pub minimum: u32,
    /// Largest number chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub maximum: Option<u32>,
}

/// A discount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Discount {
    /// A percentage.
    Percent {
        /// The percentage.
        rate: Rate,
    },
    /// An amount before tax.
    Amount {
        /// The amount.
        amount: Money,
    },
}

/// A person's change of one line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineAdjustment {
    /// Key of the priced line.
    pub line: String,
    /// Price of a unit instead of the computed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_price: Option<UnitPrice>,
    /// Discount on the line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub discount: Option<Discount>,
}

/// Payment terms of a crane order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DealType {
    /// A part is paid ahead.
    Advance,
    /// Nothing is paid ahead.
    NoAdvance,
    /// Paid within 30 days.
    Credit,
    /// Paid within 60 days.
    LongCredit,
}

/// What is paid ahead, taken of the total with tax.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DepositRule {
    /// A percentage.
    Percent {
        /// The percentage.
        rate: Rate,
    },
    /// An amount.
    Amount {
        /// The amount.
        amount: Money,
    },
    /// Hours at the quote's hourly rate of labour.
    Hours {
        /// The hours.
        hours: Ratio,
    },
    /// One of equal instalments.
    Instalment {
        /// How many there are.
        instalments: u32,
    },
}

/// What a sender may grant without approval.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SenderLimits {
    /// Largest discount of the amount before discounts.
    pub most_discount: Rate,
    /// Least margin.
    pub least_margin: Rate,
}

impl Work {
    /// Tax class of the part's own lines where a rule names none.
    pub fn tax_class(&self) -> TaxClass {
        match self {
            Self::Move(work) => work.tax_class(),
            Self::CraneOrder(work) if work.without_operator => TaxClass::Rental,
            Self::CraneOrder(_) | Self::HourlyHire(_) => TaxClass::SiteWork,
            Self::Rental(_) => TaxClass::Rental,
            Self::Charges => TaxClass::Service,
        }
    }
}
