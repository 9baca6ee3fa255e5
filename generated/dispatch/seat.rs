//! Written by `cargo xtask sql` from crates/dispatch/queries/seat.sql: edit that.

#[derive(Debug, Clone, serde::Serialize)]
pub struct SeatsOfRow {
    pub id: kernel::ids::AssignedCrewId,
    pub crew_member_id: kernel::ids::CrewMemberId,
    pub name: String,
    pub user_id: Option<kernel::ids::UserId>,
    pub role: String,
    pub is_lead: bool,
    pub state: String,
}

impl SeatsOfRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            crew_member_id: row.try_get(1).map_err(kernel::Error::internal)?,
            name: row.try_get(2).map_err(kernel::Error::internal)?,
            user_id: row.try_get(3).map_err(kernel::Error::internal)?,
            role: row.try_get(4).map_err(kernel::Error::internal)?,
            is_lead: row.try_get(5).map_err(kernel::Error::internal)?,
            state: row.try_get(6).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn seats_of(tx: &engine::TenantTx, journey_id: kernel::ids::JourneyId) -> kernel::Result<Vec<SeatsOfRow>> {
    const SQL: &str = r"select a.id, a.crew_member_id, m.name, m.user_id, a.role, a.is_lead, a.state
from assigned_crew a
join crew_v_member m on m.company_id = a.company_id and m.id = a.crew_member_id
where a.company_id = $1
  and a.journey_id = $2
order by a.is_lead desc, m.name, a.id
limit 200";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &journey_id]).await?;
    rows.iter().map(SeatsOfRow::from_row).collect()
}

#[derive(Debug, Clone, serde::Serialize)]
pub struct MemberRow {
    pub id: kernel::ids::CrewMemberId,
    pub name: String,
    pub position: String,
    pub location_id: Option<kernel::ids::LocationId>,
}

impl MemberRow {
    pub fn from_row(row: &engine::Row) -> kernel::Result<Self> {
        Ok(Self {
            id: row.try_get(0).map_err(kernel::Error::internal)?,
            name: row.try_get(1).map_err(kernel::Error::internal)?,
            position: row.try_get(2).map_err(kernel::Error::internal)?,
            location_id: row.try_get(3).map_err(kernel::Error::internal)?,
        })
    }
}

pub async fn member(tx: &engine::TenantTx, member_id: kernel::ids::CrewMemberId) -> kernel::Result<Option<MemberRow>> {
    const SQL: &str = r"select m.id, m.name, m.position, m.location_id
from crew_v_member m
where m.company_id = $1
  and m.id = $2";
    let company_id = tx.company();
    let rows = engine::Sql::rows(tx, SQL, &[&company_id, &member_id]).await?;
    super::at_most_one(rows, "member")?.as_ref().map(MemberRow::from_row).transpose()
}

#[derive(Debug, Clone)]
pub struct InsertSeat<'a> {
    pub id: kernel::ids::AssignedCrewId,
    pub journey_id: kernel::ids::JourneyId,
    pub crew_member_id: kernel::ids::CrewMemberId,
    pub role: &'a str,
    pub is_lead: bool,
}

pub async fn insert_seat(tx: &engine::TenantTx, p: InsertSeat<'_>) -> kernel::Result<u64> {
    const SQL: &str = r"insert into assigned_crew (company_id, id, journey_id, crew_member_id, role, is_lead, state, mode, answered_at)
values ($1, $2, $3, $4, $5, $6, 'CONFIRMED', 'ASSIGN', $7)";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &p.id, &p.journey_id, &p.crew_member_id, &p.role, &p.is_lead, &now]).await
}

pub async fn no_lead(tx: &engine::TenantTx, journey_id: kernel::ids::JourneyId) -> kernel::Result<u64> {
    const SQL: &str = r"update assigned_crew a
set is_lead = false
where a.company_id = $1
  and a.journey_id = $2
  and a.is_lead";
    let company_id = tx.company();
    engine::Sql::exec(tx, SQL, &[&company_id, &journey_id]).await
}

pub async fn end_seat(
    tx: &engine::TenantTx,
    state: &str,
    reason: Option<&str>,
    id: kernel::ids::AssignedCrewId,
) -> kernel::Result<u64> {
    const SQL: &str = r"update assigned_crew a
set state = $2,
    is_lead = false,
    answered_at = $3,
    decline_reason = $4
where a.company_id = $1
  and a.id = $5";
    let company_id = tx.company();
    let now = tx.now();
    engine::Sql::exec(tx, SQL, &[&company_id, &state, &now, &reason, &id]).await
}
