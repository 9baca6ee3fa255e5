//! Exact search for the cheapest periods that cover a number of days.

use std::cmp::Ordering;

use kernel::money::{MoneyError, Ratio};

/// A period on offer.
#[derive(Debug, Clone)]
pub(in crate::pricing) struct Period {
    pub days: u32,
    pub cost: Ratio,
}

/// How often each period is taken, and what all of it costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::pricing) struct Combination {
    pub cost: Ratio,
    pub counts: Vec<u32>,
}

impl Combination {
    /// Cheaper first; ties: fewer periods, then longer ones.
    fn order(&self, other: &Self) -> Ordering {
        let periods = |combination: &Self| combination.counts.iter().sum::<u32>();
        self.cost
            .cmp(&other.cost)
            .then_with(|| periods(self).cmp(&periods(other)))
            .then_with(|| other.counts.cmp(&self.counts))
    }

    /// `1 × 28 d + 2 × 7 d`.
    pub fn words(&self, periods: &[Period]) -> String {
        let taken = periods.iter().zip(&self.counts).filter(|(_, count)| **count > 0);
        let words: Vec<String> = taken.map(|(period, count)| format!("{count} × {} d", period.days)).collect();
        words.join(" + ")
    }
}

/// The two best combinations that cover `days`, out of all in which no period could be left out.
///
/// `periods` stand longest first. A combination is built longest period first and ends as soon as the
/// days are covered, so its last period is its shortest and none can be left out.
pub(in crate::pricing) fn cheapest_two(periods: &[Period], days: u32) -> Result<Vec<Combination>, MoneyError> {
    let nothing = Combination { cost: Ratio::ZERO, counts: vec![0; periods.len()] };
    let days = days as usize;
    // best[d]: the two best ways to cover d days with the periods looked at so far, shortest first.
    let mut best: Vec<Vec<Combination>> = vec![Vec::new(); days + 1];
    best[0].push(nothing);
    for (index, period) in periods.iter().enumerate().rev() {
        for left in 1..=days {
            let rest = left.saturating_sub(period.days as usize);
            let mut ways = std::mem::take(&mut best[left]);
            for way in &best[rest] {
                let mut longer = way.clone();
                longer.counts[index] += 1;
                longer.cost = longer.cost.plus(period.cost)?;
                ways.push(longer);
            }
            ways.sort_by(Combination::order);
            ways.truncate(2);
            best[left] = ways;
        }
    }
    Ok(best.swap_remove(days))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn periods(listed: &[(u32, i64)]) -> Vec<Period> {
        listed.iter().map(|(days, cost)| Period { days: *days, cost: Ratio::whole(*cost) }).collect()
    }

    /// Every combination that covers the days and from which nothing can be left out.
    fn all_combinations(periods: &[Period], days: i64) -> Vec<Combination> {
        fn extend(periods: &[Period], index: usize, left: i64, counts: &mut Vec<u32>, found: &mut Vec<Vec<u32>>) {
            if left <= 0 {
                found.push(counts.clone());
                return;
            }
            let Some(period) = periods.get(index) else { return };
            let most = u32::try_from((left + i64::from(period.days) - 1) / i64::from(period.days)).unwrap();
            for count in 0..=most {
                counts[index] = count;
                extend(periods, index + 1, left - i64::from(count * period.days), counts, found);
            }
            counts[index] = 0;
        }
        let mut found = Vec::new();
        extend(periods, 0, days, &mut vec![0; periods.len()], &mut found);
        found
            .into_iter()
            .map(|counts| {
                let parts = periods.iter().zip(&counts);
                let cost = parts.fold(Ratio::ZERO, |sum, (period, count)| {
                    sum.plus(period.cost.times((*count).into()).unwrap()).unwrap()
                });
                Combination { cost, counts }
            })
            .collect()
    }

    fn agrees_with_brute_force(periods: &[Period], days: u32) {
        let mut all = all_combinations(periods, days.into());
        all.sort_by(Combination::order);
        all.truncate(2);
        assert_eq!(cheapest_two(periods, days).unwrap(), all, "{days} days of {periods:?}");
    }

    #[test]
    fn quo_34_search_equals_brute_force_for_400_days() {
        let day_week_period = periods(&[(28, 1_650), (7, 600), (1, 150)]);
        let longer_dearer = periods(&[(28, 2_500), (7, 600), (1, 70)]);
        for days in 1..=400 {
            agrees_with_brute_force(&day_week_period, days);
            agrees_with_brute_force(&longer_dearer, days);
        }
    }

    #[test]
    fn quo_34_ties_take_fewer_then_longer_periods() {
        let tied = periods(&[(7, 700), (1, 100)]);
        assert_eq!(cheapest_two(&tied, 7).unwrap()[0].counts, [1, 0]);
        // Two of six days come before ten and twice one, though ten days are longer.
        let fewer = periods(&[(10, 10), (6, 6), (1, 1)]);
        assert_eq!(cheapest_two(&fewer, 12).unwrap()[0].counts, [0, 2, 0]);
        let same_count = periods(&[(10, 100), (5, 100)]);
        assert_eq!(cheapest_two(&same_count, 5).unwrap()[0].counts, [1, 0]);
    }

    proptest! {
        #[test]
        fn quo_34_search_equals_brute_force_for_any_prices(
            prices in (1_i64..40, 1_i64..200, 1_i64..600),
            lengths in (8_u32..30, 3_u32..8),
            days in 1_u32..90,
        ) {
            let offered = periods(&[(lengths.0, prices.2), (lengths.1, prices.1), (1, prices.0)]);
            agrees_with_brute_force(&offered, days);
        }
    }
}
