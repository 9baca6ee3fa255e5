//! Rows of contacts, points and addresses.

use engine::TenantTx;
use kernel::{
    Result,
    ids::{ContactId, CustomerId},
};
use serde_json::Value;

use super::{AddressKind, Contact, CustomerAddress, Label, Point};
use crate::{customer::Address, sql::contact as sql};
use kernel::normal::{Email, Phone};

pub use crate::sql::contact::InsertContact;

pub async fn points(tx: &TenantTx, customer: CustomerId) -> Result<Vec<Point>> {
    let rows = sql::points_of(tx, customer).await?;
    let point = |row: sql::PointsOfRow| Point {
        id: row.id,
        contact_id: row.contact_id,
        kind: row.kind,
        given: row.given,
        value: row.email_lower.or(row.phone_e164),
        extension: row.extension,
        label: row.label,
        is_primary: row.is_primary,
        state: row.state,
    };
    Ok(rows.into_iter().map(point).collect())
}

pub async fn contacts(tx: &TenantTx, customer: CustomerId) -> Result<Vec<Contact>> {
    let rows = sql::contacts_of(tx, customer).await?;
    let contact = |row: sql::ContactsOfRow| Contact {
        id: row.id,
        name: row.name,
        designation: row.designation,
        email: row.email,
        phone: row.phone,
        language: row.language,
        is_primary: row.is_primary,
        is_billing: row.is_billing,
        is_site: row.is_site,
        is_approver: row.is_approver,
        notes: row.notes,
    };
    Ok(rows.into_iter().map(contact).collect())
}

pub async fn addresses(tx: &TenantTx, customer: CustomerId) -> Result<Vec<CustomerAddress>> {
    let rows = sql::addresses_of(tx, customer).await?;
    let address = |row: sql::AddressesOfRow| CustomerAddress {
        id: row.id,
        kind: row.kind,
        label: row.label,
        address: Address {
            street: row.street,
            city: row.city,
            province: row.province,
            postal_code: row.postal_code,
            country: row.country,
        },
        access: row.access,
    };
    Ok(rows.into_iter().map(address).collect())
}

pub async fn has_contacts(tx: &TenantTx, customer: CustomerId) -> Result<bool> {
    Ok(sql::has_contacts(tx, customer).await?.any)
}

pub async fn insert_contact(tx: &TenantTx, contact: InsertContact<'_>) -> Result<()> {
    sql::insert_contact(tx, contact).await.map(drop)
}

pub async fn insert_email(
    tx: &TenantTx,
    customer: CustomerId,
    contact: Option<ContactId>,
    email: &Email,
    given: &str,
    is_primary: bool,
) -> Result<()> {
    let point = sql::InsertPoint {
        id: tx.new_id(),
        customer_id: customer,
        contact_id: contact,
        kind: "EMAIL",
        given: given.trim(),
        email_lower: Some(&email.lower),
        email_match: Some(&email.matching),
        phone_e164: None,
        extension: None,
        label: Label::Other.code(),
        is_primary,
        state: "UNVERIFIED",
    };
    sql::insert_point(tx, point).await.map(drop)
}

/// Keeps what stands where an e-mail address should: nobody is ever written to there.
pub async fn insert_invalid_email(
    tx: &TenantTx,
    customer: CustomerId,
    contact: Option<ContactId>,
    given: &str,
) -> Result<()> {
    let point = sql::InsertPoint {
        id: tx.new_id(),
        customer_id: customer,
        contact_id: contact,
        kind: "EMAIL",
        given: given.trim(),
        email_lower: None,
        email_match: None,
        phone_e164: None,
        extension: None,
        label: Label::Other.code(),
        is_primary: false,
        state: "INVALID",
    };
    sql::insert_point(tx, point).await.map(drop)
}

pub async fn insert_phone(
    tx: &TenantTx,
    customer: CustomerId,
    contact: Option<ContactId>,
    phone: &Phone,
    label: Label,
    is_primary: bool,
) -> Result<()> {
    let point = sql::InsertPoint {
        id: tx.new_id(),
        customer_id: customer,
        contact_id: contact,
        kind: "PHONE",
        given: &phone.given,
        email_lower: None,
        email_match: None,
        phone_e164: phone.e164.as_deref(),
        extension: phone.extension.as_deref(),
        label: label.code(),
        is_primary,
        state: if phone.e164.is_some() { "UNVERIFIED" } else { "INVALID" },
    };
    sql::insert_point(tx, point).await.map(drop)
}

/// Leaves the customer without a primary point of the kind.
pub async fn demote(tx: &TenantTx, customer: CustomerId, kind: &str) -> Result<()> {
    sql::demote_points(tx, customer, kind).await.map(drop)
}

/// After [`demote`]: the address becomes primary, as a new point unless the customer has it already.
pub async fn make_primary_email(tx: &TenantTx, customer: CustomerId, email: &Email, given: &str) -> Result<()> {
    if sql::promote_point(tx, customer, &email.lower).await? == 0 {
        insert_email(tx, customer, None, email, given, true).await?;
    }
    Ok(())
}

/// After [`demote`]: the number becomes primary, as a new point unless the customer has it already.
pub async fn make_primary_phone(tx: &TenantTx, customer: CustomerId, phone: &Phone) -> Result<()> {
    if sql::promote_point(tx, customer, phone.stored()).await? == 0 {
        insert_phone(tx, customer, None, phone, Label::Other, true).await?;
    }
    Ok(())
}

pub async fn insert_address(
    tx: &TenantTx,
    customer: CustomerId,
    kind: AddressKind,
    label: Option<&str>,
    address: &Address,
    access: &Value,
) -> Result<()> {
    let country = address.country.as_deref().filter(|c| !c.is_empty()).map(str::to_ascii_uppercase);
    let row = sql::InsertAddress {
        id: tx.new_id(),
        customer_id: customer,
        kind: kind.code(),
        label,
        street: address.street.as_deref(),
        city: address.city.as_deref(),
        province: address.province.as_deref(),
        postal_code: address.postal_code.as_deref(),
        country: country.as_deref(),
        address_key: &address.key(),
        access,
    };
    sql::insert_address(tx, row).await.map(drop)
}
