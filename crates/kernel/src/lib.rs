//! Floor 0: what every other crate speaks in. No IO: errors, ids, money, time, text, expressions.

pub mod chance;
mod codes;
pub mod error;
pub mod expr;
pub mod html;
pub mod id;
pub mod ids;
pub mod link;
pub mod money;
pub mod normal;
pub mod time;

pub use error::{Error, ErrorKind, Problem, Problems, Result};
pub use id::Id;
