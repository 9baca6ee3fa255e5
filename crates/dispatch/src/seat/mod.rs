//! Who goes along (DSP-11 in mode ASSIGN, DSP-12).

pub mod answer;
pub mod assign;
pub mod remove;
pub mod store;

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{CrewMemberId, JourneyId},
};
use ports::{AbilityPort, CalendarPort, Resource};
use serde_json::json;

codes! {
    /// What somebody does on a journey.
    SeatRole {
        Driver = "DRIVER", Mover = "MOVER", Operator = "OPERATOR", Rigger = "RIGGER", Signaller = "SIGNALLER",
    }
}

/// The work somebody is assigned to.
pub struct Work<'a> {
    pub journey: JourneyId,
    pub title: &'a str,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

/// Assigns a person: asks whether they may, reserves their time, counts them in, all in one transaction (DSP-12).
/// Without a role it is that of their position.
pub async fn assign(
    tx: &TenantTx,
    work: &Work<'_>,
    member: CrewMemberId,
    role: Option<SeatRole>,
    lead: bool,
) -> Result<()> {
    let person = store::member(tx, member).await?;
    let role = match role {
        Some(role) => role.code(),
        None => &person.position,
    };
    let reasons = tx.port::<AbilityPort>()?.obstacles(tx, member, role, work.ends_at).await?;
    if !reasons.is_empty() {
        return Err(Error::conflict("CREW_NOT_ABLE", reasons.join(" ")).with_data(json!({"reasons": reasons})));
    }
    let calendar = tx.port::<CalendarPort>()?;
    calendar.reserve(tx, Resource::Crew(member), work.journey, work.title, work.starts_at, work.ends_at).await?;
    if lead {
        store::no_lead(tx, work.journey).await?;
    }
    store::insert(tx, work.journey, member, role, lead).await
}
