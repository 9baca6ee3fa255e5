//! Blocking a customer and lifting the block (CUS-3, CUS-4).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{Error, Problems, Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Customer, at_most, store};

/// Blocks: no new quote, booking, job or marketing, through any path.
#[derive(Deserialize, JsonSchema)]
pub struct BlockCustomer {
    pub id: CustomerId,
    pub reason: String,
    /// The block ends by itself at this instant.
    pub until: Option<Timestamp>,
}

impl Operation for BlockCustomer {
    type Output = Customer;
    const SPEC: Spec = Spec::command("customers.customer.block", "POST", "/customers/{id}/block")
        .summary("Blocks a customer, with a reason.")
        .permission("customer_block", "UPDATE")
        .on("customer", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
        at_most(p, "reason", Some(&self.reason), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Customer> {
        let row = store::row(tx, self.id).await?;
        if !matches!(row.status.as_str(), "ACTIVE" | "INACTIVE") {
            return Err(Error::conflict("STATUS", "Only an active or inactive customer can be blocked."));
        }
        if self.until.is_some_and(|until| until <= tx.now()) {
            return Err(Error::invalid("until", "IN_THE_PAST", "The end of the block must lie ahead."));
        }
        tx.reason(&self.reason);
        tx.severity("WARNING");
        store::block(tx, self.id, self.reason.trim(), tx.caller().user(), self.until).await?;
        tx.emit(NewEvent::new("customers.customer.blocked", "customer", self.id.uuid()).location(row.location_id));
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "reason": "Two cheques came back."})
    }
}

/// Lifts the block.
#[derive(Deserialize, JsonSchema)]
pub struct UnblockCustomer {
    pub id: CustomerId,
    pub reason: String,
}

impl Operation for UnblockCustomer {
    type Output = Customer;
    const SPEC: Spec = Spec::command("customers.customer.unblock", "POST", "/customers/{id}/unblock")
        .summary("Lifts a customer's block, with a reason.")
        .permission("customer_block", "UPDATE")
        .on("customer", "id");

    fn check(&self, p: &mut Problems) {
        p.text("reason", &self.reason, 500);
        at_most(p, "reason", Some(&self.reason), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Customer> {
        let row = store::row(tx, self.id).await?;
        if row.status != "BLOCKED" {
            return Err(Error::conflict("STATUS", "This customer is not blocked."));
        }
        tx.reason(&self.reason);
        store::unblock(tx, self.id).await?;
        tx.emit(NewEvent::new("customers.customer.unblocked", "customer", self.id.uuid()).location(row.location_id));
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "reason": "Paid in full."})
    }
}
