//! A further place of a customer.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Problems, Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{AddressKind, store};
use crate::customer::{self, Address, Customer, at_most, create::check_object, filled};

/// Adds an address.
#[derive(Deserialize, JsonSchema)]
pub struct AddAddress {
    pub id: CustomerId,
    pub kind: AddressKind,
    pub label: Option<String>,
    pub address: Address,
    /// Floor, elevator, stairs, carry, parking, dock.
    pub access: Option<Value>,
}

impl Operation for AddAddress {
    type Output = Customer;
    const SPEC: Spec = Spec::command("customers.address.add", "POST", "/customers/{id}/addresses")
        .summary("Adds an address with what the crew must know to reach it.")
        .permission("customer", "UPDATE")
        .on("customer", "id")
        .created()
        .offline();

    fn check(&self, p: &mut Problems) {
        at_most(p, "label", self.label.as_deref(), 100);
        self.address.check("address", p);
        check_object(p, "access", self.access.as_ref());
        let known = filled(&self.address.street).or(filled(&self.address.city)).is_some();
        p.require(known, "address", "REQUIRED", "An address needs a street or a city.");
    }

    async fn run(mut self, tx: &TenantTx) -> Result<Customer> {
        self.id = customer::store::kept_with(tx, self.id).await?;
        let row = customer::store::row(tx, self.id).await?;
        let access = self.access.filter(Value::is_object).unwrap_or_else(|| json!({}));
        store::insert_address(tx, self.id, self.kind, filled(&self.label), &self.address, &access).await?;
        tx.emit(NewEvent::new("customers.customer.changed", "customer", self.id.uuid()).location(row.location_id));
        customer::store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({
            "id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "kind": "SITE", "label": "North gate",
            "address": {"street": "12 King St W", "city": "Toronto", "province": "ON", "postal_code": "M5V 1A1"},
            "access": {"dock": true},
        })
    }
}
