//! Points and priority of a lead, from what is known here.

use engine::TenantTx;
use kernel::{Result, ids::LeadId, normal::may_be_mobile, time::local_day};
use serde_json::Value;
use uuid::Uuid;

use super::{
    Place,
    score::{Facts, Introduced, Score, ValueClass, priority, score},
    store,
    weights::Weights,
};

/// What a company offers without saying so, by its industry.
fn offers(industry: &str, service_type: &str) -> bool {
    let service = service_type.to_uppercase();
    let crane = ["CRANE", "RIGGING", "RENTAL", "LIFT"].iter().any(|word| service.contains(word));
    (industry == "CRANE_RENTAL") == crane
}

/// A value against the median of what the location won.
fn compared(value_minor: i64, median_minor: i64) -> ValueClass {
    if value_minor >= median_minor {
        ValueClass::AboveMedian
    } else if value_minor.saturating_mul(2) >= median_minor {
        ValueClass::AboveHalf
    } else {
        ValueClass::Below
    }
}

fn facts(row: &store::ScoreFactsRow, today: jiff::civil::Date) -> Facts {
    let place = |value: &Value| serde_json::from_value::<Place>(value.clone()).is_ok_and(|place| place.is_known());
    let text = |name: &str| row.rental.get(name).and_then(Value::as_str).filter(|t| !t.trim().is_empty());
    let date = row.move_date.or_else(|| text("start_date").and_then(|t| t.parse().ok()));
    let crane = text("machine_class").is_some() || text("site_city").is_some();
    Facts {
        // A location in the same city is near enough; farther ones need distances nobody has measured here.
        in_area: row.city_served.then_some(true),
        // A class that is named is in the fleet or it is not; else what the trade offers.
        offered: match text("machine_class") {
            Some(_) => Some(row.class_in_fleet),
            None => row.service_type.as_deref().map(|service| offers(&row.industry, service)),
        },
        size_known: row.move_size.as_deref().is_some_and(|s| !s.is_empty()) || row.rental.get("rental_days").is_some(),
        value: row.value_minor.zip(row.median_minor).map(|(value, median)| compared(value, median)),
        both_addresses: if crane {
            text("site_city").is_some() && place(&row.origin)
        } else {
            place(&row.origin) && place(&row.destination)
        },
        asked: row.called || matches!(row.channel.as_str(), "FORM" | "PROVIDER" | "CALL" | "PORTAL"),
        // A fixed line is good once somebody verified it; where the plan does not tell, it may be a mobile.
        phone_good: row.phone_state == "OK"
            || (row.phone_state != "INVALID" && row.phone_e164.as_deref().is_some_and(may_be_mobile)),
        answered: row.answered,
        opened: row.opened,
        came_again: row.submissions >= 2,
        days: date.map(|d| i64::from((d - today).get_days())),
        worked_before: row.worked_before,
        introduced: match row.source_kind.as_deref() {
            Some("REFERRAL") => Introduced::Referral,
            Some("PARTNER") => Introduced::Partner,
            _ => Introduced::Neither,
        },
        answerless_attempts: if row.answered { 0 } else { row.attempts },
        fraud_open: row.flagged,
    }
}

/// What the points come to now, and the days to the date.
pub fn reckon(tx: &TenantTx, row: &store::ScoreFactsRow) -> (Score, Option<i64>) {
    let zone = jiff::tz::TimeZone::get(&row.timezone).unwrap_or(jiff::tz::TimeZone::UTC);
    let facts = facts(row, local_day(tx.now(), &zone));
    let own = row.weights.clone().and_then(|weights| serde_json::from_value::<Weights>(weights).ok());
    (score(&facts, &own.unwrap_or_default()), facts.days)
}

/// Reckons points and priority anew and keeps them.
pub async fn assess(tx: &TenantTx, id: LeadId) -> Result<()> {
    assess_all(tx, &[id.uuid()]).await
}

async fn assess_all(tx: &TenantTx, ids: &[Uuid]) -> Result<()> {
    for row in store::score_facts(tx, ids).await? {
        let (score, days) = reckon(tx, &row);
        store::set_score(tx, row.id, &score, priority(score.points, days)).await?;
    }
    Ok(())
}

/// Reckons all open leads anew: dates come nearer, and what a location wins moves.
pub async fn assess_open(tx: &TenantTx) -> Result<()> {
    let mut after = LeadId::from_uuid(Uuid::nil());
    loop {
        let ids = store::open_after(tx, after).await?;
        let Some(last) = ids.last() else { return Ok(()) };
        after = *last;
        assess_all(tx, &ids.iter().map(|id| id.uuid()).collect::<Vec<_>>()).await?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sal_13_a_value_is_compared_with_the_median_won() {
        assert_eq!(compared(200_000, 200_000), ValueClass::AboveMedian);
        assert_eq!(compared(100_000, 200_000), ValueClass::AboveHalf);
        assert_eq!(compared(99_999, 200_000), ValueClass::Below);
    }
    #[test]
    fn sal_13_a_mover_does_not_offer_cranes_nor_a_crane_firm_moves() {
        assert!(offers("MOVING", "LOCAL_MOVE") && !offers("MOVING", "CRANE"));
        assert!(offers("CRANE_RENTAL", "Crane hire") && !offers("CRANE_RENTAL", "MOVING"));
    }
}
