//! Articles, move sizes and service types: shipped with the product, added to and changed by a company.

pub mod article;
pub mod save_article;
pub mod save_service;
pub mod save_size;
pub mod service;
mod shipped;
pub mod size;
mod store;

use kernel::Problems;

pub use store::{articles, centi, cuft, services, sizes};

/// A code as companies may make them: capital letters, digits and underscores.
fn check_code(p: &mut Problems, code: &str) {
    let sound = (1..=40).contains(&code.len())
        && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_');
    p.require(sound, "code", "NOT_A_CODE", "A code is made of capital letters, digits and underscores, at most 40.");
}

fn check_names(p: &mut Problems, en: &str, fr: &str) {
    p.text("name_en", en, 120);
    p.text("name_fr", fr, 120);
}

/// How many rows of its own a company may have of a kind.
fn too_many(what: &str, most: usize) -> kernel::Error {
    kernel::Error::invalid("code", "TOO_MANY", format!("A company keeps at most {most} {what} of its own."))
}
