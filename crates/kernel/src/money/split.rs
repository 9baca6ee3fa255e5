//! Money: split.

use super::{Money, MoneyError, Ratio};

/// Splits an amount in proportion to `weights` so that the parts add up to it exactly.
///
/// Every part is first rounded towards zero; the minor units left over go one each to the largest
/// remainders, ties to the earlier part. Weights must not be negative; at least one is above zero.
pub fn split_largest_remainder(amount: Money, weights: &[Ratio]) -> Result<Vec<Money>, MoneyError> {
    let total = weights.iter().try_fold(Ratio::ZERO, |sum, weight| sum.plus(*weight))?;
    if total.is_zero() || weights.iter().any(|weight| weight.is_negative()) {
        return Err(MoneyError::DivisionByZero);
    }
    let magnitude = Ratio::new(amount.minor().unsigned_abs().into(), 1)?;
    let mut shares = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    for weight in weights {
        let exact = magnitude.times(weight.over(total)?)?;
        shares.push(exact.floor());
        remainders.push(exact.minus(Ratio::new(exact.floor(), 1)?)?);
    }
    let left_over = magnitude.floor() - shares.iter().sum::<i128>();
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| remainders[*b].cmp(&remainders[*a]).then(a.cmp(b)));
    for index in order.into_iter().take(left_over as usize) {
        shares[index] += 1;
    }
    let sign = i128::from(amount.minor().signum());
    shares
        .into_iter()
        .map(|share| {
            i64::try_from(sign * share)
                .map(|minor| Money::new(minor, amount.currency()))
                .map_err(|_| MoneyError::Overflow)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::money::Currency;

    fn split(minor: i64, weights: &[i64]) -> Vec<i64> {
        let weights: Vec<Ratio> = weights.iter().map(|weight| Ratio::whole(*weight)).collect();
        let shares = split_largest_remainder(Money::new(minor, Currency::Cad), &weights).unwrap();
        shares.into_iter().map(Money::minor).collect()
    }

    #[test]
    fn ties_go_to_the_earlier_part() {
        assert_eq!(split(100, &[1, 1, 1]), [34, 33, 33]);
        assert_eq!(split(-100, &[1, 1, 1]), [-34, -33, -33]);
    }

    #[test]
    fn the_largest_remainder_gets_the_cent() {
        assert_eq!(split(14_249, &[124_992, 17_499]), [12_499, 1_750]);
    }

    #[test]
    fn a_part_without_weight_gets_nothing() {
        assert_eq!(split(101, &[0, 1, 1]), [0, 51, 50]);
        let none = split_largest_remainder(Money::new(1, Currency::Cad), &[Ratio::ZERO]);
        assert_eq!(none, Err(MoneyError::DivisionByZero));
    }

    proptest! {
        #[test]
        fn parts_add_up_and_stay_within_a_minor_unit(
            minor in -10_000_000_i64..10_000_000,
            weights in proptest::collection::vec(0_i64..100_000, 1..12),
        ) {
            prop_assume!(weights.iter().any(|weight| *weight > 0));
            let shares = split(minor, &weights);
            prop_assert_eq!(shares.iter().sum::<i64>(), minor);
            let total: i64 = weights.iter().sum();
            for (share, weight) in shares.iter().zip(&weights) {
                let exact = Ratio::new((minor * weight).into(), total.into()).unwrap();
                let distance = exact.minus(Ratio::whole(*share)).unwrap();
                prop_assert!(distance < Ratio::ONE && distance > Ratio::whole(-1));
            }
        }
    }
}
