//! What was said to customers.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{MessageLine, store};

/// Lists messages, newest first.
#[derive(Deserialize, JsonSchema)]
pub struct ListMessages {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListMessages {
    type Output = Page<MessageLine>;
    const SPEC: Spec = Spec::list("messaging.message.list", "/messages", &store::MESSAGE_LIST)
        .summary("Messages with their state; what could not leave says why.")
        .permission("message", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<MessageLine>> {
        store::list(tx, &self.query).await
    }

    fn example() -> Value {
        json!({"status": "FAILED"})
    }
}
