//! Moving: transit storage.

use kernel::money::Ratio;

use super::hundredweight;
use crate::pricing::category::Category;
use crate::pricing::derivation::{Node, Rounding};
use crate::pricing::error::PricingError;
use crate::pricing::input::MoveInput;
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::unit::Unit;

/// Storage on the way (QUO-17): first period, started further periods, handling.
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput) -> Result<(), PricingError> {
    let Some(days) = work.transit_storage_days.filter(|days| *days > 0) else { return Ok(()) };
    let found = sheet.tariff.all(of_kind!(TransitStorage)).next();
    let (rule_key, rule) = found.ok_or_else(|| sheet.rate_missing("transit storage"))?;
    if days > rule.at_most_days {
        return Err(sheet.input_invalid("transit_storage_days", "need a storage booking"));
    }
    let load = hundredweight(sheet, work)?;
    let price = |label, price| sheet.tariff_price(label, price, rule_key);
    let first = Draft::new(
        sheet,
        Category::TransitStorage,
        "transit_storage.first",
        load.clone(),
        price("transit_storage.first_rate", rule.first_period),
    );
    let all = Node::given("transit_storage.days", days, Unit::Day);
    let covered = sheet.tariff_figure("transit_storage.first_days", rule.first_days.into(), Unit::Day, rule_key);
    let period = sheet.tariff_figure("transit_storage.further_days", rule.further_days.into(), Unit::Day, rule_key);
    let none = Node::given("nothing", 0_i64, Unit::Day);
    let rest = Node::difference("transit_storage.rest", Unit::Day, all, vec![covered])?;
    let rest = Node::larger("transit_storage.rest", Unit::Day, rest, none);
    let periods = Node::quotient("transit_storage.periods", Unit::Number, rest, period)?
        .rounded(Rounding::UpTo { step: Ratio::ONE })?;
    let further = Draft::new(
        sheet,
        Category::TransitStorage,
        "transit_storage.further",
        Node::product("transit_storage.load_periods", Unit::Number, vec![load.clone(), periods])?,
        price("transit_storage.further_rate", rule.further_period),
    );
    let handling = Draft::new(
        sheet,
        Category::TransitStorage,
        "transit_storage.handling",
        load,
        price("transit_storage.handling_rate", rule.handling),
    );
    sheet.put(first.by(rule_key).suffix("first"))?;
    sheet.put(further.by(rule_key).suffix("further"))?;
    sheet.put(handling.by(rule_key).suffix("handling"))
}
