//! What somebody must look at: opened and closed by their causes, each with an owner and a clock (DSP-16).

pub mod store;

use engine::{TenantTx, event::NewEvent};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Error, Result,
    ids::{JourneyId, LocationId},
};
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::sql::flag::FactsRow;

/// A flag that holds now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raised {
    pub flag: &'static str,
    pub cause: String,
    /// Below the minimum: work cannot begin.
    pub red: bool,
}

#[derive(Debug, Deserialize)]
struct Open {
    id: Uuid,
    flag: String,
    cause: String,
    red: bool,
}

/// How late a journey may leave before anybody is told.
const LATE_DEPARTURE: SignedDuration = SignedDuration::from_mins(15);

/// The flags that hold for a journey at an instant.
pub fn holding(facts: &FactsRow, now: Timestamp) -> Vec<Raised> {
    let mut out = Vec::new();
    let live = matches!(facts.status.as_str(), "MORNING_PREP" | "EN_ROUTE" | "ONSITE");
    if facts.status == "CANCELLED" {
        return out;
    }
    if live && facts.confirmed < i64::from(facts.crew_wanted) {
        let cause = format!("{} of {} confirmed", facts.confirmed, facts.crew_wanted);
        out.push(Raised { flag: "UNDERSTAFFED", cause, red: facts.confirmed < i64::from(facts.crew_minimum) });
    }
    if let Some(cause) = late(facts, now).filter(|_| live) {
        out.push(Raised { flag: "LATE", cause: cause.into(), red: false });
    }
    if let Some(start) = facts.actual_start
        && facts.status != "AUDITED"
        && overrun(
            facts.planned_end.duration_since(facts.planned_start),
            facts.actual_end.unwrap_or(now).duration_since(start),
        )
    {
        out.push(Raised { flag: "OVERRUN", cause: "more than 130 % of the planned time".into(), red: false });
    }
    if let Some(cause) = unconfirmed(facts) {
        out.push(Raised { flag: "MISSING_CONFIRMATION", cause, red: false });
    }
    out
}

fn late(facts: &FactsRow, now: Timestamp) -> Option<&'static str> {
    if facts.status == "MORNING_PREP" && now.duration_since(facts.planned_start) > LATE_DEPARTURE {
        return Some("not departed 15 min after the planned time");
    }
    let missed = facts.status != "ONSITE" && !facts.arrived && facts.window_end.is_some_and(|end| now > end);
    missed.then_some("not arrived at the end of the promised window")
}

/// Exactly 130 % is not an overrun.
fn overrun(planned: SignedDuration, actual: SignedDuration) -> bool {
    actual.as_secs() * 100 > planned.as_secs() * 130
}

fn unconfirmed(facts: &FactsRow) -> Option<String> {
    let mut causes = Vec::new();
    if facts.unanswered > 0 {
        causes.push("an invitation was not answered in time".to_owned());
    }
    if let Some(missing) = &facts.missing_media {
        causes.push(format!("no picture or signature for {missing}"));
    }
    if facts.late_media > 0 {
        causes.push("registered pictures have not arrived for 24 h".to_owned());
    }
    (!causes.is_empty()).then(|| causes.join("; ").chars().take(500).collect())
}

/// (owner, minutes to answer).
fn clock(flag: &str) -> (&'static str, i64) {
    match flag {
        "UNDERSTAFFED" => ("DISPATCHER", 30),
        "OVERRUN" => ("MANAGER", 60),
        "MISSING_CONFIRMATION" => ("DISPATCHER", 15),
        _ => ("DISPATCHER", 5),
    }
}

/// Opens and closes the flags of one journey after something happened.
pub async fn refresh(tx: &TenantTx, journey: JourneyId) -> Result<()> {
    match store::facts(tx, journey).await? {
        Some(facts) => settle(tx, &facts).await,
        None => Ok(()),
    }
}

/// The same for every journey that is open, by the clock.
pub async fn sweep(tx: &TenantTx) -> Result<()> {
    for facts in store::open_facts(tx).await? {
        settle(tx, &facts).await?;
    }
    Ok(())
}

async fn settle(tx: &TenantTx, facts: &FactsRow) -> Result<()> {
    let open: Vec<Open> = serde_json::from_value(facts.open.clone()).map_err(Error::internal)?;
    let holding = holding(facts, tx.now());
    for raised in &holding {
        match open.iter().find(|o| o.flag == raised.flag) {
            None => {
                let (owner, minutes) = clock(raised.flag);
                store::open(tx, facts.id, raised, owner, tx.now() + SignedDuration::from_mins(minutes)).await?;
                tell(tx, "dispatch.flag.raised", facts.id, facts.location_id, raised.flag);
            }
            Some(o) if o.cause != raised.cause || o.red != raised.red => store::restate(tx, o.id, raised).await?,
            Some(_) => {}
        }
    }
    for over in open.iter().filter(|o| !holding.iter().any(|r| r.flag == o.flag)) {
        store::close(tx, over.id).await?;
        tell(tx, "dispatch.flag.cleared", facts.id, facts.location_id, &over.flag);
    }
    Ok(())
}

fn tell(tx: &TenantTx, name: &'static str, journey: JourneyId, location: LocationId, flag: &str) {
    tx.emit(NewEvent::new(name, "journey", journey.uuid()).location(Some(location)).data(json!({"flag": flag})));
}

#[cfg(test)]
mod tests;
