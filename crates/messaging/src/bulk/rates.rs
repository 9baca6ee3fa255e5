//! Rates with their intervals, and when one variant is better than the other (MSG-35).

use kernel::chance::{self, NINETY_FIVE};

/// A share in ten thousandths, rounded half up: 1,189 of 1,200 is 9,908.
pub fn share(part: i64, of: i64) -> Option<i32> {
    if of <= 0 || part < 0 {
        return None;
    }
    let doubled = i128::from(part) * 20_000 / i128::from(of);
    i32::try_from((doubled + 1) / 2).ok()
}

/// Wilson's interval of `part` of `of`, as shares of one.
pub fn wilson(part: i64, of: i64) -> Option<(f64, f64)> {
    if of <= 0 || part < 0 || part > of {
        return None;
    }
    #[allow(clippy::cast_precision_loss)] // at most 100,000
    let (hits, cases) = (part as f64, of as f64);
    Some(chance::wilson(hits, cases, NINETY_FIVE))
}

/// How much more B has than A: the difference and Newcombe's interval of it, as shares of one.
pub fn difference(a: (i64, i64), b: (i64, i64)) -> Option<(f64, f64, f64)> {
    let ((low_a, high_a), (low_b, high_b)) = (wilson(a.0, a.1)?, wilson(b.0, b.1)?);
    #[allow(clippy::cast_precision_loss)]
    let of = |(x, n): (i64, i64)| x as f64 / n as f64;
    let (pa, pb) = (of(a), of(b));
    let low = (pb - pa) - ((pb - low_b).powi(2) + (high_a - pa).powi(2)).sqrt();
    let high = (pb - pa) + ((high_b - pb).powi(2) + (pa - low_a).powi(2)).sqrt();
    Some((pb - pa, low, high))
}

/// A share of one in ten thousandths.
pub fn basis_points(share: f64) -> i32 {
    #[allow(clippy::cast_possible_truncation)] // between −10,000 and 10,000
    let rounded = (share * 10_000.0).round() as i32;
    rounded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(share: f64) -> f64 {
        (share * 10_000.0).round() / 100.0
    }

    #[test]
    fn msg_34_worked_example_5_shares_are_rounded_half_up() {
        assert_eq!(12_480 - 310 - 95 - 22, 12_053);
        assert_eq!(share(11_890, 12_053), Some(9_865));
        assert_eq!(share(1_427, 11_890), Some(1_200));
        assert_eq!(share(11_890 + 121 + 42, 12_053), Some(10_000));
        assert_eq!((share(1, 0), share(1, 8)), (None, Some(1_250)));
    }
    #[test]
    fn msg_35_worked_example_6_intervals_and_when_b_is_better() {
        let of = |part| wilson(part, 1_000).map(|(low, high)| (points(low), points(high)));
        assert_eq!(of(120), Some((10.13, 14.16)));
        assert_eq!(of(155), Some((13.39, 17.87)));
        let by = |b| difference((120, 1_000), (b, 1_000)).map(|(d, l, h)| (points(d), points(l), points(h)));
        assert_eq!(by(155), Some((3.5, 0.48, 6.52)));
        assert_eq!(by(145), Some((2.5, -0.48, 5.48)));
        assert_eq!(wilson(0, 0), None);
        assert_eq!(wilson(10, 10).map(|(_, high)| high), Some(1.0));
    }
}
