//! Written by `cargo xtask sql` from crates/mobile/queries: edit those.

pub mod device;
pub mod operation;

/// Exactly one row; anything else is a mistake of the statement `name`.
fn exactly_one(rows: Vec<engine::Row>, name: &str) -> kernel::Result<engine::Row> {
    let count = rows.len();
    rows.into_iter()
        .next()
        .filter(|_| count == 1)
        .ok_or_else(|| kernel::Error::internal(format!("{name} answered {count} rows instead of one")))
}
