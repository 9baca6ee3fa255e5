//! Tests: stated taxes.

use kernel::money::tax::{TaxAnswer, TaxClass, TaxDecider, TaxKind, TaxLine, TaxProblem, TaxQuestion, TaxShare};
use kernel::money::{Money, Rate, split_largest_remainder};

/// Taxes as an example states them: each for some classes, wherever the work is.
pub(super) struct StatedTaxes(Vec<(TaxKind, Rate, Option<Vec<TaxClass>>)>);

impl StatedTaxes {
    pub fn none() -> Self {
        Self(Vec::new())
    }

    pub fn of(taxes: &[(TaxKind, i64)]) -> Self {
        Self(taxes.iter().map(|(kind, rate)| (*kind, Rate::from_millionths(*rate), None)).collect())
    }

    pub fn and_on(mut self, kind: TaxKind, rate: i64, class: TaxClass) -> Self {
        self.0.push((kind, Rate::from_millionths(rate), Some(vec![class])));
        self
    }
}

impl TaxDecider for StatedTaxes {
    fn decide(&self, question: &TaxQuestion) -> Result<TaxAnswer, Vec<TaxProblem>> {
        let mut answer = TaxAnswer::default();
        if question.untaxed_reason.is_some() {
            return Ok(answer);
        }
        for (tax, rate, classes) in &self.0 {
            let lines: Vec<_> = question
                .lines
                .iter()
                .filter(|line| classes.as_ref().is_none_or(|classes| classes.contains(&line.class)))
                .filter(|line| line.amount.minor() > 0)
                .collect();
            let Some(first) = lines.first() else { continue };
            let base = Money::sum(lines.iter().map(|line| line.amount), first.amount.currency()).unwrap();
            let amount = rate.of(base).unwrap();
            let weights: Vec<_> = lines.iter().map(|line| line.amount.to_ratio()).collect();
            let spread = split_largest_remainder(amount, &weights).unwrap();
            let shares = lines.iter().zip(spread).map(|(line, amount)| TaxShare {
                line: line.key.clone(),
                base: line.amount,
                amount,
            });
            answer.taxes.push(TaxLine {
                jurisdiction: "CA".into(),
                tax: *tax,
                rate: *rate,
                base,
                amount,
                shares: shares.collect(),
            });
        }
        Ok(answer)
    }
}
