//! Rows of comma-separated texts.

use kernel::Result;

use super::{Kind, cell, encoding::decoded, refused};

/// Hands over every row.
pub fn read(bytes: &[u8], take: &mut dyn FnMut(Vec<String>) -> Result<()>) -> Result<Kind> {
    let (text, encoding) = decoded(bytes);
    let delimiter = delimiter_of(&text);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter as u8)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| refused("NOT_READABLE", "The file cannot be read as a table."))? {
        take(record.iter().map(cell).collect())?;
    }
    Ok(Kind { format: "CSV", encoding: Some(encoding), delimiter: Some(delimiter) })
}

/// What stands most often between the headings.
fn delimiter_of(text: &str) -> char {
    let mut quoted = false;
    let headings: Vec<char> = text
        .chars()
        .take_while(|c| {
            if *c == '"' {
                quoted = !quoted;
            }
            quoted || !matches!(c, '\n' | '\r')
        })
        .collect();
    let mut outside = true;
    let outer: Vec<char> = headings
        .into_iter()
        .filter(|c| {
            if *c == '"' {
                outside = !outside;
            }
            outside
        })
        .collect();
    let count = |d: char| outer.iter().filter(|c| **c == d).count();
    // Of two that are as frequent the first one stays.
    [',', ';', '\t'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_is_told_by_the_headings() {
        assert_eq!(delimiter_of("a;b;c\n1,2,3,4,5"), ';');
        assert_eq!(delimiter_of("\"a;x;y\",b"), ',');
        assert_eq!(delimiter_of("\"first\nline\"\tb"), '\t');
        assert_eq!(delimiter_of("alone"), ',');
    }
}
