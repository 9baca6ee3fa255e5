//! A person at a customer.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Problems, Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;
use crate::customer::{self, Customer, Language, at_most, create::check_points, filled};
use kernel::normal::{Email, Phone, name_key};

/// Adds a contact; the first one becomes primary by itself (CUS-2).
#[derive(Deserialize, JsonSchema)]
pub struct AddContact {
    pub id: CustomerId,
    pub name: String,
    pub designation: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub language: Option<Language>,
    #[serde(default)]
    pub is_billing: bool,
    #[serde(default)]
    pub is_site: bool,
    /// May sign quotes and dockets.
    #[serde(default)]
    pub is_approver: bool,
    pub notes: Option<String>,
}

impl Operation for AddContact {
    type Output = Customer;
    const SPEC: Spec = Spec::command("customers.contact.add", "POST", "/customers/{id}/contacts")
        .summary("Adds a person at a customer.")
        .permission("customer", "UPDATE")
        .on("customer", "id")
        .created()
        .offline();

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        at_most(p, "name", Some(&self.name), 100);
        for (field, value, most) in [
            ("designation", &self.designation, 100),
            ("email", &self.email, 254),
            ("phone", &self.phone, 60),
            ("notes", &self.notes, 10_000),
        ] {
            at_most(p, field, value.as_deref(), most);
        }
        check_points(p, self.email.as_deref(), self.phone.as_deref());
    }

    async fn run(mut self, tx: &TenantTx) -> Result<Customer> {
        self.id = customer::store::kept_with(tx, self.id).await?;
        let row = customer::store::row(tx, self.id).await?;
        let is_first = !store::has_contacts(tx, self.id).await?;
        let email = filled(&self.email).and_then(Email::read);
        let country = match row.country {
            Some(country) => country,
            None => customer::store::defaults(tx, row.location_id).await?.country,
        };
        let phone = filled(&self.phone).map(|text| Phone::read(text, &country));
        let contact = tx.new_id();
        store::insert_contact(
            tx,
            store::InsertContact {
                id: contact,
                customer_id: self.id,
                name: self.name.trim(),
                name_key: &name_key(&self.name),
                designation: filled(&self.designation),
                email: email.as_ref().map(|e| e.lower.as_str()),
                phone: phone.as_ref().map(Phone::stored),
                language: self.language.map(Language::code),
                is_primary: is_first,
                is_billing: self.is_billing,
                is_site: self.is_site,
                is_approver: self.is_approver,
                notes: filled(&self.notes),
            },
        )
        .await?;
        if let Some(email) = &email {
            store::insert_email(tx, self.id, Some(contact), email, &email.lower, false).await?;
        }
        if let Some(phone) = &phone {
            store::insert_phone(tx, self.id, Some(contact), phone, super::Label::Other, false).await?;
        }
        tx.emit(NewEvent::new("customers.customer.changed", "customer", self.id.uuid()).location(row.location_id));
        customer::store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "name": "Ivo Marsh", "designation": "Site manager", "is_site": true})
    }
}
