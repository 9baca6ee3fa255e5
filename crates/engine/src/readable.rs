//! What no operation can take, refused before any of them runs.

use kernel::{Error, Result};
use serde_json::Value;

/// The database stores every character but NUL, in texts and in JSON alike.
pub(crate) fn readable(input: &Value) -> Result<()> {
    match place_of_nul(input) {
        None => Ok(()),
        Some(mut names) => {
            names.reverse();
            Err(Error::invalid(&names.join("."), "NOT_READABLE", "This contains a character that cannot be stored."))
        }
    }
}

/// The names down to the place, innermost first.
fn place_of_nul(node: &Value) -> Option<Vec<String>> {
    match node {
        Value::String(text) => text.contains('\0').then(Vec::new),
        Value::Array(items) => items.iter().enumerate().find_map(|(i, item)| below(item, || i.to_string())),
        Value::Object(members) => members
            .iter()
            .find_map(|(name, value)| if name.contains('\0') { Some(vec![]) } else { below(value, || name.clone()) }),
        _ => None,
    }
}

fn below(node: &Value, name: impl FnOnce() -> String) -> Option<Vec<String>> {
    place_of_nul(node).map(|mut names| {
        names.push(name());
        names
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn nul_is_refused_where_it_stands() {
        assert!(readable(&json!({"name": "Nora", "stops": [{"notes": "\u{1}"}], "n": 3})).is_ok());
        let refused = readable(&json!({"stops": [{"notes": "a"}, {"notes": "b\0"}]})).unwrap_err();
        assert_eq!(refused.problems[0].field, "stops.1.notes");
        let name = readable(&json!({"fields": {"a\0": 1}})).unwrap_err();
        assert_eq!(name.problems[0].field, "fields");
    }
}
