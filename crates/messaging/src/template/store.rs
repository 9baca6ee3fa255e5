//! Rows of templates.

use engine::TenantTx;
use kernel::{
    Result,
    ids::{LocationId, TemplateId, TemplateVersionId, UserId},
};

use crate::sql::template as sql;

pub use crate::sql::template::{
    OwnPointsRow, PublishedRow, StandingRow, SwitchesRow, VersionsRow, invoice_facts, job_facts, journey_facts,
    lead_facts, payment_facts, quote_facts,
};

/// Whose words a row holds: those of the company, or of one location, for a key.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub key: &'static str,
    pub location: Option<LocationId>,
}

pub async fn published(tx: &TenantTx, place: Place) -> Result<Vec<PublishedRow>> {
    sql::published(tx, place.key, place.location).await
}

pub async fn standing(tx: &TenantTx) -> Result<Vec<StandingRow>> {
    sql::standing(tx).await
}

pub async fn versions(tx: &TenantTx, place: Place) -> Result<Vec<VersionsRow>> {
    sql::versions(tx, place.key, place.location).await
}

/// The words' row, held until the end; none while nothing was ever written.
pub async fn held(tx: &TenantTx, place: Place) -> Result<Option<TemplateId>> {
    Ok(sql::template_of(tx, place.key, place.location).await?.map(|row| row.id))
}

/// The words' row, made at the first time.
pub async fn ensured(tx: &TenantTx, place: Place) -> Result<TemplateId> {
    if let Some(id) = held(tx, place).await? {
        return Ok(id);
    }
    sql::insert_template(tx, tx.new_id(), place.key, place.location).await?;
    held(tx, place).await?.ok_or_else(|| kernel::Error::internal("a template was not kept"))
}

/// Writes the draft of a language: over the one that is there, or a new one.
pub async fn draft(tx: &TenantTx, template: TemplateId, language: &str, subject: &str, body: &str) -> Result<()> {
    if let Some(draft) = sql::draft_of(tx, template, language).await? {
        return sql::change_draft(tx, subject, body, draft.id).await.map(drop);
    }
    let number = sql::latest_number(tx, template, language).await?.number + 1;
    let row = sql::InsertDraft { id: tx.new_id(), template_id: template, language, number, subject, body };
    sql::insert_draft(tx, row).await.map(drop)
}

pub async fn draft_of(tx: &TenantTx, template: TemplateId, language: &str) -> Result<Option<sql::DraftOfRow>> {
    sql::draft_of(tx, template, language).await
}

pub async fn discard(tx: &TenantTx, template: TemplateId, language: &str) -> Result<u64> {
    sql::discard_draft(tx, template, language).await
}

/// Takes the words that hold out of use; answers whether there were any.
pub async fn retire(tx: &TenantTx, template: TemplateId, language: &str) -> Result<bool> {
    Ok(sql::retire(tx, template, language).await? > 0)
}

pub async fn publish(tx: &TenantTx, version: TemplateVersionId, by: Option<UserId>) -> Result<()> {
    sql::publish(tx, by, version).await.map(drop)
}

pub async fn switch(tx: &TenantTx, place: Place, is_on: bool) -> Result<()> {
    sql::insert_switch(tx, tx.new_id::<kernel::ids::Template>().uuid(), place.key, place.location, is_on)
        .await
        .map(drop)
}

/// Whether a message that answers an event leaves by itself from a location.
pub async fn is_on(tx: &TenantTx, place: Place) -> Result<bool> {
    Ok(sql::switch_of(tx, place.key, place.location).await?.is_some_and(|row| row.is_on))
}

pub async fn switches(tx: &TenantTx) -> Result<Vec<SwitchesRow>> {
    sql::switches(tx).await
}

pub async fn own_points(tx: &TenantTx, user: UserId) -> Result<Option<OwnPointsRow>> {
    sql::own_points(tx, user).await
}
