//! What became of leads by where they came from (SAL-33), and what the open deals are likely to bring (SAL-34).

pub mod analytics;
pub mod read;
pub mod snapshot;
mod store;
pub mod targets;

use engine::{Reach, TenantTx};
use kernel::{
    Result,
    chance::{NINETY_FIVE, wilson},
    ids::LocationId,
};
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

use crate::{lead, scoring::numbers::percent};

/// A share with where it may lie, in per cent with one decimal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, JsonSchema)]
pub struct Share {
    pub percent: f64,
    /// The 95 % interval.
    pub low_percent: f64,
    pub high_percent: f64,
    pub of: i64,
}

impl Share {
    /// None where there is nothing to divide by.
    pub fn of(hits: i64, cases: i64) -> Option<Self> {
        if cases <= 0 {
            return None;
        }
        // Counts of leads are far below what a float holds exactly.
        #[allow(clippy::cast_precision_loss)]
        let (hits, all) = (hits as f64, cases as f64);
        let (low, high) = wilson(hits, all, NINETY_FIVE);
        Some(Self { percent: percent(hits / all), low_percent: percent(low), high_percent: percent(high), of: cases })
    }
}

/// Whose records are counted.
pub struct Scope {
    pub everywhere: bool,
    pub locations: Vec<Uuid>,
    pub mine: kernel::ids::UserId,
    pub location: Option<LocationId>,
    /// Only what is one's own: no more than a part of any location.
    pub own: bool,
}

/// What the caller's reports reach; none where they reach nothing.
pub fn scope(tx: &TenantTx, location: Option<LocationId>) -> Option<Scope> {
    let reach = tx.caller().permissions().reach("report", "VIEW", tx.now())?;
    let (everywhere, locations, mine) = lead::store::reach_parts(&reach, tx.user_id_or_nil());
    let own = matches!(reach, Reach::Own(_));
    Some(Scope { everywhere, locations, mine, location, own })
}

/// The whole company, for what runs by the clock.
pub fn everything() -> Scope {
    let mine = kernel::ids::UserId::from_uuid(Uuid::nil());
    Scope { everywhere: true, locations: vec![], mine, location: None, own: false }
}

/// The company's zone.
pub async fn zone(tx: &TenantTx) -> Result<jiff::tz::TimeZone> {
    let company = crate::deal::store::company(tx).await?;
    Ok(jiff::tz::TimeZone::get(&company.timezone).unwrap_or(jiff::tz::TimeZone::UTC))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Worked example 9.
    #[test]
    fn sal_33_a_close_rate_says_where_it_may_lie() {
        let share = Share::of(31, 60).expect("cases");
        assert_eq!((share.percent, share.low_percent, share.high_percent, share.of), (51.7, 39.3, 63.8, 60));
        assert_eq!(Share::of(0, 0), None, "nothing is no rate");
    }
}
