//! compliance

pub mod chain;
