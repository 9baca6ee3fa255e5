//! What to look at before a version is published: prices that look like slips of the pen, rules that cannot work.

use kernel::expr::Expression;
use kernel::money::Ratio;
use schemars::JsonSchema;
use serde::Serialize;

use crate::pricing::{
    Category,
    tariff::{FeeKind, Rule, RuleBody},
};

/// Days of a month and a year of crane work (QUO-24).
const MONTH_DAYS: i64 = 26;
const YEAR_MONTHS: i64 = 12;
/// Hours of a crane's day unless an order says otherwise (QUO-25).
const DAY_HOURS: i64 = 8;

/// A longer period that costs less than a third of its days at the next shorter rate (QUO-7).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CheapPeriod {
    pub rule_key: String,
    /// What it is: `28 d`, `MONTH`, `YEAR`.
    pub period: String,
    /// Its price, and what its time costs at the next shorter rate, in major units.
    #[schemars(extend("x-mask" = "BILL"))]
    pub price: Ratio,
    #[schemars(extend("x-mask" = "BILL"))]
    pub at_shorter_rate: Ratio,
}

/// Longer periods that look too cheap.
pub fn cheap_periods(rules: &[Rule]) -> Vec<CheapPeriod> {
    let mut found = Vec::new();
    for rule in rules {
        for (period, price, shorter) in steps(&rule.body) {
            let third = shorter.over(Ratio::whole(3)).unwrap_or(Ratio::ZERO);
            if price < third {
                found.push(CheapPeriod { rule_key: rule.rule_key.clone(), period, price, at_shorter_rate: shorter });
            }
        }
    }
    found
}

/// Each period of a rule with its price and the price of its time at the next shorter rate.
fn steps(body: &RuleBody) -> Vec<(String, Ratio, Ratio)> {
    let times = |price: Ratio, count: Ratio| price.times(count).unwrap_or(Ratio::ZERO);
    match body {
        RuleBody::RentalPeriod(rental) => {
            let mut periods: Vec<_> = rental.periods.iter().filter(|period| period.days > 0).collect();
            periods.sort_by_key(|period| period.days);
            let pairs = periods.iter().zip(periods.iter().skip(1));
            pairs
                .map(|(shorter, longer)| {
                    let count = Ratio::from(longer.days).over(shorter.days.into()).unwrap_or(Ratio::ZERO);
                    let at_shorter = times(shorter.price.to_ratio(), count);
                    (format!("{} d", longer.days), longer.price.to_ratio(), at_shorter)
                })
                .collect()
        }
        RuleBody::MachineRate(machine) => {
            let rates = &machine.rates;
            let hour = rates.small_hour.or(rates.micro_hour).map(kernel::money::UnitPrice::to_ratio);
            let month = rates.month.map(kernel::money::UnitPrice::to_ratio);
            let year = rates.year.map(kernel::money::UnitPrice::to_ratio);
            let of_month = month
                .zip(hour)
                .map(|(month, hour)| ("MONTH".to_owned(), month, times(hour, Ratio::whole(MONTH_DAYS * DAY_HOURS))));
            let of_year =
                year.zip(month).map(|(year, month)| ("YEAR".to_owned(), year, times(month, Ratio::whole(YEAR_MONTHS))));
            of_month.into_iter().chain(of_year).collect()
        }
        _ => Vec::new(),
    }
}

/// Why a version cannot be published (QUO-3): percentages of what stands after them, conditions nobody can read.
pub fn unworkable(rules: &[Rule]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (place, rule) in rules.iter().enumerate() {
        let RuleBody::Fee(fee) = &rule.body else { continue };
        if let FeeKind::Percentage { of, .. } = &fee.fee
            && of.iter().any(|category| *category >= Category::PercentageFee)
        {
            let reason = "takes a percentage of lines that are computed after it";
            found.push((place, format!("The rule {} {reason}.", rule.rule_key)));
        }
        if let Some(Err(reason)) = fee.condition.as_deref().map(Expression::compile) {
            found.push((place, format!("The condition of {} cannot be read: {reason}", rule.rule_key)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::fixtures::{crane_example, moving_example, rental_example};
    use kernel::money::UnitPrice;

    #[test]
    fn quo_7_a_period_below_a_third_of_its_days_is_doubted() {
        assert!(cheap_periods(&rental_example().rules).is_empty());
        let mut slipped = rental_example();
        for rule in &mut slipped.rules {
            if let RuleBody::RentalPeriod(rental) = &mut rule.body {
                rental.periods[2].price = UnitPrice::from_hundredths(79_999);
            }
        }
        let found = cheap_periods(&slipped.rules);
        // Four weeks at 600.00 are 2,400.00.
        assert_eq!((found.len(), found[0].period.as_str(), found[0].at_shorter_rate), (1, "28 d", Ratio::whole(2_400)));
    }

    #[test]
    fn quo_7_a_crane_by_the_month_is_measured_by_its_hours() {
        // 26 days of 8 h: the example's months lie far below a third, as in the older system.
        let found = cheap_periods(&crane_example().rules);
        assert!(found.iter().all(|warning| warning.period == "MONTH"), "{found:?}");
        assert_eq!(found.len(), 4);
    }

    #[test]
    fn quo_3_no_rule_refers_to_what_stands_after_it() {
        assert!(unworkable(&moving_example().rules).is_empty());
        let mut ahead = moving_example();
        for rule in &mut ahead.rules {
            if let (RuleBody::Fee(fee), "fuel.local") = (&mut rule.body, rule.rule_key.as_str()) {
                fee.condition = Some("part.work.distance_km ==".into());
                if let FeeKind::Percentage { of, .. } = &mut fee.fee {
                    of.push(Category::Valuation);
                }
            }
        }
        assert_eq!(unworkable(&ahead.rules).len(), 2);
    }
}
