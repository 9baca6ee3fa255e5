//! How a figure came about: a tree whose leaves are inputs, tariff figures and constants, and whose
//! inner nodes can be computed again from them.

use std::collections::HashMap;

use kernel::money::{Currency, MoneyError, Ratio, split_largest_remainder};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::unit::Unit;

mod build;
mod evaluate;

pub use evaluate::EvaluationError;

/// How a node's value follows from its children.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Operation {
    /// A leaf: an input, a figure of the tariff or of the law, or a constant of a rule.
    Given,
    /// Sum of the children.
    Sum,
    /// First child less all the others.
    Difference,
    /// Product of the children.
    Product,
    /// First child divided by the second.
    Quotient,
    /// Largest child.
    Largest,
    /// Smallest child.
    Smallest,
    /// The value of another node.
    SameAs {
        /// That node's id.
        id: String,
    },
    /// One part of the only child, split by largest remainder over the children of another node.
    Share {
        /// Which part.
        index: usize,
        /// Node whose children are the weights.
        weights: String,
    },
}

/// What happens to the value at the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Rounding {
    /// Nothing.
    Exact,
    /// Half up, away from zero, to this many decimals.
    HalfUp {
        /// Decimals kept.
        places: u8,
    },
    /// Up to the next multiple.
    UpTo {
        /// The step.
        step: Ratio,
    },
}

/// The tariff rule a figure was read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleRef {
    /// Key that stays the same through all versions of the tariff.
    pub rule_key: String,
    /// Version of the tariff.
    pub tariff_version_id: Uuid,
}

/// One figure and how it came about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Node {
    /// Message key of the words for it.
    pub label: String,
    /// The exact value; money in major units, shares as parts of one.
    pub value: Ratio,
    /// What the value counts.
    pub unit: Unit,
    /// How it follows from the children.
    pub operation: Operation,
    /// Rounding after the operation.
    pub rounding: Rounding,
    /// The rule it was read from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleRef>,
    /// Name by which other nodes refer to it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Whether customers see it.
    #[serde(default)]
    pub public: bool,
    /// What it is made of.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Node>,
}

/// The tree of a price.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Derivation {
    /// Currency of all money in the tree.
    pub currency: Currency,
    /// The total and everything in it.
    pub total: Node,
    /// Figures that others refer to, and those that stand beside the total: discounts, deposit,
    /// options not chosen.
    pub beside: Vec<Node>,
}
