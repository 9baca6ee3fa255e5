//! Changing a customer's facts.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{CustomerId, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Activity, Address, Customer, CustomerKind, CustomerType, Language, Names,
    create::{check_object, check_points, check_tags, check_texts},
    store,
};
use crate::contact;
use kernel::normal::{Email, Phone};

/// Changes what is given; what is absent stays, an empty text clears.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeCustomer {
    pub id: CustomerId,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    #[serde(rename = "type")]
    pub customer_type: Option<CustomerType>,
    pub status: Option<Activity>,
    pub location_id: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    pub designation: Option<String>,
    pub address: Option<Address>,
    pub billing_address: Option<Address>,
    pub language: Option<Language>,
    pub website: Option<String>,
    pub registration_number: Option<String>,
    pub preferences: Option<Value>,
    pub po_required: Option<bool>,
    pub tags: Option<Vec<String>>,
    pub do_not_contact: Option<bool>,
    pub notes: Option<String>,
}

/// The text as it will be: the new one, none when it is empty, else the old one.
fn merged(new: &Option<String>, old: Option<String>) -> Option<String> {
    match new {
        Some(text) => Some(text.trim().to_owned()).filter(|t| !t.is_empty()),
        None => old,
    }
}

impl Operation for ChangeCustomer {
    type Output = Customer;
    const SPEC: Spec = Spec::command("customers.customer.change", "PATCH", "/customers/{id}")
        .summary("Changes a customer's facts.")
        .permission("customer", "UPDATE")
        .on("customer", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        check_texts(
            p,
            &[
                ("first_name", &self.first_name, 100),
                ("last_name", &self.last_name, 100),
                ("company_name", &self.company_name, 100),
                ("email", &self.email, 254),
                ("phone", &self.phone, 60),
                ("designation", &self.designation, 100),
                ("website", &self.website, 300),
                ("registration_number", &self.registration_number, 100),
                ("notes", &self.notes, 10_000),
            ],
        );
        check_points(p, self.email.as_deref(), self.phone.as_deref());
        check_tags(p, self.tags.as_deref().unwrap_or_default());
        check_object(p, "preferences", self.preferences.as_ref());
        for (field, address) in [("address", &self.address), ("billing_address", &self.billing_address)] {
            if let Some(address) = address {
                address.check(field, p);
            }
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Customer> {
        let old = store::row(tx, self.id).await?;
        if matches!(old.status.as_str(), "MERGED" | "ANONYMISED") {
            return Err(Error::conflict(
                "CUSTOMER_CLOSED",
                "This customer was merged or erased and can no longer be changed.",
            ));
        }
        if self.status.is_some() && old.status == "BLOCKED" {
            return Err(Error::conflict("CUSTOMER_BLOCKED", "This customer is blocked; lift the block first."));
        }
        if let Some(location) = self.location_id.filter(|l| Some(*l) != old.location_id) {
            // CUS-26: the right is needed at the new location too.
            tx.require("customer", "UPDATE", &RowFacts { location: Some(location), mine: false, record: Value::Null })?;
        }
        let kind = if old.kind == "COMPANY" { CustomerKind::Company } else { CustomerKind::Person };
        let names = Names {
            first_name: merged(&self.first_name, old.first_name),
            last_name: merged(&self.last_name, old.last_name),
            company_name: merged(&self.company_name, old.company_name),
        };
        if !names.suffice(kind) {
            let field = if kind == CustomerKind::Company { "company_name" } else { "last_name" };
            return Err(Error::invalid(field, "REQUIRED", "A customer cannot be left without a name."));
        }
        let location = self.location_id.or(old.location_id);
        let (email, phone) = self.points(tx, location, old.country.as_deref()).await?;
        let address = self.address.as_ref();
        let part = |pick: fn(&Address) -> &Option<String>| address.map(|a| pick(a).as_deref().unwrap_or(""));
        let country = address.and_then(|a| a.country.as_deref()).filter(|c| !c.is_empty()).map(str::to_ascii_uppercase);
        let billing_address = self.billing_address.as_ref().map(|a| json!(a));
        store::change(
            tx,
            store::Change {
                id: self.id,
                first_name: names.first_name.as_deref(),
                last_name: names.last_name.as_deref(),
                company_name: names.company_name.as_deref(),
                display_name: &names.display(kind),
                name_key: &names.key(kind),
                match_key: &names.match_key(kind),
                r#type: self.customer_type.map(CustomerType::code),
                status: self.status.map(Activity::code),
                location_id: self.location_id,
                assigned_to: self.assigned_to.map(|u| u.uuid()),
                designation: self.designation.as_deref(),
                email: email.as_deref(),
                phone: phone.as_deref(),
                street: part(|a| &a.street),
                city: part(|a| &a.city),
                province: part(|a| &a.province),
                postal_code: part(|a| &a.postal_code),
                country: country.as_deref(),
                billing_address: billing_address.as_ref(),
                language: self.language.map(Language::code),
                website: self.website.as_deref(),
                registration_number: self.registration_number.as_deref(),
                preferences: self.preferences.as_ref().filter(|v| v.is_object()),
                po_required: self.po_required,
                tags: self.tags.as_deref(),
                do_not_contact: self.do_not_contact,
                notes: self.notes.as_deref(),
            },
        )
        .await?;
        tx.emit(NewEvent::new("customers.customer.changed", "customer", self.id.uuid()).location(location));
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "phone": "416-555-0142", "tags": ["VIP"]})
    }
}

impl ChangeCustomer {
    /// A new e-mail or phone becomes the primary point; the former one stays as a further point.
    async fn points(
        &self,
        tx: &TenantTx,
        location: Option<LocationId>,
        country: Option<&str>,
    ) -> Result<(Option<String>, Option<String>)> {
        let mut out = (None, None);
        if let Some(text) = &self.email {
            out.0 = Some(String::new());
            contact::store::demote(tx, self.id, "EMAIL").await?;
            if let Some(email) = Email::read(text) {
                contact::store::make_primary_email(tx, self.id, &email, text).await?;
                out.0 = Some(email.lower);
            }
        }
        if let Some(text) = &self.phone {
            out.1 = Some(String::new());
            contact::store::demote(tx, self.id, "PHONE").await?;
            if !text.trim().is_empty() {
                let country = match country {
                    Some(country) => country.to_owned(),
                    None => store::defaults(tx, location).await?.country,
                };
                let phone = Phone::read(text, &country);
                contact::store::make_primary_phone(tx, self.id, &phone).await?;
                out.1 = Some(phone.stored().to_owned());
            }
        }
        Ok(out)
    }
}
