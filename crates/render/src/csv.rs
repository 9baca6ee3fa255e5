//! Comma-separated lists, written row by row so that a long export never stands in memory.

use std::io::{self, Write};

/// Writes rows as RFC 4180 with a byte order mark, so that spreadsheets read UTF-8.
pub struct Writer<W: Write> {
    rows: csv::Writer<W>,
}

impl<W: Write> Writer<W> {
    /// Starts a list with its column names.
    pub fn new<'a>(mut out: W, columns: impl IntoIterator<Item = &'a str>) -> io::Result<Self> {
        out.write_all("\u{feff}".as_bytes())?;
        let rows = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
        let mut writer = Self { rows };
        writer.row(columns)?;
        Ok(writer)
    }

    /// Writes one row; as many values as columns, or it is refused.
    pub fn row<'a>(&mut self, values: impl IntoIterator<Item = &'a str>) -> io::Result<()> {
        for value in values {
            if is_formula(value) {
                self.rows.write_field(format!("'{value}"))?;
            } else {
                self.rows.write_field(value)?;
            }
        }
        self.rows.write_record(None::<&[u8]>)?;
        Ok(())
    }

    /// Hands on what is buffered, for instance before a pause in a streamed answer.
    pub fn flush(&mut self) -> io::Result<()> {
        self.rows.flush()
    }

    /// Ends the list and gives back what it was written to.
    pub fn finish(self) -> io::Result<W> {
        self.rows.into_inner().map_err(|error| io::Error::other(error.to_string()))
    }
}

/// Whether a spreadsheet could run the text as a formula. Plain numbers, negative ones too, are
/// left alone: they must stay numbers.
fn is_formula(value: &str) -> bool {
    let Some(first) = value.chars().next() else {
        return false;
    };
    match first {
        '=' | '@' | '\t' | '\r' | '\n' | '＝' | '＠' | '＋' | '－' => true,
        '+' | '-' => !value[1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_written_as_text() {
        let mut writer = Writer::new(Vec::new(), ["name", "amount"]).unwrap();
        writer.row(["=HYPERLINK(\"x\")", "-12.50"]).unwrap();
        writer.row(["+1 416 555 0100", "@SUM(A1)"]).unwrap();
        writer.row(["Lévesque, Ann", "10"]).unwrap();
        let text = String::from_utf8(writer.finish().unwrap()).unwrap();
        assert_eq!(
            text,
            "\u{feff}name,amount\r\n\"'=HYPERLINK(\"\"x\"\")\",-12.50\r\n\
             '+1 416 555 0100,'@SUM(A1)\r\n\"Lévesque, Ann\",10\r\n"
        );
    }

    #[test]
    fn a_row_of_another_length_is_refused() {
        let mut writer = Writer::new(Vec::new(), ["a", "b"]).unwrap();
        assert!(writer.row(["1"]).is_err());
    }
}
