//! Notifications are seen, read, put away (MSG-19).

use std::collections::BTreeSet;

use engine::{Done, Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result, ids::NotificationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{me, store};

/// What becomes of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Become {
    /// All: the list was looked at.
    Seen,
    /// Those given, or all.
    Read,
    /// Those given.
    Archived,
}

/// All of those given are the caller's, or nothing happens.
fn whole(ids: &[NotificationId], found: u64) -> Result<()> {
    let wanted: BTreeSet<_> = ids.iter().map(|id| id.uuid()).collect();
    if wanted.len() as u64 == found { Ok(()) } else { Err(Error::not_found("notification")) }
}

/// Marks one's own notifications; those of others are never touched.
#[derive(Deserialize, JsonSchema)]
pub struct MarkNotifications {
    /// READ where nothing is said.
    pub state: Option<Become>,
    #[serde(default)]
    pub ids: Vec<NotificationId>,
}

impl Operation for MarkNotifications {
    type Output = Done;
    const SPEC: Spec = Spec::command("messaging.notification.mark", "POST", "/notifications/read")
        .summary("Marks one's own notifications as seen, read or put away.")
        .session();

    fn check(&self, p: &mut Problems) {
        p.require(self.ids.len() <= 200, "ids", "TOO_MANY", "At most 200 at a time.");
        let named = self.state != Some(Become::Archived) || !self.ids.is_empty();
        p.require(named, "ids", "REQUIRED", "Say which are put away.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let user = me(tx)?;
        match self.state.unwrap_or(Become::Read) {
            Become::Seen => store::seen(tx, user).await?,
            Become::Read if self.ids.is_empty() => store::read_all(tx, user).await?,
            Become::Read => whole(&self.ids, store::read(tx, user, &self.ids).await?)?,
            Become::Archived => whole(&self.ids, store::archive(tx, user, &self.ids).await?)?,
        }
        Ok(Done {})
    }

    fn example() -> Value {
        json!({"state": "READ", "ids": []})
    }
}
