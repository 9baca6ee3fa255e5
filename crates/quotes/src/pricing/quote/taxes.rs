//! Asks for the taxes and checks that they follow from their bases.

use std::collections::HashMap;

use kernel::money::tax::{SupplyPlaces, TaxAnswer, TaxClass, TaxDecider, TaxLine, TaxQuestion, TaxableLine};
use kernel::money::{Currency, Money};

use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::PricingInput;
use crate::pricing::unit::Unit;
use crate::pricing::validator::{Flag, FlagCode, FlagLevel};

/// A line as the tax sees it.
pub(super) struct Taxable<'a> {
    pub key: String,
    pub class: TaxClass,
    pub places: &'a SupplyPlaces,
    pub net: &'a Node,
}

/// The answer, a node for each tax, and a P10 for each line without a rule.
pub(super) fn ask(
    input: &PricingInput,
    lines: &[Taxable],
    taxes: &dyn TaxDecider,
) -> Result<(TaxAnswer, Vec<Node>, Vec<Flag>), PricingError> {
    let currency = input.currency;
    let mut asked = Vec::with_capacity(lines.len());
    for line in lines {
        asked.push(TaxableLine {
            key: line.key.clone(),
            class: line.class,
            amount: Money::from_major(line.net.value, currency)?,
            places: line.places.clone(),
        });
    }
    let question = TaxQuestion {
        tax_date: input.tax_date.unwrap_or(input.priced_on),
        recipient: input.recipient.clone(),
        lines: asked,
        untaxed_reason: input.untaxed_reason.clone(),
    };
    let answer = match taxes.decide(&question) {
        Ok(answer) => answer,
        Err(problems) => {
            let flags = problems.iter().map(|problem| Flag {
                detail: Some(problem.to_string()),
                ..Flag::new(FlagCode::P10, FlagLevel::Block, problem.line(), "quote.no_tax_rule")
            });
            return Ok((TaxAnswer::default(), Vec::new(), flags.collect()));
        }
    };
    let nets: HashMap<&str, &Node> = lines.iter().map(|line| (line.key.as_str(), line.net)).collect();
    let nodes = answer.taxes.iter().map(|tax| tax_node(tax, &nets, currency)).collect::<Result<Vec<_>, _>>()?;
    Ok((answer, nodes, Vec::new()))
}

fn tax_node(tax: &TaxLine, nets: &HashMap<&str, &Node>, currency: Currency) -> Result<Node, PricingError> {
    let mut parts = Vec::with_capacity(tax.shares.len());
    for share in &tax.shares {
        let base = share.base.to_ratio();
        // A line taxed in one place enters with its net amount, a split one with its part.
        parts.push(match nets.get(share.line.as_str()) {
            Some(net) if net.value == base => Node::same_as(net),
            _ => Node::given("tax.part_of_line", base, Unit::Money),
        });
    }
    let base = Node::sum("tax.base", Unit::Money, parts)?;
    let rate = Node::given("tax.rate", tax.rate.to_ratio(), Unit::Share);
    let node = Node::product(&format!("tax.{}.{:?}", tax.jurisdiction, tax.tax), Unit::Money, vec![base, rate])?
        .to_minor(currency)?
        .shown(true);
    if node.value == tax.amount.to_ratio() {
        Ok(node)
    } else {
        Err(PricingError::TaxInconsistent { jurisdiction: tax.jurisdiction.clone() })
    }
}
