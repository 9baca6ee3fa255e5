//! Segments of a text message (MSG-8).

/// Above this many a text is refused.
pub const MOST: usize = 6;

/// The 7-bit alphabet of GSM 03.38, each for one unit.
const ALPHABET: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Those written with an escape, for two.
const ESCAPED: &str = "^{}\\[~]|€\u{c}";

/// How a text is coded and counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// Whether the 7-bit alphabet is enough.
    pub is_plain: bool,
    /// Units: 7-bit characters, or 16-bit ones.
    pub units: usize,
    pub segments: usize,
}

/// Units of one character in the 7-bit alphabet.
fn plain_units(c: char) -> Option<usize> {
    match c {
        c if ALPHABET.contains(c) => Some(1),
        c if ESCAPED.contains(c) => Some(2),
        _ => None,
    }
}

/// Counts a text.
pub fn count(text: &str) -> Count {
    match text.chars().map(plain_units).collect::<Option<Vec<_>>>() {
        Some(units) => counted(true, &units, 160, 153),
        None => counted(false, &text.chars().map(char::len_utf16).collect::<Vec<_>>(), 70, 67),
    }
}

fn counted(is_plain: bool, characters: &[usize], alone: usize, split: usize) -> Count {
    let units = characters.iter().sum();
    let segments = if units <= alone {
        1
    } else {
        // A character is never cut in two: what does not fit begins the next segment.
        let mut left = 0;
        characters.iter().fold(0, |segments, of| {
            if left < *of {
                left = split - of;
                segments + 1
            } else {
                left -= of;
                segments
            }
        })
    };
    Count { is_plain, units, segments }
}

/// The text with typographic signs replaced by plain ones, so that a curly quote does not double the price.
pub fn plain_punctuation(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{2032}' => out.push('\''),
            '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{2033}' | '«' | '»' => out.push('"'),
            '\u{2013}' | '\u{2014}' | '\u{2010}' | '\u{2011}' | '\u{2212}' => out.push('-'),
            '…' => out.push_str("..."),
            '\u{a0}' | '\u{202f}' | '\u{2009}' => out.push(' '),
            '\u{200b}' | '\u{feff}' | '\u{ad}' => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(text: &str) -> usize {
        count(text).segments
    }

    #[test]
    fn msg_8_worked_example_1_segments_are_counted_exactly() {
        let plain = |n: usize| "a".repeat(n);
        assert_eq!([160, 161, 306, 307].map(|n| segments(&plain(n))), [1, 2, 2, 3]);
        assert_eq!(segments(&format!("{}€", plain(158))), 1);
        assert_eq!(segments(&format!("{}€", plain(159))), 2);
        assert_eq!(segments(&"é".repeat(160)), 1);
        let with = |n: usize| format!("ê{}", plain(n - 1));
        assert_eq!([70, 71, 134, 135, 140].map(|n| segments(&with(n))), [1, 2, 2, 3, 3]);
        let text =
            "Votre équipe arrive entre 8 h et 10 h le 27 juin. Répondez ARRET pour ne plus recevoir de messages.";
        assert_eq!(count(text), Count { is_plain: true, units: 99, segments: 1 });
        assert_eq!(segments(&text.replace("ARRET", "ARRÊT")), 2);
    }
    #[test]
    fn msg_8_a_character_of_two_units_is_not_cut() {
        let with = |before: usize, behind: usize| format!("{}€{}", "a".repeat(before), "a".repeat(behind));
        assert_eq!(segments(&with(152, 151)), 2);
        assert_eq!(segments(&with(152, 152)), 3, "306 units, but the sign does not fit into the first 153");
        // A face is two 16-bit units.
        assert_eq!(count("😀"), Count { is_plain: false, units: 2, segments: 1 });
    }
    #[test]
    fn msg_8_smart_punctuation_becomes_plain() {
        assert_eq!(plain_punctuation("“It’s 5 – maybe… 6”"), "\"It's 5 - maybe... 6\"");
        assert!(count(&plain_punctuation("L’équipe arrive à 8 h")).is_plain);
    }
}
