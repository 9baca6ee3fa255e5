//! Rows of browsers and of what they are told.

use engine::TenantTx;
use jiff::{SignedDuration, Timestamp};
use kernel::{Result, ids::UserId};
use uuid::Uuid;

use crate::sql::push as sql;

pub use crate::sql::push::{OfUserRow, SubscriptionRow, WaitingRow};

/// A try that was never heard of again is repeated after this long.
const UNDER_WAY: SignedDuration = SignedDuration::from_mins(2);

pub struct Subscribed<'a> {
    pub user: UserId,
    pub endpoint: &'a str,
    pub reader_key: &'a [u8],
    pub secret_sealed: &'a [u8],
    pub device: &'a str,
}

/// One row a browser: who signs in there now is told there.
pub async fn subscribe(tx: &TenantTx, it: &Subscribed<'_>) -> Result<()> {
    let (user_id, reader_key, secret_sealed, device) = (it.user, it.reader_key, it.secret_sealed, it.device);
    match sql::by_endpoint(tx, it.endpoint).await? {
        Some(row) => {
            if row.user_id != user_id {
                // What the other was to be told is nobody else's.
                sql::forget_messages(tx, row.id).await?;
            }
            sql::renew(tx, sql::Renew { user_id, reader_key, secret_sealed, device, id: row.id }).await.map(drop)
        }
        None => {
            let id = fresh(tx);
            let endpoint = it.endpoint;
            let row = sql::InsertSubscription { id, user_id, endpoint, reader_key, secret_sealed, device };
            sql::insert_subscription(tx, row).await.map(drop)
        }
    }
}

fn fresh(tx: &TenantTx) -> Uuid {
    tx.new_id::<kernel::ids::Notification>().uuid()
}

/// Whose browser it is, and which row.
pub async fn by_endpoint(tx: &TenantTx, endpoint: &str) -> Result<Option<(Uuid, UserId)>> {
    Ok(sql::by_endpoint(tx, endpoint).await?.map(|row| (row.id, row.user_id)))
}

pub async fn of_user(tx: &TenantTx, user: UserId) -> Result<Vec<OfUserRow>> {
    sql::of_user(tx, user).await
}

pub async fn subscription(tx: &TenantTx, id: Uuid) -> Result<Option<SubscriptionRow>> {
    sql::subscription(tx, id).await
}

pub async fn answered(tx: &TenantTx, id: Uuid) -> Result<()> {
    sql::answered(tx, id).await.map(drop)
}

pub async fn failed(tx: &TenantTx, id: Uuid, in_row: i32, paused_until: Option<Timestamp>) -> Result<()> {
    sql::failed(tx, in_row, paused_until, id).await.map(drop)
}

pub async fn forget(tx: &TenantTx, id: Uuid) -> Result<()> {
    sql::forget_messages(tx, id).await?;
    sql::forget(tx, id).await.map(drop)
}

/// What one browser is told.
pub struct Line<'a> {
    pub subscription: Uuid,
    pub key: &'a str,
    pub title: &'a str,
    pub kind: &'a str,
    pub is_urgent: bool,
    pub entity: &'a str,
    pub entity_ref: Uuid,
}

/// The row, unless it was told there already.
pub async fn insert(tx: &TenantTx, line: &Line<'_>) -> Result<Option<Uuid>> {
    let id = fresh(tx);
    let row = sql::InsertMessage {
        id,
        subscription_id: line.subscription,
        told_key: line.key,
        title: line.title,
        kind: line.kind,
        priority: if line.is_urgent { "URGENT" } else { "NORMAL" },
        entity: line.entity,
        entity_ref: line.entity_ref,
        next_try_at: Some(tx.now() + UNDER_WAY),
    };
    Ok((sql::insert_message(tx, row).await? == 1).then_some(id))
}

pub async fn waiting(tx: &TenantTx, id: Uuid) -> Result<Option<WaitingRow>> {
    sql::waiting(tx, id).await
}

pub async fn sent(tx: &TenantTx, id: Uuid) -> Result<()> {
    sql::sent(tx, id).await.map(drop)
}

pub async fn tried(tx: &TenantTx, id: Uuid, reason: &str, next: Timestamp) -> Result<()> {
    sql::tried(tx, Some(reason), Some(next), id).await.map(drop)
}

pub async fn ended(tx: &TenantTx, id: Uuid, reason: &str) -> Result<()> {
    sql::ended(tx, Some(reason), id).await.map(drop)
}

/// Those whose turn it is again, taken for a while: message and browser.
pub async fn due(tx: &TenantTx) -> Result<Vec<(Uuid, Uuid)>> {
    let rows = sql::due(tx).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    sql::let_go(tx, Some(tx.now() + UNDER_WAY), &ids).await?;
    Ok(rows.into_iter().map(|row| (row.id, row.subscription_id)).collect())
}

pub async fn forget_old(tx: &TenantTx, before: Timestamp) -> Result<()> {
    sql::forget_old(tx, before).await.map(drop)
}
