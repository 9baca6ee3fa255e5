//! billing

pub mod tax;
