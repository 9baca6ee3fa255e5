//! Crane: premiums.

use kernel::money::Rate;

use super::Terms;
use super::machine::Machine;
use crate::pricing::category::Category;
use crate::pricing::derivation::Node;
use crate::pricing::error::PricingError;
use crate::pricing::input::{CraneOrderInput, Risk, Usage};
use crate::pricing::sheet::{Draft, Sheet};
use crate::pricing::tariff::{OrderType, PremiumBase};
use crate::pricing::unit::Unit;

/// Premiums for risk and usage (QUO-30), each once on the monthly rates whatever the length.
pub(super) fn price(
    sheet: &mut Sheet,
    terms: &Terms,
    work: &CraneOrderInput,
    machines: &[Machine],
) -> Result<(), PricingError> {
    let risk = match work.risk {
        Risk::Low => Rate::ZERO,
        Risk::Medium => terms.risk_medium,
        Risk::High => terms.risk_high,
    };
    let usage = match work.usage {
        Usage::Normal => Rate::ZERO,
        Usage::Medium => terms.usage_medium,
        Usage::Heavy => terms.usage_heavy,
    };
    let premiums = [(Category::Risk, "crane.risk", "risk", risk), (Category::Usage, "crane.usage", "usage", usage)];
    for (category, description, suffix, rate) in premiums {
        if rate == Rate::ZERO {
            continue;
        }
        let base = base(sheet, terms, machines)?;
        let share = sheet.tariff_figure("crane.premium_rate", rate.to_ratio(), Unit::Share, terms.rule_key);
        let line = Draft::new(sheet, category, description, share, base);
        sheet.put(line.by(terms.rule_key).suffix(suffix))?;
    }
    Ok(())
}

fn base(sheet: &Sheet, terms: &Terms, machines: &[Machine]) -> Result<Node, PricingError> {
    let parts = match terms.premium_base {
        PremiumBase::WorkingCost => sheet.lines_of(|line| line.category == Category::Machine),
        PremiumBase::MonthlyRate => {
            let mut parts = Vec::with_capacity(machines.len());
            for machine in machines {
                let factors = vec![machine.rate(sheet, OrderType::Monthly)?, machine.quantity()];
                parts.push(Node::product("crane.monthly_rates", Unit::Money, factors)?);
            }
            parts
        }
    };
    Ok(Node::sum("crane.premium_base", Unit::Money, parts)?)
}
