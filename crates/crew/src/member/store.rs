//! Statements about crew members.

use engine::TenantTx;
use kernel::{Error, Result, ids::CrewMemberId};

use super::MemberCard;
use crate::sql;

pub async fn read(tx: &TenantTx, id: CrewMemberId) -> Result<MemberCard> {
    let row = sql::member::member_by_id(tx, id).await?;
    row.map(MemberCard::from).ok_or_else(|| Error::not_found("crew member"))
}
/// Whether the person is reserved for anything that is not over.
pub async fn has_future_work(tx: &TenantTx, id: CrewMemberId) -> Result<bool> {
    Ok(sql::member::has_future_work(tx, id).await?.busy)
}
pub async fn insert(tx: &TenantTx, member: sql::member::InsertMember<'_>) -> Result<()> {
    sql::member::insert_member(tx, member).await.map(drop)
}
pub async fn change(tx: &TenantTx, change: sql::member::ChangeMember<'_>) -> Result<()> {
    sql::member::change_member(tx, change).await.map(drop)
}
