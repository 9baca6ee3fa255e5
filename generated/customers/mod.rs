//! Written by `cargo xtask sql` from crates/customers/queries: edit those.

pub mod consent;
pub mod contact;
pub mod customer;
pub mod import;
pub mod merge;
pub mod relation;
pub mod search;
pub mod segment;
pub mod timeline;

/// None or one row; more are a mistake of the statement `name`.
fn at_most_one(rows: Vec<engine::Row>, name: &str) -> kernel::Result<Option<engine::Row>> {
    if rows.len() > 1 {
        return Err(kernel::Error::internal(format!("{name} answered {} rows instead of one", rows.len())));
    }
    Ok(rows.into_iter().next())
}

/// Exactly one row; anything else is a mistake of the statement `name`.
fn exactly_one(rows: Vec<engine::Row>, name: &str) -> kernel::Result<engine::Row> {
    let count = rows.len();
    rows.into_iter()
        .next()
        .filter(|_| count == 1)
        .ok_or_else(|| kernel::Error::internal(format!("{name} answered {count} rows instead of one")))
}
