//! One customer.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Customer, store};

/// Reads a customer with contacts, points and addresses.
#[derive(Deserialize, JsonSchema)]
pub struct ReadCustomer {
    pub id: CustomerId,
}

impl Operation for ReadCustomer {
    type Output = Customer;
    const SPEC: Spec = Spec::read("customers.customer.read", "/customers/{id}")
        .summary("One customer with contacts, points and addresses.")
        .permission("customer", "VIEW")
        .on("customer", "id");

    async fn run(self, tx: &TenantTx) -> Result<Customer> {
        store::read(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
