//! Statements about certificates.

use engine::TenantTx;
use kernel::{Error, Result, ids::CrewMemberId};
use uuid::Uuid;

use super::{Certification, Verdict};
use crate::sql;

pub async fn of(tx: &TenantTx, member: CrewMemberId) -> Result<Vec<Certification>> {
    Ok(sql::certification::certifications_of(tx, member).await?.into_iter().map(Certification::from).collect())
}
pub async fn insert(tx: &TenantTx, certificate: sql::certification::InsertCertification<'_>) -> Result<()> {
    sql::certification::insert_certification(tx, certificate).await.map(drop)
}
/// (state, who added it), locked.
pub async fn lock(tx: &TenantTx, member: CrewMemberId, id: Uuid) -> Result<(String, Option<Uuid>)> {
    let row = sql::certification::certification_state(tx, member, id).await?;
    row.map(|r| (r.state, r.created_by)).ok_or_else(|| Error::not_found("certificate"))
}
pub async fn judge(tx: &TenantTx, id: Uuid, verdict: Verdict) -> Result<()> {
    sql::certification::judge_certification(tx, verdict.code(), id).await.map(drop)
}
