//! Moving: hourly rate.

use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::sheet::Sheet;
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::tariff::{Addition, ClassRates, DayClass, HourlyRow};
use crate::pricing::unit::Unit;

/// Price of an hour (QUO-8) and the key of the row it starts from: the exact row, else the nearest
/// lower one with additional movers and trucks.
pub(super) fn hourly_rate(
    sheet: &Sheet,
    movers: u32,
    trucks: u32,
    class: DayClass,
) -> Result<(String, Node), PricingError> {
    let nearest = sheet
        .tariff
        .all(of_kind!(Hourly))
        .filter(|(_, row)| row.movers <= movers && row.trucks <= trucks)
        .min_by_key(|(_, row)| (distance(row, movers, trucks), movers - row.movers));
    let Some((rule_key, row)) = nearest else {
        return Err(sheet.rate_missing(format!("hourly rate for {movers} movers and {trucks} trucks")));
    };
    let base = class_price(sheet, rule_key, &row.rates, class)?;
    let (more_movers, more_trucks) = (movers - row.movers, trucks - row.trucks);
    if more_movers + more_trucks == 0 {
        return Ok((rule_key.to_owned(), base));
    }
    let mut parts = vec![base];
    for (adds, count) in [(Addition::Mover, more_movers), (Addition::Truck, more_trucks)] {
        if count > 0 {
            let count = Node::given("hourly.additional", count, Unit::Number);
            let price = addition_price(sheet, adds, class)?;
            parts.push(Node::product("hourly.additions", Unit::Money, vec![count, price])?);
        }
    }
    Ok((rule_key.to_owned(), Node::sum("hourly.rate", Unit::Money, parts)?))
}

fn distance(row: &HourlyRow, movers: u32, trucks: u32) -> u32 {
    (movers - row.movers) + (trucks - row.trucks)
}

fn addition_price(sheet: &Sheet, adds: Addition, class: DayClass) -> Result<Node, PricingError> {
    let found = sheet.tariff.all(of_kind!(HourlyAddition)).find(|(_, rule)| rule.adds == adds);
    let Some((rule_key, rule)) = found else {
        return Err(sheet.rate_missing(match adds {
            Addition::Mover => "hourly rate of an additional mover",
            Addition::Truck => "hourly rate of an additional truck",
        }));
    };
    class_price(sheet, rule_key, &rule.rates, class)
}

fn class_price(sheet: &Sheet, rule_key: &str, rates: &ClassRates, class: DayClass) -> Result<Node, PricingError> {
    let column = match class {
        DayClass::Weekday => Some(rates.weekday),
        DayClass::Weekend => rates.weekend,
        DayClass::Peak => rates.peak,
        DayClass::Holiday => rates.holiday,
    };
    if let Some(price) = column {
        return Ok(sheet.tariff_price("hourly.rate", price, rule_key));
    }
    let factor = sheet.tariff.all(of_kind!(DayClass)).find_map(|(key, rule)| {
        let factor = match class {
            DayClass::Weekday => None,
            DayClass::Weekend => rule.weekend_factor,
            DayClass::Peak => rule.peak_factor,
            DayClass::Holiday => rule.holiday_factor,
        };
        factor.map(|factor| sheet.tariff_figure("hourly.class_factor", factor.to_ratio(), Unit::Number, key))
    });
    let factor = factor.ok_or_else(|| sheet.rate_missing(format!("{rule_key} on a {class:?} day")))?;
    let weekday = sheet.tariff_price("hourly.rate", rates.weekday, rule_key);
    Ok(Node::product("hourly.rate", Unit::Money, vec![weekday, factor])?)
}
