//! Crane: working.

use kernel::money::{Money, Ratio};

use super::Terms;
use super::alternatives::{cheapest_mix, mix_periods};
use super::machine::Machine;
use crate::pricing::category::Category;
use crate::pricing::derivation::{Node, Rounding};
use crate::pricing::error::PricingError;
use crate::pricing::priced::PrintedRate;
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::{OrderType, PeriodPolicy};
use crate::pricing::unit::Unit;
use crate::pricing::validator::{Flag, FlagCode, FlagLevel};

/// Working cost of a machine (QUO-25, QUO-26), or of the cheapest periods (QUO-34).
pub(super) fn price(sheet: &mut Sheet, terms: &Terms, machine: &Machine) -> Result<(), PricingError> {
    if terms.period_policy == PeriodPolicy::Cheapest {
        return price_cheapest(sheet, terms, machine);
    }
    let order_type = machine.order_type;
    let rate = machine.rate(sheet, order_type)?;
    let units = machine.units(sheet, terms, order_type, machine.days)?;
    let months = matches!(order_type, OrderType::Monthly | OrderType::Yearly)
        .then(|| i128::from(machine.days.div_ceil(terms.month_days.max(1))));
    sheet.machine_months.push(months);
    put(sheet, terms, machine, order_type, units, rate, "working")?;
    if months.is_some() {
        print_overage(sheet, terms, machine)?;
    }
    if order_type == OrderType::Yearly {
        guard_yearly(sheet, terms, machine)?;
    }
    Ok(())
}

fn put(
    sheet: &mut Sheet,
    terms: &Terms,
    machine: &Machine,
    order_type: OrderType,
    units: Node,
    rate: Node,
    suffix: &str,
) -> Result<(), PricingError> {
    let description = match order_type {
        OrderType::Micro => "machine.working.micro",
        OrderType::Small => "machine.working.small",
        OrderType::Monthly => "machine.working.monthly",
        OrderType::Yearly => "machine.working.yearly",
    };
    let quantity = machine.billed(sheet, terms, units)?;
    let mut line = Draft::new(sheet, Category::Machine, description, quantity, rate)
        .suffix(&format!("{}/{suffix}", machine.input.key))
        .about(&machine.input.class);
    line.rule_key = machine.card.map(|(rule_key, _)| rule_key.to_owned());
    sheet.put(line)
}

fn price_cheapest(sheet: &mut Sheet, terms: &Terms, machine: &Machine) -> Result<(), PricingError> {
    let periods = mix_periods(sheet, terms, machine)?;
    let best = cheapest_mix(&periods, machine.days)?;
    let Some(best) = best else {
        return Err(sheet.rate_missing(format!("any period of {}", machine.input.class)));
    };
    let mut months = None;
    for (period, count) in periods.iter().zip(&best.counts) {
        if *count == 0 {
            continue;
        }
        let order_type = period.order_type;
        let rate = machine.rate(sheet, order_type)?;
        let mut units = Node::given("machine.periods", *count, Unit::Number);
        let suffix = match order_type {
            OrderType::Monthly => "working/month",
            OrderType::Yearly => "working/year",
            OrderType::Micro | OrderType::Small => {
                let hours = machine.day_hours(sheet, terms)?;
                units = Node::product("machine.worked_hours", Unit::Hour, vec![units, hours])?;
                "working/day"
            }
        };
        if matches!(order_type, OrderType::Monthly | OrderType::Yearly) {
            months = Some(i128::from(machine.days.div_ceil(terms.month_days.max(1))));
        }
        put(sheet, terms, machine, order_type, units, rate, suffix)?;
    }
    sheet.machine_months.push(months);
    Ok(())
}

/// Sundays worked (QUO-27).
pub(super) fn price_sundays(sheet: &mut Sheet, terms: &Terms, machine: &Machine) -> Result<(), PricingError> {
    if machine.sundays == 0 {
        return Ok(());
    }
    let rate = machine.rate(sheet, machine.order_type)?;
    let sundays = Node::given("machine.sundays", machine.sundays, Unit::Day);
    let part_of = |label, days: u32| sheet.tariff_figure(label, days.into(), Unit::Day, terms.rule_key);
    let (units, price) = match machine.order_type {
        OrderType::Micro | OrderType::Small => {
            let hours = machine.day_hours(sheet, terms)?;
            (Node::product("machine.sunday_hours", Unit::Hour, vec![sundays, hours])?, rate)
        }
        OrderType::Monthly => {
            let days = part_of("machine.month_days", terms.month_days);
            (sundays, Node::quotient("machine.sunday_rate", Unit::Money, rate, days)?)
        }
        OrderType::Yearly => {
            let days = part_of("machine.year_days", terms.year_days);
            (sundays, Node::quotient("machine.sunday_rate", Unit::Money, rate, days)?)
        }
    };
    let unit = units.unit;
    let factor = sheet.tariff_figure("machine.sunday_factor", terms.sunday.to_ratio(), Unit::Number, terms.rule_key);
    let billed = machine.billed(sheet, terms, units)?;
    let quantity = Node::product("machine.billed", unit, vec![billed, factor])?;
    let mut line = Draft::new(sheet, Category::SundayWork, "machine.sundays", quantity, price)
        .suffix(&format!("{}/sundays", machine.input.key))
        .about(&machine.input.class);
    line.rule_key = machine.card.map(|(rule_key, _)| rule_key.to_owned());
    sheet.put(line)
}

/// Price of an hour beyond the hours a month includes (QUO-32).
fn print_overage(sheet: &mut Sheet, terms: &Terms, machine: &Machine) -> Result<(), PricingError> {
    let month = machine.rate(sheet, OrderType::Monthly)?;
    let included = terms.shift_hours.times(terms.month_days.into())?;
    let hour = month.value.over(included)?.times(terms.overage.to_ratio())?;
    sheet.printed_rates.push(PrintedRate {
        description_key: "machine.overage_hour".to_owned(),
        subject: machine.input.class.clone(),
        price: Money::from_major(hour, sheet.currency())?,
        unit: Unit::Hour,
    });
    Ok(())
}

/// P12: a yearly order never costs more than the started whole years.
fn guard_yearly(sheet: &mut Sheet, terms: &Terms, machine: &Machine) -> Result<(), PricingError> {
    let days = Ratio::from(machine.days);
    let years = days.over(terms.year_days.into())?;
    let years = Node::given("machine.years", Rounding::UpTo { step: Ratio::ONE }.apply(years)?, Unit::Year);
    let rate = machine.rate(sheet, OrderType::Yearly)?;
    let most = machine.billed(sheet, terms, years)?.value.times(rate.value)?;
    let most = Money::from_major(most, sheet.currency())?;
    let suffix = format!("/{}/working", machine.input.key);
    let working = sheet.entries.iter().find(|entry| entry.line.key.ends_with(&suffix));
    if working.is_some_and(|entry| entry.line.amount.minor() > most.minor()) {
        let subject = format!("{}/{}", sheet.part.key, machine.input.key);
        let flag = Flag::new(FlagCode::P12, FlagLevel::Block, &subject, "machine.yearly_cost_too_high");
        sheet.flags.push(flag);
    }
    Ok(())
}
