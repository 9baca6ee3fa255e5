//! The arithmetic of chances. Nothing here is money: shares of a whole, as far as a number of cases can tell.

pub fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Per cent with one decimal, as people read it.
pub fn percent(share: f64) -> f64 {
    (share * 1_000.0).round() / 10.0
}

/// A share as whole millionths.
pub fn millionths(share: f64) -> i32 {
    // In range by the clamp.
    #[allow(clippy::cast_possible_truncation)]
    let whole = (share.clamp(0.0, 1.0) * 1_000_000.0).round() as i32;
    whole
}

/// A count as a number to divide by.
pub fn count(n: usize) -> f64 {
    u32::try_from(n).map_or(f64::from(u32::MAX), f64::from)
}

/// Solves a symmetric positive system by Cholesky; none where it has no single answer.
pub fn solve(mut a: Vec<Vec<f64>>, mut b: Vec<f64>) -> Option<Vec<f64>> {
    let n = b.len();
    for i in 0..n {
        for j in 0..=i {
            let done: f64 = (0..j).map(|k| a[i][k] * a[j][k]).sum();
            let left = a[i][j] - done;
            if i == j {
                if left <= 0.0 {
                    return None;
                }
                a[i][i] = left.sqrt();
            } else {
                a[i][j] = left / a[j][j];
            }
        }
    }
    for i in 0..n {
        let done: f64 = (0..i).map(|k| a[i][k] * b[k]).sum();
        b[i] = (b[i] - done) / a[i][i];
    }
    for i in (0..n).rev() {
        let done: f64 = (i + 1..n).map(|k| a[k][i] * b[k]).sum();
        b[i] = (b[i] - done) / a[i][i];
    }
    Some(b)
}

#[cfg(test)]
mod tests {
    use kernel::chance::{NINETY_FIVE, wilson};

    use super::*;

    /// Worked example 9.
    #[test]
    fn sal_33_thirty_one_won_of_sixty() {
        let (low, high) = wilson(31.0, 60.0, NINETY_FIVE);
        assert_eq!((percent(31.0 / 60.0), percent(low), percent(high)), (51.7, 39.3, 63.8));
    }
    #[test]
    fn sal_33_no_cases_may_be_anything_and_all_of_few_are_no_certainty() {
        assert_eq!(wilson(0.0, 0.0, NINETY_FIVE), (0.0, 1.0));
        let (low, high) = wilson(3.0, 3.0, NINETY_FIVE);
        assert!(low > 0.4 && low < 0.45 && high > 0.999);
    }
    #[test]
    fn systems_are_solved() {
        let a = vec![vec![4.0, 2.0], vec![2.0, 3.0]];
        let x = solve(a, vec![10.0, 8.0]).expect("one answer");
        assert!((x[0] - 1.75).abs() < 1e-12 && (x[1] - 1.5).abs() < 1e-12);
        assert!(solve(vec![vec![0.0]], vec![1.0]).is_none());
    }
}
