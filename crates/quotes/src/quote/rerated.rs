//! Two prices of the same work line by line (QUO-7): what stands on one side only is listed, nothing is dropped.

use kernel::{
    Error, Result,
    money::{Money, Ratio, UnitPrice},
};
use render::Language;
use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    pricing::{Priced, PricedLine, Unit},
    words,
};

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum LineChange {
    Same,
    Changed,
    /// Only the new price has it.
    Added,
    /// Only the price as it stands has it.
    Removed,
}

/// A line's figures on one side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineFigures {
    pub quantity: Ratio,
    pub unit: Unit,
    #[schemars(extend("x-mask" = "BILL"))]
    pub unit_price: UnitPrice,
    /// Less discounts, before tax.
    #[schemars(extend("x-mask" = "BILL"))]
    pub net: Money,
    /// Whether it counts in the totals.
    pub selected: bool,
}

/// One line on both sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LineDifference {
    pub part: String,
    /// Key of the rule on both sides; absent for lines that no rule makes.
    pub rule_key: Option<String>,
    pub description: String,
    pub change: LineChange,
    /// Absent: it does not stand there.
    pub before: Option<LineFigures>,
    pub after: Option<LineFigures>,
    /// Of the sums that count.
    #[schemars(extend("x-mask" = "BILL"))]
    pub difference: Money,
}

fn figures(line: &PricedLine) -> LineFigures {
    LineFigures {
        quantity: line.quantity,
        unit: line.unit,
        unit_price: line.unit_price,
        net: line.net,
        selected: line.selected,
    }
}

fn rule_key(line: &PricedLine) -> Option<&str> {
    line.rule.as_ref().map(|rule| rule.rule_key.as_str())
}

/// Lines that are the same one in both prices: of one part and rule, and of the several that a rule can make the one of
/// the same kind and subject.
fn same(a: &PricedLine, b: &PricedLine) -> bool {
    a.part == b.part
        && rule_key(a) == rule_key(b)
        && a.description_key == b.description_key
        && a.subject == b.subject
        && a.option.as_ref().map(|o| &o.group) == b.option.as_ref().map(|o| &o.group)
}

/// Every line of both prices: those that stand now in their order, each beside its new self; then what is new.
pub fn lines(before: Option<&Priced>, after: &Priced, language: Language) -> Result<Vec<LineDifference>> {
    let old = before.map(|priced| priced.lines.as_slice()).unwrap_or_default();
    let mut left: Vec<&PricedLine> = after.lines.iter().collect();
    let mut all = Vec::with_capacity(old.len() + left.len());
    for line in old {
        let found = left.iter().position(|other| same(line, other)).map(|place| left.remove(place));
        all.push(difference(Some(line), found, language)?);
    }
    for line in left {
        all.push(difference(None, Some(line), language)?);
    }
    Ok(all)
}

fn difference(before: Option<&PricedLine>, after: Option<&PricedLine>, language: Language) -> Result<LineDifference> {
    let line = after.or(before).ok_or_else(|| Error::internal("a line on neither side"))?;
    let zero = Money::zero(line.net.currency());
    let counts = |line: Option<&PricedLine>| line.filter(|line| line.selected).map_or(zero, |line| line.net);
    let (was, is) = (before.map(figures), after.map(figures));
    Ok(LineDifference {
        part: line.part.clone(),
        rule_key: rule_key(line).map(str::to_owned),
        description: words::line(line, language),
        change: match (&was, &is) {
            (None, _) => LineChange::Added,
            (_, None) => LineChange::Removed,
            (Some(was), Some(is)) if was == is => LineChange::Same,
            _ => LineChange::Changed,
        },
        difference: counts(after).checked_sub(counts(before)).map_err(Error::internal)?,
        before: was,
        after: is,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::{PricingInput, fixtures::moving_example, price, tariff::RuleBody};
    use kernel::money::tax::{TaxAnswer, TaxDecider, TaxProblem, TaxQuestion};
    use serde_json::json;

    /// A place without sales tax.
    struct NoTax;
    impl TaxDecider for NoTax {
        fn decide(&self, _: &TaxQuestion) -> std::result::Result<TaxAnswer, Vec<TaxProblem>> {
            Ok(TaxAnswer { taxes: Vec::new(), notes: Vec::new() })
        }
    }

    fn priced(change: impl Fn(&mut crate::pricing::TariffVersion)) -> Priced {
        let mut tariff = moving_example();
        change(&mut tariff);
        let input: PricingInput = serde_json::from_value(json!({
            "currency": "CAD", "priced_on": "2026-06-03",
            "parts": [{"key": "move", "tariff_version_id": tariff.id, "service_date": "2026-09-09",
                "places": {"origin": {"country": "CA", "region": "ON"}},
                "work": {"kind": "MOVE", "packing": [{"material": "carton-medium", "supplied": 10, "packed": 4}],
                    "basis": {"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 300},
                    "travel": {"rule_key": "travel.trip-fee"}}}}]
        }))
        .expect("an input");
        price(&input, &[tariff], &NoTax).expect("a price")
    }

    #[test]
    fn quo_7_every_line_of_both_prices_is_listed_once() {
        let before = priced(|_| {});
        let after = priced(|tariff| {
            for rule in &mut tariff.rules {
                if let (RuleBody::Hourly(row), "hourly.2-1") = (&mut rule.body, rule.rule_key.as_str()) {
                    row.rates.weekday = UnitPrice::from_hundredths(14_900);
                }
            }
            let carton = tariff
                .rules
                .iter_mut()
                .find(|rule| matches!(&rule.body, RuleBody::Packing(packing) if packing.material == "carton-medium"));
            carton.expect("a carton").rule_key = "packing.renamed".into();
        });
        let all = lines(Some(&before), &after, Language::En).expect("compared");
        assert_eq!(all.iter().filter(|line| line.before.is_some()).count(), before.lines.len(), "nothing is dropped");
        assert_eq!(all.iter().filter(|line| line.after.is_some()).count(), after.lines.len());
        let hourly = all.iter().find(|line| line.rule_key.as_deref() == Some("hourly.2-1")).expect("labour");
        assert_eq!((hourly.change, hourly.difference.minor()), (LineChange::Changed, 5_000), "5 h × 10.00");
        let gone: Vec<_> = all.iter().filter(|line| line.change == LineChange::Removed).collect();
        let come: Vec<_> = all.iter().filter(|line| line.change == LineChange::Added).collect();
        assert!(!gone.is_empty() && gone.len() == come.len());
        assert!(come.iter().all(|line| line.rule_key.as_deref() == Some("packing.renamed")));
        let sum: i64 = all.iter().map(|line| line.difference.minor()).sum();
        assert_eq!(sum, after.subtotal.minor() - before.subtotal.minor());
    }

    #[test]
    fn quo_7_a_draft_without_a_price_has_only_new_lines() {
        let after = priced(|_| {});
        let all = lines(None, &after, Language::Fr).expect("compared");
        assert!(!all.is_empty() && all.iter().all(|line| line.change == LineChange::Added));
    }
}
