//! The pricing engine: facts, choices and dated rules in; a price with every step shown out. Pure.

mod category;
mod crane;
pub mod derivation;
mod error;
mod fees;
pub mod fixtures;
pub mod input;
pub mod limits;
mod moving;
mod priced;
mod quote;
mod rental;
pub mod settlement;
mod sheet;
pub mod tariff;
mod unit;
pub mod usual;
pub mod validator;

#[cfg(test)]
mod tests;

pub use category::Category;
pub use error::PricingError;
pub use input::PricingInput;
pub use moving::{ValuationLaw, valuation_law};
pub use priced::{Alternative, Priced, PricedLine, PrintedRate};
pub use quote::price;
pub use tariff::TariffVersion;
pub use unit::Unit;
