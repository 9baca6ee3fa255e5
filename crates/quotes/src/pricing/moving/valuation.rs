//! Moving: valuation.

use kernel::money::{Ratio, UnitPrice};

use super::{valuation_law, weight};
use crate::pricing::category::Category;
use crate::pricing::derivation::{Node, Rounding};
use crate::pricing::error::PricingError;
use crate::pricing::input::MoveInput;
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{ValuationOption, ValuationRule, ValueWeight};
use crate::pricing::unit::Unit;

/// Cover for loss and damage (QUO-16): the value, not below law's and tariff's least values, rounded
/// up to 1,000 and charged per 1,000.
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput) -> Result<(), PricingError> {
    let Some(choice) = &work.valuation else { return Ok(()) };
    match choice.option {
        ValuationOption::Released => return Ok(()),
        ValuationOption::InsuredElsewhere => {
            let named = choice.insurer.as_ref().is_some_and(|insurer| !insurer.trim().is_empty());
            return if named { Ok(()) } else { Err(sheet.input_missing("valuation.insurer")) };
        }
        ValuationOption::DeclaredLump | ValuationOption::FullReplacement => {}
    }
    let found = sheet.tariff.all(of_kind!(Valuation)).find(|(_, rule)| rule.option == choice.option);
    let (rule_key, rule) = found.ok_or_else(|| sheet.rate_missing(format!("valuation {:?}", choice.option)))?;
    let charge = rule.charges.iter().find(|charge| charge.deductible == choice.deductible);
    let charge =
        charge.ok_or_else(|| sheet.rate_missing(format!("{rule_key} with deductible {}", choice.deductible)))?;
    let thousand = Ratio::whole(1_000);
    let declared = choice.declared_value.unwrap_or_default().to_ratio();
    let mut value = Node::given("valuation.declared", declared, Unit::Money);
    for least in least_values(sheet, work, rule_key, rule)? {
        value = Node::larger("valuation.value", Unit::Money, value, least);
    }
    let value =
        Node::sum("valuation.rounded_value", Unit::Money, vec![value])?.rounded(Rounding::UpTo { step: thousand })?;
    let thousand = Node::given("constant.thousand", thousand, Unit::Number);
    let quantity = Node::quotient("valuation.thousands", Unit::Number, value, thousand)?;
    let price = sheet.tariff_price("valuation.rate", charge.price_per_thousand, rule_key);
    let line = Draft::new(sheet, Category::Valuation, "move.valuation", quantity, price);
    sheet.put(line.by(rule_key))
}

fn least_values(
    sheet: &Sheet,
    work: &MoveInput,
    rule_key: &str,
    rule: &ValuationRule,
) -> Result<Vec<Node>, PricingError> {
    let mut values = Vec::new();
    // The law first, then the tariff's own; the highest counts. A law in another money says nothing here.
    let law = valuation_law(&sheet.part.places).filter(|law| law.currency == sheet.currency());
    let by_law = law.and_then(|law| law.least_value(rule.option));
    let (value, of_load) = ("valuation.least_by_law", "valuation.least_of_load_by_law");
    let by_law = by_law.into_iter().map(|least| {
        let given = |label: &str, price: UnitPrice| Node::given(label, price.to_ratio(), Unit::Money);
        (least.per, given(value, least.value), given(of_load, least.at_least))
    });
    let by_tariff = rule.least.iter().map(|least| {
        let price = |label: &str, price: UnitPrice| sheet.tariff_price(label, price, rule_key);
        (least.per, price("valuation.least_per_weight", least.value), price("valuation.least_of_load", least.at_least))
    });
    for (per, price, of_load) in by_law.chain(by_tariff) {
        let mut load = weight(sheet, work)?;
        if per == ValueWeight::Kilogram {
            // One pound is 0.45359237 kg by definition.
            let kilograms = Ratio::new(45_359_237, 100_000_000)?;
            let kilograms = Node::given("constant.kilograms_of_a_pound", kilograms, Unit::Kilogram);
            load = Node::product("move.weight_kg", Unit::Kilogram, vec![load, kilograms])?;
        }
        values.push(Node::product("valuation.least", Unit::Money, vec![load, price])?);
        values.push(of_load);
    }
    Ok(values)
}
