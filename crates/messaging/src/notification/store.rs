//! Rows of notifications.

use std::collections::BTreeSet;

use engine::TenantTx;
use jiff::Timestamp;
use kernel::{
    Id, Result,
    ids::{CrewMemberId, JourneyId, LocationId, NotificationId, UserId},
};
use uuid::Uuid;

use super::{rules::Rule, tell::Named};
use crate::sql::notification as sql;

pub use crate::sql::notification::{
    LatestOfGroupRow, PageRow, PlaceOfUserRow, PreferencesRow, SettingRow, WaitingDueRow, journey_named, lead_named,
    message_named, quote_named,
};

/// What is told to one person.
pub struct Told<'a> {
    pub user: UserId,
    pub rule: &'a Rule,
    pub group: &'a str,
    pub event: Uuid,
    pub location: Option<LocationId>,
}

pub async fn insert(tx: &TenantTx, told: &Told<'_>, named: &Named) -> Result<NotificationId> {
    let id: NotificationId = tx.new_id();
    let row = sql::InsertNotification {
        id,
        user_id: told.user,
        kind: told.rule.kind,
        priority: if told.rule.urgent { "URGENT" } else { "NORMAL" },
        entity: &named.entity,
        entity_ref: named.entity_ref,
        location_id: told.location,
        number: &named.number,
        subject: &named.subject,
        group_key: told.group,
        event_refs: &[told.event],
    };
    sql::insert_notification(tx, row).await?;
    Ok(id)
}

pub async fn latest_of_group(
    tx: &TenantTx,
    user: UserId,
    group: &str,
    since: Timestamp,
) -> Result<Option<LatestOfGroupRow>> {
    sql::latest_of_group(tx, user, group, since).await
}

/// Whether the event was told already, however long ago.
pub async fn was_told(tx: &TenantTx, user: UserId, group: &str, event: Uuid) -> Result<bool> {
    Ok(sql::was_told(tx, user, group, Id::from_uuid(event)).await?.any)
}

pub async fn join(tx: &TenantTx, id: NotificationId, events: &[Uuid], named: &Named) -> Result<()> {
    sql::join_notification(tx, events, &named.number, &named.subject, id).await.map(drop)
}

pub async fn page(tx: &TenantTx, user: UserId, before: Timestamp) -> Result<Vec<PageRow>> {
    sql::page(tx, user, before).await
}

pub async fn unread(tx: &TenantTx, user: UserId) -> Result<i64> {
    Ok(sql::unread(tx, user).await?.unread)
}

fn uuids(ids: &[NotificationId]) -> Vec<Uuid> {
    ids.iter().map(|id| id.uuid()).collect::<BTreeSet<_>>().into_iter().collect()
}

pub async fn seen(tx: &TenantTx, user: UserId) -> Result<()> {
    sql::mark_seen(tx, user).await.map(drop)
}

pub async fn read_all(tx: &TenantTx, user: UserId) -> Result<()> {
    sql::mark_all_read(tx, user).await.map(drop)
}

/// Answers how many of them are the person's.
pub async fn read(tx: &TenantTx, user: UserId, ids: &[NotificationId]) -> Result<u64> {
    sql::mark_read(tx, user, &uuids(ids)).await
}

pub async fn archive(tx: &TenantTx, user: UserId, ids: &[NotificationId]) -> Result<u64> {
    sql::archive(tx, user, &uuids(ids)).await
}

pub async fn archive_old(tx: &TenantTx, before: Timestamp) -> Result<()> {
    sql::archive_old(tx, before).await.map(drop)
}

pub async fn preferences(tx: &TenantTx, user: UserId) -> Result<Vec<PreferencesRow>> {
    sql::preferences(tx, user).await
}

pub async fn set_preference(tx: &TenantTx, user: UserId, kind: &str, channel: &str, is_on: bool) -> Result<()> {
    let id = tx.new_id::<kernel::ids::Notification>().uuid();
    sql::set_preference(tx, sql::SetPreference { id, user_id: user, kind, channel, is_on }).await.map(drop)
}

pub async fn users_of_roles(
    tx: &TenantTx,
    codes: &[String],
    location: Option<LocationId>,
) -> Result<Vec<(UserId, String)>> {
    let rows = sql::users_of_roles(tx, codes, location).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.email)).collect())
}

pub async fn users_on_journey(tx: &TenantTx, journey: JourneyId) -> Result<Vec<(UserId, String)>> {
    Ok(sql::users_on_journey(tx, journey).await?.into_iter().map(|row| (row.id, row.email)).collect())
}

pub async fn active_user(tx: &TenantTx, user: UserId) -> Result<Option<(UserId, String)>> {
    Ok(sql::active_user(tx, user).await?.map(|row| (row.id, row.email)))
}

/// The person behind a crew member.
pub async fn crew_user(tx: &TenantTx, member: CrewMemberId) -> Result<Option<UserId>> {
    Ok(sql::crew_user(tx, member).await?.and_then(|row| row.user_id))
}

/// What somebody said about when they are told, if anything.
pub async fn setting(tx: &TenantTx, user: UserId) -> Result<Option<SettingRow>> {
    sql::setting(tx, user).await
}

/// Where somebody works, and as what; none for those who may not sign in.
pub async fn place_of_user(tx: &TenantTx, user: UserId) -> Result<Option<PlaceOfUserRow>> {
    sql::place_of_user(tx, user).await
}

pub async fn set_setting(tx: &TenantTx, user: UserId, times: &super::timing::Times) -> Result<()> {
    let id = tx.new_id::<kernel::ids::Notification>().uuid();
    let row = sql::SetSetting {
        id,
        user_id: user,
        email_digest: times.email.code(),
        push_digest: times.push.code(),
        quiet_from_minute: times.quiet.map(|quiet| quiet.from_minute),
        quiet_until_minute: times.quiet.map(|quiet| quiet.until_minute),
    };
    sql::set_setting(tx, row).await.map(drop)
}

/// What waits for one person.
pub struct Waits<'a> {
    pub user: UserId,
    pub channel: &'a str,
    pub key: &'a str,
    pub rule: &'a Rule,
    pub location: Option<LocationId>,
    pub due_at: Timestamp,
}

pub async fn wait(tx: &TenantTx, waits: &Waits<'_>, named: &Named) -> Result<()> {
    let row = sql::InsertWaiting {
        id: tx.new_id::<kernel::ids::Notification>().uuid(),
        user_id: waits.user,
        channel: waits.channel,
        told_key: waits.key,
        kind: waits.rule.kind,
        priority: if waits.rule.urgent { "URGENT" } else { "NORMAL" },
        entity: &named.entity,
        entity_ref: named.entity_ref,
        location_id: waits.location,
        number: &named.number,
        subject: &named.subject,
        due_at: waits.due_at,
    };
    sql::insert_waiting(tx, row).await.map(drop)
}

pub async fn waiting_due(tx: &TenantTx) -> Result<Vec<WaitingDueRow>> {
    sql::waiting_due(tx).await
}

pub async fn told(tx: &TenantTx, ids: &[Uuid]) -> Result<()> {
    sql::waiting_told(tx, ids).await.map(drop)
}

pub async fn forget_waiting(tx: &TenantTx, before: Timestamp) -> Result<()> {
    sql::forget_waiting(tx, before).await.map(drop)
}
