//! Fees and services (QUO-15, QUO-20).

use kernel::expr::Expression;
use kernel::money::{Ratio, UnitPrice};

use super::category::Category;
use super::derivation::Node;
use super::error::PricingError;
use super::input::{ChargeInput, Work};
use super::sheet::{Draft, Sheet};
use super::tariff::lookup::of_kind;
use super::tariff::{FeeKind, FeeRule, PercentageSource, RuleBody, ServiceRule};
use super::unit::Unit;

/// Which fees are computed: percentages come after everything they may be a percentage of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Pass {
    Plain,
    Percentages,
}

/// Fees named by the input and those the tariff adds by itself.
pub(super) fn price(sheet: &mut Sheet, pass: Pass) {
    let part = sheet.part;
    let tariff = sheet.tariff;
    for charge in &part.charges {
        match tariff.rule(&charge.rule_key).map(|rule| &rule.body) {
            Some(RuleBody::Fee(rule)) => {
                if is_of(rule, pass) {
                    sheet.attempt(|sheet| price_fee(sheet, &charge.rule_key, rule, charge));
                }
            }
            Some(RuleBody::Service(rule)) => {
                if pass == Pass::Plain {
                    sheet.attempt(|sheet| price_service(sheet, rule, charge));
                }
            }
            _ => {
                if pass == Pass::Plain {
                    let missing = sheet.rate_missing(charge.rule_key.clone());
                    sheet.errors.push(missing);
                }
            }
        }
    }
    for (rule_key, rule) in tariff.all(of_kind!(Fee)) {
        let named = part.charges.iter().any(|charge| charge.rule_key == rule_key);
        if rule.automatic && !named && is_of(rule, pass) {
            let once = ChargeInput {
                rule_key: rule_key.to_owned(),
                quantity: Ratio::ONE,
                second_quantity: None,
                option: None,
            };
            sheet.attempt(|sheet| price_fee(sheet, rule_key, rule, &once));
        }
    }
}

fn is_of(rule: &FeeRule, pass: Pass) -> bool {
    matches!(rule.fee, FeeKind::Percentage { .. }) == (pass == Pass::Percentages)
}

fn price_fee(sheet: &mut Sheet, rule_key: &str, rule: &FeeRule, charge: &ChargeInput) -> Result<(), PricingError> {
    if !condition_holds(sheet, rule_key, rule)? {
        return Ok(());
    }
    let (mut quantity, mut price) = quantity_and_price(sheet, rule_key, rule, charge)?;
    let bounds = [rule.cap, rule.floor];
    if bounds.iter().any(Option::is_some) {
        let mut amount = Node::product("fee.amount", Unit::Money, vec![quantity, price])?;
        if let Some(cap) = rule.cap {
            let cap = sheet.tariff_price("fee.cap", cap, rule_key);
            amount = Node::smaller("fee.capped", Unit::Money, amount, cap);
        }
        if let Some(floor) = rule.floor {
            let floor = sheet.tariff_price("fee.floor", floor, rule_key);
            amount = Node::larger("fee.at_least", Unit::Money, amount, floor);
        }
        quantity = Node::given("once", 1_i64, Unit::Number);
        price = amount;
    }
    let percentage = matches!(rule.fee, FeeKind::Percentage { .. });
    let category = if percentage { Category::PercentageFee } else { rule.category };
    let description = if percentage { "fee.percentage" } else { "fee.plain" };
    let mut line = Draft::new(sheet, category, description, quantity, price).by(rule_key).about(rule_key);
    if let Some(class) = rule.tax_class {
        line = line.taxed_as(class);
    }
    line.option.clone_from(&charge.option);
    line.discountable = rule.discountable;
    line.commissionable = rule.commissionable;
    line.public = rule.public;
    sheet.put(line)
}

fn quantity_and_price(
    sheet: &Sheet,
    rule_key: &str,
    rule: &FeeRule,
    charge: &ChargeInput,
) -> Result<(Node, Node), PricingError> {
    let once = || Node::given("once", 1_i64, Unit::Number);
    let tariff_price = |price: UnitPrice| sheet.tariff_price("fee.price", price, rule_key);
    let count = |unit| Node::given("fee.quantity", charge.quantity, unit);
    Ok(match &rule.fee {
        FeeKind::Flat { price } => (once(), tariff_price(*price)),
        FeeKind::PerItem { price } => (count(Unit::Item), tariff_price(*price)),
        FeeKind::TwoFactor { price } => {
            let second = charge.second_quantity.ok_or_else(|| sheet.input_missing("second_quantity"))?;
            let second = Node::given("fee.second_quantity", second, Unit::Number);
            let factors = vec![count(Unit::Number), second];
            (Node::product("fee.quantity", Unit::Number, factors)?, tariff_price(*price))
        }
        FeeKind::PerDistance { price } => (distance(sheet)?, tariff_price(*price)),
        FeeKind::RateTimesDistance { price } => {
            let factors = vec![count(Unit::Number), distance(sheet)?];
            (Node::product("fee.quantity", Unit::Distance, factors)?, tariff_price(*price))
        }
        FeeKind::DistanceTable { bands } => {
            let way = distance(sheet)?.value;
            let band = bands.iter().filter(|band| way <= band.up_to_distance);
            let band = band.min_by_key(|band| band.up_to_distance);
            let band = band.ok_or_else(|| sheet.rate_missing(format!("{rule_key} for {way}")))?;
            (once(), tariff_price(band.price))
        }
        FeeKind::DriveTime { price } => (drive_hours(sheet)?, tariff_price(*price)),
        FeeKind::Per100Lb { price } => match &sheet.part.work {
            Work::Move(work) => (super::moving::hundredweight(sheet, work)?, tariff_price(*price)),
            _ => return Err(sheet.input_missing("weight_lb")),
        },
        FeeKind::Percentage { rate, of } => {
            let share = percentage(sheet, rule_key, rate)?;
            // Only what stands before: no percentage of a percentage, whatever the order of charges.
            let base = sheet.lines_of(|line| line.category < Category::PercentageFee && of.contains(&line.category));
            (share, Node::sum("fee.base", Unit::Money, base)?)
        }
    })
}

fn percentage(sheet: &Sheet, rule_key: &str, source: &PercentageSource) -> Result<Node, PricingError> {
    let rate = match source {
        PercentageSource::Fixed { rate } => *rate,
        PercentageSource::Index { steps, prices } => {
            let on = sheet.part.service_date;
            let published = prices.iter().filter(|price| price.from <= on).max_by_key(|price| price.from);
            let index = sheet.part.fuel_index.or(published.map(|price| price.price));
            let index = index.ok_or_else(|| sheet.input_missing("fuel_index"))?;
            let reached = steps.iter().filter(|step| step.from <= index).max_by_key(|step| step.from);
            reached.ok_or_else(|| sheet.rate_missing(format!("{rule_key} for index {index}")))?.rate
        }
    };
    Ok(sheet.tariff_figure("fee.percentage", rate.to_ratio(), Unit::Share, rule_key))
}

fn distance(sheet: &Sheet) -> Result<Node, PricingError> {
    let km = match &sheet.part.work {
        Work::Move(work) => work.distance_km,
        Work::CraneOrder(work) => Some(work.mobilisation.distance_km),
        Work::HourlyHire(_) | Work::Rental(_) | Work::Charges => None,
    };
    let km = km.ok_or_else(|| sheet.input_missing("distance_km"))?;
    Ok(Node::given("fee.distance", sheet.tariff.distance(km)?, Unit::Distance))
}

fn drive_hours(sheet: &Sheet) -> Result<Node, PricingError> {
    let minutes = match &sheet.part.work {
        Work::Move(work) => work.drive_minutes,
        _ => None,
    };
    let minutes = minutes.ok_or_else(|| sheet.input_missing("drive_minutes"))?;
    let minutes = Node::given("fee.drive_minutes", minutes, Unit::Minute);
    let hour = Node::given("constant.minutes_of_an_hour", 60_i64, Unit::Minute);
    Ok(Node::quotient("fee.drive_hours", Unit::Hour, minutes, hour)?)
}

fn condition_holds(sheet: &Sheet, rule_key: &str, rule: &FeeRule) -> Result<bool, PricingError> {
    let Some(condition) = &rule.condition else { return Ok(true) };
    let failed = |reason: String| PricingError::ConditionFailed { rule: rule_key.to_owned(), reason };
    let part = serde_json::to_value(sheet.part).map_err(|error| failed(error.to_string()))?;
    let expression = Expression::compile(condition).map_err(failed)?;
    expression.holds(&[("part", &part)]).map_err(failed)
}

fn price_service(sheet: &mut Sheet, rule: &ServiceRule, charge: &ChargeInput) -> Result<(), PricingError> {
    let quantity = Node::given("service.quantity", charge.quantity, rule.unit);
    let price = sheet.tariff_price("service.price", rule.price, &charge.rule_key);
    let category = match rule.unit {
        Unit::Month => Category::Storage,
        _ => Category::Service,
    };
    let mut line = Draft::new(sheet, category, "service", quantity, price)
        .by(&charge.rule_key)
        .about(&charge.rule_key)
        .taxed_as(rule.tax_class);
    line.option.clone_from(&charge.option);
    sheet.put(line)
}
