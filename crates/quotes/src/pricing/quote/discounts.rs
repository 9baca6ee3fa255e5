//! Discounts on lines, then one on the quote, spread over the discountable lines (QUO-18).

use kernel::money::{Currency, Money, MoneyError, Ratio, split_largest_remainder};

use super::parts::quote_invalid;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::{Discount, PricingInput};
use crate::pricing::sheet::Entry;
use crate::pricing::unit::Unit;

/// The chosen lines after discounts.
pub(super) struct Discounted {
    /// Node of each entry's net amount, in their order; `None` for options not chosen.
    pub net: Vec<Option<Node>>,
    /// Nodes the nets refer to.
    pub beside: Vec<Node>,
    /// A discount exceeded what it is taken of.
    pub excessive: bool,
}

/// Writes discount and net into the lines.
pub(super) fn apply(input: &PricingInput, entries: &mut [Entry]) -> Result<Discounted, PricingError> {
    let currency = input.currency;
    let mut excessive = false;
    let mut reductions: Vec<Vec<Node>> = Vec::with_capacity(entries.len());
    for entry in entries.iter() {
        let own = input.adjustments.iter().find(|adjustment| adjustment.line == entry.line.key);
        let own = own.and_then(|adjustment| adjustment.discount.as_ref());
        let node = own.map(|discount| discount_node(discount, Node::same_as(&entry.amount), currency));
        let node = node.transpose()?;
        excessive |= node.as_ref().is_some_and(|node| node.value > entry.amount.value.max(Ratio::ZERO));
        reductions.push(node.into_iter().collect());
    }
    let mut beside = Vec::new();
    if let Some(discount) = &input.discount {
        let reached: Vec<usize> = (0..entries.len())
            .filter(|index| entries[*index].line.selected && entries[*index].line.discountable)
            .filter(|index| rest(&entries[*index], &reductions[*index]).is_ok_and(|rest| rest > Ratio::ZERO))
            .collect();
        let mut weights = Vec::with_capacity(reached.len());
        for index in &reached {
            weights.push(after(&entries[*index], &reductions[*index])?);
        }
        let weights = Node::sum("discount.base", Unit::Money, weights)?.named("discountable");
        if reached.is_empty() {
            return Err(quote_invalid("discount", "has no line to be taken of"));
        }
        let whole = discount_node(discount, Node::same_as(&weights), currency)?.named("quote_discount");
        excessive |= whole.value > weights.value;
        let shares = split_largest_remainder(
            Money::from_major(whole.value, currency)?,
            &weights.children.iter().map(|child| child.value).collect::<Vec<_>>(),
        )?;
        for (place, (index, share)) in reached.iter().zip(shares).enumerate() {
            let whole = Node::same_as(&whole);
            reductions[*index].push(Node::share("discount.share", whole, &weights, place, share.to_ratio()));
        }
        beside.push(weights);
        beside.push(whole.shown(true));
    }
    let mut net = Vec::with_capacity(entries.len());
    for (entry, less) in entries.iter_mut().zip(reductions) {
        let discount = less.iter().try_fold(Ratio::ZERO, |sum, node| sum.plus(node.value))?;
        entry.line.discount = Money::from_major(discount, currency)?;
        entry.line.net = entry.line.amount.checked_sub(entry.line.discount)?;
        if !entry.line.selected {
            beside.push(entry.amount.clone());
            net.push(None);
            continue;
        }
        let amount = entry.amount.clone();
        let node = Node::difference(&entry.line.description_key, Unit::Money, amount, less)?
            .named(format!("net:{}", entry.line.key))
            .shown(entry.line.public);
        net.push(Some(node));
    }
    Ok(Discounted { net, beside, excessive })
}

fn rest(entry: &Entry, less: &[Node]) -> Result<Ratio, MoneyError> {
    less.iter().try_fold(entry.amount.value, |rest, node| rest.minus(node.value))
}

fn after(entry: &Entry, less: &[Node]) -> Result<Node, MoneyError> {
    let amount = Node::same_as(&entry.amount);
    Node::difference("discount.base", Unit::Money, amount, less.to_vec())
}

fn discount_node(discount: &Discount, of: Node, currency: Currency) -> Result<Node, PricingError> {
    let node = match discount {
        Discount::Amount { amount } if amount.currency() != currency => {
            return Err(quote_invalid("discount", "is in another currency"));
        }
        Discount::Amount { amount } => Node::given("discount", amount.to_ratio(), Unit::Money),
        Discount::Percent { rate } => {
            let rate = Node::given("discount.rate", rate.to_ratio(), Unit::Share);
            Node::product("discount", Unit::Money, vec![of, rate])?.to_minor(currency)?
        }
    };
    if node.value.is_negative() {
        return Err(quote_invalid("discount", "is below zero"));
    }
    Ok(node)
}
