//! Written by `cargo xtask sql` from crates/calendar/queries: edit those.

pub mod capacity;
pub mod entry;

/// None or one row; more are a mistake of the statement `name`.
fn at_most_one(rows: Vec<engine::Row>, name: &str) -> kernel::Result<Option<engine::Row>> {
    if rows.len() > 1 {
        return Err(kernel::Error::internal(format!("{name} answered {} rows instead of one", rows.len())));
    }
    Ok(rows.into_iter().next())
}
