//! What a text was written with: UTF-8, UTF-16 or Windows-1252.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// The text and the name of its encoding. What is neither marked, nor UTF-8, nor UTF-16 by its zeros, is Windows-1252:
/// in that every byte is a letter, so nothing can fail and people see at the headings whether it was right.
pub fn decoded(bytes: &[u8]) -> (Cow<'_, str>, &'static str) {
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        None => without_mark(bytes),
    };
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    (text, encoding.name())
}

fn without_mark(bytes: &[u8]) -> &'static Encoding {
    let head = &bytes[..bytes.len().min(2_000)];
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let half = head.len() / 2;
    // Of the letters that headings are made of, every other byte is zero.
    if half > 1 && zeros(1) * 2 > half && zeros(0) * 10 < half {
        UTF_16LE
    } else if half > 1 && zeros(0) * 2 > half && zeros(1) * 10 < half {
        UTF_16BE
    } else if std::str::from_utf8(bytes).is_ok() {
        UTF_8
    } else {
        WINDOWS_1252
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn utf_16_is_known_without_its_mark() {
        let little: Vec<u8> = "name,city\nNora,Montréal\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(decoded(&little), ("name,city\nNora,Montréal\n".into(), "UTF-16LE"));
        assert_eq!(decoded(b"a").1, "UTF-8");
        assert_eq!(decoded(b"caf\xe9, \x80 5").0, "café, € 5");
    }
}
