//! What the open deals are likely to bring, by month; how fast; and how far off it was before (SAL-34).

use std::collections::BTreeMap;

use engine::{Operation, Spec, TenantTx};
use jiff::{SignedDuration, ToSpan, civil::Date};
use kernel::{
    Error, Result,
    ids::LocationId,
    money::{Currency, Money, Ratio},
    time::local_day,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Share, scope, snapshot::weighted, store, zone};

/// Days of closed deals the win rate and the time to close rest on.
const PACE_DAYS: i64 = 365;
/// Months back that are held against what was forecast.
const PAST_MONTHS: i64 = 12;
/// Seconds of a day.
const DAY_S: i128 = 86_400;

/// Reads the forecast.
#[derive(Deserialize, JsonSchema)]
pub struct ReadForecast {
    pub location_id: Option<LocationId>,
}

/// How fast open deals become money, in one currency.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Velocity {
    pub currency: Currency,
    pub open: i64,
    /// Won of the deals closed in the last 12 months.
    pub win_rate: Option<Share>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub mean_value: Option<Money>,
    /// From the first day to the signature, of deals won in the last 12 months.
    pub mean_days_to_close: Option<f64>,
    /// Open × win rate × mean value ÷ mean days; absent while one of them is not known, or the mean is below a day.
    #[schemars(extend("x-mask" = "BILL"))]
    pub a_day: Option<Money>,
}

/// Open deals of a month in one currency.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Month {
    /// The first day of the month; absent: deals without an expected day.
    pub month: Option<Date>,
    /// The month is over and the deals are still open.
    pub overdue: bool,
    pub currency: Currency,
    pub deals: i64,
    #[schemars(extend("x-mask" = "BILL"))]
    pub value: Money,
    /// Σ value × probability.
    #[schemars(extend("x-mask" = "BILL"))]
    pub weighted: Money,
    /// Values of deals in negotiation.
    #[schemars(extend("x-mask" = "BILL"))]
    pub committed: Money,
    /// Already won in this month.
    #[schemars(extend("x-mask" = "BILL"))]
    pub won: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub target: Option<Money>,
}

/// The same by location and machine class.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Slice {
    pub month: Option<Date>,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub machine_class: Option<String>,
    pub currency: Currency,
    pub deals: i64,
    #[schemars(extend("x-mask" = "BILL"))]
    pub value: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub weighted: Money,
    #[schemars(extend("x-mask" = "BILL"))]
    pub committed: Money,
}

/// A month that is over: what was forecast before it began, and what came.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Past {
    pub month: Date,
    pub currency: Currency,
    #[schemars(extend("x-mask" = "BILL"))]
    pub forecast: Option<Money>,
    pub forecast_on: Option<Date>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub actual: Money,
    /// |forecast − actual| ÷ actual, per cent; absent without a forecast or without a sale.
    pub error_percent: Option<f64>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub target: Option<Money>,
}

#[derive(Serialize, JsonSchema)]
pub struct Forecast {
    pub velocity: Vec<Velocity>,
    pub months: Vec<Month>,
    pub slices: Vec<Slice>,
    pub past: Vec<Past>,
    /// The mean of the errors of the past months; absent before there is one.
    pub mean_error_percent: Option<f64>,
}

fn ratio(numerator: i128, denominator: i128) -> Option<Ratio> {
    Ratio::new(numerator, denominator).ok()
}

fn rounded(exact: Ratio) -> Option<i64> {
    i64::try_from(exact.round_half_up()).ok()
}

/// Per mille as per cent with one decimal.
fn tenths(exact: Ratio) -> Option<f64> {
    let tenths = i32::try_from(exact.times(ratio(10, 1)?).ok()?.round_half_up()).ok()?;
    Some(f64::from(tenths) / 10.0)
}

/// |forecast − actual| ÷ actual in per cent.
pub fn error_percent(forecast_minor: i64, actual_minor: i64) -> Option<f64> {
    if actual_minor <= 0 {
        return None;
    }
    let off = (i128::from(forecast_minor) - i128::from(actual_minor)).abs();
    tenths(ratio(off * 100, actual_minor.into())?)
}

fn velocity(row: &store::PaceRow) -> Result<Velocity> {
    let currency: Currency = row.currency.parse().map_err(Error::internal)?;
    let (open_minor, won, closed) = (i128::from(row.open_minor), i128::from(row.won), i128::from(row.won + row.lost));
    let seconds = i128::from(row.won_seconds);
    let money = |minor: Option<i64>| minor.map(|minor| Money::new(minor, currency));
    // Open × mean value is the open value; won ÷ closed the rate; seconds ÷ won the time.
    let a_day = || {
        // Deals that were won the day they began tell nothing of a pace.
        if won == 0 || seconds < DAY_S * won {
            return None;
        }
        let at_once = ratio(open_minor * won, closed)?;
        rounded(at_once.times(ratio(DAY_S * won, seconds)?).ok()?)
    };
    let mean = ratio(open_minor, row.open.into()).and_then(rounded);
    let days = if won == 0 { None } else { ratio(seconds, DAY_S * won).and_then(tenths) };
    Ok(Velocity {
        currency,
        open: row.open,
        win_rate: Share::of(row.won, row.won + row.lost),
        mean_value: money(mean),
        mean_days_to_close: days,
        a_day: money(a_day()),
    })
}

fn slice(row: store::OpenByMonthRow) -> Result<Slice> {
    let currency: Currency = row.currency.parse().map_err(Error::internal)?;
    Ok(Slice {
        month: row.month,
        location_id: row.location_id,
        location_name: row.location_name,
        machine_class: row.machine_class,
        currency,
        deals: row.deals,
        value: Money::new(row.value_minor, currency),
        weighted: Money::new(weighted(row.weighted)?, currency),
        committed: Money::new(row.committed_minor, currency),
    })
}

type Amounts = BTreeMap<(Date, String), i64>;

/// The months of the open deals and of the targets that are to come.
fn months(rows: &[store::OpenByMonthRow], this: Date, won: &Amounts, targets: &Amounts) -> Result<Vec<Month>> {
    // Months without an expected day come last.
    let mut sums: BTreeMap<(bool, Option<Date>, String), (i64, i64, i64, i64)> = BTreeMap::new();
    let mut at = |month: Option<Date>, currency: &str, add: (i64, i64, i64, i64)| {
        let sum = sums.entry((month.is_none(), month, currency.to_owned())).or_default();
        *sum = (sum.0 + add.0, sum.1 + add.1, sum.2 + add.2, sum.3 + add.3);
    };
    for row in rows {
        at(row.month, &row.currency, (row.deals, row.value_minor, row.weighted, row.committed_minor));
    }
    for (month, currency) in targets.keys().chain(won.keys()).filter(|(month, _)| *month >= this) {
        at(Some(*month), currency, (0, 0, 0, 0));
    }
    let line = |((_, month, code), (deals, value, hundredfold, committed)): (_, (i64, i64, i64, i64))| {
        let (month, code): (Option<Date>, String) = (month, code);
        let currency: Currency = code.parse().map_err(Error::internal)?;
        let of = |amounts: &Amounts| month.and_then(|month| amounts.get(&(month, code.clone()))).copied();
        Ok(Month {
            month,
            overdue: month.is_some_and(|month| month < this),
            currency,
            deals,
            value: Money::new(value, currency),
            weighted: Money::new(weighted(hundredfold)?, currency),
            committed: Money::new(committed, currency),
            won: Money::new(of(won).unwrap_or(0), currency),
            target: of(targets).map(|minor| Money::new(minor, currency)),
        })
    };
    sums.into_iter().map(line).collect()
}

fn past(made: &[store::ForecastsMadeRow], this: Date, won: &Amounts, targets: &Amounts) -> Result<Vec<Past>> {
    let forecast = |month: Date, code: &str| made.iter().find(|f| f.month == month && f.currency == code);
    let mut keys: Vec<(Date, String)> = won.keys().filter(|(month, _)| *month < this).cloned().collect();
    keys.extend(made.iter().filter(|f| f.month < this).map(|f| (f.month, f.currency.clone())));
    keys.sort();
    keys.dedup();
    let line = |key: &(Date, String)| {
        let (month, code) = key;
        let currency: Currency = code.parse().map_err(Error::internal)?;
        let actual = won.get(key).copied().unwrap_or(0);
        let made = forecast(*month, code);
        Ok(Past {
            month: *month,
            currency,
            forecast: made.map(|f| Money::new(f.weighted_minor, currency)),
            forecast_on: made.map(|f| f.day),
            actual: Money::new(actual, currency),
            error_percent: made.and_then(|f| error_percent(f.weighted_minor, actual)),
            target: targets.get(key).map(|minor| Money::new(*minor, currency)),
        })
    };
    keys.iter().map(line).collect()
}

fn mean(errors: &[f64]) -> Option<f64> {
    let n = u32::try_from(errors.len()).ok().filter(|n| *n > 0)?;
    Some((errors.iter().sum::<f64>() / f64::from(n) * 10.0).round() / 10.0)
}

impl Operation for ReadForecast {
    type Output = Forecast;
    const SPEC: Spec = Spec::read("sales.forecast.read", "/sales/forecast")
        .summary(
            "What open deals are likely to bring by month, location and machine class, and how far off it was before.",
        )
        .permission("report", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Forecast> {
        let Some(scope) = scope(tx, self.location_id) else {
            return Ok(Forecast {
                velocity: vec![],
                months: vec![],
                slices: vec![],
                past: vec![],
                mean_error_percent: None,
            });
        };
        let zone = zone(tx).await?;
        let this = local_day(tx.now(), &zone).first_of_month();
        let first = this.checked_sub(PAST_MONTHS.months()).map_err(Error::internal)?;
        let last = this.checked_add(25.months()).map_err(Error::internal)?;
        let since = first.to_zoned(zone).map_err(Error::internal)?.timestamp();
        let year = tx.now() - SignedDuration::from_hours(24 * PACE_DAYS);
        let (open, won, pace, made, targets) = futures::try_join!(
            store::open_by_month(tx, &scope),
            store::won_by_month(tx, since, &scope),
            store::pace(tx, year, &scope),
            store::forecasts_made(tx, first, &scope),
            store::targets(tx, first, last, self.location_id)
        )?;
        let won: Amounts = won.into_iter().map(|row| ((row.month, row.currency), row.value_minor)).collect();
        // Targets and snapshots are a place's: what is only one person's is not held against them.
        let targets: Amounts = targets
            .into_iter()
            .filter(|_| !scope.own)
            .map(|row| ((row.month, row.currency), row.amount_minor))
            .collect();
        let made = if scope.own { vec![] } else { made };
        let past = past(&made, this, &won, &targets)?;
        let errors: Vec<f64> = past.iter().filter_map(|month| month.error_percent).collect();
        Ok(Forecast {
            velocity: pace.iter().map(velocity).collect::<Result<_>>()?,
            months: months(&open, this, &won, &targets)?,
            slices: open.into_iter().map(slice).collect::<Result<_>>()?,
            mean_error_percent: mean(&errors),
            past,
        })
    }

    fn example() -> Value {
        json!({})
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Worked example 9.
    #[test]
    fn sal_34_forty_open_deals_bring_sixteen_hundred_a_day() {
        let row = store::PaceRow {
            currency: "CAD".into(),
            open: 40,
            open_minor: 40 * 240_000,
            won: 35,
            lost: 65,
            won_seconds: 35 * 21 * 86_400,
        };
        let it = velocity(&row).expect("known");
        assert_eq!(it.a_day, Some(Money::new(160_000, Currency::Cad)));
        assert_eq!((it.mean_value, it.mean_days_to_close), (Some(Money::new(240_000, Currency::Cad)), Some(21.0)));
        let at_once = velocity(&store::PaceRow { won_seconds: 35 * 60, ..row.clone() }).expect("known");
        assert_eq!(at_once.a_day, None, "won within minutes is no pace");
        let none = velocity(&store::PaceRow { won: 0, won_seconds: 0, ..row }).expect("known");
        assert_eq!((none.a_day, none.mean_days_to_close), (None, None), "nothing won, nothing said");
    }
    #[test]
    fn sal_34_a_forecast_of_92_against_100_was_eight_per_cent_off() {
        assert_eq!(error_percent(9_200_000, 10_000_000), Some(8.0));
        assert_eq!(error_percent(10_800_000, 10_000_000), Some(8.0), "either way");
        assert_eq!(error_percent(500, 0), None);
    }
    #[test]
    fn sal_34_months_are_added_up_over_locations_and_rounded_once() {
        let row = |month: Option<Date>, value_minor: i64, percent: i64, committed_minor: i64| store::OpenByMonthRow {
            month,
            location_id: None,
            location_name: None,
            machine_class: None,
            currency: "CAD".into(),
            deals: 1,
            value_minor,
            weighted: value_minor * percent,
            committed_minor,
        };
        let (june, july) = (date(2026, 6, 1), date(2026, 7, 1));
        let rows = [
            row(Some(june), 1_200_000, 10, 0),
            row(Some(june), 4_800_000, 40, 0),
            row(Some(june), 3_000_000, 70, 3_000_000),
            row(None, 500, 10, 0),
            row(Some(date(2026, 4, 1)), 700, 10, 0),
        ];
        let targets = Amounts::from([((july, "CAD".to_owned()), 9_000_000)]);
        let it = months(&rows, date(2026, 5, 1), &Amounts::new(), &targets).expect("fits");
        let of = |at: usize| (it[at].month, it[at].overdue, it[at].value.minor(), it[at].weighted.minor());
        assert_eq!(of(0), (Some(date(2026, 4, 1)), true, 700, 70));
        assert_eq!(of(1), (Some(june), false, 9_000_000, 4_140_000));
        assert_eq!(it[1].committed.minor(), 3_000_000, "negotiation and above");
        assert_eq!((it[2].month, it[2].target.map(Money::minor)), (Some(july), Some(9_000_000)));
        assert_eq!(of(3), (None, false, 500, 50));
    }
    #[test]
    fn sal_34_a_month_that_is_over_is_held_against_what_was_forecast() {
        let april = date(2026, 4, 1);
        let made = [store::ForecastsMadeRow {
            month: april,
            day: date(2026, 3, 30),
            currency: "CAD".into(),
            weighted_minor: 9_200_000,
        }];
        let won = Amounts::from([((april, "CAD".to_owned()), 10_000_000), ((date(2026, 5, 1), "CAD".to_owned()), 5)]);
        let it = past(&made, date(2026, 5, 1), &won, &Amounts::new()).expect("fits");
        assert_eq!((it.len(), it[0].error_percent, it[0].forecast_on), (1, Some(8.0), Some(date(2026, 3, 30))));
    }
}
