//! Money, prices, rates and the exact arithmetic between them.
//!
//! Amounts are whole minor units, prices and rates are fixed-point integers, and everything in
//! between is an exact fraction that is rounded once. No floating point number enters a price.

mod amount;
mod currency;
mod fixed;
mod ratio;
mod split;
pub mod tax;

pub use amount::Money;
pub use currency::Currency;
pub use fixed::{Factor, Rate, UnitPrice};
pub use ratio::Ratio;
pub use split::split_largest_remainder;

/// Why an amount could not be computed or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The exact result does not fit the integers used.
    #[error("the amount is too large to be computed exactly")]
    Overflow,
    /// Amounts of two currencies met.
    #[error("{left} and {right} cannot be added")]
    CurrencyMismatch {
        /// Currency of the first amount.
        left: Currency,
        /// Currency of the second amount.
        right: Currency,
    },
    /// A fraction with a zero denominator, or a split without weight.
    #[error("division by zero")]
    DivisionByZero,
    /// Text that is no decimal number, or has more decimals than the type keeps.
    #[error("'{0}' is not a number with the allowed decimals")]
    Malformed(String),
    /// Text that names none of the supported currencies.
    #[error("'{0}' is not a supported currency")]
    UnknownCurrency(String),
}
