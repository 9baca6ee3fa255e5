//! Statements about jobs.

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{JobId, JobStop, QuoteId},
};
use serde_json::Value;
use uuid::Uuid;

use super::JobCard;
use crate::sql::{
    self,
    job::{
        AcceptedQuoteRow, ChangeJob, FollowJourneys, InsertJob, InsertJobItem, InsertJobStop, JobItemsRow,
        JobProgressRow, JobStopsRow,
    },
};

pub async fn read(tx: &TenantTx, id: JobId) -> Result<JobCard> {
    sql::job::job_by_id(tx, id).await?.map(JobCard::from).ok_or_else(|| Error::not_found("job"))
}
/// The job made from a quote, if there is one.
pub async fn of_quote(tx: &TenantTx, quote: QuoteId) -> Result<Option<JobId>> {
    Ok(sql::job::job_of_quote(tx, quote).await?.map(|r| r.id))
}
pub async fn accepted_quote(tx: &TenantTx, quote: QuoteId) -> Result<Option<AcceptedQuoteRow>> {
    sql::job::accepted_quote(tx, quote).await
}
pub async fn insert(tx: &TenantTx, job: InsertJob<'_>) -> Result<()> {
    sql::job::insert_job(tx, job).await.map(drop)
}
pub async fn change(tx: &TenantTx, change: ChangeJob<'_>) -> Result<()> {
    sql::job::change_job(tx, change).await.map(drop)
}
pub async fn cancel(tx: &TenantTx, job: JobId, reason: &str) -> Result<()> {
    sql::job::cancel_job(tx, reason, job).await.map(drop)
}
pub async fn stops(tx: &TenantTx, job: JobId) -> Result<Vec<JobStopsRow>> {
    sql::job::job_stops(tx, job).await
}
/// A stop before it is written.
pub struct StopLine<'a> {
    pub role: &'a str,
    pub address: Value,
    /// (latitude, longitude) in millionths of a degree.
    pub micro: Option<(i32, i32)>,
    pub planned_minutes: i32,
}
pub async fn insert_stops(tx: &TenantTx, job: JobId, stops: &[StopLine<'_>]) -> Result<()> {
    let rows = (1..).zip(stops).map(|(position, stop)| {
        let row = InsertJobStop {
            id: tx.new_id::<JobStop>(),
            job_id: job,
            position,
            role: stop.role,
            address: &stop.address,
            latitude_micro: stop.micro.map(|m| m.0),
            longitude_micro: stop.micro.map(|m| m.1),
            planned_minutes: stop.planned_minutes,
        };
        sql::job::insert_job_stop(tx, row)
    });
    futures::future::try_join_all(rows).await.map(drop)
}
pub async fn items(tx: &TenantTx, job: JobId) -> Result<Vec<JobItemsRow>> {
    sql::job::job_items(tx, job).await
}
pub async fn insert_item(
    tx: &TenantTx,
    job: JobId,
    kind: &str,
    description: Option<&str>,
    quantity: i32,
) -> Result<()> {
    let row = InsertJobItem { id: tx.new_id::<()>().uuid(), job_id: job, kind, description, quantity };
    sql::job::insert_job_item(tx, row).await.map(drop)
}
pub async fn item_state(tx: &TenantTx, item: Uuid, state: &str) -> Result<()> {
    sql::job::item_state(tx, state, item).await.map(drop)
}
pub async fn progress(tx: &TenantTx, job: JobId) -> Result<JobProgressRow> {
    sql::job::job_progress(tx, job).await
}
pub async fn follow(tx: &TenantTx, change: FollowJourneys<'_>) -> Result<()> {
    sql::job::follow_journeys(tx, change).await.map(drop)
}
