//! Papers a company hands out: PDF by Typst, text with placeholders, CSV.
//!
//! Nothing here reads a clock, the disk, the network or the fonts of the machine: the same
//! template and data give the same bytes everywhere.

pub mod csv;
pub mod document;
mod error;
pub mod format;
mod image;
mod language;
mod localise;
mod pdf;
mod template;
pub mod text;
mod world;

pub use error::RenderError;
pub use language::{Language, editions_for};
pub use pdf::{Pdf, draws, page_texts, pdf, preview};
pub use template::Template;
