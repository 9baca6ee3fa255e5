//! Render: language.

use serde::{Deserialize, Serialize};

/// Language a paper is written in, with Canadian conventions for numbers and dates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    #[default]
    En,
    Fr,
}

/// Languages of the editions of one paper, in the order they are bound.
///
/// In Québec the French edition comes first whatever the customer reads; English follows where
/// the customer's wish for it is recorded (Charter of the French Language, s. 55). Elsewhere the
/// customer's own language alone.
pub fn editions_for(province: Option<&str>, wish: Option<Language>) -> Vec<Language> {
    match (province, wish) {
        (Some("QC"), Some(Language::En)) => vec![Language::Fr, Language::En],
        (Some("QC"), _) => vec![Language::Fr],
        (_, wish) => vec![wish.unwrap_or_default()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quo_42_french_comes_first_in_quebec() {
        assert_eq!(editions_for(Some("QC"), None), [Language::Fr]);
        assert_eq!(editions_for(Some("QC"), Some(Language::En)), [Language::Fr, Language::En]);
        assert_eq!(editions_for(Some("ON"), None), [Language::En]);
        assert_eq!(editions_for(Some("ON"), Some(Language::Fr)), [Language::Fr]);
    }
}
