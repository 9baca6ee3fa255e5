//! How well a model's probabilities held on leads it never saw, and whether that is good enough to be shown (SAL-15).

use kernel::chance::{NINETY, wilson};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::numbers::count;

/// Bins of the reliability plot.
const BINS: usize = 10;
/// By how much a model must beat the base rate.
const LEAST_GAIN: f64 = 0.05;
/// The most a model's calibration error may be before it is shown.
const MOST_ERROR: f64 = 0.05;

/// What was said and what became of it.
#[derive(Clone, Copy, Debug)]
pub struct Said {
    pub probability: f64,
    pub won: bool,
}

/// One bin of the plot: how many there were, what was said on average, what share was won and where that share may lie.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bin {
    pub count: usize,
    pub predicted: f64,
    pub observed: f64,
    /// The 90 % interval of what was observed.
    pub low: f64,
    pub high: f64,
}

/// How a model did on the newest part of the history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Report {
    /// Leads it was fitted on, calibrated on and tested on: the oldest 60 %, the next 20 %, the newest 20 %.
    pub fit_leads: usize,
    pub calibrate_leads: usize,
    pub test_leads: usize,
    /// Looks at those leads: each is looked at when it came, was touched, estimated and quoted.
    pub test_looks: usize,
    /// Mean square of what was said less what became of it; less is better.
    pub brier: f64,
    /// The same for saying the base rate each time.
    pub base_brier: f64,
    /// The share won among the leads it was fitted on.
    pub base_rate: f64,
    /// Σ n × |predicted − observed| ÷ N.
    pub calibration_error: f64,
    pub bins: Vec<Bin>,
}

/// Why a model is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weak {
    NoBetter,
    NotCalibrated,
}

impl Report {
    /// Whether the model may speak.
    pub fn judge(&self) -> Result<(), Weak> {
        if self.brier > self.base_brier * (1.0 - LEAST_GAIN) {
            return Err(Weak::NoBetter);
        }
        if self.calibration_error > MOST_ERROR {
            return Err(Weak::NotCalibrated);
        }
        Ok(())
    }
}

fn square(said: f64, won: bool) -> f64 {
    let miss = said - f64::from(u8::from(won));
    miss * miss
}

/// Mean square of the misses.
pub fn brier(said: &[Said]) -> f64 {
    said.iter().map(|s| square(s.probability, s.won)).sum::<f64>() / count(said.len()).max(1.0)
}

/// The same for one probability said each time.
pub fn brier_of_rate(said: &[Said], rate: f64) -> f64 {
    said.iter().map(|s| square(rate, s.won)).sum::<f64>() / count(said.len()).max(1.0)
}

/// Ten bins with the same count, by what was said.
pub fn bins(said: &[Said]) -> Vec<Bin> {
    let mut sorted = said.to_vec();
    sorted.sort_by(|a, b| a.probability.total_cmp(&b.probability));
    let edge = |n: usize| n * sorted.len() / BINS;
    let bin = |some: &[Said]| {
        let (n, won) = (count(some.len()), count(some.iter().filter(|s| s.won).count()));
        let (low, high) = wilson(won, n, NINETY);
        let predicted = some.iter().map(|s| s.probability).sum::<f64>() / n;
        Bin { count: some.len(), predicted, observed: won / n, low, high }
    };
    let parts = (0..BINS).map(|n| &sorted[edge(n)..edge(n + 1)]);
    parts.filter(|some| !some.is_empty()).map(bin).collect()
}

/// Σ n × |predicted − observed| ÷ N.
pub fn calibration_error(bins: &[Bin]) -> f64 {
    let all = count(bins.iter().map(|b| b.count).sum()).max(1.0);
    bins.iter().map(|b| count(b.count) * (b.predicted - b.observed).abs()).sum::<f64>() / all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bin(count: usize, predicted: f64, observed: f64) -> Bin {
        Bin { count, predicted, observed, low: 0.0, high: 1.0 }
    }
    fn report(brier: f64, base_brier: f64, calibration_error: f64) -> Report {
        Report {
            fit_leads: 180,
            calibrate_leads: 60,
            test_leads: 60,
            test_looks: 60,
            brier,
            base_brier,
            base_rate: 0.3,
            calibration_error,
            bins: vec![],
        }
    }

    /// Worked example 4.
    #[test]
    fn sal_15_the_calibration_error_of_the_worked_example() {
        let error = calibration_error(&[bin(100, 0.10, 0.12), bin(60, 0.35, 0.30), bin(40, 0.70, 0.75)]);
        assert!((error - 0.035).abs() < 1e-12, "{error}");
        assert_eq!(report(0.18, 0.21, error).judge(), Ok(()), "may be shown");
    }
    #[test]
    fn sal_15_the_gate_wants_five_per_cent_better_and_at_most_five_per_cent_off() {
        assert_eq!(report(0.19, 0.20, 0.05).judge(), Ok(()), "both just so");
        assert_eq!(report(0.1901, 0.20, 0.01).judge(), Err(Weak::NoBetter));
        assert_eq!(report(0.10, 0.20, 0.0501).judge(), Err(Weak::NotCalibrated));
    }
    #[test]
    fn sal_15_ten_bins_of_one_count_with_their_intervals() {
        let said: Vec<Said> = (0..200).map(|n| Said { probability: f64::from(n) / 200.0, won: n % 4 == 0 }).collect();
        let all = bins(&said);
        assert_eq!(all.iter().map(|b| b.count).collect::<Vec<_>>(), [20; 10]);
        assert!(all.windows(2).all(|two| two[0].predicted < two[1].predicted));
        assert!(all.iter().all(|b| b.observed == 0.25 && b.low < 0.25 && b.high > 0.25 && b.high < 0.45));
        assert_eq!(bins(&said[..3]).len(), 3, "few cases make few bins");
        assert!(bins(&[]).is_empty());
    }
}
