//! quotes

pub mod pricing;
