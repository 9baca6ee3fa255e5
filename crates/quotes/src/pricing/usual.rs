//! What a unit of work usually costs, against which a price is held (P09).

use kernel::money::{Currency, Money, MoneyError, Ratio, UnitPrice};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::input::{OrderLength, PartInput, Work};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Measure {
    /// A cubic foot of a move near by.
    CuftNear,
    /// A cubic foot of a move far away.
    CuftFar,
    /// A day of one machine.
    MachineDay,
}

impl Measure {
    /// As it is stored.
    pub const fn code(self) -> &'static str {
        match self {
            Self::CuftNear => "CUFT_NEAR",
            Self::CuftFar => "CUFT_FAR",
            Self::MachineDay => "MACHINE_DAY",
        }
    }
}

/// Between what a unit usually costs at the location.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UsualPrice {
    /// What is counted.
    pub measure: Measure,
    /// The money it is in.
    pub currency: Currency,
    /// Price below which a unit is unusual.
    pub low: UnitPrice,
    /// Price above which it is.
    pub high: UnitPrice,
}

/// Moves shorter than this are near by (QUO-6), in km.
const NEAR_KM: i64 = 100;
/// Usual prices of a cubic foot in dollars, before a location has sold enough: least, most near by, most far away.
const AT_FIRST: [UnitPrice; 3] =
    [UnitPrice::from_hundredths(50), UnitPrice::from_hundredths(800), UnitPrice::from_hundredths(2_500)];
/// Signed quotes from which a location's own prices count.
pub const ENOUGH: usize = 50;

/// What a part's price is counted by, and how much of it there is; none where nothing can be counted.
pub fn measured(part: &PartInput) -> Option<(Measure, Ratio)> {
    let (measure, units) = match &part.work {
        Work::Move(work) => {
            let near = work.distance_km.is_none_or(|km| km < Ratio::whole(NEAR_KM));
            (if near { Measure::CuftNear } else { Measure::CuftFar }, work.volume_cuft?)
        }
        Work::CraneOrder(order) => {
            let OrderLength::Days { days, sundays } = &order.length else { return None };
            let machines: i64 = order.machines.iter().map(|machine| i64::from(machine.quantity)).sum();
            let days = i64::from(*days) + i64::from(*sundays);
            (Measure::MachineDay, Ratio::whole(machines.checked_mul(days)?))
        }
        Work::HourlyHire(_) | Work::Rental(_) | Work::Charges => return None,
    };
    (units > Ratio::ZERO).then_some((measure, units))
}

/// Whether a part's sum before tax is usual; what nobody can say is.
pub(in crate::pricing) fn is_usual(part: &PartInput, sum: Money, usual: &[UsualPrice]) -> Result<bool, MoneyError> {
    let Some((measure, units)) = measured(part) else { return Ok(true) };
    let known = usual.iter().find(|usual| usual.measure == measure && usual.currency == sum.currency());
    let [least, near, far] = AT_FIRST;
    let dollars = matches!(sum.currency(), Currency::Cad | Currency::Usd);
    let (low, high) = match (known, measure) {
        (Some(known), _) => (known.low, known.high),
        (None, Measure::CuftNear) if dollars => (least, near),
        (None, Measure::CuftFar) if dollars => (least, far),
        _ => return Ok(true),
    };
    let unit = sum.to_ratio().over(units)?;
    Ok(low.to_ratio() <= unit && unit <= high.to_ratio())
}

/// First and ninety-ninth percentile by nearest rank; none below [`ENOUGH`].
pub fn percentiles(mut prices: Vec<Ratio>) -> Option<(Ratio, Ratio)> {
    if prices.len() < ENOUGH {
        return None;
    }
    prices.sort();
    let rank = |percent: usize| (prices.len() * percent).div_ceil(100).max(1) - 1;
    Some((prices[rank(1)], prices[rank(99)]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn p09_percentiles_are_by_nearest_rank_of_enough_prices() {
        let prices = |count: i64| (1..=count).rev().map(Ratio::whole).collect::<Vec<_>>();
        assert_eq!(percentiles(prices(49)), None);
        assert_eq!(percentiles(prices(50)), Some((Ratio::whole(1), Ratio::whole(50))));
        assert_eq!(percentiles(prices(200)), Some((Ratio::whole(2), Ratio::whole(198))));
    }
}
