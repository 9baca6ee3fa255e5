//! Files of other systems: what they are, and their rows one after the other (INT-32).

pub mod csv_text;
pub mod encoding;
pub mod headings;
pub mod workbook;

use kernel::{Error, Result};

pub const MOST_BYTES: usize = 50 << 20;
pub const MOST_ROWS: usize = 100_000;
pub const MOST_COLUMNS: usize = 200;

/// What a file turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kind {
    pub format: &'static str,
    /// Of a text: its encoding and what stands between two cells.
    pub encoding: Option<&'static str>,
    pub delimiter: Option<char>,
}

/// Hands every row that is not blank to `take`, the headings first.
///
/// # Errors
/// When the file is none that can be read, or larger than what is taken.
pub fn read(bytes: &[u8], take: &mut dyn FnMut(Vec<String>) -> Result<()>) -> Result<Kind> {
    if bytes.is_empty() {
        return Err(refused("EMPTY", "The file is empty."));
    }
    if bytes.len() > MOST_BYTES {
        return Err(refused("TOO_LARGE", "A file has at most 50 MiB. Divide it."));
    }
    let mut rows = 0;
    let mut counted = |row: Vec<String>| {
        if row.iter().all(|cell| cell.is_empty()) {
            return Ok(());
        }
        if rows == 0 && row.len() > MOST_COLUMNS {
            return Err(refused("TOO_MANY_COLUMNS", "A file has at most 200 columns."));
        }
        rows += 1;
        if rows > MOST_ROWS + 1 {
            return Err(refused("TOO_MANY_ROWS", "A file has at most 100,000 rows. Divide it."));
        }
        take(row)
    };
    let kind = if workbook::is_one(bytes) {
        workbook::read(bytes, &mut counted)?;
        Kind { format: "XLSX", encoding: None, delimiter: None }
    } else {
        csv_text::read(bytes, &mut counted)?
    };
    match rows {
        0 | 1 => Err(refused("EMPTY", "The file has no row below its headings.")),
        _ => Ok(kind),
    }
}

pub(crate) fn refused(code: &str, message: &str) -> Error {
    Error::invalid("file", code, message)
}

/// A cell as it is kept: trimmed, without what cannot be stored, and without the apostrophe that an export of ours puts
/// before what a spreadsheet would take for a formula (INT-37). A formula is text, whatever it says.
pub fn cell(text: &str) -> String {
    let text = text.trim().trim_matches('\u{feff}');
    let text = match text.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r']) => rest,
        _ => text,
    };
    text.replace('\0', "\u{fffd}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Result<(Kind, Vec<Vec<String>>)> {
        let mut rows = vec![];
        let kind = read(bytes, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok((kind, rows))
    }

    #[test]
    fn int_32_a_text_is_read_whatever_it_was_written_with() {
        let text = "Prénom;Nom;Courriel\r\nÉlodie;\"Lévesque; Roy\";e@example.com\r\n;;\r\n";
        let utf_16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let big: Vec<u8> = [0xFE, 0xFF].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
        let windows: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).expect("Latin")).collect();
        let with_mark = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let named = [
            (text.as_bytes().to_vec(), "UTF-8"),
            (with_mark, "UTF-8"),
            (utf_16, "UTF-16LE"),
            (big, "UTF-16BE"),
            (windows, "windows-1252"),
        ];
        for (bytes, encoding) in named {
            let (kind, rows) = all(&bytes).expect(encoding);
            assert_eq!(kind, Kind { format: "CSV", encoding: Some(encoding), delimiter: Some(';') });
            assert_eq!(
                rows,
                [["Prénom", "Nom", "Courriel"], ["Élodie", "Lévesque; Roy", "e@example.com"]],
                "{encoding}"
            );
        }
        let tabs = all(b"a\tb\n1,5\t2\n").expect("tabs");
        assert_eq!((tabs.0.delimiter, tabs.1[1].as_slice()), (Some('\t'), &["1,5".to_owned(), "2".to_owned()][..]));
    }

    #[test]
    fn int_37_an_exports_apostrophe_is_lost_and_a_formula_is_text() {
        assert_eq!(cell("'=1+1"), "=1+1");
        assert_eq!(cell("=HYPERLINK(\"x\")"), "=HYPERLINK(\"x\")");
        assert_eq!(cell("'+1 416 555 0142"), "+1 416 555 0142");
        assert_eq!(cell("'s-Gravenhage"), "'s-Gravenhage");
        assert_eq!(cell(" a\0b "), "a\u{fffd}b");
    }

    #[test]
    fn int_32_what_is_too_large_is_refused() {
        let wide = vec!["x"; 201].join(",");
        let code = |bytes: &[u8]| all(bytes).expect_err("refused").problems[0].code.clone();
        assert_eq!(code(format!("{wide}\n{wide}").as_bytes()), "TOO_MANY_COLUMNS");
        let long = format!("name\n{}", "x\n".repeat(100_001));
        assert_eq!(code(long.as_bytes()), "TOO_MANY_ROWS");
        assert_eq!(code(b"name,email\n"), "EMPTY");
        assert_eq!(code(b""), "EMPTY");
        assert_eq!(all(format!("name\n{}", "x\n".repeat(100_000)).as_bytes()).expect("fits").1.len(), 100_001);
    }
}
