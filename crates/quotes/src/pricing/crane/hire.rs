//! Crane: hire.

use kernel::money::Ratio;

use super::clock::{ClockedCall, HourKind, clocked};
use super::machine::minimum_hours;
use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::HireInput;
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::HireClockRule;
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::unit::Unit;
use crate::pricing::validator::{FlagCode, FlagLevel};

/// A crane by the clock (QUO-33): hours by kind, and the crew on the same clock.
pub(in crate::pricing) fn price(sheet: &mut Sheet, work: &HireInput) -> Result<(), PricingError> {
    let class = work.class.as_str();
    let found = sheet.tariff.all(of_kind!(HireRate)).find(|(_, rule)| rule.class == class);
    let (rule_key, rule) = found.ok_or_else(|| sheet.rate_missing(format!("hire rate of {class}")))?;
    let clock = sheet.tariff.all(of_kind!(HireClock)).next();
    let (clock_key, clock) = clock.ok_or_else(|| sheet.rate_missing("hire clock"))?;
    if work.calls.is_empty() {
        return Err(sheet.input_missing("calls"));
    }
    if work.quantity == 0 {
        sheet.flag(FlagCode::P14, FlagLevel::Block, "hire.quantity_out_of_range");
    }
    let minimum = minimum_hours(clock, rule.capacity_tonnes);
    let minimum = minimum.ok_or_else(|| sheet.rate_missing(format!("minimum hours for {} t", rule.capacity_tonnes)))?;
    let calls = calls(sheet, clock, work, minimum)?;

    for kind in HourKind::ALL {
        let hour = match work.own_hour {
            Some(own) => Node::given("hire.hour", own.to_ratio(), Unit::Money),
            None => sheet.tariff_price("hire.hour", rule.hour, rule_key),
        };
        let price = Node::product("hire.hour", Unit::Money, vec![hour, factor(sheet, clock_key, clock, kind)])?;
        let quantity = vec![hours(&calls, kind)?, Node::given("hire.quantity", work.quantity, Unit::Item)];
        let quantity = Node::product("hire.machine_hours", Unit::Hour, quantity)?;
        let (description, suffix) = match kind {
            HourKind::Ordinary => ("hire.ordinary", "ordinary"),
            HourKind::Overtime => ("hire.overtime", "overtime"),
            HourKind::Sunday => ("hire.sunday", "sunday"),
        };
        let line = Draft::new(sheet, Category::Machine, description, quantity, price);
        sheet.put(line.by(rule_key).suffix(suffix).about(class))?;
    }
    for crew in &work.crew {
        sheet.attempt(|sheet| {
            let found = sheet.tariff.all(of_kind!(HireCrew)).find(|(_, rule)| rule.role == crew.role);
            let (crew_key, rule) = found.ok_or_else(|| sheet.rate_missing(format!("hour of a {}", crew.role)))?;
            let mut weighted = Vec::new();
            for kind in HourKind::ALL {
                let factors = vec![hours(&calls, kind)?, factor(sheet, clock_key, clock, kind)];
                weighted.push(Node::product("hire.weighted_hours", Unit::Hour, factors)?);
            }
            let weighted = Node::sum("hire.weighted_hours", Unit::Hour, weighted)?;
            let people = Node::given("hire.people", crew.count, Unit::Number);
            let quantity = Node::product("hire.crew_hours", Unit::Hour, vec![people, weighted])?;
            let price = sheet.tariff_price("hire.crew_hour", rule.hour, crew_key);
            let line = Draft::new(sheet, Category::Crew, "hire.crew", quantity, price);
            sheet.put(line.by(crew_key).about(&crew.role))
        });
    }
    Ok(())
}

fn calls(
    sheet: &Sheet,
    clock: &HireClockRule,
    work: &HireInput,
    minimum_hours: Ratio,
) -> Result<Vec<ClockedCall>, PricingError> {
    let invalid = || sheet.input_invalid("calls", "end before they begin or last too long");
    work.calls
        .iter()
        .map(|call| {
            let mut hours = minimum_hours;
            if call.left_on_site {
                hours = hours.max(clock.standing_hours);
            }
            let minutes = hours.times(Ratio::whole(60))?.ceil();
            let minutes = i64::try_from(minutes).map_err(|_| invalid())?;
            clocked(sheet.tariff, clock, call.from, call.to, minutes).ok_or_else(invalid)
        })
        .collect()
}

/// Hours of one kind over all calls.
fn hours(calls: &[ClockedCall], kind: HourKind) -> Result<Node, PricingError> {
    let mut minutes = Vec::new();
    for call in calls {
        minutes.push(Node::given("hire.worked_minutes", call.worked(kind), Unit::Minute));
        if call.missing(kind) > 0 {
            minutes.push(Node::given("hire.minutes_to_minimum", call.missing(kind), Unit::Minute));
        }
    }
    let minutes = Node::sum("hire.minutes", Unit::Minute, minutes)?;
    let hour = Node::given("constant.minutes_of_an_hour", 60_i64, Unit::Minute);
    Ok(Node::quotient("hire.hours", Unit::Hour, minutes, hour)?)
}

fn factor(sheet: &Sheet, clock_key: &str, clock: &HireClockRule, kind: HourKind) -> Node {
    let factor = match kind {
        HourKind::Ordinary => Ratio::ONE,
        HourKind::Overtime => clock.overtime.to_ratio(),
        HourKind::Sunday => clock.sunday.to_ratio(),
    };
    sheet.tariff_figure("hire.factor", factor, Unit::Number, clock_key)
}
