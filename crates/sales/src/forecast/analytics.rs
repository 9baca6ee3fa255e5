//! What became of the leads that came in a stretch of days, by what they are told apart by (SAL-33).

use engine::{Operation, Spec, TenantTx};
use jiff::{ToSpan, civil::Date};
use kernel::{
    Error, Problems, Result,
    ids::LocationId,
    money::{Currency, Money, Ratio},
    time::local_day,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Share, scope, store, zone};
use crate::deal::store as deals;

/// Days looked back where nobody says.
const USUAL_DAYS: i64 = 90;
/// The longest stretch.
const MOST_DAYS: i32 = 731;

codes! {
    /// What leads are told apart by.
    By {
        Source = "SOURCE", Provider = "PROVIDER", Campaign = "CAMPAIGN", Rep = "REP", Location = "LOCATION",
        Service = "SERVICE", Size = "SIZE", Hour = "HOUR",
    }
}

/// Reads what became of leads.
#[derive(Deserialize, JsonSchema)]
pub struct ReadAnalytics {
    /// SOURCE where absent.
    pub by: Option<By>,
    /// First day of receipt, in the company's zone; 90 days ago where absent.
    pub from: Option<Date>,
    /// Last day; today where absent.
    pub to: Option<Date>,
    pub location_id: Option<LocationId>,
}

/// One group of leads, or all of them.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Outcome {
    /// Absent: the leads of which it is not known.
    pub key: Option<String>,
    pub leads: i64,
    pub won: i64,
    pub lost: i64,
    /// Still open: part of the leads, of neither won nor lost.
    pub open: i64,
    /// Won of all that came in.
    pub conversion: Option<Share>,
    /// Won of won and lost.
    pub close_rate: Option<Share>,
    /// What the leads cost, where their provider or source says; absent where none does.
    #[schemars(extend("x-mask" = "BILL"))]
    pub cost: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub cost_per_lead: Option<Money>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub cost_per_win: Option<Money>,
}

#[derive(Serialize, JsonSchema)]
pub struct Analytics {
    pub by: By,
    pub from: Date,
    pub to: Date,
    pub rows: Vec<Outcome>,
    pub total: Outcome,
}

/// A sum spread over so many, rounded once; none where there is nothing to spread it over.
fn each(cost: Option<Money>, over: i64) -> Result<Option<Money>> {
    let Some(cost) = cost.filter(|_| over > 0) else { return Ok(None) };
    let exact = Ratio::new(cost.minor().into(), over.into()).map_err(Error::internal)?;
    Ok(Some(Money::new(i64::try_from(exact.round_half_up()).map_err(Error::internal)?, cost.currency())))
}

/// Counts as people read them. What only some leads cost is spread over those, not over all.
fn outcome(row: &store::OutcomesRow, currency: Currency) -> Result<Outcome> {
    let cost = row.cost_minor.map(|minor| Money::new(minor, currency));
    Ok(Outcome {
        key: row.key.clone(),
        leads: row.leads,
        won: row.won,
        lost: row.lost,
        open: row.open,
        conversion: Share::of(row.won, row.leads),
        close_rate: Share::of(row.won, row.won + row.lost),
        cost,
        cost_per_lead: each(cost, row.costed)?,
        cost_per_win: each(cost, row.won)?,
    })
}

fn total(rows: &[store::OutcomesRow], currency: Currency) -> Result<Outcome> {
    let sum = |of: fn(&store::OutcomesRow) -> i64| rows.iter().map(of).sum();
    let costs: Vec<i64> = rows.iter().filter_map(|row| row.cost_minor).collect();
    let all = store::OutcomesRow {
        key: None,
        leads: sum(|r| r.leads),
        won: sum(|r| r.won),
        lost: sum(|r| r.lost),
        open: sum(|r| r.open),
        cost_minor: (!costs.is_empty()).then(|| costs.iter().sum()),
        costed: sum(|r| r.costed),
    };
    outcome(&all, currency)
}

impl Operation for ReadAnalytics {
    type Output = Analytics;
    const SPEC: Spec = Spec::read("sales.analytics.read", "/sales/analytics")
        .summary("Won, lost and open of the leads that came in, with intervals and costs, by source and more.")
        .permission("report", "VIEW");

    fn check(&self, p: &mut Problems) {
        if let (Some(from), Some(to)) = (self.from, self.to) {
            p.require(from <= to, "to", "ORDER", "The last day is before the first.");
            let days = (to - from).get_days();
            p.require(days <= MOST_DAYS, "from", "TOO_LONG", "At most two years at a time.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Analytics> {
        let zone = zone(tx).await?;
        let today = local_day(tx.now(), &zone);
        let to = self.to.unwrap_or(today);
        let from = match self.from {
            Some(from) => from,
            None => to.checked_sub(USUAL_DAYS.days()).map_err(Error::internal)?,
        };
        if from > to || (to - from).get_days() > MOST_DAYS {
            return Err(Error::invalid("from", "OUT_OF_RANGE", "The first day is at most two years before the last."));
        }
        let midnight = |day: Date| Ok::<_, Error>(day.to_zoned(zone.clone()).map_err(Error::internal)?.timestamp());
        let end = midnight(to.tomorrow().map_err(Error::internal)?)?;
        let by = self.by.unwrap_or(By::Source);
        let rows = match scope(tx, self.location_id) {
            Some(scope) => store::outcomes(tx, by.code(), midnight(from)?, end, &scope).await?,
            None => vec![],
        };
        let currency = deals::company(tx).await?.currency.parse().map_err(Error::internal)?;
        let total = total(&rows, currency)?;
        let rows = rows.iter().map(|row| outcome(row, currency)).collect::<Result<_>>()?;
        Ok(Analytics { by, from, to, rows, total })
    }

    fn example() -> Value {
        json!({"by": "SOURCE", "from": "2026-01-01", "to": "2026-03-31"})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(leads: i64, won: i64, lost: i64, cost_minor: Option<i64>, costed: i64) -> store::OutcomesRow {
        store::OutcomesRow { key: None, leads, won, lost, open: leads - won - lost, cost_minor, costed }
    }

    #[test]
    fn sal_33_open_leads_count_in_the_cohort_and_not_in_the_close_rate() {
        let it = outcome(&row(100, 31, 29, None, 0), Currency::Cad).expect("counted");
        assert_eq!(
            (it.open, it.conversion.map(|s| s.percent), it.close_rate.map(|s| s.percent)),
            (40, Some(31.0), Some(51.7))
        );
        assert_eq!((it.cost, it.cost_per_win), (None, None), "no cost is not a cost of nothing");
    }
    #[test]
    fn sal_33_costs_are_spread_over_the_leads_that_cost_something_and_over_the_wins() {
        let rows = [row(10, 2, 5, Some(25_000), 5), row(10, 0, 4, None, 0)];
        let first = outcome(&rows[0], Currency::Cad).expect("counted");
        assert_eq!(first.cost_per_lead, Some(Money::new(5_000, Currency::Cad)));
        assert_eq!(first.cost_per_win, Some(Money::new(12_500, Currency::Cad)));
        let all = total(&rows, Currency::Cad).expect("counted");
        assert_eq!((all.leads, all.won, all.cost), (20, 2, Some(Money::new(25_000, Currency::Cad))));
        assert_eq!(outcome(&row(5, 0, 5, Some(100), 5), Currency::Cad).expect("counted").cost_per_win, None);
    }
}
