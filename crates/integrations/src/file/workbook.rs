//! Rows of the first sheet of a workbook (XLSX).

use std::io::{Cursor, Read};

use calamine::{DataRef, Reader, Xlsx, open_workbook_from_rs};
use kernel::{Error, Result};

use super::{MOST_COLUMNS, cell, refused};

/// What a workbook may have unpacked.
const MOST_UNPACKED: u64 = 500 << 20;

fn unreadable(cause: impl std::fmt::Display) -> Error {
    let mut out = refused("NOT_READABLE", "The workbook cannot be read. Save it again as .xlsx or as .csv.");
    out.cause = Some(cause.to_string());
    out
}

/// A workbook is an archive.
pub fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Hands over every row.
pub fn read(bytes: &[u8], take: &mut dyn FnMut(Vec<String>) -> Result<()>) -> Result<()> {
    harmless(bytes, MOST_UNPACKED)?;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = book.sheet_names().first().cloned().ok_or_else(|| unreadable("no sheet"))?;
    let mut cells = book.worksheet_cells_reader(&sheet).map_err(unreadable)?;
    let (mut at, mut row) = (0, Vec::new());
    while let Some(next) = cells.next_cell().map_err(unreadable)? {
        let (line, column) = next.get_position();
        let column = column as usize;
        if line != at {
            take(std::mem::take(&mut row))?;
            at = line;
        }
        let text = text_of(next.get_value());
        if text.is_empty() {
            continue;
        }
        if column > MOST_COLUMNS {
            return Err(refused("TOO_MANY_COLUMNS", "A file has at most 200 columns."));
        }
        if row.len() <= column {
            row.resize(column + 1, String::new());
        }
        row[column] = text;
    }
    take(row)
}

/// What people see in the cell; a formula is never worked out, its last result is text like any other.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::String(text) => cell(text),
        DataRef::SharedString(text) => cell(text),
        DataRef::Int(number) => number.to_string(),
        // Whole numbers up to here are exact; a phone number is one.
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 9e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "true" } else { "false" }.to_owned(),
        DataRef::DateTime(moment) if moment.is_datetime() => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(span) => span.as_f64().to_string(),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or(text).to_owned(),
        DataRef::DurationIso(text) => text.clone(),
    }
}

/// Refuses macros, links to other files, and what would not fit when unpacked. Sizes are counted, not believed.
fn harmless(bytes: &[u8], most: u64) -> Result<()> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
    let mut left = most;
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).map_err(unreadable)?;
        let name = part.name().to_ascii_lowercase();
        if name.ends_with("vbaproject.bin") || name.contains("/macrosheets/") {
            return Err(refused("MACROS", "Workbooks with macros are not taken. Save it as .xlsx without them."));
        }
        if name.contains("/externallinks/") {
            return Err(refused("EXTERNAL_LINKS", "The workbook refers to other files. Save its values only."));
        }
        let read = std::io::copy(&mut part.by_ref().take(left + 1), &mut std::io::sink()).map_err(unreadable)?;
        left = left
            .checked_sub(read)
            .ok_or_else(|| refused("TOO_LARGE", "The workbook has more than 500 MiB unpacked. Divide it."))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    /// A workbook of one sheet with these parts beside it.
    fn book(sheet: &str, beside: &[&str]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let mut part = |name: &str, text: &str| {
            archive.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
            archive.write_all(text.as_bytes()).expect("written");
        };
        let head = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
        part(
            "[Content_Types].xml",
            &format!(r#"{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#),
        );
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        part(
            "xl/workbook.xml",
            &format!(
                r#"{head}<workbook xmlns="{main}" xmlns:r="{links}"><sheets><sheet name="All" sheetId="1" r:id="rId1"/></sheets></workbook>"#
            ),
        );
        part(
            "_rels/.rels",
            &format!(
                r#"{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
            ),
        );
        let kind = format!("{links}/worksheet");
        part(
            "xl/_rels/workbook.xml.rels",
            &format!(
                r#"{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{kind}" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{links}/styles" Target="styles.xml"/></Relationships>"#
            ),
        );
        part(
            "xl/styles.xml",
            &format!(
                r#"{head}<styleSheet xmlns="{main}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>"#
            ),
        );
        part(
            "xl/worksheets/sheet1.xml",
            &format!(r#"{head}<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>"#),
        );
        for name in beside {
            part(name, "x");
        }
        archive.finish().expect("an archive").into_inner()
    }

    fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>> {
        let mut rows = vec![];
        read(bytes, &mut |row| {
            rows.push(row);
            Ok(())
        })?;
        Ok(rows)
    }

    #[test]
    fn int_32_a_workbooks_cells_are_what_people_see() {
        let text = |at: &str, text: &str| format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#);
        let sheet = format!(
            r#"<row r="1">{}{}{}{}</row><row r="3">{}<c r="B3"><v>4165550142</v></c><c r="C3" s="1"><v>46085</v></c><c r="D3" t="str"><f>1+1</f><v>2</v></c></row>"#,
            text("A1", "Name"),
            text("B1", "Phone"),
            text("C1", "Since"),
            text("D1", "Sum"),
            text("A3", "'=Nora"),
        );
        let rows = rows(&book(&sheet, &[])).expect("a workbook");
        assert_eq!(rows[0], ["Name", "Phone", "Since", "Sum"]);
        assert_eq!(rows.last().expect("a row"), &["=Nora", "4165550142", "2026-03-04", "2"]);
    }

    #[test]
    fn int_32_macros_links_and_bombs_are_refused() {
        let code = |bytes: &[u8]| rows(bytes).expect_err("refused").problems[0].code.clone();
        assert_eq!(code(&book("", &["xl/vbaProject.bin"])), "MACROS");
        assert_eq!(code(&book("", &["xl/externalLinks/externalLink1.xml"])), "EXTERNAL_LINKS");
        assert_eq!(code(b"PK\x03\x04 and nothing else"), "NOT_READABLE");
        let full = book(&"<row/>".repeat(10_000), &[]);
        assert_eq!(harmless(&full, 20_000).expect_err("refused").problems[0].code, "TOO_LARGE");
        assert!(full.len() < 20_000 && harmless(&full, MOST_UNPACKED).is_ok());
    }
}
