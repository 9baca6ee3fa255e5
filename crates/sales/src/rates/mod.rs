//! What other currencies are worth in the company's own, by day, as somebody entered it (SAL-20).

pub mod list;
pub mod save;
pub mod store;

use jiff::civil::Date;
use kernel::{
    Error, Result,
    money::{Currency, Money, Ratio},
};
use schemars::JsonSchema;
use serde::Serialize;

use crate::deal::sums::Sum;

/// Decimals of a stored rate.
const E8: i128 = 100_000_000;

/// A rate as it held on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DayRate {
    pub currency: Currency,
    pub day: Date,
    pub rate_e8: i64,
}

/// A rate that was used, and from which day it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct UsedRate {
    pub currency: Currency,
    pub day: Date,
    /// One unit of it in the company's currency.
    pub rate: String,
}

/// Sums in several currencies as one in the company's own. While a rate is missing there is no sum, and it says which.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct CompanySum {
    pub currency: Currency,
    #[schemars(extend("x-mask" = "BILL"))]
    pub value: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub weighted: Option<Money>,
    pub rates: Vec<UsedRate>,
    /// Currencies without a rate.
    pub missing: Vec<Currency>,
}

/// A rate as text, without zeros nobody needs.
pub fn rate_text(rate_e8: i64) -> String {
    let text = format!("{}.{:08}", i128::from(rate_e8) / E8, i128::from(rate_e8) % E8);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A decimal text with at most 8 decimals, as stored.
pub fn read_rate(text: &str) -> Option<i64> {
    let (whole, decimals) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
    let digits = |t: &str| t.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(decimals) || decimals.len() > 8 {
        return None;
    }
    format!("{whole}{decimals:0<8}").parse().ok().filter(|rate| (1..=999_999_999_999_999).contains(rate))
}

fn in_company(minor: i64, rate: Option<&DayRate>, currency: Currency, from: Currency) -> Result<Ratio> {
    let e8 = rate.map_or(E8, |r| i128::from(r.rate_e8));
    let minor_units = i128::from(from.minor_per_major());
    let exact = Ratio::new(i128::from(minor) * e8, E8 * minor_units).map_err(Error::internal)?;
    let scale = Ratio::new(i128::from(currency.minor_per_major()), 1).map_err(Error::internal)?;
    exact.times(scale).map_err(Error::internal)
}

/// Adds up sums in the company's currency, rounded once.
///
/// # Errors
/// When the sum does not fit.
pub fn in_company_currency(sums: &[Sum], currency: Currency, rates: &[DayRate]) -> Result<CompanySum> {
    let foreign = |sum: &&Sum| sum.currency != currency;
    let rate_of = |of: Currency| rates.iter().find(|rate| rate.currency == of);
    let missing: Vec<Currency> =
        sums.iter().filter(foreign).map(|sum| sum.currency).filter(|of| rate_of(*of).is_none()).collect();
    let used = |rate: &DayRate| UsedRate { currency: rate.currency, day: rate.day, rate: rate_text(rate.rate_e8) };
    let rates = sums.iter().filter(foreign).filter_map(|sum| rate_of(sum.currency)).map(used).collect();
    if !missing.is_empty() {
        return Ok(CompanySum { currency, value: None, weighted: None, rates, missing });
    }
    let zero = || Ratio::new(0, 1).map_err(Error::internal);
    let (mut value, mut weighted) = (zero()?, zero()?);
    for sum in sums {
        let rate = rate_of(sum.currency).filter(|_| sum.currency != currency);
        let worth = |money: Money| in_company(money.minor(), rate, currency, sum.currency);
        value = value.plus(worth(sum.value)?).map_err(Error::internal)?;
        weighted = weighted.plus(worth(sum.weighted)?).map_err(Error::internal)?;
    }
    let money = |exact: Ratio| {
        Ok::<_, Error>(Money::new(i64::try_from(exact.round_half_up()).map_err(Error::internal)?, currency))
    };
    Ok(CompanySum { currency, value: Some(money(value)?), weighted: Some(money(weighted)?), rates, missing })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sum(currency: &str, value: i64, hundredfold: i64) -> Sum {
        Sum::of(currency, 1, value, hundredfold).expect("a sum")
    }
    fn rate(currency: Currency, rate_e8: i64) -> DayRate {
        DayRate { currency, day: jiff::civil::date(2026, 5, 4), rate_e8 }
    }

    #[test]
    fn sal_20_sums_meet_in_the_companys_currency_at_the_days_rate() {
        let sums = [sum("CAD", 100_000, 4_000_000), sum("USD", 50_000, 5_000_000)];
        let all = in_company_currency(&sums, Currency::Cad, &[rate(Currency::Usd, 136_500_000)]).expect("fits");
        assert_eq!(all.value, Some(Money::new(168_250, Currency::Cad)), "1,000.00 and 500.00 at 1.365");
        assert_eq!(all.weighted, Some(Money::new(108_250, Currency::Cad)));
        assert_eq!((all.rates[0].rate.as_str(), all.rates.len(), all.missing.len()), ("1.365", 1, 0));
    }
    #[test]
    fn sal_20_a_missing_rate_is_said_and_never_zero() {
        let sums = [sum("CAD", 100_000, 0), sum("EUR", 50_000, 0)];
        let all = in_company_currency(&sums, Currency::Cad, &[rate(Currency::Usd, 136_500_000)]).expect("fits");
        assert_eq!((all.value, all.missing), (None, vec![Currency::Eur]));
    }
    #[test]
    fn sal_20_a_sum_over_currencies_is_rounded_once() {
        let sums = [sum("USD", 1, 100), sum("EUR", 1, 100)];
        let rates = [rate(Currency::Usd, 140_000_000), rate(Currency::Eur, 140_000_000)];
        let all = in_company_currency(&sums, Currency::Cad, &rates).expect("fits");
        assert_eq!(all.value, Some(Money::new(3, Currency::Cad)), "2.8 cents, not twice one");
    }
    #[test]
    fn sal_20_rates_are_read_and_written_exactly() {
        assert_eq!(read_rate("1.3652"), Some(136_520_000));
        assert_eq!(read_rate("0.01587321"), Some(1_587_321));
        for bad in ["", "0", "-1", "1,5", "1.123456789", "abc", ".5"] {
            assert_eq!(read_rate(bad), None, "{bad}");
        }
        assert_eq!([136_520_000, 100_000_000, 1_587_321].map(rate_text), ["1.3652", "1", "0.01587321"]);
    }
}
