//! Sessions: where, on what, since when; and the end of them.

pub mod end;
pub mod list;
