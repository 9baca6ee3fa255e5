//! Whether another order type or mix of periods would be clearly cheaper (P13), for staff.

use kernel::money::{Money, Ratio};

use super::Terms;
use super::length::shortest;
use super::machine::Machine;
use crate::pricing::error::PricingError;
use crate::pricing::priced::Alternative;
use crate::pricing::rental::is_clearly_cheaper;
use crate::pricing::rental::search::{Combination, Period, cheapest_two};
use crate::pricing::sheet::Sheet;
use crate::pricing::tariff::OrderType;
use crate::pricing::validator::{Flag, FlagCode, FlagLevel};

/// One of the periods a mix is made of.
pub(super) struct MixPeriod {
    pub order_type: OrderType,
    days: u32,
    cost: Ratio,
}

/// Micro day, month and year of a machine, longest first; those without a rate are left out.
pub(super) fn mix_periods(sheet: &Sheet, terms: &Terms, machine: &Machine) -> Result<Vec<MixPeriod>, PricingError> {
    let lengths = [(OrderType::Yearly, terms.year_days), (OrderType::Monthly, terms.month_days), (OrderType::Micro, 1)];
    let mut periods = Vec::with_capacity(lengths.len());
    for (order_type, days) in lengths {
        let Ok(rate) = machine.rate(sheet, order_type) else { continue };
        let cost = match order_type {
            OrderType::Micro => rate.value.times(machine.day_hours(sheet, terms)?.value)?,
            _ => rate.value,
        };
        if days > 0 {
            periods.push(MixPeriod { order_type, days, cost });
        }
    }
    Ok(periods)
}

/// The cheapest mix that covers the days.
pub(super) fn cheapest_mix(periods: &[MixPeriod], days: u32) -> Result<Option<Combination>, PricingError> {
    Ok(cheapest_two(&plain(periods), days)?.into_iter().next())
}

fn plain(periods: &[MixPeriod]) -> Vec<Period> {
    periods.iter().map(|period| Period { days: period.days, cost: period.cost }).collect()
}

/// Lists every cheaper way and flags the order where one is cheaper by more than a tenth. Another
/// order type is taken for at least its own shortest length.
pub(super) fn compare(sheet: &mut Sheet, terms: &Terms, machine: &Machine) -> Result<(), PricingError> {
    let prefix = format!("/{}/working", machine.input.key);
    let working = sheet.entries.iter().filter(|entry| entry.line.key.contains(&prefix));
    let quoted = Money::sum(working.map(|entry| entry.line.computed), sheet.currency())?;
    let mut found: Vec<(String, Ratio)> = Vec::new();
    for order_type in OrderType::ALL {
        let Ok(rate) = machine.rate(sheet, order_type) else { continue };
        let days = machine.days.max(shortest(terms, order_type));
        let units = machine.units(sheet, terms, order_type, days)?;
        let cost = machine.billed(sheet, terms, units)?.value.times(rate.value)?;
        found.push((format!("{order_type:?} {days} d"), cost));
    }
    let periods = mix_periods(sheet, terms, machine)?;
    if let Some(mix) = cheapest_mix(&periods, machine.days)? {
        let once = crate::pricing::derivation::Node::given("once", 1_i64, crate::pricing::unit::Unit::Number);
        let factor = machine.billed(sheet, terms, once)?.value;
        found.push((mix.words(&plain(&periods)), mix.cost.times(factor)?));
    }
    let mut cheaper = Vec::new();
    let mut clearly = false;
    for (composition, cost) in found {
        if cost < quoted.to_ratio() {
            clearly |= is_clearly_cheaper(sheet, cost, quoted.to_ratio())?;
            cheaper.push(Alternative {
                part: sheet.part.key.clone(),
                subject: machine.input.key.clone(),
                composition,
                amount: Money::from_major(cost, sheet.currency())?,
                quoted,
            });
        }
    }
    sheet.alternatives.append(&mut cheaper);
    if clearly {
        let subject = format!("{}/{}", sheet.part.key, machine.input.key);
        let flag = Flag::new(FlagCode::P13, FlagLevel::Warn, &subject, "machine.other_periods_cheaper");
        sheet.flags.push(flag);
    }
    Ok(())
}
