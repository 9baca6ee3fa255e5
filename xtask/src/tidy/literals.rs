//! SQL stands in queries/ and migrations/: no string of the product's Rust is a statement, except in the engine and
//! in the two places that work beside companies: the queue's own tables and the signing keys.

use super::{File, texts::product};
use crate::fault::Fault;

/// Where statements may stand in Rust.
const OUTSIDE: &[&str] = &["crates/engine/", "crates/queue/", "crates/app/src/keys.rs"];

/// Every string that is a statement.
pub fn faults(file: &File) -> Vec<Fault> {
    if !product(&file.name) || OUTSIDE.iter().any(|o| file.name.starts_with(o)) {
        return vec![];
    }
    let found = strings(&file.text).into_iter().filter(|(_, text)| is_statement(text));
    found.map(|(line, _)| Fault::new(&file.name, line, "SQL stands in queries/*.sql, not in Rust.")).collect()
}

/// Lower case and with its second word, so that sentences such as "Select a day" are none.
fn is_statement(text: &str) -> bool {
    let text = text.trim_start();
    let has = |word: &str| text.split_whitespace().any(|w| w == word);
    text.starts_with("insert into ")
        || text.starts_with("delete from ")
        || text.starts_with("select ") && has("from")
        || text.starts_with("update ") && has("set")
        || text.starts_with("with ") && text.contains(" as (")
}

/// The string literals of a Rust text, with their lines; comments and characters are passed over.
fn strings(text: &str) -> Vec<(usize, &str)> {
    let (mut out, mut at, mut line) = (vec![], 0, 1);
    while at < text.len() {
        let rest = &text[at..];
        let (len, literal) = piece(rest);
        if let Some((from, to)) = literal {
            out.push((line, &rest[from..to]));
        }
        line += rest[..len].matches('\n').count();
        at += len;
    }
    out
}

/// How long the piece at the start is, and where the string in it stands, if it is one.
fn piece(rest: &str) -> (usize, Option<(usize, usize)>) {
    let Some(first) = rest.chars().next() else { return (0, None) };
    if rest.starts_with("//") {
        return (rest.find('\n').unwrap_or(rest.len()), None);
    }
    if rest.starts_with("/*") {
        return (rest.find("*/").map_or(rest.len(), |end| end + 2), None);
    }
    if first == '\'' {
        return (character(rest), None);
    }
    if first == '"' {
        let end = closing(&rest[1..]);
        return ((end + 2).min(rest.len()), Some((1, 1 + end)));
    }
    if first.is_alphabetic() || first == '_' {
        let word = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
        let hashes = rest[word..].bytes().take_while(|b| *b == b'#').count();
        if ["r", "br", "cr"].contains(&&rest[..word]) && rest[word + hashes..].starts_with('"') {
            let from = word + hashes + 1;
            let close = format!("\"{}", "#".repeat(hashes));
            let to = rest[from..].find(&close).map_or(rest.len(), |end| from + end);
            return ((to + close.len()).min(rest.len()), Some((from, to)));
        }
        return (word, None);
    }
    (first.len_utf8(), None)
}

/// Where a string with escapes ends.
fn closing(body: &str) -> usize {
    let mut chars = body.char_indices();
    while let Some((i, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '"' => return i,
            _ => {}
        }
    }
    body.len()
}

/// The length of a character, or of the quote of a lifetime.
fn character(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    match (chars.next(), chars.next()) {
        (Some((_, '\\')), Some((at, _))) => {
            let from = at + rest[at..].chars().next().map_or(0, char::len_utf8);
            rest[from..].find('\'').map_or(1, |end| from + end + 1)
        }
        (Some(_), Some((at, '\''))) => at + 1,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, text: &str) -> Vec<usize> {
        faults(&File { name: name.into(), extension: "rs".into(), text: text.into() })
            .into_iter()
            .map(|f| f.line)
            .collect()
    }

    #[test]
    fn statements_are_found_in_every_kind_of_string() {
        let text =
            "fn a<'a>() {\n  b(\"select x from y\");\n  c(r#\"\n update \"y\" set x\"#);\n  d(\"insert into y\");\n}";
        assert_eq!(found("crates/sales/src/a.rs", text), [2, 3, 5]);
        assert_eq!(found("crates/engine/src/a.rs", text), [0_usize; 0]);
        assert_eq!(found("crates/itests/src/a.rs", text), [0_usize; 0]);
    }

    #[test]
    fn sentences_comments_and_characters_are_none() {
        let text = "// \"select x from y\"\nlet q = '\"'; let e = '\\''; let s = \"Select a day from the list\"; /* \"delete from x\" */ let u = \"update the record\"; let w = \"\\\"delete from x\";";
        assert_eq!(found("crates/sales/src/a.rs", text), [0_usize; 0]);
    }
}
