//! Words that act when they stand alone in a message, and may mean something when they do not (MSG-10).

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// What a word asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    Stop,
    Start,
    Help,
}

/// What a message says, as far as words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// The word alone: it acts, in this language.
    Alone(Word, &'static str),
    /// The word inside a sentence: a person reads it, the likely meaning marked.
    MayMeanStop,
    Nothing,
}

const WORDS: &[(&str, Word, &str)] = &[
    ("STOP", Word::Stop, "en"),
    ("STOPALL", Word::Stop, "en"),
    ("UNSUBSCRIBE", Word::Stop, "en"),
    ("CANCEL", Word::Stop, "en"),
    ("END", Word::Stop, "en"),
    ("QUIT", Word::Stop, "en"),
    ("ARRET", Word::Stop, "fr"),
    ("DESABONNER", Word::Stop, "fr"),
    ("START", Word::Start, "en"),
    ("UNSTOP", Word::Start, "en"),
    ("COMMENCER", Word::Start, "fr"),
    ("HELP", Word::Help, "en"),
    ("INFO", Word::Help, "en"),
    ("AIDE", Word::Help, "fr"),
];

/// Those that in a sentence more often mean "stop writing" than anything else.
const MAY_MEAN_STOP: &[&str] = &["STOP", "STOPALL", "UNSUBSCRIBE", "ARRET", "ARRETEZ", "DESABONNER"];

impl Word {
    pub fn code(self) -> &'static str {
        match self {
            Word::Stop => "STOP",
            Word::Start => "START",
            Word::Help => "HELP",
        }
    }
}

/// Upper case without accents.
fn bare(text: &str) -> String {
    text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_uppercase).collect()
}

/// Reads a message: case, accents, spaces around and punctuation at the end do not matter.
pub fn read(text: &str) -> Said {
    let bare = bare(text);
    let alone = bare.trim().trim_end_matches(|c: char| c.is_ascii_punctuation() || c.is_whitespace() || c == '…');
    if let Some((_, word, language)) = WORDS.iter().find(|(known, _, _)| *known == alone) {
        return Said::Alone(*word, language);
    }
    let inside = bare.split(|c: char| !c.is_alphanumeric()).any(|word| MAY_MEAN_STOP.contains(&word));
    if inside { Said::MayMeanStop } else { Said::Nothing }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn msg_10_worked_example_8_the_word_alone_counts() {
        for text in ["Stop", "STOP", " stop ", "stop.", "Stop!!", "Arrêt!", "arret", "unsubscribe", "Désabonner"] {
            assert!(matches!(read(text), Said::Alone(Word::Stop, _)), "{text}");
        }
        assert_eq!(read("stop by at 5"), Said::MayMeanStop);
        assert_eq!(read("please stop the Tuesday calls"), Said::MayMeanStop);
        assert_eq!(read("the nonstop flight"), Said::Nothing);
    }
    #[test]
    fn msg_10_other_words_act_in_their_language() {
        assert_eq!(read("Unstop"), Said::Alone(Word::Start, "en"));
        assert_eq!(read("commencer"), Said::Alone(Word::Start, "fr"));
        assert_eq!(read("Aide ?"), Said::Alone(Word::Help, "fr"));
        assert_eq!(read("info"), Said::Alone(Word::Help, "en"));
        assert_eq!(read("Can you send more info"), Said::Nothing);
        assert_eq!(read("yes"), Said::Nothing, "an answer to a question that was not asked");
        assert_eq!(read(""), Said::Nothing);
    }
}
