//! Somebody's own notifications.

use engine::{Operation, Spec, TenantTx};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Result,
    ids::{LocationId, NotificationId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{me, rules, store};
use crate::message::store::edge_id;

/// Lists the caller's own notifications, newest first, fifty at a time.
#[derive(Deserialize, JsonSchema)]
pub struct ListNotifications {
    /// Those before this instant: the page after.
    pub before: Option<Timestamp>,
}

#[derive(Serialize, JsonSchema)]
pub struct Notice {
    pub id: NotificationId,
    pub kind: String,
    /// URGENT or NORMAL.
    pub priority: String,
    pub text_en: String,
    pub text_fr: String,
    /// The record it leads to.
    pub entity: String,
    pub entity_id: String,
    pub location_id: Option<LocationId>,
    /// How often it happened within a short while.
    pub count: i32,
    pub at: Timestamp,
    pub seen_at: Option<Timestamp>,
    pub read_at: Option<Timestamp>,
}

#[derive(Serialize, JsonSchema)]
pub struct Notices {
    pub notifications: Vec<Notice>,
    /// Unread ones, counted up to a hundred.
    pub unread: i64,
    /// Where the page after begins; absent at the end.
    pub next: Option<Timestamp>,
}

/// The longest page.
const PAGE: usize = 50;

fn notice(row: store::PageRow) -> Notice {
    let say = |language: usize| match rules::of_kind(&row.kind) {
        Some(rule) => rule.say(language, &row.number, &row.subject, row.count),
        None => format!("{} {}", row.number, row.subject),
    };
    Notice {
        text_en: say(0),
        text_fr: say(1),
        entity_id: edge_id(&row.entity, row.entity_ref),
        id: row.id,
        kind: row.kind,
        priority: row.priority,
        entity: row.entity,
        location_id: row.location_id,
        count: row.count,
        at: row.at,
        seen_at: row.seen_at,
        read_at: row.read_at,
    }
}

impl Operation for ListNotifications {
    type Output = Notices;
    const SPEC: Spec =
        Spec::read("messaging.notification.list", "/notifications").summary("One's own notifications.").session();

    async fn run(self, tx: &TenantTx) -> Result<Notices> {
        let user = me(tx)?;
        // What happened in this very instant belongs to the page.
        let before = self.before.unwrap_or(tx.now() + SignedDuration::from_secs(1));
        let (rows, unread) = futures::try_join!(store::page(tx, user, before), store::unread(tx, user))?;
        let next = rows.get(PAGE - 1).map(|row| row.at);
        Ok(Notices { notifications: rows.into_iter().map(notice).collect(), unread, next })
    }

    fn example() -> Value {
        json!({})
    }
}
