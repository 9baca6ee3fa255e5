//! The numbers and addresses of a company.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Sender, store};

/// Lists senders; secrets are never shown.
#[derive(Deserialize, JsonSchema)]
pub struct ListSenders {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListSenders {
    type Output = Page<Sender>;
    const SPEC: Spec = Spec::list("messaging.sender.list", "/senders", &store::SENDER_LIST)
        .summary("Numbers and addresses messages come from.")
        .permission("sender", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<Sender>> {
        store::list(tx, &self.query).await
    }

    fn example() -> Value {
        json!({"limit": 25})
    }
}
