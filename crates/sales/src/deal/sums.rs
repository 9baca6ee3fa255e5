//! What the cards of a board come to (SAL-20), and the weighted sum of a forecast (SAL-34).

use kernel::{
    Error, Result,
    money::{Currency, Money, Ratio},
};
use schemars::JsonSchema;
use serde::Serialize;

/// Values in one currency, plain and each times its probability.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Sum {
    pub currency: Currency,
    pub count: i64,
    #[schemars(extend("x-mask" = "BILL"))]
    pub value: Money,
    /// Σ value × probability, rounded once.
    #[schemars(extend("x-mask" = "BILL"))]
    pub weighted: Money,
}

/// Σ value × probability of (minor units, per cent), rounded half up once (SAL-34).
///
/// # Errors
/// When the sum does not fit the integers used.
pub fn weighted(deals: impl IntoIterator<Item = (i64, i32)>) -> Result<i64> {
    let mut hundredfold: i128 = 0;
    for (minor, percent) in deals {
        hundredfold += i128::from(minor) * i128::from(percent);
    }
    from_hundredfold(hundredfold)
}

/// A sum of minor units × per cent as minor units.
fn from_hundredfold(hundredfold: i128) -> Result<i64> {
    let exact = Ratio::new(hundredfold, 100).map_err(Error::internal)?;
    i64::try_from(exact.round_half_up()).map_err(Error::internal)
}

impl Sum {
    /// From what the database added up: minor units, and minor units × per cent.
    ///
    /// # Errors
    /// When the currency is none of ours.
    pub fn of(currency: &str, count: i64, value_minor: i64, hundredfold: i64) -> Result<Self> {
        let currency: Currency = currency.parse().map_err(Error::internal)?;
        let weighted = from_hundredfold(hundredfold.into())?;
        Ok(Self { currency, count, value: Money::new(value_minor, currency), weighted: Money::new(weighted, currency) })
    }
}

/// Sums by currency, of several columns together.
///
/// # Errors
/// When the sums do not fit.
pub fn together<'a>(sums: impl IntoIterator<Item = &'a Sum>) -> Result<Vec<Sum>> {
    let mut out: Vec<Sum> = Vec::new();
    for sum in sums {
        match out.iter_mut().find(|s| s.currency == sum.currency) {
            None => out.push(sum.clone()),
            Some(all) => {
                all.count += sum.count;
                all.value = all.value.checked_add(sum.value).map_err(Error::internal)?;
                all.weighted = all.weighted.checked_add(sum.weighted).map_err(Error::internal)?;
            }
        }
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_34_the_weighted_sum_of_the_worked_example() {
        let deals = [(1_200_000, 10), (4_800_000, 40), (3_000_000, 70)];
        assert_eq!(weighted(deals).expect("fits"), 4_140_000);
        assert_eq!(deals.iter().map(|(v, _)| v).sum::<i64>(), 9_000_000);
    }
    #[test]
    fn sal_20_a_sum_is_rounded_once() {
        // Three times 0.5 of a cent: 1.5 cents together, not three times one.
        assert_eq!(weighted([(1, 50), (1, 50), (1, 50)]).expect("fits"), 2);
        assert_eq!(Sum::of("CAD", 3, 3, 150).expect("a sum").weighted.minor(), 2);
    }
    #[test]
    fn sal_20_currencies_are_never_added_up() {
        let sums = [("CAD", 100), ("INR", 700), ("CAD", 50)].map(|(c, v)| Sum::of(c, 1, v, v * 100).expect("a sum"));
        let all = together(&sums).expect("fits");
        assert_eq!(
            all.iter().map(|s| (s.currency.code(), s.value.minor(), s.count)).collect::<Vec<_>>(),
            [("CAD", 150, 2), ("INR", 700, 1)]
        );
    }
}
