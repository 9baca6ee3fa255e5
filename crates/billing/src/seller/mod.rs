//! Who sells: legal entities and their tax registrations (BIL-1).

pub mod create;
pub mod list;
pub mod port;
