//! What each criterion of a lead's points weighs (SAL-13). The shipped weights, or a company's own.

use std::collections::BTreeMap;

use kernel::Problems;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::score::Part;

codes! {
    #[derive(PartialOrd, Ord)]
    Criterion {
        InArea = "IN_AREA", Offered = "OFFERED", SizeKnown = "SIZE_KNOWN", Value = "VALUE", Addresses = "ADDRESSES",
        Asked = "ASKED", Phone = "PHONE", Answered = "ANSWERED", Opened = "OPENED", CameAgain = "CAME_AGAIN",
        Urgency = "URGENCY", Relationship = "RELATIONSHIP", Attempts = "ATTEMPTS", Fraud = "FRAUD",
    }
}

impl Criterion {
    /// All criteria with the weights the product ships.
    pub const SHIPPED: [(Self, i32); 14] = [
        (Self::InArea, 10),
        (Self::Offered, 5),
        (Self::SizeKnown, 5),
        (Self::Value, 10),
        (Self::Addresses, 5),
        (Self::Asked, 10),
        (Self::Phone, 5),
        (Self::Answered, 10),
        (Self::Opened, 5),
        (Self::CameAgain, 5),
        (Self::Urgency, 20),
        (Self::Relationship, 10),
        (Self::Attempts, 10),
        (Self::Fraud, 30),
    ];

    pub fn part(self) -> Part {
        match self {
            Self::InArea | Self::Offered | Self::SizeKnown | Self::Value | Self::Addresses => Part::Fit,
            Self::Asked | Self::Phone | Self::Answered | Self::Opened | Self::CameAgain => Part::Intent,
            Self::Urgency => Part::Urgency,
            Self::Relationship => Part::Relationship,
            Self::Attempts | Self::Fraud => Part::Minus,
        }
    }
}

/// Points by criterion. Those that give come to 100; those that take away stand apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Weights(BTreeMap<Criterion, i32>);

impl Default for Weights {
    fn default() -> Self {
        Self(Criterion::SHIPPED.into_iter().collect())
    }
}

impl Weights {
    /// What a criterion weighs; the shipped weight where nobody said.
    pub fn of(&self, criterion: Criterion) -> i32 {
        let shipped = || Criterion::SHIPPED.iter().find(|(c, _)| *c == criterion).map_or(0, |(_, weight)| *weight);
        self.0.get(&criterion).copied().unwrap_or_else(shipped)
    }
    #[cfg(test)]
    pub fn set(&mut self, criterion: Criterion, weight: i32) {
        self.0.insert(criterion, weight);
    }
    /// Every criterion named.
    pub fn whole(&self) -> Self {
        Self(Criterion::SHIPPED.iter().map(|(criterion, _)| (*criterion, self.of(*criterion))).collect())
    }
    /// Of the criteria that give points.
    pub fn sum(&self) -> i32 {
        let gives = Criterion::SHIPPED.iter().filter(|(criterion, _)| criterion.part() != Part::Minus);
        gives.map(|(criterion, _)| self.of(*criterion)).fold(0, i32::saturating_add)
    }
    pub fn check(&self, p: &mut Problems) {
        for (criterion, weight) in &self.0 {
            let field = format!("weights.{}", criterion.code());
            p.require((0..=100).contains(weight), &field, "OUT_OF_RANGE", "Between 0 and 100 points.");
        }
        let sum = self.sum();
        if sum != 100 {
            p.add("weights", "SUM", format!("The points that can be had come to {sum}. Make them come to 100."));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(weights: &Weights) -> Vec<String> {
        let mut p = Problems::new();
        weights.check(&mut p);
        match p.finish() {
            Ok(()) => vec![],
            Err(e) => e.problems.into_iter().map(|each| each.field).collect(),
        }
    }

    #[test]
    fn sal_13_the_shipped_weights_are_the_parts_of_the_rule() {
        let weights = Weights::default();
        let part = |part| {
            let of = Criterion::SHIPPED.iter().filter(|(c, _)| c.part() == part);
            of.map(|(c, _)| weights.of(*c)).sum::<i32>()
        };
        assert_eq!([Part::Fit, Part::Intent, Part::Urgency, Part::Relationship].map(part), [35, 35, 20, 10]);
        assert!(codes(&weights).is_empty());
    }
    #[test]
    fn sal_13_weights_that_do_not_come_to_a_hundred_are_refused() {
        let mut weights = Weights::default();
        weights.set(Criterion::Value, 15);
        assert_eq!(codes(&weights), ["weights"]);
        weights.set(Criterion::Urgency, 15);
        assert!(codes(&weights).is_empty(), "five more there, five fewer here");
        weights.set(Criterion::Fraud, 60);
        assert!(codes(&weights).is_empty(), "what takes away is not of the hundred");
        weights.set(Criterion::Phone, -5);
        weights.set(Criterion::Answered, 20);
        assert_eq!(codes(&weights), ["weights.PHONE"], "the sum alone is no excuse");
    }
}
