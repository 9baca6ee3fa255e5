//! The one interface of generated statements, and the translation of the database's errors into sentences.

use std::future::Future;

use kernel::{Error, ErrorKind, Result};
use tokio_postgres::{Row, error::SqlState, types::ToSql};

/// Runs statements. Generated code calls it; nothing else should.
pub trait Sql: Sync {
    fn rows(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> impl Future<Output = Result<Vec<Row>>> + Send;

    fn exec(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> impl Future<Output = Result<u64>> + Send;

    /// Exactly one row, or an internal error: the statement promised it.
    fn one(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> impl Future<Output = Result<Row>> + Send {
        async move { self.rows(sql, params).await?.into_iter().next().ok_or_else(|| Error::internal("a row was promised")) }
    }

    fn opt(&self, sql: &str, params: &[&(dyn ToSql + Sync)]) -> impl Future<Output = Result<Option<Row>>> + Send {
        async move { Ok(self.rows(sql, params).await?.into_iter().next()) }
    }
}

/// A constraint's name turned into what a person can do: (constraint, code, field, sentence).
pub type ConstraintText = (&'static str, &'static str, &'static str, &'static str);

/// Translates an error of the database once, at the source. Constraint names may carry a shard's `_<digits>`.
pub fn translate(error: tokio_postgres::Error, known: &[ConstraintText]) -> Error {
    let Some(db) = error.as_db_error() else {
        let mut out = Error::unavailable("The database is not reachable right now. Please try again.");
        out.retry = error.is_closed();
        out.cause = Some(error.to_string());
        return out;
    };
    let name = db.constraint().map(str::to_owned).or_else(|| quoted_constraint(db.message())).unwrap_or_default();
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    let cause = format!("{} {} {}", db.code().code(), db.message(), db.detail().unwrap_or(""));
    let full = db.constraint().unwrap_or(name);
    let text = known.iter().find(|(constraint, ..)| *constraint == full || *constraint == name);
    let mut out = match db.code() {
        c if [SqlState::T_R_SERIALIZATION_FAILURE, SqlState::T_R_DEADLOCK_DETECTED, SqlState::LOCK_NOT_AVAILABLE]
            .contains(c) =>
        {
            let mut e = Error::conflict("BUSY", "Somebody else is changing the same record. Please try again.");
            e.retry = true;
            e
        }
        c if *c == SqlState::UNIQUE_VIOLATION || *c == SqlState::EXCLUSION_VIOLATION => match text {
            Some((_, code, field, message)) => conflict(code, field, message),
            None => conflict("ALREADY_THERE", "", "There is already a record like this."),
        },
        c if *c == SqlState::FOREIGN_KEY_VIOLATION => match text {
            Some((_, code, field, message)) => Error::invalid(field, code, *message),
            None => {
                let field = referring(db.table().unwrap_or_default(), full);
                Error::invalid(&field, "UNKNOWN_REFERENCE", "Something this refers to does not exist.")
            }
        },
        c if *c == SqlState::CHECK_VIOLATION || *c == SqlState::NOT_NULL_VIOLATION => match text {
            Some((_, code, field, message)) => Error::invalid(field, code, *message),
            None => Error::invalid("", "NOT_ALLOWED", "A value is outside of what is allowed."),
        },
        c if *c == SqlState::RESTRICT_VIOLATION => match text {
            Some((_, code, _, message)) => Error::conflict(code, *message),
            None => Error::conflict("LOCKED", "This record can no longer be changed."),
        },
        c if *c == SqlState::NUMERIC_VALUE_OUT_OF_RANGE
            || *c == SqlState::STRING_DATA_RIGHT_TRUNCATION
            || *c == SqlState::CHARACTER_NOT_IN_REPERTOIRE
            || *c == SqlState::UNTRANSLATABLE_CHARACTER
            || *c == SqlState::DATETIME_FIELD_OVERFLOW =>
        {
            Error::invalid(
                "",
                "OUT_OF_RANGE",
                "A value cannot be stored: it is too large or has a forbidden character.",
            )
        }
        c if c.code().starts_with("57P") || c.code().starts_with("53") => {
            let mut e = Error::unavailable("The database is not reachable right now. Please try again.");
            e.retry = true;
            e
        }
        _ => Error::internal(&cause),
    };
    out.cause = Some(cause);
    out
}

fn conflict(code: &str, field: &str, message: &str) -> Error {
    let mut e = Error::new(ErrorKind::Conflict, code, message);
    if !field.is_empty() {
        e.problems.push(kernel::Problem { field: field.into(), code: code.into(), message: message.into() });
    }
    e
}

/// The column of a foreign key that PostgreSQL named by itself: `customer_company_id_assigned_to_fkey`. Empty for
/// keys with names of their own.
fn referring(table: &str, constraint: &str) -> String {
    let name = constraint.trim_end_matches(|c: char| c.is_ascii_digit());
    let columns = name.strip_prefix(table).and_then(|n| n.strip_prefix('_')).and_then(|n| n.strip_suffix("_fkey"));
    columns.map(|c| c.strip_prefix("company_id_").unwrap_or(c)).unwrap_or_default().to_owned()
}

/// On a distributed table the name stands only in the message.
fn quoted_constraint(message: &str) -> Option<String> {
    let (_, rest) = message.split_once("constraint \"")?;
    rest.split_once('"').map(|(name, _)| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::referring;

    #[test]
    fn a_broken_reference_names_its_field() {
        assert_eq!(referring("customer", "customer_company_id_assigned_to_fkey"), "assigned_to");
        assert_eq!(referring("customer", "customer_company_id_location_id_fkey1"), "location_id");
        assert_eq!(referring("customer", "customer_of_its_own"), "");
    }
}
