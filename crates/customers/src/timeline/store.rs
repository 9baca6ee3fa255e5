//! Rows of the timeline.

use engine::TenantTx;
use kernel::{
    Error, Result,
    ids::{CustomerId, CustomerNoteId},
};
use uuid::Uuid;

use super::{PinnedNote, Place};
use crate::sql::timeline as sql;

pub use sql::{EntriesRow, NoteByIdRow as Note};

/// A customer (of a merged one its survivor) with those merged into it.
pub async fn family(tx: &TenantTx, customer: CustomerId) -> Result<Vec<Uuid>> {
    let survivor = sql::survivor_of(tx, customer).await?.ok_or_else(|| Error::not_found("customer"))?.id;
    Ok(sql::family_of(tx, survivor).await?.into_iter().map(|row| row.id.uuid()).collect())
}

/// One page and a row more, behind a place.
pub async fn entries(
    tx: &TenantTx,
    family: &[Uuid],
    kinds: &[String],
    behind: &Place,
    part: Option<&str>,
) -> Result<Vec<EntriesRow>> {
    let page = sql::Entries { family, kinds, at: behind.at, behind: behind.id, kind: &behind.kind, part };
    sql::entries(tx, page).await
}

pub async fn pinned(tx: &TenantTx, family: &[Uuid]) -> Result<Vec<PinnedNote>> {
    let rows = sql::pinned_notes(tx, family).await?;
    let note = |row: sql::PinnedNotesRow| PinnedNote {
        id: row.id,
        body: row.body,
        at: row.created_at,
        author_name: row.author_name,
        version: row.version,
    };
    Ok(rows.into_iter().map(note).collect())
}

pub async fn insert_note(
    tx: &TenantTx,
    id: CustomerNoteId,
    customer: CustomerId,
    body: &str,
    is_pinned: bool,
) -> Result<()> {
    sql::insert_note(tx, id, customer, body, is_pinned).await.map(drop)
}

pub async fn change_note(
    tx: &TenantTx,
    id: CustomerNoteId,
    family: &[Uuid],
    body: Option<&str>,
    is_pinned: Option<bool>,
) -> Result<()> {
    sql::change_note(tx, body, is_pinned, id, family).await.map(drop)
}

pub async fn note(tx: &TenantTx, id: CustomerNoteId, family: &[Uuid]) -> Result<Note> {
    sql::note_by_id(tx, id, family).await?.ok_or_else(|| Error::not_found("note"))
}
