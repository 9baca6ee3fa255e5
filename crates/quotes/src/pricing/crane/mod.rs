//! Cranes: orders priced by their length, and hire by the clock.

mod alternatives;
mod clock;
mod extras;
mod hire;
mod length;
mod lodging;
mod machine;
mod mobilisation;
mod premiums;
mod working;

use super::error::PricingError;
use super::input::CraneOrderInput;
use super::sheet::{Sheet, is_key};
use super::tariff::CraneTerms;
use super::tariff::lookup::of_kind;
use super::validator::{FlagCode, FlagLevel};

pub(super) use hire::price as price_hire;

/// The factors and amounts that hold for an order, with the key of their rule.
struct Terms<'a> {
    rule_key: &'a str,
    terms: &'a CraneTerms,
}

impl std::ops::Deref for Terms<'_> {
    type Target = CraneTerms;

    fn deref(&self) -> &CraneTerms {
        self.terms
    }
}

/// An order priced by its length (QUO-24 to QUO-32), without the premium of a credit deal.
pub(super) fn price_order(sheet: &mut Sheet, work: &CraneOrderInput) {
    let Some(terms) = terms(sheet) else { return };
    if work.machines.is_empty() {
        let missing = sheet.input_missing("machines");
        sheet.errors.push(missing);
    }
    let mut keys: Vec<&str> = work.machines.iter().map(|machine| machine.key.as_str()).collect();
    keys.sort_unstable();
    let repeated = keys.windows(2).any(|pair| pair[0] == pair[1]);
    if repeated || keys.iter().any(|key| !is_key(key)) {
        let invalid = sheet.input_invalid("machines.key", "must be given once each, without a slash");
        sheet.errors.push(invalid);
    }
    let mut machines = Vec::with_capacity(work.machines.len());
    for input in &work.machines {
        match machine::Machine::resolve(sheet, &terms, work, input) {
            Ok(machine) => machines.push(machine),
            Err(error) => sheet.errors.push(error),
        }
    }
    for machine in &machines {
        check_range(sheet, &terms, machine);
        sheet.attempt(|sheet| working::price(sheet, &terms, machine));
        sheet.attempt(|sheet| working::price_sundays(sheet, &terms, machine));
        sheet.attempt(|sheet| alternatives::compare(sheet, &terms, machine));
    }
    sheet.attempt(|sheet| lodging::price(sheet, &terms, work));
    sheet.attempt(|sheet| mobilisation::price(sheet, &work.mobilisation, &machines));
    sheet.attempt(|sheet| premiums::price(sheet, &terms, work, &machines));
    extras::price(sheet, &terms, work);
}

/// The premium of a credit deal, taken of everything before it.
pub(super) fn price_credit(sheet: &mut Sheet) {
    let Some(terms) = terms(sheet) else { return };
    sheet.attempt(|sheet| extras::price_credit(sheet, &terms));
}

fn terms<'a>(sheet: &mut Sheet<'a>) -> Option<Terms<'a>> {
    let found = sheet.tariff.all(of_kind!(CraneTerms)).next();
    if found.is_none() {
        let missing: PricingError = sheet.rate_missing("crane terms");
        if !sheet.errors.contains(&missing) {
            sheet.errors.push(missing);
        }
    }
    found.map(|(rule_key, terms)| Terms { rule_key, terms })
}

fn check_range(sheet: &mut Sheet, terms: &Terms, machine: &machine::Machine) {
    let all_days = machine.days + machine.sundays;
    let shifts = machine.shifts();
    let too_long = machine.hours_per_shift.times(shifts).is_ok_and(|hours| hours > 24_i64.into());
    if all_days == 0
        || all_days > terms.bands.yearly_days.min(sheet.quote.checks.most_days)
        || machine.input.quantity == 0
        || too_long
        || machine.hours_per_shift <= 0_i64.into()
    {
        sheet.flags.push(super::validator::Flag::new(
            FlagCode::P14,
            FlagLevel::Block,
            &format!("{}/{}", sheet.part.key, machine.input.key),
            "crane.days_quantity_or_hours_out_of_range",
        ));
    }
}
