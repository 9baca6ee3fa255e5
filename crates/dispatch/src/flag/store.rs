//! Statements about flags.

use engine::TenantTx;
use jiff::{SignedDuration, Timestamp};
use kernel::{Result, ids::JourneyId};
use uuid::Uuid;

use super::Raised;
use crate::sql::{
    self,
    flag::{FactsRow, OpenFlag},
};

pub async fn facts(tx: &TenantTx, journey: JourneyId) -> Result<Option<FactsRow>> {
    Ok(sql::flag::flag_facts(tx, journey).await?.into_iter().next())
}
/// Of every open journey that begins within a day or has begun.
pub async fn open_facts(tx: &TenantTx) -> Result<Vec<FactsRow>> {
    sql::flag::open_flag_facts(tx, tx.now() + SignedDuration::from_hours(24)).await
}
pub async fn open(tx: &TenantTx, journey: JourneyId, raised: &Raised, owner: &str, answer_by: Timestamp) -> Result<()> {
    let row = OpenFlag {
        id: tx.new_id::<()>().uuid(),
        journey_id: journey,
        flag: raised.flag,
        cause: &raised.cause,
        red: raised.red,
        owner,
        answer_by,
    };
    sql::flag::open_flag(tx, row).await.map(drop)
}
pub async fn restate(tx: &TenantTx, flag: Uuid, raised: &Raised) -> Result<()> {
    sql::flag::restate_flag(tx, &raised.cause, raised.red, flag).await.map(drop)
}
pub async fn close(tx: &TenantTx, flag: Uuid) -> Result<()> {
    sql::flag::close_flag(tx, flag).await.map(drop)
}
