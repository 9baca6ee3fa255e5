//! The checks of QUO-36 that need the finished price; the others stand where their facts are.

use kernel::money::{Money, MoneyError};

use super::{Flag, FlagCode, FlagLevel};
use crate::pricing::category::Category;
use crate::pricing::input::{EstimateKind, PricingInput};
use crate::pricing::priced::Priced;
use crate::pricing::usual::is_usual;

/// Adds what it finds and sorts all flags, most serious first.
pub(in crate::pricing) fn check(input: &PricingInput, priced: &mut Priced) -> Result<(), MoneyError> {
    let mut found = Vec::new();
    amounts(priced, &mut found);
    dates(input, &mut found);
    overrides(input, priced, &mut found)?;
    limits(input, priced, &mut found)?;
    promises(input, priced.total, &mut found);
    prices_of_units(input, priced, &mut found)?;
    priced.flags.append(&mut found);
    for flag in &mut priced.flags {
        input.checks.raise(flag);
    }
    priced.flags.sort_by(|a, b| b.level.cmp(&a.level).then_with(|| a.cmp(b)));
    priced.flags.dedup();
    Ok(())
}

fn amounts(priced: &Priced, found: &mut Vec<Flag>) {
    if priced.total.minor() <= 0 {
        found.push(Flag::new(FlagCode::P01, FlagLevel::Block, "", "quote.total_not_above_zero"));
    }
    for line in &priced.lines {
        if line.amount.is_negative() && line.category != Category::Rounding {
            found.push(Flag::new(FlagCode::P01, FlagLevel::Block, &line.key, "quote.line_below_zero"));
        }
    }
}

fn dates(input: &PricingInput, found: &mut Vec<Flag>) {
    for part in &input.parts {
        let ahead = input.priced_on.until(part.service_date).map_or(0, |span| span.get_days());
        if part.service_date < input.priced_on {
            found.push(Flag::new(FlagCode::P03, FlagLevel::Block, &part.key, "quote.service_date_past"));
        } else if u32::try_from(ahead).is_ok_and(|days| days > input.checks.days_ahead) {
            found.push(Flag::new(FlagCode::P03, FlagLevel::Warn, &part.key, "quote.service_date_far"));
        }
    }
}

fn overrides(input: &PricingInput, priced: &Priced, found: &mut Vec<Flag>) -> Result<(), MoneyError> {
    for line in &priced.lines {
        let Some(computed) = line.computed_unit_price else { continue };
        let change = line.unit_price.to_ratio().minus(computed.to_ratio())?;
        let magnitude = if change.is_negative() { change.negated() } else { change };
        if magnitude > computed.to_ratio().times(input.checks.most_override.to_ratio())? {
            found.push(Flag::new(FlagCode::P08, FlagLevel::Approval, &line.key, "quote.price_overridden"));
        }
    }
    Ok(())
}

fn limits(input: &PricingInput, priced: &Priced, found: &mut Vec<Flag>) -> Result<(), MoneyError> {
    if input.planned_cost.is_none() {
        found.push(Flag::new(FlagCode::P11, FlagLevel::Warn, "", "quote.cost_unknown"));
    }
    let Some(limits) = &input.sender_limits else { return Ok(()) };
    let most = priced.gross.to_ratio().times(limits.most_discount.to_ratio())?;
    if priced.discount.to_ratio() > most {
        found.push(Flag::new(FlagCode::P11, FlagLevel::Approval, "", "quote.discount_beyond_limit"));
    }
    if priced.margin.is_some_and(|margin| margin < limits.least_margin.to_ratio()) {
        found.push(Flag::new(FlagCode::P11, FlagLevel::Approval, "", "quote.margin_beyond_limit"));
    }
    Ok(())
}

/// Parts whose work costs more or less than is usual at the location (P09).
fn prices_of_units(input: &PricingInput, priced: &Priced, found: &mut Vec<Flag>) -> Result<(), MoneyError> {
    for part in &input.parts {
        let own = priced.lines.iter().filter(|line| line.selected && line.part == part.key);
        let sum = Money::sum(own.map(|line| line.net), input.currency)?;
        if !is_usual(part, sum, &input.usual)? {
            found.push(Flag::new(FlagCode::P09, FlagLevel::Warn, &part.key, "quote.price_of_unit_unusual"));
        }
    }
    Ok(())
}

fn promises(input: &PricingInput, total: Money, found: &mut Vec<Flag>) {
    if input.estimate != EstimateKind::NonBinding && !input.surveyed {
        found.push(Flag::new(FlagCode::P15, FlagLevel::Approval, "", "quote.promise_without_survey"));
    }
    if input.credit_allowed == Some(false) {
        found.push(Flag::new(FlagCode::P15, FlagLevel::Approval, "", "quote.credit_stopped"));
    }
    if input.credit_room.is_some_and(|room| total.minor() > room.minor()) {
        found.push(Flag::new(FlagCode::P15, FlagLevel::Approval, "", "quote.credit_exceeded"));
    }
    if input.untaxed_reason.is_some() {
        found.push(Flag::new(FlagCode::P15, FlagLevel::Approval, "", "quote.tax_left_out"));
    }
}
