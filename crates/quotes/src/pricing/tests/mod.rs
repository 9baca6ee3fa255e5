//! Pricing: tests.

mod crane;
mod errors;
mod hire_and_rental;
mod long_distance;
mod moving;
mod properties;
mod random;
mod rules;
mod stated_taxes;
mod validator;

use jiff::civil::{Date, date};
use kernel::money::{Currency, Money, Rate, Ratio, UnitPrice};

use super::input::*;
use super::priced::Priced;
use super::tariff::TariffVersion;
use super::validator::FlagCode;
use super::{PricingError, price};
use stated_taxes::StatedTaxes;

const PRICED_ON: Date = date(2026, 5, 4);

fn whole(value: i64) -> Ratio {
    Ratio::whole(value)
}

fn hundredths(value: i64) -> UnitPrice {
    UnitPrice::from_hundredths(value)
}

fn part(key: &str, tariff: &TariffVersion, service_date: Date, work: Work) -> PartInput {
    PartInput {
        key: key.into(),
        tariff_version_id: tariff.id,
        service_date,
        places: Default::default(),
        work,
        charges: Vec::new(),
        fuel_index: None,
    }
}

fn quote(currency: Currency, parts: Vec<PartInput>) -> PricingInput {
    PricingInput {
        currency,
        priced_on: PRICED_ON,
        tax_date: None,
        estimate: EstimateKind::NonBinding,
        surveyed: false,
        recipient: Default::default(),
        untaxed_reason: None,
        parts,
        option_groups: Vec::new(),
        adjustments: Vec::new(),
        discount: None,
        without_minimum: false,
        deal: None,
        deposit: None,
        planned_cost: None,
        checks: Default::default(),
        sender_limits: None,
        usual: Vec::new(),
        credit_allowed: None,
        credit_room: None,
    }
}

fn charge(rule_key: &str) -> ChargeInput {
    ChargeInput { rule_key: rule_key.into(), quantity: Ratio::ONE, second_quantity: None, option: None }
}

fn percent_deposit(percent: i64) -> Option<DepositRule> {
    Some(DepositRule::Percent { rate: Rate::percent(percent) })
}

/// A price whose tree has been computed again from its leaves.
fn priced(input: &PricingInput, tariff: &TariffVersion, taxes: &StatedTaxes) -> Priced {
    let priced = price(input, std::slice::from_ref(tariff), taxes).unwrap();
    assert_adds_up(&priced);
    priced
}

fn assert_adds_up(priced: &Priced) {
    assert_eq!(priced.derivation.evaluate().unwrap(), priced.total.to_ratio());
    let beside: Vec<Ratio> = priced.derivation.beside.iter().map(|node| node.value).collect();
    assert_eq!(priced.derivation.evaluate_beside().unwrap(), beside);
    let chosen = priced.lines.iter().filter(|line| line.selected).map(|line| line.net);
    let taxes = priced.taxes.iter().map(|tax| tax.amount);
    assert_eq!(Money::sum(chosen.chain(taxes), priced.currency).unwrap(), priced.total);
}

fn errors(input: &PricingInput, tariff: &TariffVersion) -> Vec<PricingError> {
    price(input, std::slice::from_ref(tariff), &StatedTaxes::none()).unwrap_err()
}

fn amount(priced: &Priced, key: &str) -> String {
    let line = priced.lines.iter().find(|line| line.key == key);
    line.unwrap_or_else(|| panic!("no line {key} in {:?}", keys(priced))).amount.amount_text()
}

fn keys(priced: &Priced) -> Vec<&str> {
    priced.lines.iter().map(|line| line.key.as_str()).collect()
}

fn amounts(priced: &Priced) -> Vec<(&str, String)> {
    priced.lines.iter().map(|line| (line.key.as_str(), line.amount.amount_text())).collect()
}

fn taxes(priced: &Priced) -> Vec<String> {
    priced.taxes.iter().map(|tax| tax.amount.amount_text()).collect()
}

fn text(money: Money) -> String {
    money.amount_text()
}

fn codes(priced: &Priced) -> Vec<FlagCode> {
    let mut codes: Vec<_> = priced.flags.iter().map(|flag| flag.code).collect();
    codes.sort();
    codes.dedup();
    codes
}
