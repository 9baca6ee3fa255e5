//! Pricing: error.

use kernel::money::MoneyError;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Why there is no price. All errors of an input are told at once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema, thiserror::Error)]
#[serde(tag = "code", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum PricingError {
    /// A rate that is needed is not in the tariff.
    #[error("part {part}: the tariff has no {rule} for this")]
    RateMissing {
        /// Key of the quote's part.
        part: String,
        /// The rule that is missing, with what was looked for.
        rule: String,
    },
    /// An input that is needed is not there.
    #[error("part {part}: {field} is needed")]
    InputMissing {
        /// Key of the quote's part.
        part: String,
        /// The input's field.
        field: String,
    },
    /// An input that makes no sense.
    #[error("part {part}: {field} {reason}")]
    InputInvalid {
        /// Key of the quote's part; empty for the quote itself.
        part: String,
        /// The input's field.
        field: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The tariff version named by a part was not given.
    #[error("part {part}: its tariff version is not known")]
    TariffUnknown {
        /// Key of the quote's part.
        part: String,
    },
    /// Tariff and quote use different currencies.
    #[error("part {part}: the tariff's currency is not the quote's")]
    CurrencyMismatch {
        /// Key of the quote's part.
        part: String,
    },
    /// A chosen option breaks the rule of its group.
    #[error("option group {group}: {reason}")]
    OptionsInvalid {
        /// The group.
        group: String,
        /// What is wrong.
        reason: String,
    },
    /// The condition of a fee cannot be evaluated.
    #[error("rule {rule}: {reason}")]
    ConditionFailed {
        /// The rule.
        rule: String,
        /// What the expression said.
        reason: String,
    },
    /// The amount of a tax does not follow from its base and rate.
    #[error("the tax of {jurisdiction} does not follow from its base")]
    TaxInconsistent {
        /// Where.
        jurisdiction: String,
    },
    /// Figures too large to be computed exactly, or a division by zero.
    #[error("the price cannot be computed: {reason}")]
    Arithmetic {
        /// What went wrong.
        reason: String,
    },
}

impl From<MoneyError> for PricingError {
    fn from(error: MoneyError) -> Self {
        Self::Arithmetic { reason: error.to_string() }
    }
}
