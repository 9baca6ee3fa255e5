//! Statements about who goes along.

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{AssignedCrew, AssignedCrewId, CrewMemberId, JourneyId},
};

use crate::sql::{
    self,
    seat::{InsertSeat, MemberRow, SeatsOfRow},
};

pub async fn of(tx: &TenantTx, journey: JourneyId) -> Result<Vec<SeatsOfRow>> {
    sql::seat::seats_of(tx, journey).await
}
pub async fn confirmed(tx: &TenantTx, journey: JourneyId) -> Result<Vec<SeatsOfRow>> {
    Ok(of(tx, journey).await?.into_iter().filter(|s| s.state == "CONFIRMED").collect())
}
/// A seat that is taken or offered.
pub fn live(seat: &SeatsOfRow) -> bool {
    matches!(seat.state.as_str(), "CONFIRMED" | "INVITED")
}
pub async fn member(tx: &TenantTx, id: CrewMemberId) -> Result<MemberRow> {
    let row = sql::seat::member(tx, id).await?;
    row.ok_or_else(|| Error::invalid("crew_member_id", "UNKNOWN_MEMBER", "There is no such crew member."))
}
pub async fn insert(tx: &TenantTx, journey: JourneyId, member: CrewMemberId, role: &str, is_lead: bool) -> Result<()> {
    let id = tx.new_id::<AssignedCrew>();
    let row = InsertSeat { id, journey_id: journey, crew_member_id: member, role, is_lead };
    sql::seat::insert_seat(tx, row).await.map(drop)
}
pub async fn no_lead(tx: &TenantTx, journey: JourneyId) -> Result<()> {
    sql::seat::no_lead(tx, journey).await.map(drop)
}
/// REMOVED by the office or DECLINED by the person.
pub async fn end(tx: &TenantTx, seat: AssignedCrewId, state: &str, reason: Option<&str>) -> Result<()> {
    sql::seat::end_seat(tx, state, reason, seat).await.map(drop)
}
