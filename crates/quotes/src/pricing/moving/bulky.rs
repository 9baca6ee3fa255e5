//! Moving: bulky.

use std::collections::BTreeMap;

use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::MoveInput;
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::BulkyRule;
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::unit::Unit;

/// Heavy articles, each at the highest limit it passes (QUO-13).
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput) -> Result<(), PricingError> {
    let mut counts: BTreeMap<&str, (&BulkyRule, u64)> = BTreeMap::new();
    for article in &work.articles {
        let passed = sheet.tariff.all(of_kind!(Bulky)).filter(|(_, rule)| article.weight_lb > rule.over_lb);
        if let Some((rule_key, rule)) = passed.max_by_key(|(_, rule)| rule.over_lb) {
            counts.entry(rule_key).or_insert((rule, 0)).1 += u64::from(article.count);
        }
    }
    for (rule_key, (rule, count)) in counts {
        let count = i64::try_from(count).map_err(|_| sheet.input_invalid("articles", "are too many"))?;
        let quantity = Node::given("bulky.articles", count, Unit::Item);
        let price = sheet.tariff_price("bulky.price", rule.price, rule_key);
        let line = Draft::new(sheet, Category::Bulky, "move.bulky", quantity, price);
        sheet.put(line.by(rule_key))?;
    }
    Ok(())
}
