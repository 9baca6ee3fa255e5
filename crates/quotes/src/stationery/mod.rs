//! A company's own words and stationery for its quotations (QUO-42). The shipped layout sets the type; a template says
//! what stands in it. Its texts are filled before they reach the page, as data: they are never Typst code.

pub mod content;
pub mod create;
pub(crate) mod dress;
pub mod list;
pub mod look;
pub mod placeholders;
pub mod publish;
pub mod read;
pub mod retire;
pub(crate) mod store;
pub mod write;

pub(crate) use dress::{Dress, current, of_version};
