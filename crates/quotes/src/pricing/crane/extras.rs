//! Crane: extras.

use kernel::money::{Rate, UnitPrice};

use super::Terms;
use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::{CraneOrderInput, DealType, Incidental, SiteFactor};
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::unit::Unit;

/// Extra charge, incidentals, riggers, helpers and site factors (QUO-31).
pub(super) fn price(sheet: &mut Sheet, terms: &Terms, work: &CraneOrderInput) {
    if let Some(extra) = work.extra_charge {
        sheet.attempt(|sheet| {
            let price = Node::given("crane.extra_charge", extra.to_ratio(), Unit::Money);
            put(sheet, None, Category::Extra, "crane.extra_charge", "extra", 1, price)
        });
    }
    for incidental in &work.incidentals {
        sheet.attempt(|sheet| price_incidental(sheet, terms, incidental));
    }
    let crew = [
        ("crane.rigger", "riggers", work.riggers, terms.rigger),
        ("crane.helper", "helpers", work.helpers, terms.helper),
    ];
    for (description, suffix, count, amount) in crew {
        sheet.attempt(|sheet| {
            let price = sheet.tariff_price(description, amount, terms.rule_key);
            put(sheet, Some(terms.rule_key), Category::Crew, description, suffix, count, price)
        });
    }
    for factor in &work.site_factors {
        let (description, suffix, amount) = match factor {
            SiteFactor::Area => ("crane.area", "area", terms.area),
            SiteFactor::Condition => ("crane.condition", "condition", terms.condition),
            SiteFactor::Reputation => ("crane.reputation", "reputation", terms.reputation),
        };
        if amount != UnitPrice::ZERO {
            sheet.attempt(|sheet| {
                let price = sheet.tariff_price(description, amount, terms.rule_key);
                put(sheet, Some(terms.rule_key), Category::Extra, description, suffix, 1, price)
            });
        }
    }
}

fn price_incidental(sheet: &mut Sheet, terms: &Terms, incidental: &Incidental) -> Result<(), PricingError> {
    let index = usize::from(incidental.number).checked_sub(1);
    let listed = index.and_then(|index| terms.incidentals.get(index));
    let listed = listed.ok_or_else(|| sheet.input_invalid("incidentals", "are numbered 1 to 3"))?;
    let (rule_key, price) = match incidental.amount {
        Some(own) => (None, Node::given("crane.incidental", own.to_ratio(), Unit::Money)),
        None => (Some(terms.rule_key), sheet.tariff_price("crane.incidental", *listed, terms.rule_key)),
    };
    let suffix = format!("incidental-{}", incidental.number);
    put(sheet, rule_key, Category::Extra, "crane.incidental", &suffix, 1, price)
}

fn put(
    sheet: &mut Sheet,
    rule_key: Option<&str>,
    category: Category,
    description: &'static str,
    suffix: &str,
    count: u32,
    price: Node,
) -> Result<(), PricingError> {
    let quantity = Node::given("crane.count", count, Unit::Item);
    let mut line = Draft::new(sheet, category, description, quantity, price).suffix(suffix);
    line.rule_key = rule_key.map(str::to_owned);
    sheet.put(line)
}

/// Premium of a credit deal on everything before it.
pub(super) fn price_credit(sheet: &mut Sheet, terms: &Terms) -> Result<(), PricingError> {
    let rate = match sheet.quote.deal {
        Some(DealType::Credit) => terms.credit,
        Some(DealType::LongCredit) => terms.long_credit,
        Some(DealType::Advance | DealType::NoAdvance) | None => Rate::ZERO,
    };
    if rate == Rate::ZERO {
        return Ok(());
    }
    let share = sheet.tariff_figure("crane.credit_rate", rate.to_ratio(), Unit::Share, terms.rule_key);
    let base = sheet.lines_of(|line| line.category < Category::PercentageFee);
    let base = Node::sum("crane.credit_base", Unit::Money, base)?;
    let line = Draft::new(sheet, Category::PercentageFee, "crane.credit", share, base);
    sheet.put(line.by(terms.rule_key).suffix("credit"))
}
