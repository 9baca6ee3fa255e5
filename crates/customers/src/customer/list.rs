//! The customers within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{CustomerLine, store};

/// Lists customers by name.
#[derive(Deserialize, JsonSchema)]
pub struct ListCustomers {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListCustomers {
    type Output = Page<CustomerLine>;
    const SPEC: Spec = Spec::list("customers.customer.list", "/customers", &store::CUSTOMER_LIST)
        .summary("Customers, filtered, sorted and searched.")
        .permission("customer", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<CustomerLine>> {
        store::list(tx, &self.query).await
    }
    fn example() -> Value {
        json!({"q": "quill", "status": "ACTIVE", "limit": 25})
    }
}
