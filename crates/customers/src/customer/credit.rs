//! A customer's terms: days, limit, hold (CUS-5).

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Problems, Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Customer, at_most, store};

/// Sets the terms; all three are replaced.
#[derive(Deserialize, JsonSchema)]
pub struct SetCredit {
    pub id: CustomerId,
    /// Days from the invoice to its due date, 0 to 120.
    pub terms_days: i32,
    /// In minor units of the customer's currency; none means prepaid.
    pub credit_limit_minor: Option<i64>,
    #[serde(default)]
    pub credit_hold: bool,
    pub reason: String,
}

impl Operation for SetCredit {
    type Output = Customer;
    const SPEC: Spec = Spec::command("customers.customer.credit", "PUT", "/customers/{id}/credit")
        .summary("Sets a customer's terms, limit and hold.")
        .permission("credit_term", "UPDATE")
        .on("customer", "id");

    fn check(&self, p: &mut Problems) {
        p.require((0..=120).contains(&self.terms_days), "terms_days", "OUT_OF_RANGE", "Between 0 and 120 days.");
        let limit = self.credit_limit_minor.unwrap_or(0);
        p.require(
            (0..=100_000_000_000_000).contains(&limit),
            "credit_limit_minor",
            "OUT_OF_RANGE",
            "A limit is zero or more.",
        );
        p.text("reason", &self.reason, 500);
        at_most(p, "reason", Some(&self.reason), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Customer> {
        let row = store::row(tx, self.id).await?;
        tx.reason(&self.reason);
        store::set_credit(tx, self.id, self.terms_days, self.credit_limit_minor, self.credit_hold).await?;
        if row.credit_hold != self.credit_hold {
            let name =
                if self.credit_hold { "customers.customer.credit_held" } else { "customers.customer.credit_cleared" };
            tx.emit(NewEvent::new(name, "customer", self.id.uuid()).location(row.location_id));
        }
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "terms_days": 30, "credit_limit_minor": 2_000_000, "reason": "Yearly review."})
    }
}
