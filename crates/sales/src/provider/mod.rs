//! Lead providers: who may send leads, with which key.

pub mod create;
pub mod list;
