//! The customer's choice of optional lines.

use std::collections::BTreeSet;

use kernel::{Error, Problems, Result, ids::QuoteItemId};

use super::store::Item;
use crate::pricing::PricingInput;

/// The inputs with exactly these optional items chosen (QUO-41). Items that are not optional lines of the quote are
/// refused; how many of a group may be chosen is the engine's to say.
pub fn with_selection(input: &PricingInput, items: &[Item], selected: &[QuoteItemId]) -> Result<PricingInput> {
    let mut problems = Problems::new();
    let mut chosen = BTreeSet::new();
    for (n, id) in selected.iter().enumerate() {
        match items.iter().find(|item| item.id == *id && item.is_optional) {
            Some(item) => drop(chosen.insert((item.part.as_str(), item.rule_key.as_deref().unwrap_or_default()))),
            None => drop(problems.add(format!("selected.{n}"), "NOT_AN_OPTION", "This is no option of the quote.")),
        }
    }
    problems.finish()?;
    let mut input = input.clone();
    for part in &mut input.parts {
        for charge in &mut part.charges {
            if let Some(option) = &mut charge.option {
                option.selected = chosen.contains(&(part.key.as_str(), charge.rule_key.as_str()));
            }
        }
    }
    Ok(input)
}

/// Whether a choice is the one the quote was sent with.
pub fn as_sent(items: &[Item], selected: &[QuoteItemId]) -> bool {
    let sent: BTreeSet<_> = items.iter().filter(|i| i.is_optional && i.selected).map(|i| i.id).collect();
    sent == selected.iter().copied().collect()
}

/// Ids as they stand in a query: separated by commas.
pub fn from_query(text: &str) -> Result<Vec<QuoteItemId>> {
    text.split(',')
        .map(str::trim)
        .filter(|t| !t.is_empty())
        .take(200)
        .map(|t| t.parse().map_err(|e: String| Error::invalid("selected", "NOT_AN_ID", e)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Id;
    use serde_json::json;
    use uuid::Uuid;

    fn item(n: u128, rule: &str, is_optional: bool, selected: bool) -> Item {
        Item {
            id: Id::from_uuid(Uuid::from_u128(n)),
            position: 0,
            line_key: format!("move/{rule}"),
            part: "move".into(),
            rule_key: Some(rule.into()),
            category: "PACKING".into(),
            tax_class: "FREIGHT".into(),
            description: rule.into(),
            quantity: "1".into(),
            unit: "NUMBER".into(),
            unit_price: 0,
            computed_minor: 0,
            amount_minor: 0,
            discount_minor: 0,
            total_minor: 0,
            is_optional,
            option_group: None,
            selected,
            is_public: true,
        }
    }
    fn input() -> PricingInput {
        serde_json::from_value(json!({
            "currency": "CAD", "priced_on": "2026-06-03",
            "parts": [{"key": "move", "tariff_version_id": Uuid::nil(), "service_date": "2026-06-27",
                "work": {"kind": "CHARGES"},
                "charges": [
                    {"rule_key": "kit", "option": {"group": "extras", "selected": false}},
                    {"rule_key": "piano", "option": {"group": "extras", "selected": true}},
                    {"rule_key": "trip"}]}]
        }))
        .expect("an input")
    }
    fn id(n: u128) -> QuoteItemId {
        Id::from_uuid(Uuid::from_u128(n))
    }

    #[test]
    fn quo_41_exactly_the_chosen_options_count() {
        let items = [item(1, "kit", true, false), item(2, "piano", true, true), item(3, "trip", false, true)];
        let chosen = with_selection(&input(), &items, &[id(1)]).expect("valid");
        let selected: Vec<_> = chosen.parts[0].charges.iter().map(|c| c.option.as_ref().map(|o| o.selected)).collect();
        assert_eq!(selected, [Some(true), Some(false), None]);
        assert!(as_sent(&items, &[id(2)]) && !as_sent(&items, &[id(1)]) && !as_sent(&items, &[]));
    }

    #[test]
    fn quo_41_a_required_or_foreign_line_is_no_option() {
        let items = [item(1, "kit", true, false), item(3, "trip", false, true)];
        let refused = with_selection(&input(), &items, &[id(3), id(9)]).expect_err("not options");
        assert_eq!(refused.problems.len(), 2);
    }
}
