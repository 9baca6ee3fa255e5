//! The one spelling of an entry that is hashed (RFC 8785).

use std::fmt;

use serde_json::Value;

/// Largest integer every JSON reader takes for what it is: 2^53 − 1 (RFC 7493 section 2.2).
const MAX_EXACT: u64 = (1 << 53) - 1;

#[derive(Debug)]
pub enum CanonicalError {
    /// RFC 8785 writes numbers as doubles, which would hide a change of this integer.
    InexactInteger(String),
    Unwritable(String),
}

impl fmt::Display for CanonicalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::InexactInteger(n) => write!(f, "{n} is beyond 2^53 - 1 and must be written as text"),
            Self::Unwritable(why) => write!(f, "cannot be written as canonical JSON: {why}"),
        }
    }
}

impl std::error::Error for CanonicalError {}

/// `value` by RFC 8785.
///
/// # Errors
/// When an integer lies outside of ±(2^53 − 1).
pub fn canonical_json(value: &Value) -> Result<Vec<u8>, CanonicalError> {
    refuse_inexact(value)?;
    serde_json_canonicalizer::to_vec(value).map_err(|e| CanonicalError::Unwritable(e.to_string()))
}

/// The bytes of an audit entry. Integers that no double holds become decimal text first, as
/// RFC 8785 appendix D advises, so that no entry is ever left unsealed for them.
///
/// # Errors
/// When the value cannot be written at all.
pub fn entry_bytes(mut entry: Value) -> Result<Vec<u8>, CanonicalError> {
    spell_out(&mut entry);
    canonical_json(&entry)
}

fn is_inexact(number: &serde_json::Number) -> bool {
    number.as_i64().map(i64::unsigned_abs).or_else(|| number.as_u64()).is_some_and(|size| size > MAX_EXACT)
}

fn refuse_inexact(value: &Value) -> Result<(), CanonicalError> {
    match value {
        Value::Number(n) if is_inexact(n) => Err(CanonicalError::InexactInteger(n.to_string())),
        Value::Array(items) => items.iter().try_for_each(refuse_inexact),
        Value::Object(members) => members.values().try_for_each(refuse_inexact),
        _ => Ok(()),
    }
}

fn spell_out(value: &mut Value) {
    match value {
        Value::Number(n) if is_inexact(n) => *value = Value::String(n.to_string()),
        Value::Array(items) => items.iter_mut().for_each(spell_out),
        Value::Object(members) => members.values_mut().for_each(spell_out),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn text(value: &Value) -> String {
        String::from_utf8(canonical_json(value).unwrap()).unwrap()
    }

    #[test]
    fn cmp_4_members_are_sorted_by_utf16_and_numbers_are_ecmascript() {
        let value: Value = serde_json::from_str(
            r#"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew","1":"One","\ud83d\ude00":"Smiley","\u0080":"Control","\u00f6":"o"}"#,
        )
        .unwrap();
        let order: Vec<_> = ["Carriage", "One", "Control", "\"o\"", "Euro", "Smiley", "Hebrew"]
            .iter()
            .map(|word| text(&value).find(word).unwrap())
            .collect();
        assert!(order.is_sorted(), "{order:?}");
        assert_eq!(
            text(&json!({"b": [333_333_333.333_333_3_f64, 1e30, 4.50, 2e-3, 1e-27], "a": "\u{f}\n\"\\/€"})),
            r#"{"a":"\u000f\n\"\\/€","b":[333333333.3333333,1e+30,4.5,0.002,1e-27]}"#
        );
    }

    #[test]
    fn cmp_4_integers_a_double_would_blur_are_text_in_the_leaf() {
        let big = 9_007_199_254_740_993_i64;
        assert!(matches!(canonical_json(&json!([big])), Err(CanonicalError::InexactInteger(_))));
        assert_eq!(
            entry_bytes(json!({"n": [big, -big]})).unwrap(),
            br#"{"n":["9007199254740993","-9007199254740993"]}"#
        );
        assert_eq!(entry_bytes(json!({"n": big - 2})).unwrap(), br#"{"n":9007199254740991}"#);
        assert_eq!(entry_bytes(json!({"n": u64::MAX})).unwrap(), br#"{"n":"18446744073709551615"}"#);
    }
}
