//! Rows of intakes, providers and forms.

use engine::{ListQuery, Page, TenantTx};
use jiff::{SignedDuration, Timestamp};
use kernel::{
    Result,
    ids::{LeadFormId, LeadId, LeadIntakeId, LeadProviderId},
};
use serde_json::Value;

use super::Channel;
use crate::sql::intake as sql;

pub use crate::sql::intake::{
    FORM_LIST, FormByKeyRow as Form, FormListRow, InsertForm, InsertProvider, IntakesRow, PROVIDER_LIST,
    ProviderByKeyRow as Provider, ProviderListRow,
};

/// Keeps what came in before anybody understands it; keys and passwords are cut out.
pub async fn keep(
    tx: &TenantTx,
    channel: Channel,
    provider: Option<LeadProviderId>,
    form: Option<LeadFormId>,
    payload: &Value,
) -> Result<LeadIntakeId> {
    let id = tx.new_id();
    let payload = without_secrets(payload);
    let network = tx.caller().facts().address.clone();
    let row = sql::InsertIntake {
        id,
        channel: channel.code(),
        provider_id: provider,
        form_id: form,
        payload: &payload,
        network: network.as_deref(),
    };
    sql::insert_intake(tx, row).await?;
    Ok(id)
}

fn without_secrets(payload: &Value) -> Value {
    const SECRET: &[&str] =
        &["providerkey", "provider_key", "form", "key", "apikey", "api_key", "token", "password", "secret"];
    fn clean(value: &Value) -> Value {
        match value {
            Value::Object(members) => members
                .iter()
                .filter(|(name, _)| !SECRET.contains(&name.to_lowercase().as_str()))
                // A character the database cannot hold is written as a mark.
                .map(|(name, value)| (name.replace('\0', "\u{fffd}"), clean(value)))
                .collect(),
            Value::Array(items) => items.iter().map(clean).collect(),
            Value::String(text) => Value::String(text.replace('\0', "\u{fffd}")),
            other => other.clone(),
        }
    }
    clean(payload)
}

pub async fn settle(
    tx: &TenantTx,
    id: LeadIntakeId,
    outcome: &str,
    reason: Option<&str>,
    lead: Option<LeadId>,
) -> Result<()> {
    sql::settle_intake(tx, outcome, reason, lead, id).await.map(drop)
}

pub async fn log(tx: &TenantTx, outcome: Option<&str>, before: Timestamp) -> Result<Vec<IntakesRow>> {
    sql::intakes(tx, outcome, before).await
}

/// The provider whose key the caller came with.
pub async fn provider(tx: &TenantTx) -> Result<Option<Provider>> {
    sql::provider_by_key(tx, &tx.link_hash()?).await
}

/// Submissions of the provider in the last minute.
pub async fn provider_pace(tx: &TenantTx, id: LeadProviderId) -> Result<i64> {
    Ok(sql::provider_pace(tx, id, tx.now() - SignedDuration::from_secs(60)).await?.count)
}

/// The form whose link the caller came with.
pub async fn form(tx: &TenantTx) -> Result<Option<Form>> {
    sql::form_by_key(tx, &tx.link_hash()?).await
}

/// Submissions of the visitor's network through the form in the last hour.
pub async fn form_pace(tx: &TenantTx, id: LeadFormId) -> Result<i64> {
    let network = tx.caller().facts().address.clone();
    Ok(sql::form_pace(tx, id, network.as_deref(), tx.now() - SignedDuration::from_hours(1)).await?.count)
}

pub async fn insert_provider(tx: &TenantTx, provider: InsertProvider<'_>) -> Result<()> {
    sql::insert_provider(tx, provider).await.map(drop)
}

pub async fn insert_form(tx: &TenantTx, form: InsertForm<'_>) -> Result<()> {
    sql::insert_form(tx, form).await.map(drop)
}

pub async fn providers(tx: &TenantTx, query: &ListQuery) -> Result<Page<ProviderListRow>> {
    tx.list(&PROVIDER_LIST, query, ProviderListRow::from_row).await
}

pub async fn forms(tx: &TenantTx, query: &ListQuery) -> Result<Page<FormListRow>> {
    tx.list(&FORM_LIST, query, FormListRow::from_row).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn sal_36_the_log_keeps_no_key() {
        let kept = without_secrets(
            &json!({"ProviderKey": "p_x", "Email": "a@example.com", "nested": {"token": 1, "x": "a\u{0}b"}}),
        );
        assert_eq!(kept, json!({"Email": "a@example.com", "nested": {"x": "a\u{fffd}b"}}));
    }
}
