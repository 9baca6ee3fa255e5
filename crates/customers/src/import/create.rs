//! New customers of a batch.

use engine::TenantTx;
use futures::future::try_join_all;
use kernel::{
    Result,
    ids::{ContactId, CustomerId},
    normal::{Email, Phone, name_key},
};
use ports::{ImportNew, ImportSetting};
use serde_json::json;

use super::{
    consent,
    row::{Row, SaidContact, read},
};
use crate::{
    contact::{self, Label},
    customer::{
        self, filled,
        register::{self, Prepared, prepared},
    },
};

/// Writes the customers with their points, addresses, contacts, consent and suggestions. Their events say that they came
/// by an import (INT-34).
pub async fn create(tx: &TenantTx, rows: &[ImportNew], setting: &ImportSetting) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let defaults = customer::store::defaults(tx, setting.location_id).await?;
    let first = tx.numbers("customer", rows.len() as i64).await?;
    let all: Vec<(CustomerId, Row, Prepared)> = rows
        .iter()
        .map(|new| {
            let row = read(&new.values, setting);
            let prepared = prepared(row.wanted.clone(), defaults.clone());
            (CustomerId::from_uuid(new.id), row, prepared)
        })
        .collect();
    let mark = json!({"import": setting.run});
    let written = all.iter().zip(first..).map(|((id, row, prepared), number)| {
        let (mark, number) = (mark.clone(), register::number_text(number));
        async move {
            register::write(tx, prepared, *id, &number, mark).await?;
            further(tx, *id, row, prepared, setting).await
        }
    });
    try_join_all(written.collect::<Vec<_>>()).await?;
    let pairs = rows.iter().flat_map(|new| new.suggestions.iter().take(10).map(move |near| (new.id, near)));
    let suggested = pairs.map(|(id, near)| {
        let (one, other) = (CustomerId::from_uuid(id), CustomerId::from_uuid(near.record));
        async move { customer::store::insert_candidate(tx, one, other, near.score, &near.reasons).await }
    });
    try_join_all(suggested.collect::<Vec<_>>()).await?;
    let said: Vec<_> = all.iter().map(|(id, row, prepared)| (*id, row, prepared)).collect();
    consent::record(tx, &said, setting).await
}

/// What a row says beside the record itself.
async fn further(tx: &TenantTx, id: CustomerId, row: &Row, prepared: &Prepared, setting: &ImportSetting) -> Result<()> {
    let country = filled(&prepared.wanted.address.country).unwrap_or(&setting.country);
    if let Some(given) = filled(&prepared.wanted.email).filter(|_| prepared.email.is_none()) {
        contact::store::insert_invalid_email(tx, id, None, given).await?;
    }
    if let Some(second) = &row.second_phone {
        let phone = Phone::read(second, country);
        if prepared.phone.as_ref().is_none_or(|first| first.stored() != phone.stored()) {
            contact::store::insert_phone(tx, id, None, &phone, Label::Mobile, false).await?;
        }
    }
    match &row.contact {
        Some(said) => write_contact(tx, id, said, country, true).await,
        None => Ok(()),
    }
}

/// Writes the person a row names at a customer.
pub async fn write_contact(
    tx: &TenantTx,
    customer: CustomerId,
    said: &SaidContact,
    country: &str,
    is_primary: bool,
) -> Result<()> {
    let id: ContactId = tx.new_id();
    let email = filled(&said.email).and_then(Email::read);
    let phone = filled(&said.phone).map(|text| Phone::read(text, country));
    contact::store::insert_contact(
        tx,
        contact::store::InsertContact {
            id,
            customer_id: customer,
            name: &said.name,
            name_key: &name_key(&said.name),
            designation: filled(&said.designation),
            email: email.as_ref().map(|e| e.lower.as_str()),
            phone: phone.as_ref().map(Phone::stored),
            language: None,
            is_primary,
            is_billing: false,
            is_site: false,
            is_approver: false,
            notes: None,
        },
    )
    .await?;
    match (&email, filled(&said.email)) {
        (Some(email), Some(given)) => contact::store::insert_email(tx, customer, Some(id), email, given, false).await?,
        (None, Some(given)) => contact::store::insert_invalid_email(tx, customer, Some(id), given).await?,
        _ => {}
    }
    if let Some(phone) = &phone {
        contact::store::insert_phone(tx, customer, Some(id), phone, Label::Other, false).await?;
    }
    Ok(())
}
