//! Tariff: fees.

use jiff::civil::Date;
use kernel::money::tax::TaxClass;
use kernel::money::{Rate, Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::pricing::category::Category;
use crate::pricing::unit::Unit;

/// A fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FeeRule {
    /// How it is computed.
    pub fee: FeeKind,
    /// Its line's category.
    #[serde(default = "plain_fee")]
    pub category: Category,
    /// Its line's tax class; absent: the part's own class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tax_class: Option<TaxClass>,
    /// Charged without being named by the input.
    #[serde(default)]
    pub automatic: bool,
    /// Charged only where this expression holds over the part (`part`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Never more than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cap: Option<UnitPrice>,
    /// Never less than this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<UnitPrice>,
    /// Counts for commission.
    #[serde(default)]
    pub commissionable: bool,
    /// Takes part in discounts on the quote.
    #[serde(default = "yes")]
    pub discountable: bool,
    /// Shown to the customer as a line of its own.
    #[serde(default = "yes")]
    pub public: bool,
}

const fn plain_fee() -> Category {
    Category::Fee
}

const fn yes() -> bool {
    true
}

/// The nine ways to compute a fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "method", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum FeeKind {
    /// Once.
    Flat {
        /// The price.
        price: UnitPrice,
    },
    /// Price × the first quantity × the second (people × hours).
    TwoFactor {
        /// Price of one.
        price: UnitPrice,
    },
    /// Price × road distance.
    PerDistance {
        /// Price of one unit of distance.
        price: UnitPrice,
    },
    /// Price × count.
    PerItem {
        /// Price of one.
        price: UnitPrice,
    },
    /// Percentage of the lines of some categories.
    Percentage {
        /// Where the percentage comes from.
        rate: PercentageSource,
        /// The categories it is taken of.
        of: Vec<Category>,
    },
    /// Price by distance band.
    DistanceTable {
        /// Bands, nearest first.
        bands: Vec<DistancePrice>,
    },
    /// Price × driving hours.
    DriveTime {
        /// Price of an hour.
        price: UnitPrice,
    },
    /// Price × weight.
    Per100Lb {
        /// Price of 100 lb.
        price: UnitPrice,
    },
    /// Price × distance × quantity.
    RateTimesDistance {
        /// Price of one over one unit of distance.
        price: UnitPrice,
    },
}

/// Where a percentage comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "from", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PercentageSource {
    /// Always the same.
    Fixed {
        /// The percentage.
        rate: Rate,
    },
    /// By a price index; the highest limit reached counts.
    Index {
        /// Steps, lowest first.
        steps: Vec<IndexStep>,
        /// What the index stood at, by date; the input's own index goes before.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        prices: Vec<IndexPrice>,
    },
}

/// An index price that holds from a day on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndexPrice {
    /// First day.
    pub from: Date,
    /// The price, such as that of a litre of diesel.
    pub price: UnitPrice,
}

/// A percentage from an index price on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndexStep {
    /// Lowest index price of the step.
    pub from: UnitPrice,
    /// The percentage.
    pub rate: Rate,
}

/// A price up to a distance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DistancePrice {
    /// Up to this distance, in the tariff's unit.
    pub up_to_distance: Ratio,
    /// The price.
    pub price: UnitPrice,
}

/// Category of a service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
#[allow(missing_docs)]
pub enum ServiceCategory {
    Lifting,
    Transport,
    Attachment,
    Operator,
    Consultation,
    Other,
}

/// A service of the company's list, or a unit let by the month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServiceRule {
    /// What kind of service.
    pub service: ServiceCategory,
    /// Price of one unit.
    pub price: UnitPrice,
    /// HOUR, DAY, SHIFT, ITEM or MONTH.
    pub unit: Unit,
    /// Its line's tax class.
    pub tax_class: TaxClass,
}
