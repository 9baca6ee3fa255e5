//! What somebody is told goes to each of their browsers.

use engine::{TenantTx, event::NewEvent};
use kernel::{Result, ids::UserId};
use serde_json::json;
use uuid::Uuid;

use super::store;

/// Characters of a title that browsers show at most.
const MOST_CHARACTERS: usize = 200;

/// What is told; words without amounts and addresses.
pub struct Told<'a> {
    /// The same is told to a browser once.
    pub key: &'a str,
    pub title: &'a str,
    pub kind: &'a str,
    pub is_urgent: bool,
    /// The record it opens.
    pub entity: &'a str,
    pub entity_ref: Uuid,
}

/// Writes one push for each browser that is not paused.
pub async fn tell(tx: &TenantTx, user: UserId, told: &Told<'_>) -> Result<()> {
    let title: String = told.title.chars().take(MOST_CHARACTERS).collect();
    for browser in store::of_user(tx, user).await? {
        if browser.paused_until.is_some_and(|until| until > tx.now()) {
            continue;
        }
        let line = store::Line {
            subscription: browser.id,
            key: told.key,
            title: &title,
            kind: told.kind,
            is_urgent: told.is_urgent,
            entity: told.entity,
            entity_ref: told.entity_ref,
        };
        if let Some(id) = store::insert(tx, &line).await? {
            queued(tx, browser.id, id);
        }
    }
    Ok(())
}

/// Has it sent, after the transaction.
pub fn queued(tx: &TenantTx, subscription: Uuid, message: Uuid) {
    tx.emit(
        NewEvent::new("messaging.push.queued", "push_subscription", subscription)
            .data(json!({"push_message": message})),
    );
}
