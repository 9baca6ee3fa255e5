//! The home page of the office: the day in a few figures, from published views only.

pub mod read;
pub mod store;
