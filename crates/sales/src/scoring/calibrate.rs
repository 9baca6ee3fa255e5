//! From a sum to a probability that holds (SAL-14): by steps that only rise, or with little history by a line.

use serde::{Deserialize, Serialize};

use super::{
    fit::{Sample, fit},
    numbers::{count, sigmoid},
};

/// Below so many leads a line is all the history can carry.
const FEW_LEADS: usize = 1_000;
/// Nothing is certain.
const LEAST: f64 = 0.005;

/// How a sum is read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Calibration {
    /// sigmoid(intercept + slope × sum).
    Logistic { intercept: f64, slope: f64 },
    /// Probability at some sums, rising; between them a straight line.
    Isotonic { points: Vec<(f64, f64)> },
}

impl Calibration {
    pub fn read(&self, sum: f64) -> f64 {
        let p = match self {
            Self::Logistic { intercept, slope } => sigmoid(intercept + slope * sum),
            Self::Isotonic { points } => between(points, sum),
        };
        p.clamp(LEAST, 1.0 - LEAST)
    }
    /// Learns from sums and outcomes; `leads` is how much history there is in all.
    pub fn learn(cases: &[(f64, bool)], leads: usize) -> Self {
        if leads < FEW_LEADS { line(cases) } else { steps(cases) }
    }
}

fn between(points: &[(f64, f64)], sum: f64) -> f64 {
    let after = points.partition_point(|(at, _)| *at < sum);
    match (after.checked_sub(1).and_then(|before| points.get(before)), points.get(after)) {
        (Some((x0, y0)), Some((x1, y1))) if x1 > x0 => y0 + (y1 - y0) * (sum - x0) / (x1 - x0),
        (_, Some((_, y))) | (Some((_, y)), None) => *y,
        (None, None) => 0.5,
    }
}

/// A line through the sums (Platt): two numbers, found by Newton's method.
fn line(cases: &[(f64, bool)]) -> Calibration {
    let (mut intercept, mut slope) = (0.0_f64, 1.0_f64);
    for _ in 0..50 {
        let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 1e-6, 0.0, 1e-6);
        // Drawn to "as it is", so that a part without wins or without losses cannot run away.
        g1 -= slope - 1.0;
        h11 += 1.0;
        for (sum, won) in cases {
            let p = sigmoid(intercept + slope * sum);
            let miss = f64::from(u8::from(*won)) - p;
            let weight = (p * (1.0 - p)).max(1e-9);
            g0 += miss;
            g1 += miss * sum;
            h00 += weight;
            h01 += weight * sum;
            h11 += weight * sum * sum;
        }
        let det = h00 * h11 - h01 * h01;
        let (d0, d1) = ((h11 * g0 - h01 * g1) / det, (h00 * g1 - h01 * g0) / det);
        if !(d0.is_finite() && d1.is_finite()) {
            break;
        }
        intercept += d0.clamp(-5.0, 5.0);
        slope += d1.clamp(-5.0, 5.0);
        if d0.abs() < 1e-9 && d1.abs() < 1e-9 {
            break;
        }
    }
    // Whoever looked likelier must never come out less likely.
    if slope < 0.0 {
        let samples: Vec<Sample> = cases.iter().map(|(_, won)| Sample { held: vec![], won: *won }).collect();
        return Calibration::Logistic { intercept: fit(&samples, 0).intercept, slope: 0.0 };
    }
    Calibration::Logistic { intercept, slope }
}

/// Steps that only rise, by pooling neighbours that fall.
fn steps(cases: &[(f64, bool)]) -> Calibration {
    let mut sorted = cases.to_vec();
    sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
    // Sum of the sums, wins, cases.
    let mut blocks: Vec<(f64, f64, f64)> = vec![];
    let mut at = 0;
    while at < sorted.len() {
        let same = sorted[at..].iter().take_while(|(sum, _)| *sum == sorted[at].0).count();
        let won = sorted[at..at + same].iter().filter(|(_, won)| *won).count();
        blocks.push((sorted[at].0 * count(same), count(won), count(same)));
        at += same;
        while let [.., before, last] = blocks.as_slice()
            && before.1 / before.2 >= last.1 / last.2
        {
            let pooled = (before.0 + last.0, before.1 + last.1, before.2 + last.2);
            blocks.truncate(blocks.len() - 2);
            blocks.push(pooled);
        }
    }
    Calibration::Isotonic { points: blocks.iter().map(|(sums, won, n)| (sums / n, won / n)).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cases(sum: f64, won: usize, all: usize) -> impl Iterator<Item = (f64, bool)> {
        (0..all).map(move |n| (sum, n < won))
    }

    #[test]
    fn sal_14_steps_only_rise_and_say_what_happened() {
        let all: Vec<_> = cases(-1.0, 10, 100).chain(cases(0.0, 40, 100)).chain(cases(1.0, 30, 100)).collect();
        let learned = Calibration::learn(&all, 2_000);
        assert!((learned.read(-1.0) - 0.10).abs() < 1e-9);
        assert_eq!(learned.read(0.5), learned.read(2.0), "neighbours that fall are one step");
        assert!((learned.read(0.5) - 0.35).abs() < 1e-9);
        assert!(learned.read(-0.5) > 0.10 && learned.read(-0.5) < 0.35, "a line between two steps");
    }
    #[test]
    fn sal_14_with_under_a_thousand_leads_it_is_a_line() {
        // Sums that promise twice too much.
        let all: Vec<_> = cases(-2.0, 27, 100).chain(cases(0.0, 50, 100)).chain(cases(2.0, 73, 100)).collect();
        let learned = Calibration::learn(&all, 999);
        assert!(matches!(learned, Calibration::Logistic { slope, .. } if (0.4..0.6).contains(&slope)), "{learned:?}");
        assert!((learned.read(2.0) - 0.73).abs() < 0.01);
    }
    #[test]
    fn sal_14_a_line_never_turns_round() {
        let all: Vec<_> = cases(-1.0, 80, 100).chain(cases(1.0, 20, 100)).collect();
        let learned = Calibration::learn(&all, 500);
        assert!((learned.read(-3.0) - 0.5).abs() < 1e-6 && (learned.read(3.0) - 0.5).abs() < 1e-6, "{learned:?}");
    }
    #[test]
    fn sal_14_nothing_is_certain() {
        let all: Vec<_> = cases(1.0, 50, 50).chain(cases(-1.0, 0, 50)).collect();
        for leads in [500, 5_000] {
            let learned = Calibration::learn(&all, leads);
            assert!(learned.read(9.0) < 1.0 && learned.read(-9.0) > 0.0);
        }
    }
}
