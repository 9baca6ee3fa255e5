//! Logistic regression with L2 on features that are there or not (SAL-14), by Newton's method. The intercept is not
//! drawn to zero. Same rows, same answer: nothing is drawn by lot.

use super::numbers::{sigmoid, solve};

/// How strongly coefficients are drawn to zero.
const L2: f64 = 1.0;
/// Newton's method is done long before.
const MOST_STEPS: usize = 30;
/// A step this small changes no probability anybody could see.
const SMALL_STEP: f64 = 1e-8;

/// One look at a lead: which features held, and whether it was won in the end.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Places of the features that held, each once.
    pub held: Vec<usize>,
    pub won: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    pub intercept: f64,
    pub coefficients: Vec<f64>,
}

#[cfg(test)]
impl Fitted {
    /// The sum before it becomes a probability.
    pub fn sum(&self, held: &[usize]) -> f64 {
        self.intercept + held.iter().filter_map(|at| self.coefficients.get(*at)).sum::<f64>()
    }
}

/// Fits as many coefficients as there are features.
pub fn fit(samples: &[Sample], features: usize) -> Fitted {
    let width = features + 1;
    let mut beta = vec![0.0; width];
    for _ in 0..MOST_STEPS {
        let mut gradient = vec![0.0; width];
        let mut curvature = vec![vec![0.0; width]; width];
        for (at, penalty) in beta.iter().enumerate().skip(1) {
            gradient[at] -= L2 * penalty;
            curvature[at][at] += L2;
        }
        for sample in samples {
            // The intercept stands before the features.
            let places: Vec<usize> = std::iter::once(0).chain(sample.held.iter().map(|at| at + 1)).collect();
            let p = sigmoid(places.iter().map(|at| beta[*at]).sum());
            let miss = f64::from(u8::from(sample.won)) - p;
            let weight = (p * (1.0 - p)).max(1e-9);
            for (n, at) in places.iter().enumerate() {
                gradient[*at] += miss;
                for other in &places[n..] {
                    curvature[*at][*other] += weight;
                    if at != other {
                        curvature[*other][*at] += weight;
                    }
                }
            }
        }
        let Some(step) = solve(curvature, gradient) else { break };
        for (value, change) in beta.iter_mut().zip(&step) {
            *value += change;
        }
        if step.iter().all(|change| change.abs() < SMALL_STEP) {
            break;
        }
    }
    let coefficients = beta.split_off(1);
    Fitted { intercept: beta[0], coefficients }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(held: &[usize], won: usize, all: usize) -> impl Iterator<Item = Sample> {
        let held = held.to_vec();
        (0..all).map(move |n| Sample { held: held.clone(), won: n < won })
    }

    #[test]
    fn sal_14_the_intercept_alone_is_the_base_rate() {
        let all: Vec<Sample> = samples(&[], 30, 120).collect();
        let fitted = fit(&all, 0);
        assert!((sigmoid(fitted.sum(&[])) - 0.25).abs() < 1e-6);
    }
    #[test]
    fn sal_14_a_feature_that_tells_gets_a_coefficient_and_one_that_does_not_gets_none() {
        // The first feature doubles the odds by four; the second is there as often in won as in lost ones.
        let groups = [(&[0, 1][..], 800), (&[0][..], 800), (&[1][..], 500), (&[][..], 500)];
        let all: Vec<Sample> = groups.iter().flat_map(|(held, won)| samples(held, *won, 1_000)).collect();
        let fitted = fit(&all, 2);
        assert!((fitted.coefficients[0] - 4.0_f64.ln()).abs() < 0.02, "{fitted:?}");
        assert!(fitted.coefficients[1].abs() < 1e-6, "{fitted:?}");
        assert!((sigmoid(fitted.sum(&[0])) - 0.8).abs() < 0.005);
    }
    #[test]
    fn sal_14_few_rows_are_drawn_to_zero() {
        let few: Vec<Sample> = samples(&[0], 3, 3).chain(samples(&[], 50, 100)).collect();
        let one = fit(&few, 1).coefficients[0];
        assert!(one > 0.0 && one < 1.5, "three won leads are no certainty: {one}");
    }
    #[test]
    fn sal_14_a_feature_that_never_held_breaks_nothing() {
        let all: Vec<Sample> = samples(&[], 10, 40).collect();
        let fitted = fit(&all, 3);
        assert_eq!(fitted.coefficients.len(), 3);
        assert!(fitted.coefficients.iter().all(|c| c.abs() < 1e-9) && fitted.intercept.is_finite());
    }
}
