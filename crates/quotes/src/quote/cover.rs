//! How the goods are protected, chosen by the customer before signing (QUO-16).

use engine::TenantTx;
use kernel::{
    Error, Problems, Result,
    ids::LocationId,
    money::{Money, Ratio, UnitPrice, tax::TaxClass},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Ground;
use crate::pricing::{
    Category, PricingInput,
    input::{MoveInput, PartInput, ValuationChoice, Work},
    tariff::{RuleBody, TariffVersion, ValuationOption},
};

/// The customer's answer for one part of the quote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverChoice {
    /// Key of the part.
    pub part: String,
    pub option: ValuationOption,
    /// What the customer bears of a loss; zero where absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deductible: Option<UnitPrice>,
    /// A value above the least one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declared_value: Option<UnitPrice>,
    /// Who insures the goods instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub insurer: Option<String>,
}

impl CoverChoice {
    pub fn of(part: &str, cover: &ValuationChoice) -> Self {
        Self {
            part: part.to_owned(),
            option: cover.option,
            deductible: is_promised(cover.option).then_some(cover.deductible),
            declared_value: cover.declared_value,
            insurer: cover.insurer.clone(),
        }
    }

    fn cover(&self) -> ValuationChoice {
        let promised = is_promised(self.option);
        ValuationChoice {
            option: self.option,
            declared_value: self.declared_value.filter(|_| promised),
            deductible: self.deductible.filter(|_| promised).unwrap_or_default(),
            insurer: self.insurer.clone().filter(|_| self.option == ValuationOption::InsuredElsewhere),
        }
    }
}

/// Options under which the carrier pays more than the law makes it pay.
pub fn is_promised(option: ValuationOption) -> bool {
    matches!(option, ValuationOption::DeclaredLump | ValuationOption::FullReplacement)
}

/// The inputs with these covers; parts nobody speaks of keep theirs.
pub fn with_covers(mut input: PricingInput, covers: &[CoverChoice]) -> Result<PricingInput> {
    let mut problems = Problems::new();
    for (n, chosen) in covers.iter().enumerate() {
        let part = input.parts.iter_mut().find(|part| part.key == chosen.part);
        let Some(work) = part.and_then(goods_mut) else {
            problems.add(format!("covers.{n}.part"), "NOT_FOUND", "There are no goods to protect in this part.");
            continue;
        };
        let insurer = chosen.insurer.as_deref().map_or(0, |name| name.trim().chars().count());
        if chosen.option == ValuationOption::InsuredElsewhere && !(1..=100).contains(&insurer) {
            problems.add(format!("covers.{n}.insurer"), "REQUIRED", "Please name your insurer.");
        }
        work.valuation = Some(chosen.cover());
    }
    problems.finish()?;
    Ok(input)
}

/// Whether every part is covered as in the other inputs.
pub fn same_covers(one: &PricingInput, other: &PricingInput) -> bool {
    let covers = |input: &PricingInput| -> Vec<Option<ValuationChoice>> {
        input.parts.iter().map(|part| goods(part).and_then(|work| work.valuation.clone())).collect()
    };
    covers(one) == covers(other)
}

/// The work of a part that carries goods; hands alone have nothing in their care.
fn goods(part: &PartInput) -> Option<&MoveInput> {
    match &part.work {
        Work::Move(work) if work.tax_class() == TaxClass::Freight => Some(work),
        _ => None,
    }
}

fn goods_mut(part: &mut PartInput) -> Option<&mut MoveInput> {
    match &mut part.work {
        Work::Move(work) if work.tax_class() == TaxClass::Freight => Some(work),
        _ => None,
    }
}

/// What can be chosen for a part.
pub struct Offered {
    pub part: String,
    pub offers: Vec<Offer>,
}

/// One way and what it costs before discounts and taxes.
pub struct Offer {
    pub cover: ValuationChoice,
    pub price: Money,
    /// The value that is covered; zero where nothing is promised.
    pub covered: Ratio,
}

/// The ways for every part that carries goods under a tariff with cover, or that was quoted with one. A way that cannot
/// be priced, e.g. because nobody knows the weight, is not offered.
pub async fn offered(tx: &TenantTx, location: LocationId, input: &PricingInput) -> Result<Vec<Offered>> {
    if input.parts.iter().all(|part| goods(part).is_none()) {
        return Ok(Vec::new());
    }
    let ground = Ground::load(tx, location, input).await?;
    let mut all = Vec::new();
    for part in &input.parts {
        let Some(work) = goods(part) else { continue };
        let version = ground.versions.iter().find(|version| version.id == part.tariff_version_id);
        let promised = version.map(promises).unwrap_or_default();
        if promised.is_empty() && work.valuation.is_none() {
            continue;
        }
        let free = |option| Offer {
            cover: ValuationChoice { option, declared_value: None, deductible: UnitPrice::default(), insurer: None },
            price: Money::zero(input.currency),
            covered: Ratio::ZERO,
        };
        let mut offers = vec![free(ValuationOption::Released)];
        for (option, deductible) in promised {
            let declared_value = work
                .valuation
                .as_ref()
                .filter(|cover| is_promised(cover.option))
                .and_then(|cover| cover.declared_value);
            let cover = ValuationChoice { option, declared_value, deductible, insurer: None };
            offers.extend(priced(&ground, input, &part.key, cover)?);
        }
        offers.push(free(ValuationOption::InsuredElsewhere));
        all.push(Offered { part: part.key.clone(), offers });
    }
    Ok(all)
}

/// The ways of a tariff with their deductibles.
fn promises(version: &TariffVersion) -> Vec<(ValuationOption, UnitPrice)> {
    let rules = version.rules.iter().filter_map(|rule| match &rule.body {
        RuleBody::Valuation(rule) => Some(rule),
        _ => None,
    });
    rules.flat_map(|rule| rule.charges.iter().map(|charge| (rule.option, charge.deductible))).collect()
}

fn priced(ground: &Ground, input: &PricingInput, part: &str, cover: ValuationChoice) -> Result<Option<Offer>> {
    let mut other = input.clone();
    if let Some(work) = other.parts.iter_mut().find(|each| each.key == part).and_then(goods_mut) {
        work.valuation = Some(cover.clone());
    }
    let Ok(priced) = ground.price(&other) else { return Ok(None) };
    let line = priced.lines.iter().find(|line| line.part == part && line.category == Category::Valuation);
    line.map(|line| {
        let covered = covered(line.quantity)?;
        Ok(Offer { cover, price: line.amount, covered })
    })
    .transpose()
}

/// A line of cover counts thousands of the value.
pub fn covered(thousands: Ratio) -> Result<Ratio> {
    thousands.times(Ratio::whole(1_000)).map_err(Error::internal)
}

/// Every part with something to choose has been spoken of (QUO-16: before signing).
pub fn require_choice(offered: &[Offered], covers: &[CoverChoice]) -> Result<()> {
    let mut problems = Problems::new();
    for each in offered.iter().filter(|each| covers.iter().all(|chosen| chosen.part != each.part)) {
        problems.add(format!("covers.{}", each.part), "REQUIRED", "Please choose how your goods are protected.");
    }
    problems.finish()
}

#[cfg(test)]
mod tests {
    use serde_json::json;
    use uuid::Uuid;

    use super::*;

    fn input() -> PricingInput {
        serde_json::from_value(json!({
            "currency": "CAD", "priced_on": "2026-06-03",
            "parts": [
                {"key": "move", "tariff_version_id": Uuid::nil(), "service_date": "2026-06-27",
                 "work": {"kind": "MOVE", "basis": {"kind": "BY_CHARGES"}}},
                {"key": "hands", "tariff_version_id": Uuid::nil(), "service_date": "2026-06-27",
                 "work": {"kind": "MOVE", "service": "LABOUR_ONLY", "basis": {"kind": "BY_CHARGES"}}}]
        }))
        .expect("an input")
    }

    fn choice(part: &str, option: &str, insurer: Option<&str>) -> CoverChoice {
        serde_json::from_value(json!({"part": part, "option": option, "deductible": "250", "insurer": insurer}))
            .expect("a choice")
    }

    #[test]
    fn quo_16_a_choice_replaces_the_cover_of_its_part() {
        let chosen = with_covers(input(), &[choice("move", "FULL_REPLACEMENT", Some("Nobody"))]).expect("valid");
        let cover = goods(&chosen.parts[0]).and_then(|work| work.valuation.clone()).expect("a cover");
        assert_eq!(cover.option, ValuationOption::FullReplacement);
        assert_eq!((cover.deductible, cover.insurer), ("250".parse().expect("a price"), None));
        assert!(!same_covers(&chosen, &input()) && same_covers(&chosen, &chosen));
        let released = with_covers(chosen, &[choice("move", "RELEASED", None)]).expect("valid");
        let cover = goods(&released.parts[0]).and_then(|work| work.valuation.clone()).expect("a cover");
        assert_eq!(cover.deductible, UnitPrice::default(), "nothing is promised, nothing is deducted");
    }

    #[test]
    fn quo_16_an_insurer_is_named_and_hands_alone_carry_nothing() {
        let refused = with_covers(
            input(),
            &[
                choice("move", "INSURED_ELSEWHERE", Some(" ")),
                choice("hands", "RELEASED", None),
                choice("x", "RELEASED", None),
            ],
        )
        .expect_err("refused");
        let fields: Vec<_> = refused.problems.iter().map(|problem| problem.field.as_str()).collect();
        assert_eq!(fields, ["covers.0.insurer", "covers.1.part", "covers.2.part"]);
    }

    #[test]
    fn quo_16_nothing_is_signed_before_the_choice() {
        let offered = [Offered { part: "move".into(), offers: Vec::new() }];
        assert_eq!(require_choice(&offered, &[]).expect_err("not chosen").problems[0].field, "covers.move");
        assert!(require_choice(&offered, &[choice("move", "RELEASED", None)]).is_ok());
        assert!(require_choice(&[], &[]).is_ok());
    }
}
