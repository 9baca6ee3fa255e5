//! Things hired out by the day (QUO-34).

use jiff::civil::DateTime;
use kernel::money::{Money, Ratio};

use super::category::Category;
use super::derivation::Node;
use super::error::PricingError;
use super::input::{RentalDuration, RentalInput};
use super::priced::Alternative;
use super::sheet::{Draft, Sheet};
use super::tariff::lookup::of_kind;
use super::tariff::{RentalPeriodRule, RentalPolicy};
use super::unit::Unit;
use super::validator::{FlagCode, FlagLevel};

pub(super) mod search;

use search::{Combination, Period, cheapest_two};

/// Longest rental that is priced, in days; ten years.
const MOST_DAYS: u32 = 3_650;

/// Rent by the cheapest combination of periods, or by the longest that fits.
pub(super) fn price(sheet: &mut Sheet, work: &RentalInput) -> Result<(), PricingError> {
    let class = work.class.as_str();
    let found = sheet.tariff.all(of_kind!(RentalPeriod)).find(|(_, rule)| rule.class == class);
    let (rule_key, rule) = found.ok_or_else(|| sheet.rate_missing(format!("rental of {class}")))?;
    let days = days(sheet, rule, &work.duration)?;
    if days == 0 || days > MOST_DAYS.min(sheet.quote.checks.most_days) || work.quantity == 0 {
        sheet.flag(FlagCode::P14, FlagLevel::Block, "rental.days_or_quantity_out_of_range");
    }
    if days > MOST_DAYS {
        return Err(sheet.input_invalid("duration", "is too long"));
    }
    let mut periods: Vec<Period> = rule
        .periods
        .iter()
        .filter(|period| period.days > 0)
        .map(|period| Period { days: period.days, cost: period.price.to_ratio() })
        .collect();
    periods.sort_by_key(|period| std::cmp::Reverse(period.days));
    if periods.is_empty() {
        return Err(sheet.rate_missing(format!("{rule_key} periods")));
    }
    let found = cheapest_two(&periods, days)?;
    let chosen = match rule.policy {
        RentalPolicy::Cheapest => found.first().cloned(),
        RentalPolicy::Single => Some(single(&periods, days)?),
    };
    let Some(chosen) = chosen else { return Err(sheet.rate_missing(format!("{rule_key} periods"))) };
    put_lines(sheet, rule_key, rule, work, &periods, &chosen)?;
    offer_others(sheet, class, work.quantity, &periods, &chosen, &found)
}

fn put_lines(
    sheet: &mut Sheet,
    rule_key: &str,
    rule: &RentalPeriodRule,
    work: &RentalInput,
    periods: &[Period],
    chosen: &Combination,
) -> Result<(), PricingError> {
    for (period, count) in periods.iter().zip(&chosen.counts) {
        let count = Node::given("rental.periods", *count, Unit::Number);
        let things = Node::given("rental.quantity", work.quantity, Unit::Item);
        let quantity = Node::product("rental.period_items", Unit::Item, vec![count, things])?;
        let price = sheet.tariff_figure("rental.period_price", period.cost, Unit::Money, rule_key);
        let line = Draft::new(sheet, Category::Rental, "rental.period", quantity, price);
        sheet.put(line.by(rule_key).suffix(&format!("{}d", period.days)).about(&work.class))?;
    }
    if work.waiver {
        let rate = rule.waiver.ok_or_else(|| sheet.rate_missing(format!("{rule_key} waiver")))?;
        let rate = sheet.tariff_figure("rental.waiver_rate", rate.to_ratio(), Unit::Share, rule_key);
        let rent = sheet.lines_of(|line| line.category == Category::Rental);
        let rent = Node::sum("rental.rent", Unit::Money, rent)?;
        let line = Draft::new(sheet, Category::Waiver, "rental.waiver", rate, rent);
        sheet.put(line.by(rule_key).suffix("waiver").about(&work.class))?;
    }
    Ok(())
}

fn offer_others(
    sheet: &mut Sheet,
    class: &str,
    quantity: u32,
    periods: &[Period],
    chosen: &Combination,
    found: &[Combination],
) -> Result<(), PricingError> {
    let currency = sheet.currency();
    let money =
        |cost: Ratio| -> Result<Money, PricingError> { Ok(Money::from_major(cost.times(quantity.into())?, currency)?) };
    let quoted = money(chosen.cost)?;
    for other in found.iter().filter(|other| other.counts != chosen.counts) {
        sheet.alternatives.push(Alternative {
            part: sheet.part.key.clone(),
            subject: class.to_owned(),
            composition: other.words(periods),
            amount: money(other.cost)?,
            quoted,
        });
        if is_clearly_cheaper(sheet, other.cost, chosen.cost)? {
            sheet.flag(FlagCode::P13, FlagLevel::Warn, "rental.other_periods_cheaper");
        }
    }
    Ok(())
}

/// More than a tenth below.
pub(super) fn is_clearly_cheaper(sheet: &Sheet, other: Ratio, than: Ratio) -> Result<bool, PricingError> {
    let saved = than.times(sheet.quote.checks.least_saving.to_ratio())?;
    Ok(other < than.minus(saved)?)
}

/// Days of a rental: each started 24 hours, after the grace.
fn days(sheet: &Sheet, rule: &RentalPeriodRule, duration: &RentalDuration) -> Result<u32, PricingError> {
    let (from, to) = match duration {
        RentalDuration::Days { days } => return Ok(*days),
        RentalDuration::Times { from, to } => (*from, *to),
    };
    let minutes = minutes_between(from, to).filter(|minutes| *minutes > 0);
    let minutes = minutes.ok_or_else(|| sheet.input_invalid("duration", "ends before it begins"))?;
    let beyond_grace = (minutes - i64::from(rule.grace_minutes)).max(1);
    let started = beyond_grace.div_euclid(1_440) + i64::from(beyond_grace.rem_euclid(1_440) > 0);
    u32::try_from(started).map_err(|_| sheet.input_invalid("duration", "is too long"))
}

/// Minutes between two local times, started minutes counting.
pub(super) fn minutes_between(from: DateTime, to: DateTime) -> Option<i64> {
    let seconds = from.duration_until(to).as_secs();
    (seconds >= 0).then(|| seconds.div_euclid(60) + i64::from(seconds.rem_euclid(60) > 0))
}

/// The longest period that is not longer than the rental, as often as needed; the shortest if none.
fn single(periods: &[Period], days: u32) -> Result<Combination, PricingError> {
    let fitting = periods.iter().position(|period| period.days <= days).unwrap_or(periods.len() - 1);
    let mut counts = vec![0; periods.len()];
    counts[fitting] = days.div_ceil(periods[fitting].days);
    let cost = periods[fitting].cost.times(counts[fitting].into())?;
    Ok(Combination { cost, counts })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn quo_34_single_takes_the_longest_period_that_fits() {
        let period = |days, cost| Period { days, cost: Ratio::whole(cost) };
        let periods = [period(28, 1_650), period(7, 600), period(1, 150)];
        assert_eq!(single(&periods, 8).unwrap().counts, [0, 2, 0]);
        assert_eq!(single(&periods, 3).unwrap().counts, [0, 0, 3]);
        assert_eq!(single(&periods[..1], 3).unwrap().counts, [1]);
    }

    #[test]
    fn started_minutes_count() {
        let at = |hour, minute, second| date(2026, 5, 4).at(hour, minute, second, 0);
        assert_eq!(minutes_between(at(8, 0, 0), at(9, 0, 1)), Some(61));
        assert_eq!(minutes_between(at(9, 0, 0), at(8, 0, 0)), None);
    }
}
