//! A further e-mail address or number of a customer.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Problems, Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Label, PointKind, store};
use crate::customer::{self, Customer, at_most, create::check_points};
use kernel::normal::{Email, Phone};

/// Adds a point; the first of its kind is primary by itself.
#[derive(Deserialize, JsonSchema)]
pub struct AddPoint {
    pub id: CustomerId,
    pub kind: PointKind,
    pub value: String,
    pub label: Option<Label>,
}

impl Operation for AddPoint {
    type Output = Customer;
    const SPEC: Spec = Spec::command("customers.point.add", "POST", "/customers/{id}/points")
        .summary("Adds an e-mail address or phone number.")
        .permission("customer", "UPDATE")
        .on("customer", "id")
        .created()
        .offline();

    fn check(&self, p: &mut Problems) {
        p.text("value", &self.value, 254);
        at_most(p, "value", Some(&self.value), if self.kind == PointKind::Phone { 60 } else { 254 });
        match self.kind {
            PointKind::Email => check_points(p, Some(&self.value), None),
            PointKind::Phone => check_points(p, None, Some(&self.value)),
        }
    }

    async fn run(mut self, tx: &TenantTx) -> Result<Customer> {
        self.id = customer::store::kept_with(tx, self.id).await?;
        let row = customer::store::row(tx, self.id).await?;
        let points = store::points(tx, self.id).await?;
        let first = !points.iter().any(|p| p.kind == self.kind.code() && p.contact_id.is_none());
        let known = |value: &str| points.iter().any(|p| p.contact_id.is_none() && p.value.as_deref() == Some(value));
        let twice = || Err(Error::conflict("POINT_KNOWN", "This customer already has it."));
        match self.kind {
            PointKind::Email => {
                let Some(email) = Email::read(&self.value) else {
                    return Err(Error::invalid("value", "NOT_AN_EMAIL", "This is not an e-mail address."));
                };
                if known(&email.lower) {
                    return twice();
                }
                store::insert_email(tx, self.id, None, &email, &self.value, first).await?;
                if first {
                    customer::store::set_mirrors(tx, self.id, Some(&email.lower), None).await?;
                }
            }
            PointKind::Phone => {
                let country = match &row.country {
                    Some(country) => country.clone(),
                    None => customer::store::defaults(tx, row.location_id).await?.country,
                };
                let phone = Phone::read(&self.value, &country);
                if known(phone.stored()) {
                    return twice();
                }
                store::insert_phone(tx, self.id, None, &phone, self.label.unwrap_or(Label::Other), first).await?;
                if first {
                    customer::store::set_mirrors(tx, self.id, None, Some(phone.stored())).await?;
                }
            }
        }
        tx.emit(NewEvent::new("customers.customer.changed", "customer", self.id.uuid()).location(row.location_id));
        customer::store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "kind": "PHONE", "value": "416-555-0188", "label": "OFFICE"})
    }
}
