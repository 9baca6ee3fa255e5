//! Which taxes a document carries and how much they are: pure, from dated rows. The only place that
//! decides tax; quotes, invoices and storage ask it.

mod book;
mod canada;
mod credit;
mod gstin;
mod india;
mod places;
mod rates;
mod supply;
mod united_states;

#[cfg(test)]
mod tests;

pub use book::{Registration, Seller, TaxBook};
pub use credit::{Credited, credited_tax};
pub use gstin::gstin_is_valid;
pub use places::{PLACE_RULES, PlaceRule, PlaceRuleRow};
pub use rates::{RATES, TaxRateRow};
