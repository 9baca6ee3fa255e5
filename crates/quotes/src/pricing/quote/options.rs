//! Quote: options.

use std::collections::BTreeMap;

use crate::pricing::error::PricingError;
use crate::pricing::input::{GroupKind, PricingInput};

/// Every choice belongs to a group and each group's rule holds (QUO-41).
pub(super) fn check(input: &PricingInput) -> Vec<PricingError> {
    let mut errors = Vec::new();
    let mut invalid = |group: &str, reason: &str| {
        errors.push(PricingError::OptionsInvalid { group: group.to_owned(), reason: reason.to_owned() });
    };
    let mut chosen: BTreeMap<&str, u32> = BTreeMap::new();
    let options = input.parts.iter().flat_map(|part| &part.charges).filter_map(|charge| charge.option.as_ref());
    for option in options {
        if !input.option_groups.iter().any(|group| group.key == option.group) {
            invalid(&option.group, "is not a group of the quote");
        }
        *chosen.entry(&option.group).or_default() += u32::from(option.selected);
    }
    for group in &input.option_groups {
        let chosen = chosen.get(group.key.as_str()).copied().unwrap_or(0);
        let most = match group.kind {
            GroupKind::One => Some(1),
            GroupKind::Any => group.maximum,
        };
        if chosen < group.minimum {
            invalid(&group.key, "has too few chosen");
        }
        if most.is_some_and(|most| chosen > most) {
            invalid(&group.key, "has too many chosen");
        }
    }
    errors
}
