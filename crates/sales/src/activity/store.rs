//! The activities' rows.

use engine::{ListQuery, Page, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{DealId, LeadId, SalesActivityId},
};
use serde_json::json;

use super::Activity;
use crate::{estimate::codes::read, sql::activity as sql};

pub use crate::sql::activity::{
    ACTIVITY_LIST, ActivityRow as Row, ChangeActivity as Change, InsertActivity as Insert, NextRow as Next,
    ToTellRow as ToTell,
};

pub async fn row(tx: &TenantTx, id: SalesActivityId) -> Result<Row> {
    sql::activity_by_id(tx, id).await?.ok_or_else(|| Error::not_found("activity"))
}

pub async fn find(tx: &TenantTx, id: SalesActivityId) -> Result<Option<Row>> {
    sql::activity_by_id(tx, id).await
}

pub fn shown(row: Row, now: Timestamp) -> Result<Activity> {
    Ok(Activity {
        id: row.id,
        activity_type: read(&row.activity_type)?,
        is_overdue: row.closed_at.is_none() && row.ends_at <= now,
        state: read(&row.state)?,
        subject: row.subject,
        description: row.description,
        lead_id: row.lead_id,
        lead_number: row.lead_number,
        deal_id: row.deal_id,
        deal_number: row.deal_number,
        customer_id: row.customer_id,
        name: row.name,
        location_id: row.location_id,
        assigned_to: row.assigned_to,
        assigned_name: row.assigned_name,
        scheduled_at: row.scheduled_at,
        duration_minutes: row.duration_minutes,
        call_outcome: row.call_outcome.as_deref().map(read).transpose()?,
        outcome: row.outcome,
        closed_at: row.closed_at,
        drop_reason: row.drop_reason,
        created_at: row.created_at,
        version: row.version,
    })
}

pub async fn detail(tx: &TenantTx, id: SalesActivityId) -> Result<Activity> {
    shown(row(tx, id).await?, tx.now())
}

pub async fn list(tx: &TenantTx, query: &ListQuery) -> Result<Page<Activity>> {
    let now = tx.now();
    tx.list(&ACTIVITY_LIST, query, |row| shown(Row::from_row(row)?, now)).await
}

pub async fn insert(tx: &TenantTx, activity: Insert<'_>) -> Result<()> {
    sql::insert_activity(tx, activity).await.map(drop)
}

pub async fn change(tx: &TenantTx, change: Change<'_>) -> Result<()> {
    sql::change_activity(tx, change).await.map(drop)
}

pub async fn complete(
    tx: &TenantTx,
    id: SalesActivityId,
    call_outcome: Option<&str>,
    outcome: Option<&str>,
) -> Result<()> {
    let by = tx.caller().user().map(|u| u.uuid());
    sql::complete_activity(tx, call_outcome, outcome, by, id).await.map(drop)
}

pub async fn close_dropped(tx: &TenantTx, id: SalesActivityId, reason: &str) -> Result<()> {
    sql::drop_activity(tx, reason, tx.caller().user().map(|u| u.uuid()), id).await.map(drop)
}

pub async fn next_of_lead(tx: &TenantTx, id: LeadId) -> Result<Option<Next>> {
    sql::next_of_lead(tx, id).await
}

pub async fn next_of_deal(tx: &TenantTx, id: DealId) -> Result<Option<Next>> {
    sql::next_of_deal(tx, id).await
}

/// When the last one was done or dropped.
pub async fn last_closed_of_lead(tx: &TenantTx, id: LeadId) -> Result<Option<Timestamp>> {
    Ok(sql::last_closed_of_lead(tx, id).await?.closed_at)
}

pub async fn last_closed_of_deal(tx: &TenantTx, id: DealId) -> Result<Option<Timestamp>> {
    Ok(sql::last_closed_of_deal(tx, id).await?.closed_at)
}

pub async fn to_tell(tx: &TenantTx) -> Result<Vec<ToTell>> {
    sql::to_tell(tx).await
}

pub async fn tell_at(tx: &TenantTx, id: SalesActivityId, at: Option<Timestamp>) -> Result<()> {
    sql::set_tell(tx, at, id).await.map(drop)
}

/// Nobody is reached under the lead's number.
pub async fn phone_is_invalid(tx: &TenantTx, lead: LeadId) -> Result<()> {
    sql::phone_is_invalid(tx, lead).await.map(drop)
}

/// Tells what happened to an activity.
pub fn told(tx: &TenantTx, row: &Row, name: &'static str) {
    tx.about("activity", row.id.uuid(), &row.subject);
    tx.at_location(row.location_id);
    let data = json!({"activity_id": row.id, "type": row.activity_type, "lead_id": row.lead_id, "deal_id": row.deal_id,
        "assigned_to": row.assigned_to});
    tx.emit(NewEvent::new(name, "activity", row.id.uuid()).location(row.location_id).data(data));
}
