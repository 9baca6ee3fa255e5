//! Customers that a file changes: its filled cells count, empty ones change nothing (INT-33). A further e-mail address or
//! number is added beside those that are there; it becomes the primary one only where there is none.

use std::collections::HashMap;

use engine::{TenantTx, event::NewEvent};
use futures::future::try_join_all;
use kernel::{
    Result,
    ids::CustomerId,
    normal::{Email, Phone, name_key},
};
use ports::{ImportSetting, ImportValues};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{
    consent,
    create::write_contact,
    row::{Row, read},
    store::{self, Belongings, Changing},
};
use crate::{
    contact::{self, AddressKind, Label},
    customer::{
        self, CustomerKind, CustomerType, Names, filled,
        register::{Prepared, prepared},
    },
};

/// Changes each customer; answers what is needed to take it back, none where nothing changed.
pub async fn change(
    tx: &TenantTx,
    rows: &[(Uuid, ImportValues)],
    setting: &ImportSetting,
) -> Result<Vec<Option<Value>>> {
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let defaults = customer::store::defaults(tx, setting.location_id).await?;
    let ids: Vec<Uuid> = rows.iter().map(|(id, _)| *id).collect();
    let (customers, mut belongings) = store::changing(tx, &ids).await?;
    let customers: HashMap<Uuid, Changing> = customers.into_iter().map(|c| (c.id.uuid(), c)).collect();
    let mut all = Vec::with_capacity(rows.len());
    for (id, values) in rows {
        let row = read(values, setting);
        let prepared = prepared(row.wanted.clone(), defaults.clone());
        all.push((CustomerId::from_uuid(*id), row, prepared, belongings.remove(id).unwrap_or_default()));
    }
    let changes = all.iter().map(|(id, row, prepared, has)| {
        let old = customers.get(&id.uuid());
        async move {
            match old {
                Some(old) => change_one(tx, *id, old, row, prepared, has, setting).await,
                None => Ok(None),
            }
        }
    });
    let changed = try_join_all(changes.collect::<Vec<_>>()).await?;
    let said: Vec<_> = all.iter().map(|(id, row, prepared, _)| (*id, row, prepared)).collect();
    consent::record(tx, &said, setting).await?;
    Ok(changed)
}

async fn change_one(
    tx: &TenantTx,
    id: CustomerId,
    old: &Changing,
    row: &Row,
    prepared: &Prepared,
    has: &Belongings,
    setting: &ImportSetting,
) -> Result<Option<Value>> {
    let country = filled(&prepared.wanted.address.country).or(old.country.as_deref()).unwrap_or(&setting.country);
    let points = add_points(tx, id, row, prepared, has, country).await?;
    let mut added = points.added;
    let key = prepared.wanted.address.key();
    if !key.is_empty() && !has.addresses.contains(&key) {
        contact::store::insert_address(tx, id, AddressKind::Other, None, &prepared.wanted.address, &json!({})).await?;
        added = true;
    }
    if let Some(said) = row.contact.as_ref().filter(|said| !has.contacts.contains(&name_key(&said.name))) {
        write_contact(tx, id, said, country, has.contacts.is_empty()).await?;
        added = true;
    }
    let updated = update(tx, id, old, row, points.email.as_deref(), points.phone.as_deref()).await?;
    if !updated && !added {
        return Ok(None);
    }
    tx.emit(
        NewEvent::new("customers.customer.changed", "customer", id.uuid())
            .location(old.location_id)
            .data(json!({"import": setting.run})),
    );
    let version = old.version + i64::from(updated);
    Ok(Some(json!({"row": old.row, "updated": updated, "version": version, "at": tx.now()})))
}

/// What became primary, and whether anything was added.
#[derive(Default)]
struct Added {
    email: Option<String>,
    phone: Option<String>,
    added: bool,
}

async fn add_points(
    tx: &TenantTx,
    id: CustomerId,
    row: &Row,
    prepared: &Prepared,
    has: &Belongings,
    country: &str,
) -> Result<Added> {
    let mut out = Added::default();
    let none_of = |kind: &str| !has.points.iter().any(|p| p.kind == kind && p.is_primary && p.contact_id.is_none());
    if let Some(given) = filled(&prepared.wanted.email) {
        let email = Email::read(given);
        let lower = email.as_ref().map(|e| e.lower.as_str());
        let known =
            has.points.iter().any(|p| p.given == given || (lower.is_some() && p.email_lower.as_deref() == lower));
        if !known {
            out.added = true;
            match &email {
                Some(email) => {
                    let primary = none_of("EMAIL");
                    contact::store::insert_email(tx, id, None, email, given, primary).await?;
                    out.email = primary.then(|| email.lower.clone());
                }
                None => contact::store::insert_invalid_email(tx, id, None, given).await?,
            }
        }
    }
    let mut primary = none_of("PHONE");
    let mut seen: Vec<String> = vec![];
    for (text, label) in [(&prepared.wanted.phone, Label::Other), (&row.second_phone, Label::Mobile)] {
        let Some(text) = filled(text) else { continue };
        let phone = Phone::read(text, country);
        let stored = phone.stored().to_owned();
        let known = has.points.iter().any(|p| p.given == phone.given || p.phone_e164.as_ref() == Some(&stored));
        if known || seen.contains(&stored) {
            continue;
        }
        contact::store::insert_phone(tx, id, None, &phone, label, primary).await?;
        out.phone = out.phone.take().or_else(|| primary.then(|| stored.clone()));
        (primary, out.added) = (false, true);
        seen.push(stored);
    }
    Ok(out)
}

/// The new text where the file has one and it is another.
fn other<'a>(new: &'a Option<String>, old: &Option<String>) -> Option<&'a str> {
    filled(new).filter(|new| Some(*new) != old.as_deref())
}

/// Writes the fields that differ, in one statement: the version grows by one. Answers whether any did.
async fn update(
    tx: &TenantTx,
    id: CustomerId,
    old: &Changing,
    row: &Row,
    email: Option<&str>,
    phone: Option<&str>,
) -> Result<bool> {
    let wanted = &row.wanted;
    let kind = if old.kind == "COMPANY" { CustomerKind::Company } else { CustomerKind::Person };
    let took = |new: &Option<String>, old: &Option<String>| filled(new).map(str::to_owned).or_else(|| old.clone());
    let was = Names {
        first_name: old.first_name.clone(),
        last_name: old.last_name.clone(),
        company_name: old.company_name.clone(),
    };
    let mut names = was.clone();
    if kind == wanted.kind() {
        names = Names {
            first_name: took(&wanted.names.first_name, &was.first_name),
            last_name: took(&wanted.names.last_name, &was.last_name),
            company_name: took(&wanted.names.company_name, &was.company_name),
        };
    }
    let mut tags = old.tags.clone();
    tags.extend(wanted.tags.iter().filter(|t| !old.tags.contains(t)).cloned());
    let language = wanted.language.as_deref().filter(|l| *l != old.language);
    let country = filled(&wanted.address.country).filter(|c| Some(*c) != old.country.as_deref());
    let change = customer::store::Change {
        id,
        first_name: names.first_name.as_deref(),
        last_name: names.last_name.as_deref(),
        company_name: names.company_name.as_deref(),
        display_name: &names.display(kind),
        name_key: &names.key(kind),
        match_key: &names.match_key(kind),
        r#type: wanted.customer_type.map(CustomerType::code).filter(|t| *t != old.r#type),
        status: None,
        location_id: None,
        assigned_to: None,
        designation: None,
        email: email.filter(|_| old.email.is_none()),
        phone: phone.filter(|_| old.phone.is_none()),
        street: other(&wanted.address.street, &old.street),
        city: other(&wanted.address.city, &old.city),
        province: other(&wanted.address.province, &old.province),
        postal_code: other(&wanted.address.postal_code, &old.postal_code),
        country,
        billing_address: None,
        language,
        website: other(&wanted.website, &old.website),
        registration_number: other(&wanted.registration_number, &old.registration_number),
        preferences: None,
        po_required: None,
        tags: (tags != old.tags).then_some(tags.as_slice()),
        do_not_contact: None,
        notes: other(&wanted.notes, &old.notes),
    };
    let texts = [
        change.r#type,
        change.email,
        change.phone,
        change.street,
        change.city,
        change.province,
        change.postal_code,
        change.country,
        change.language,
        change.website,
        change.registration_number,
        change.notes,
    ];
    let differs = names != was || change.tags.is_some() || texts.iter().any(Option::is_some);
    if differs {
        customer::store::change(tx, change).await?;
    }
    Ok(differs)
}
