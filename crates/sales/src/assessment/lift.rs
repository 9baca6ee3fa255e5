//! What a lift weighs and how far a machine is used by it (SAL-32, by DSP-18 and FLT-16). Kilograms and centimetres,
//! exact: a duty is a row of the machine's own chart, never something in between.

use kernel::{Error, Result, money::Ratio};

codes! {
    /// How a machine stands to a lift. ABOVE_LIMIT: used for more than the company allows, not offered. MANUAL: no
    /// verified row of its chart is known, it needs a verifier.
    Verdict { Fits = "FITS", Critical = "CRITICAL", AboveLimit = "ABOVE_LIMIT", Manual = "MANUAL" }
}

/// Per cent of the duty up to which a machine simply fits.
const FITS_TO: i64 = 75;
/// Per cent of the duty above which a machine is left out.
const LIMIT: i64 = 90;

/// What hangs on the boom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weights {
    pub load_kg: i32,
    pub rigging_kg: i32,
    pub block_kg: i32,
}

impl Weights {
    /// Load, rigging and block; all three are bounded, so it fits.
    pub fn gross_kg(self) -> i32 {
        self.load_kg.saturating_add(self.rigging_kg).saturating_add(self.block_kg)
    }
}

/// Where a verified duty leaves the lift.
pub fn verdict(gross_kg: i32, duty_kg: i32) -> Verdict {
    let used = i64::from(gross_kg) * 100;
    let of = |percent: i64| i64::from(duty_kg) * percent;
    if used <= of(FITS_TO) {
        Verdict::Fits
    } else if used <= of(LIMIT) {
        Verdict::Critical
    } else {
        Verdict::AboveLimit
    }
}

/// Gross ÷ duty in per cent, two decimals, half up.
pub fn utilisation(gross_kg: i32, duty_kg: i32) -> Result<Ratio> {
    let used = Ratio::new(i128::from(gross_kg) * 100, i128::from(duty_kg)).and_then(|share| share.rounded_to(2));
    used.map_err(Error::internal)
}

/// The shortest boom that reaches so far and so high, in whole centimetres, rounded up.
pub fn boom_cm(radius_cm: i32, height_cm: i32) -> i32 {
    let (radius, height) = (i64::from(radius_cm), i64::from(height_cm));
    let square = (radius * radius + height * height).unsigned_abs();
    let root = square.isqrt();
    i32::try_from(if root * root < square { root + 1 } else { root }).unwrap_or(i32::MAX)
}

/// Thousandths of a tonne, or hundredths of a metre, of a figure at the edge; none when it is finer than that.
pub fn whole(value: Ratio, parts: i64) -> Option<i32> {
    let scaled = value.times(Ratio::whole(parts)).ok()?;
    (scaled.denominator() == 1).then(|| i32::try_from(scaled.numerator()).ok()).flatten()
}

/// Kilograms as tonnes.
pub fn tonnes(kg: i32) -> Result<Ratio> {
    Ratio::new(i128::from(kg), 1_000).map_err(Error::internal)
}

/// Centimetres as metres.
pub fn metres(cm: i32) -> Result<Ratio> {
    Ratio::new(i128::from(cm), 100).map_err(Error::internal)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_32_example_8_load_rigging_and_block_against_two_charts() {
        let gross = Weights { load_kg: 12_500, rigging_kg: 800, block_kg: 450 }.gross_kg();
        assert_eq!(tonnes(gross).expect("tonnes").to_string(), "13.75");
        let used = |duty| utilisation(gross, duty).expect("a share").to_string();
        assert_eq!((used(19_200).as_str(), verdict(gross, 19_200)), ("71.61", Verdict::Fits));
        assert_eq!((used(18_000).as_str(), verdict(gross, 18_000)), ("76.39", Verdict::Critical));
    }

    #[test]
    fn sal_32_the_bounds_belong_to_the_better_side() {
        assert_eq!(verdict(7_500, 10_000), Verdict::Fits);
        assert_eq!(verdict(7_501, 10_000), Verdict::Critical);
        assert_eq!(verdict(9_000, 10_000), Verdict::Critical);
        assert_eq!(verdict(9_001, 10_000), Verdict::AboveLimit);
        assert_eq!(verdict(10_100, 10_000), Verdict::AboveLimit);
    }

    #[test]
    fn flt_16_a_boom_reaches_radius_and_height() {
        assert_eq!(boom_cm(300, 400), 500);
        assert_eq!(boom_cm(1_000, 1_000), 1_415);
        assert_eq!(boom_cm(50_000, 50_000), 70_711);
    }

    #[test]
    fn figures_finer_than_a_kilogram_or_a_centimetre_are_none() {
        let read = |text: &str| text.parse::<Ratio>().expect("a figure");
        assert_eq!((whole(read("12.5"), 1_000), whole(read("0.0005"), 1_000)), (Some(12_500), None));
        assert_eq!(whole(read("12.4"), 100), Some(1_240));
    }
}
