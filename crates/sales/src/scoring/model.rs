//! A model of what becomes of leads: learned from history in the order of time, judged on its newest part (SAL-14).

use std::collections::{BTreeMap, HashMap};

use kernel::{Error, Result};
use serde_json::{Value, json};

use super::{
    calibrate::Calibration,
    features::Key,
    fit::{Fitted, Sample, fit},
    numbers::count,
    report::{Report, Said, bins, brier, brier_of_rate, calibration_error},
};

/// Leads a feature must have held for before it gets a coefficient of its own.
const LEAST_HELD: usize = 20;
/// The history a model needs, and how much of either end.
pub const LEAST_LEADS: usize = 300;
pub const LEAST_OF_EACH: usize = 50;

/// A lead's history: what held at each moment it was looked at, and what became of it.
#[derive(Clone, Debug)]
pub struct Story {
    pub looks: Vec<Vec<Key>>,
    pub won: bool,
}

/// What speaks: coefficients by feature and how a sum is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    pub intercept: f64,
    pub coefficients: BTreeMap<Key, f64>,
    pub calibration: Calibration,
}

/// One feature's part in a probability.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    pub key: Key,
    /// What it adds to the sum; below zero it takes away.
    pub effect: f64,
}

impl Model {
    pub fn sum(&self, held: &[Key]) -> f64 {
        self.intercept + held.iter().filter_map(|key| self.coefficients.get(key)).sum::<f64>()
    }
    pub fn probability(&self, held: &[Key]) -> f64 {
        self.calibration.read(self.sum(held))
    }
    /// The three features that moved the sum most, either way.
    pub fn reasons(&self, held: &[Key]) -> Vec<Part> {
        let effect = |key: &Key| self.coefficients.get(key).map(|effect| Part { key: *key, effect: *effect });
        let mut parts: Vec<Part> = held.iter().filter_map(effect).filter(|part| part.effect.abs() >= 0.005).collect();
        parts.sort_by(|a, b| b.effect.abs().total_cmp(&a.effect.abs()).then(a.key.cmp(&b.key)));
        parts.truncate(3);
        parts
    }
    pub fn stored(&self) -> Result<(Value, Value)> {
        let calibration = serde_json::to_value(&self.calibration).map_err(Error::internal)?;
        let features: BTreeMap<String, f64> = self.coefficients.iter().map(|(key, c)| (key.code(), *c)).collect();
        Ok((json!({"intercept": self.intercept, "features": features}), calibration))
    }
    pub fn read(coefficients: &Value, calibration: &Value) -> Result<Self> {
        let intercept = coefficients.get("intercept").and_then(Value::as_f64);
        let features = coefficients.get("features").cloned().unwrap_or_default();
        let features: BTreeMap<String, f64> = serde_json::from_value(features).map_err(Error::internal)?;
        Ok(Self {
            intercept: intercept.ok_or_else(|| Error::internal("a model without an intercept"))?,
            // A feature that a newer copy of the program no longer knows holds for no lead.
            coefficients: features.iter().filter_map(|(code, c)| Some((Key::read(code)?, *c))).collect(),
            calibration: serde_json::from_value(calibration.clone()).map_err(Error::internal)?,
        })
    }
}

/// Places of the features that held often enough among the leads it is fitted on.
fn places(stories: &[Story]) -> BTreeMap<Key, usize> {
    let mut held: HashMap<Key, usize> = HashMap::new();
    for story in stories {
        let mut seen: Vec<Key> = story.looks.iter().flatten().copied().collect();
        seen.sort();
        seen.dedup();
        for key in seen {
            *held.entry(key).or_default() += 1;
        }
    }
    let mut often: Vec<Key> = held.into_iter().filter(|(_, n)| *n >= LEAST_HELD).map(|(key, _)| key).collect();
    often.sort();
    often.into_iter().enumerate().map(|(at, key)| (key, at)).collect()
}

fn said(model: &Model, stories: &[Story]) -> Vec<Said> {
    let looks = stories.iter().flat_map(|story| story.looks.iter().map(|look| (look, story.won)));
    looks.map(|(look, won)| Said { probability: model.probability(look), won }).collect()
}

/// Learns from stories in the order in which the leads came: the oldest 60 % fit, the next 20 % calibrate, the newest
/// 20 % test. A lead is in one part with all its looks.
pub fn learn(stories: &[Story]) -> (Model, Report) {
    let (fitted_on, rest) = stories.split_at(stories.len() * 3 / 5);
    let (calibrated_on, tested_on) = rest.split_at(rest.len() / 2);
    let places = places(fitted_on);
    let looks = fitted_on.iter().flat_map(|story| story.looks.iter().map(|look| (look, story.won)));
    let held = |look: &[Key]| look.iter().filter_map(|key| places.get(key).copied()).collect();
    let samples: Vec<Sample> = looks.map(|(look, won)| Sample { held: held(look), won }).collect();
    let Fitted { intercept, coefficients } = fit(&samples, places.len());
    let mut model = Model {
        intercept,
        coefficients: places.into_iter().map(|(key, at)| (key, coefficients[at])).collect(),
        calibration: Calibration::Logistic { intercept: 0.0, slope: 1.0 },
    };
    let cases: Vec<(f64, bool)> =
        calibrated_on.iter().flat_map(|s| s.looks.iter().map(|look| (model.sum(look), s.won))).collect();
    model.calibration = Calibration::learn(&cases, stories.len());
    let base_rate = count(samples.iter().filter(|s| s.won).count()) / count(samples.len()).max(1.0);
    let tested = said(&model, tested_on);
    let bins = bins(&tested);
    let report = Report {
        fit_leads: fitted_on.len(),
        calibrate_leads: calibrated_on.len(),
        test_leads: tested_on.len(),
        test_looks: tested.len(),
        brier: brier(&tested),
        base_brier: brier_of_rate(&tested, base_rate),
        base_rate,
        calibration_error: calibration_error(&bins),
        bins,
    };
    (model, report)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::{features::Feature, report::Weak};

    /// Worked example 4.
    #[test]
    fn sal_14_the_probability_of_the_worked_example() {
        let coefficients = [
            (Feature::DateWithin14, 0.62),
            (Feature::Referral, 0.48),
            (Feature::TouchedIn5, 0.55),
            (Feature::NoEmail, -0.30),
        ];
        let model = Model {
            intercept: -0.85,
            coefficients: coefficients.iter().map(|(feature, c)| (Key::Of(*feature), *c)).collect(),
            calibration: Calibration::Logistic { intercept: 0.0, slope: 1.0 },
        };
        let held =
            [Feature::DateWithin14, Feature::Referral, Feature::TouchedIn5, Feature::NoEmail, Feature::SizeKnown];
        let held = held.map(Key::Of);
        assert!((model.sum(&held) - 0.50).abs() < 1e-12);
        assert_eq!(crate::scoring::numbers::percent(model.probability(&held)), 62.2);
        let reasons: Vec<_> = model.reasons(&held).into_iter().map(|part| part.key.feature()).collect();
        assert_eq!(reasons, [Feature::DateWithin14, Feature::TouchedIn5, Feature::Referral], "the three largest");
        let (coefficients, calibration) = model.stored().expect("stored");
        assert_eq!(Model::read(&coefficients, &calibration).expect("read"), model);
    }

    /// Numbers that look drawn by lot and are the same each time.
    struct Lot(u64);
    impl Lot {
        fn share(&mut self) -> f64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            f64::from(u32::try_from(self.0 >> 33).expect("31 bits")) / f64::from(1_u32 << 31)
        }
    }

    /// Leads of which some features hold by chance; what becomes of them follows `chance`.
    fn history(leads: usize, chance: impl Fn(&[Feature]) -> f64) -> Vec<Story> {
        let mut lot = Lot(42);
        let some = [Feature::Referral, Feature::DateWithin14, Feature::NoEmail, Feature::SizeKnown, Feature::ByForm];
        let mut story = || {
            let held: Vec<Feature> = some.into_iter().filter(|_| lot.share() < 0.4).collect();
            let won = lot.share() < chance(&held);
            Story { looks: vec![held.into_iter().map(Key::Of).collect()], won }
        };
        (0..leads).map(|_| story()).collect()
    }

    #[test]
    fn sal_15_a_history_that_tells_makes_a_model_that_may_speak() {
        let tells = |held: &[Feature]| {
            let mut sum = -1.2;
            sum += if held.contains(&Feature::Referral) { 2.2 } else { 0.0 };
            sum += if held.contains(&Feature::NoEmail) { -1.5 } else { 0.0 };
            super::super::numbers::sigmoid(sum)
        };
        for leads in [900, 10_000] {
            let (model, report) = learn(&history(leads, tells));
            assert_eq!(
                (report.fit_leads, report.calibrate_leads, report.test_leads),
                (leads * 3 / 5, leads / 5, leads / 5)
            );
            assert!(report.brier < report.base_brier * 0.9, "{report:?}");
            // Of eighteen leads a bin, chance alone is further off than a model may be.
            let judged = if leads < 1_000 { Err(Weak::NotCalibrated) } else { Ok(()) };
            assert_eq!(report.judge(), judged, "{report:?}");
            let of = |feature| model.coefficients[&Key::Of(feature)];
            assert!(of(Feature::Referral) > 1.5 && of(Feature::NoEmail) < -0.8, "{model:?}");
            assert!(of(Feature::ByForm).abs() < 0.6);
        }
    }
    #[test]
    fn sal_15_a_history_that_tells_nothing_makes_none() {
        let (_, report) = learn(&history(2_000, |_| 0.3));
        assert_eq!(report.judge(), Err(Weak::NoBetter), "{report:?}");
    }
    #[test]
    fn sal_14_what_held_too_seldom_has_no_coefficient() {
        let rare = Key::Location(kernel::ids::LocationId::from_uuid(uuid::Uuid::nil()));
        let mut stories = history(300, |_| 0.5);
        for story in stories.iter_mut().take(19) {
            story.looks[0].push(rare);
        }
        let (model, _) = learn(&stories);
        assert!(!model.coefficients.contains_key(&rare));
        assert!(model.coefficients.contains_key(&Key::Of(Feature::Referral)));
    }
}
