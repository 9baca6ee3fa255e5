//! What is paid ahead, taken of the total with tax (QUO-23, QUO-31).

use kernel::money::{Currency, Ratio};

use super::parts::quote_invalid;
use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::{DealType, DepositRule, PricingInput};
use crate::pricing::sheet::Sheet;
use crate::pricing::tariff::lookup::of_kind;
use crate::pricing::unit::Unit;

/// The deposit and whether more than the total was asked.
pub(super) struct Deposit {
    pub node: Node,
    pub above_total: bool,
}

/// By the quote's rule, else by an advance deal, else nothing.
pub(super) fn deposit(input: &PricingInput, sheets: &[Sheet], total: &Node) -> Result<Deposit, PricingError> {
    let currency = input.currency;
    let of_total = |share: Ratio| part_of(total, share, currency);
    let asked = match &input.deposit {
        Some(DepositRule::Percent { rate }) => of_total(rate.to_ratio())?,
        Some(DepositRule::Amount { amount }) if amount.currency() != currency => {
            return Err(quote_invalid("deposit", "is in another currency"));
        }
        Some(DepositRule::Amount { amount }) => Node::given("deposit.asked", amount.to_ratio(), Unit::Money),
        Some(DepositRule::Hours { hours }) => by_hours(sheets, *hours, currency)?,
        Some(DepositRule::Instalment { instalments }) => instalment(total, (*instalments).into(), currency)?,
        None => match advance(input, sheets) {
            None => Node::given("deposit.asked", 0_i64, Unit::Money),
            Some(Advance::Share(share)) => of_total(share)?,
            Some(Advance::Months(months)) => instalment(total, Ratio::new(months, 1)?, currency)?,
        },
    };
    if asked.value.is_negative() {
        return Err(quote_invalid("deposit", "is below zero"));
    }
    let above_total = asked.value > total.value;
    let node = Node::smaller("deposit", Unit::Money, asked, Node::same_as(total)).named("deposit").shown(true);
    Ok(Deposit { node, above_total })
}

fn part_of(total: &Node, share: Ratio, currency: Currency) -> Result<Node, PricingError> {
    let share = Node::given("deposit.share", share, Unit::Share);
    Ok(Node::product("deposit.asked", Unit::Money, vec![Node::same_as(total), share])?.to_minor(currency)?)
}

fn instalment(total: &Node, count: Ratio, currency: Currency) -> Result<Node, PricingError> {
    if count.is_zero() {
        return Err(quote_invalid("deposit", "has no instalments"));
    }
    let count = Node::given("deposit.instalments", count, Unit::Number);
    Ok(Node::quotient("deposit.asked", Unit::Money, Node::same_as(total), count)?.to_minor(currency)?)
}

fn by_hours(sheets: &[Sheet], hours: Ratio, currency: Currency) -> Result<Node, PricingError> {
    let labour = sheets
        .iter()
        .flat_map(|sheet| &sheet.entries)
        .filter(|entry| entry.line.category == Category::Labour)
        .min_by(|a, b| a.line.key.cmp(&b.line.key));
    let labour = labour.ok_or_else(|| quote_invalid("deposit", "by the hour needs labour by the hour"))?;
    let hours = Node::given("deposit.hours", hours, Unit::Hour);
    let rate = Node::given("deposit.hourly_rate", labour.unit_price, Unit::Money);
    Ok(Node::product("deposit.asked", Unit::Money, vec![hours, rate])?.to_minor(currency)?)
}

enum Advance {
    Share(Ratio),
    Months(i128),
}

/// Crane orders by the hour pay a share ahead, those by the month one of as many instalments as the
/// longest machine has started months.
fn advance(input: &PricingInput, sheets: &[Sheet]) -> Option<Advance> {
    if input.deal != Some(DealType::Advance) {
        return None;
    }
    let months = sheets.iter().flat_map(|sheet| &sheet.machine_months).flatten().max();
    if let Some(months) = months {
        return Some(Advance::Months(*months));
    }
    let terms = sheets
        .iter()
        .filter(|sheet| !sheet.machine_months.is_empty())
        .find_map(|sheet| sheet.tariff.all(of_kind!(CraneTerms)).next());
    terms.map(|(_, terms)| Advance::Share(terms.advance.to_ratio()))
}
