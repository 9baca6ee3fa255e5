//! Moving: access.

use kernel::money::Ratio;

use super::per_hundred;
use crate::pricing::category::Category;
use crate::pricing::derivation::{Node, Rounding};
use crate::pricing::error::PricingError;
use crate::pricing::input::{AccessInput, MoveBasis, MoveInput};
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{AccessCondition, AccessRule};
use crate::pricing::unit::Unit;

/// Fees for hindrances (QUO-13). Where labour is by the clock they have made minutes already, so
/// only what takes no time costs a fee.
pub(super) fn price(sheet: &mut Sheet, work: &MoveInput) {
    let by_clock = matches!(work.basis, MoveBasis::Hourly(_));
    let mut conditions: Vec<_> = work.access.iter().map(|access| access.condition).collect();
    conditions.sort();
    conditions.dedup();
    for condition in conditions {
        if by_clock && condition.takes_time() {
            continue;
        }
        sheet.attempt(|sheet| price_condition(sheet, work, condition));
    }
}

fn price_condition(sheet: &mut Sheet, work: &MoveInput, condition: AccessCondition) -> Result<(), PricingError> {
    let found = sheet.tariff.all(of_kind!(Access)).find(|(_, rule)| rule.condition == condition);
    let (rule_key, rule) = found.ok_or_else(|| sheet.rate_missing(format!("access fee for {condition:?}")))?;
    let met = work.access.iter().filter(|access| access.condition == condition);
    let quantities = met.map(|access| quantity(sheet, work, rule_key, rule, access)).collect::<Result<Vec<_>, _>>()?;
    let unit = quantities.first().map_or(Unit::Number, |node| node.unit);
    let quantity = Node::sum("access.extent", unit, quantities)?;
    let price = sheet.tariff_price("access.price", rule.price, rule_key);
    let description = match condition {
        AccessCondition::Stairs => "access.stairs",
        AccessCondition::Elevator => "access.elevator",
        AccessCondition::Carry => "access.carry",
        AccessCondition::Shuttle => "access.shuttle",
        AccessCondition::Waiting => "access.waiting",
        AccessCondition::ExtraStop => "access.extra_stop",
    };
    let line = Draft::new(sheet, Category::Access, description, quantity, price);
    sheet.put(line.by(rule_key))
}

fn quantity(
    sheet: &Sheet,
    work: &MoveInput,
    rule_key: &str,
    rule: &AccessRule,
    access: &AccessInput,
) -> Result<Node, PricingError> {
    match rule.condition {
        AccessCondition::Stairs | AccessCondition::Elevator => {
            let volume = access.volume_cuft.or(work.volume_cuft);
            let volume = volume.ok_or_else(|| sheet.input_missing("volume_cuft"))?;
            let volume = Node::given("access.volume", volume, Unit::CubicFoot);
            let hundreds = per_hundred("access.hundreds_of_cuft", volume)?;
            let flights = Node::given("access.flights", access.extent, Unit::Number);
            Ok(Node::product("access.extent", Unit::Number, vec![flights, hundreds])?)
        }
        AccessCondition::Carry => {
            let way = Node::given("access.carry_ft", access.extent, Unit::Number);
            let free = sheet.tariff_figure("access.free_ft", rule.free_ft.into(), Unit::Number, rule_key);
            let step = sheet.tariff_figure("access.step_ft", rule.step_ft.into(), Unit::Number, rule_key);
            let none = Node::given("nothing", 0_i64, Unit::Number);
            let beyond = Node::difference("access.beyond_ft", Unit::Number, way, vec![free])?;
            let beyond = Node::larger("access.beyond_ft", Unit::Number, beyond, none);
            let steps = Node::quotient("access.carry_steps", Unit::Number, beyond, step)?;
            Ok(steps.rounded(Rounding::UpTo { step: Ratio::ONE })?)
        }
        AccessCondition::Waiting => Ok(Node::given("access.waiting_hours", access.extent, Unit::Hour)),
        AccessCondition::Shuttle | AccessCondition::ExtraStop => {
            Ok(Node::given("access.count", access.extent, Unit::Item))
        }
    }
}
