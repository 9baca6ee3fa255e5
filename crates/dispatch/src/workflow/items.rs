//! Short forms for writing checklists down.

use super::{Choice, Item, ItemKind, Labels, Part};

pub fn labels(en: &str, fr: &str) -> Labels {
    Labels::from([("en".into(), en.into()), ("fr".into(), fr.into())])
}

/// An item that may be left out.
pub fn item(part: Part, kind: ItemKind, code: &str, en: &str, fr: &str) -> Item {
    let media_required = matches!(kind, ItemKind::Photo | ItemKind::Signature);
    Item {
        code: code.into(),
        labels: labels(en, fr),
        part: Some(part),
        kind,
        choices: vec![],
        required: false,
        media_required,
    }
}

pub fn choice(part: Part, code: &str, en: &str, fr: &str, choices: &[(&str, &str, &str)]) -> Item {
    let choices =
        choices.iter().map(|(code, en, fr)| Choice { code: (*code).into(), labels: labels(en, fr) }).collect();
    Item { choices, ..item(part, ItemKind::Choice, code, en, fr) }
}

pub fn required(item: Item) -> Item {
    Item { required: true, ..item }
}

/// A picture is welcome but nobody waits for it.
pub fn without_proof(item: Item) -> Item {
    Item { media_required: false, ..item }
}
