//! Who looks after a conversation, and whether it is done.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{
    Error, Result,
    ids::{ConversationId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ConversationLine, changed, store};

async fn done(tx: &TenantTx, id: ConversationId) -> Result<ConversationLine> {
    let row = store::row(tx, id).await?;
    changed(tx, id, row.location_id);
    tx.about("conversation", id.uuid(), &row.title);
    tx.at_location(row.location_id);
    Ok(store::line(row))
}

macro_rules! of_conversation {
    ($name:literal, $path:literal, $summary:literal) => {
        Spec::command($name, "POST", $path)
            .summary($summary)
            .permission("conversation", "UPDATE")
            .on("conversation", "id")
    };
}

/// Closes a conversation; the next message opens it again.
#[derive(Deserialize, JsonSchema)]
pub struct CloseConversation {
    pub id: ConversationId,
}

impl Operation for CloseConversation {
    type Output = ConversationLine;
    const SPEC: Spec =
        of_conversation!("messaging.conversation.close", "/conversations/{id}/close", "Closes a conversation.");

    async fn run(self, tx: &TenantTx) -> Result<ConversationLine> {
        tx.target().await?;
        store::set_state(tx, self.id, "CLOSED", None).await?;
        done(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000"})
    }
}

/// Opens a conversation again.
#[derive(Deserialize, JsonSchema)]
pub struct ReopenConversation {
    pub id: ConversationId,
}

impl Operation for ReopenConversation {
    type Output = ConversationLine;
    const SPEC: Spec =
        of_conversation!("messaging.conversation.reopen", "/conversations/{id}/reopen", "Opens a conversation again.");

    async fn run(self, tx: &TenantTx) -> Result<ConversationLine> {
        tx.target().await?;
        store::set_state(tx, self.id, "OPEN", None).await?;
        done(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000"})
    }
}

/// Puts a conversation away until an instant, or until the other side writes.
#[derive(Deserialize, JsonSchema)]
pub struct SnoozeConversation {
    pub id: ConversationId,
    pub until: Timestamp,
}

impl Operation for SnoozeConversation {
    type Output = ConversationLine;
    const SPEC: Spec = of_conversation!(
        "messaging.conversation.snooze",
        "/conversations/{id}/snooze",
        "Puts a conversation away for a while."
    );

    async fn run(self, tx: &TenantTx) -> Result<ConversationLine> {
        tx.target().await?;
        if self.until <= tx.now() {
            return Err(Error::invalid("until", "IN_THE_PAST", "Please choose a time to come."));
        }
        store::set_state(tx, self.id, "SNOOZED", Some(self.until)).await?;
        done(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000", "until": "2050-06-03T13:00:00Z"})
    }
}

/// Gives a conversation to somebody, or to nobody.
#[derive(Deserialize, JsonSchema)]
pub struct AssignConversation {
    pub id: ConversationId,
    pub assigned_to: Option<UserId>,
}

impl Operation for AssignConversation {
    type Output = ConversationLine;
    const SPEC: Spec = of_conversation!(
        "messaging.conversation.assign",
        "/conversations/{id}/assign",
        "Gives a conversation to somebody."
    );

    async fn run(self, tx: &TenantTx) -> Result<ConversationLine> {
        tx.target().await?;
        if let Some(user) = self.assigned_to
            && !store::is_assignable(tx, user).await?
        {
            return Err(Error::invalid("assigned_to", "NOT_FOUND", "There is no such active user."));
        }
        store::assign(tx, self.id, self.assigned_to).await?;
        done(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000", "assigned_to": "usr_01h00000000000000000000000"})
    }
}

/// Nothing is unread any more; the marks of a machine may be taken off.
#[derive(Deserialize, JsonSchema)]
pub struct MarkRead {
    pub id: ConversationId,
    #[serde(default)]
    pub clear_marks: bool,
}

impl Operation for MarkRead {
    type Output = ConversationLine;
    const SPEC: Spec = of_conversation!(
        "messaging.conversation.mark_read",
        "/conversations/{id}/read",
        "Marks a conversation as read."
    );

    async fn run(self, tx: &TenantTx) -> Result<ConversationLine> {
        tx.target().await?;
        store::mark_read(tx, self.id, self.clear_marks).await?;
        done(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cnv_01h00000000000000000000000"})
    }
}
