//! The inbox.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ConversationLine, store};

/// Lists conversations, the latest message first.
#[derive(Deserialize, JsonSchema)]
pub struct ListConversations {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListConversations {
    type Output = Page<ConversationLine>;
    const SPEC: Spec = Spec::list("messaging.conversation.list", "/conversations", &store::CONVERSATION_LIST)
        .summary("Conversations of the inbox.")
        .permission("conversation", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<ConversationLine>> {
        store::list(tx, &self.query).await
    }

    fn example() -> Value {
        json!({"state": "OPEN"})
    }
}
