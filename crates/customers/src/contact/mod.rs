//! Whom and where to reach: people at a customer, e-mail addresses and numbers, postal addresses.

pub mod add;
pub mod add_address;
pub mod add_point;
pub mod store;

use kernel::ids::{ContactId, ContactPointId, CustomerAddressId};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::customer::Address;

codes! {
    /// What a number or address is used as.
    Label { Mobile = "MOBILE", Home = "HOME", Office = "OFFICE", Other = "OTHER" }
}
codes! {
    /// What an address is.
    AddressKind {
        Home = "HOME", Office = "OFFICE", Billing = "BILLING", Site = "SITE", Storage = "STORAGE", Other = "OTHER",
    }
}
codes! {
    /// E-mail or phone.
    PointKind { Email = "EMAIL", Phone = "PHONE" }
}

/// An e-mail address or a number of a customer or contact.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Point {
    pub id: ContactPointId,
    pub contact_id: Option<ContactId>,
    pub kind: String,
    /// As it was given.
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub given: String,
    /// The form in which it is written to or dialled; none when it cannot be.
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub value: Option<String>,
    pub extension: Option<String>,
    pub label: String,
    pub is_primary: bool,
    pub state: String,
}

/// A person at a customer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Contact {
    pub id: ContactId,
    pub name: String,
    pub designation: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub email: Option<String>,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub phone: Option<String>,
    pub language: Option<String>,
    pub is_primary: bool,
    pub is_billing: bool,
    pub is_site: bool,
    /// May sign quotes and dockets.
    pub is_approver: bool,
    pub notes: Option<String>,
}

/// A place of a customer.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct CustomerAddress {
    pub id: CustomerAddressId,
    pub kind: String,
    pub label: Option<String>,
    pub address: Address,
    /// Floor, elevator, stairs, carry, parking, dock.
    pub access: Value,
}
