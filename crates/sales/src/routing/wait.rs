//! How long a lead waits, and who hears of it (SAL-9, SAL-10).

use engine::{Event, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{Result, ids::LeadId, ids::LocationId};
use serde_json::json;

use super::{
    hours::Week,
    route::{pick, route, tell},
    store::{self, Choice},
};
use crate::lead::{self, status::Status};

/// Open minutes after which the owner and the manager are told.
const FIRST: i64 = 5;
/// Open minutes after which the next able member takes over, and once more after as many.
const SECOND: i64 = 10;
/// Open minutes after which the administrator is told.
const THIRD: i64 = 30;
/// Times a lead is handed on.
const MOST_HANDED_OVER: i32 = 2;

/// When a lead at this level is raised next.
pub fn next(week: &Week, from: Timestamp, level: i32, handed_over: i32) -> Option<Timestamp> {
    match (level, handed_over) {
        (0, _) => week.after(from, FIRST),
        (1, _) => week.after(from, SECOND),
        (2, 1) => week.after(from, 2 * SECOND),
        (2, _) => week.after(from, THIRD),
        _ => None,
    }
}

/// The wait begins, at a level that has been reached already.
pub async fn start(tx: &TenantTx, row: &lead::store::Row, location: Option<LocationId>, level: i32) -> Result<()> {
    if row.first_touch_at.is_some() {
        return Ok(());
    }
    let from = row.clock_started_at.unwrap_or(row.received_at);
    let week = store::week(tx, location).await?;
    store::set_wait(tx, row.id, level, next(&week, from, level, 0), 0).await?;
    if level > 0 {
        raised(tx, row, location, level);
    }
    Ok(())
}

/// A lead that came while its location was closed is looked at again when it opens.
pub async fn until_open(tx: &TenantTx, row: &lead::store::Row, location: Option<LocationId>) -> Result<()> {
    let week = store::week(tx, location).await?;
    store::set_wait(tx, row.id, 0, week.opens(tx.now()), 0).await
}

fn raised(tx: &TenantTx, row: &lead::store::Row, location: Option<LocationId>, level: i32) {
    let to = match level {
        1 => json!(["OWNER", "MANAGER"]),
        2 => json!(["OWNER", "MANAGER", "NEXT"]),
        _ => json!(["ADMIN"]),
    };
    let data = json!({"level": level, "number": row.number, "assigned_to": row.assigned_to, "to": to});
    tx.emit(NewEvent::new("sales.lead.escalated", "lead", row.id.uuid()).location(location).data(data));
}

/// A lead was taken up again: its clock is new.
pub async fn touched(tx: &TenantTx, event: Event) -> Result<()> {
    if event.data.get("reopened") != Some(&json!(true)) {
        return Ok(());
    }
    let id: LeadId = kernel::Id::from_uuid(event.entity_id);
    if !lead::store::lock(tx, id).await? {
        return Ok(());
    }
    let row = lead::store::row(tx, id).await?;
    if row.quarantined_at.is_some() || row.status != Status::New.code() {
        return Ok(());
    }
    tx.about("lead", id.uuid(), &row.number);
    if row.assigned_to.is_none() { route(tx, &row).await } else { start(tx, &row, row.location_id, 0).await }
}

/// The first human touch stops the clock; the open minutes until then are kept.
pub async fn stopped(tx: &TenantTx, row: &lead::store::Row) -> Result<()> {
    let week = store::week(tx, row.location_id).await?;
    let from = row.clock_started_at.unwrap_or(row.received_at);
    store::set_business_minutes(tx, row.id, week.minutes(from, tx.now())).await
}

/// Raises every lead whose time has come.
pub async fn raise(tx: &TenantTx) -> Result<()> {
    for id in store::due(tx).await? {
        let row = lead::store::row(tx, id).await?;
        let waits = row.first_touch_at.is_none()
            && row.quarantined_at.is_none()
            && Status::read(&row.status).is_some_and(Status::is_open);
        let unrouted = row.assigned_to.is_none() && row.escalation == 0 && store::last_pool(tx, id).await?.is_some();
        if waits && unrouted {
            route(tx, &row).await?;
        } else if waits {
            one(tx, &row).await?;
        } else {
            store::set_wait(tx, id, row.escalation, None, row.handed_over).await?;
        }
    }
    Ok(())
}

async fn one(tx: &TenantTx, row: &lead::store::Row) -> Result<()> {
    let from = row.clock_started_at.unwrap_or(row.received_at);
    let week = store::week(tx, row.location_id).await?;
    let (mut level, mut handed_over) = (row.escalation, row.handed_over);
    // Between the two hand-overs the level stays.
    let again = level == 2 && handed_over == 1;
    level = if again { 2 } else { (level + 1).min(3) };
    if level == 2 && handed_over < MOST_HANDED_OVER && hand_over(tx, row).await? {
        handed_over += 1;
    } else if again {
        // Nobody else is able: there is nothing to wait for between the hand-overs.
        handed_over = MOST_HANDED_OVER;
    }
    store::set_wait(tx, row.id, level, next(&week, from, level, handed_over), handed_over).await?;
    if !again {
        raised(tx, row, row.location_id, level);
    }
    Ok(())
}

/// The next able member of the lead's pool takes over; the first one still sees it in the history.
async fn hand_over(tx: &TenantTx, row: &lead::store::Row) -> Result<bool> {
    let pool = match store::last_pool(tx, row.id).await? {
        Some(pool) => Some(pool),
        None => store::pool_of(tx, row.location_id).await?,
    };
    let Some(pool) = pool else { return Ok(false) };
    let given = pick(tx, row, pool, row.location_id, row.assigned_to).await?;
    let Some(user) = given.to else { return Ok(false) };
    let choice = Choice {
        lead: row.id,
        rule: None,
        pool: Some(pool),
        location: row.location_id,
        chosen: Some(user),
        outcome: "HANDED_OVER",
        candidates: &given.candidates,
    };
    store::log(tx, choice).await?;
    store::set_routed(tx, row.id, None, Some(user)).await?;
    tell(tx, row, row.location_id, user, "HANDED_OVER").await?;
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn sal_10_levels_after_five_ten_and_thirty_open_minutes() {
        let week = Week::usual(TimeZone::UTC);
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        let from = at("2026-05-08T09:00:00Z");
        let levels = [(0, 0), (1, 0), (2, 1), (2, 2), (3, 2)].map(|(level, handed)| next(&week, from, level, handed));
        let minutes = levels.map(|due| due.map(|d| (d.as_second() - from.as_second()) / 60));
        assert_eq!(minutes, [Some(5), Some(10), Some(20), Some(30), None]);
    }
}
