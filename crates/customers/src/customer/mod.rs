//! The customer record: a person or a firm.

pub mod block;
pub mod card;
pub mod change;
pub mod create;
pub mod credit;
pub mod list;
pub mod read;
pub mod register;
pub mod store;

use jiff::Timestamp;
use kernel::{
    Problems,
    ids::{CustomerId, LocationId, UserId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::contact::{Contact, CustomerAddress, Point};
use kernel::normal::{firm_key, name_key};

codes! {
    /// A person or a firm.
    CustomerKind { Person = "PERSON", Company = "COMPANY" }
}
codes! {
    /// What kind of business it is.
    CustomerType {
        Residential = "RESIDENTIAL", Commercial = "COMMERCIAL", Construction = "CONSTRUCTION",
        PropertyDeveloper = "PROPERTY_DEVELOPER", Manufacturing = "MANUFACTURING", Government = "GOVERNMENT",
        Other = "OTHER",
    }
}
codes! {
    /// The status a person may set; the others come about by blocking, merging and erasing (CUS-3).
    Activity { Active = "ACTIVE", Inactive = "INACTIVE" }
}
codes! {
    /// Languages of the product.
    Language { English = "en", French = "fr" }
}

/// A postal address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Address {
    pub street: Option<String>,
    pub city: Option<String>,
    /// Province or state.
    pub province: Option<String>,
    pub postal_code: Option<String>,
    /// ISO 3166, two letters.
    pub country: Option<String>,
}

impl Address {
    pub fn check(&self, field: &str, p: &mut Problems) {
        for (name, value, most) in [
            ("street", &self.street, 200),
            ("city", &self.city, 100),
            ("province", &self.province, 100),
            ("postal_code", &self.postal_code, 20),
        ] {
            at_most(p, &format!("{field}.{name}"), value.as_deref(), most);
        }
        if let Some(country) = self.country.as_deref().filter(|c| !c.is_empty()) {
            let known = country.len() == 2 && country.parse::<phonenumber::country::Id>().is_ok();
            p.require(known, &format!("{field}.country"), "UNKNOWN", "A country's two letters, such as CA.");
        }
    }
    /// The address as compared (CUS-13); empty without a street.
    pub fn key(&self) -> String {
        let text = |t: &Option<String>| t.clone().unwrap_or_default();
        kernel::normal::address_key(&text(&self.street), &text(&self.city), &text(&self.postal_code))
    }
}

/// At most so many characters, and none that cannot be stored.
pub fn at_most(p: &mut Problems, field: &str, value: Option<&str>, most: usize) {
    let Some(value) = value else { return };
    if value.chars().count() > most {
        p.add(field, "TOO_LONG", format!("At most {most} characters."));
    }
    p.require(!value.contains('\0'), field, "NOT_READABLE", "This text has a forbidden character.");
}

/// A text, unless it is blank.
pub fn filled(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|t| !t.is_empty())
}

/// The names of a customer and what is derived from them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
}

impl Names {
    pub fn display(&self, kind: CustomerKind) -> String {
        match kind {
            CustomerKind::Company => self.company_name.clone().unwrap_or_default(),
            CustomerKind::Person => [&self.first_name, &self.last_name]
                .into_iter()
                .flatten()
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join(" "),
        }
    }
    /// What is searched.
    pub fn key(&self, kind: CustomerKind) -> String {
        name_key(&self.display(kind))
    }
    /// What is compared (CUS-1).
    pub fn match_key(&self, kind: CustomerKind) -> String {
        match kind {
            CustomerKind::Company => firm_key(&self.display(kind)),
            CustomerKind::Person => self.key(kind),
        }
    }
    /// Whether there is what this kind needs (CUS-2).
    pub fn suffice(&self, kind: CustomerKind) -> bool {
        !self.key(kind).is_empty()
    }
}

/// A customer in a list.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CustomerLine {
    pub id: CustomerId,
    pub number: String,
    pub kind: String,
    pub display_name: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub email: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub phone: Option<String>,
    #[serde(rename = "type")]
    pub customer_type: String,
    pub status: String,
    pub city: Option<String>,
    pub province: Option<String>,
    pub language: String,
    pub location_id: Option<LocationId>,
    pub assigned_to: Option<UserId>,
    pub tags: Vec<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub version: i64,
}

/// One customer with contacts, points and addresses.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Customer {
    pub id: CustomerId,
    pub number: String,
    pub kind: String,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub company_name: Option<String>,
    pub display_name: String,
    #[serde(rename = "type")]
    pub customer_type: String,
    pub status: String,
    /// Without a usable contact point (CUS-2).
    pub incomplete: bool,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub assigned_to: Option<UserId>,
    pub assigned_name: Option<String>,
    pub designation: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub email: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub phone: Option<String>,
    pub address: Address,
    pub billing_address: Option<Value>,
    pub language: String,
    pub currency: String,
    pub website: Option<String>,
    pub registration_number: Option<String>,
    pub lead_source: Option<String>,
    pub preferences: Value,
    #[schemars(extend("x-mask" = "BILL"))]
    pub terms_days: i32,
    /// In minor units of the customer's currency.
    #[schemars(extend("x-mask" = "BILL"))]
    pub credit_limit_minor: Option<i64>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub credit_hold: bool,
    pub po_required: bool,
    pub statement_cycle: String,
    pub blocked_reason: Option<String>,
    pub blocked_at: Option<Timestamp>,
    pub blocked_until: Option<Timestamp>,
    pub merged_into: Option<CustomerId>,
    pub tags: Vec<String>,
    pub do_not_contact: bool,
    pub notes: Option<String>,
    pub points: Vec<Point>,
    pub contacts: Vec<Contact>,
    pub addresses: Vec<CustomerAddress>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
    pub version: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cus_2_a_person_needs_a_name_and_a_firm_its_name() {
        let person = Names { last_name: Some("Quill".into()), ..Names::default() };
        assert!(person.suffice(CustomerKind::Person) && !person.suffice(CustomerKind::Company));
        let firm = Names { company_name: Some("Étoile-du-Nord Ltée".into()), ..Names::default() };
        assert_eq!(firm.key(CustomerKind::Company), "etoile du nord ltee");
        assert_eq!(firm.match_key(CustomerKind::Company), "etoile du nord");
        assert!(!Names { first_name: Some(" – ".into()), ..Names::default() }.suffice(CustomerKind::Person));
    }
}
