//! What people note about a customer.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{
    Problems, Result,
    ids::{CustomerId, CustomerNoteId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::customer::{self, at_most};

/// A note as it stands.
#[derive(Serialize, JsonSchema)]
pub struct Note {
    pub id: CustomerNoteId,
    /// The survivor where the customer was merged (CUS-17).
    pub customer_id: CustomerId,
    pub body: String,
    pub is_pinned: bool,
    pub created_at: Timestamp,
    pub version: i64,
}

async fn answered(tx: &TenantTx, id: CustomerNoteId, family: &[uuid::Uuid]) -> Result<Note> {
    let row = store::note(tx, id, family).await?;
    Ok(Note {
        id: row.id,
        customer_id: row.customer_id,
        body: row.body,
        is_pinned: row.is_pinned,
        created_at: row.created_at,
        version: row.version,
    })
}

/// Notes something; a pinned note stands above the timeline.
#[derive(Deserialize, JsonSchema)]
pub struct AddNote {
    pub id: CustomerId,
    pub body: String,
    #[serde(default)]
    pub is_pinned: bool,
}

impl Operation for AddNote {
    type Output = Note;
    const SPEC: Spec = Spec::command("customers.note.add", "POST", "/customers/{id}/notes")
        .summary("Notes something about a customer.")
        .permission("customer", "UPDATE")
        .on("customer", "id")
        .created()
        .offline();

    fn check(&self, p: &mut Problems) {
        p.text("body", &self.body, 10_000);
        at_most(p, "body", Some(&self.body), 10_000);
    }

    async fn run(self, tx: &TenantTx) -> Result<Note> {
        let survivor = customer::store::kept_with(tx, self.id).await?;
        let id = tx.new_id();
        store::insert_note(tx, id, survivor, self.body.trim(), self.is_pinned).await?;
        let location = customer::store::row(tx, survivor).await?.location_id;
        tx.emit(NewEvent::new("customers.note.added", "customer", survivor.uuid()).location(location));
        answered(tx, id, &[survivor.uuid()]).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "body": "Has a grand piano.", "is_pinned": true})
    }
}

/// Changes a note, or pins and unpins it.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeNote {
    pub id: CustomerId,
    pub note_id: CustomerNoteId,
    pub body: Option<String>,
    pub is_pinned: Option<bool>,
}

impl Operation for ChangeNote {
    type Output = Note;
    const SPEC: Spec = Spec::command("customers.note.change", "PATCH", "/customers/{id}/notes/{note_id}")
        .summary("Changes a note about a customer, or pins and unpins it.")
        .permission("customer", "UPDATE")
        .on("customer", "id")
        .offline();

    fn check(&self, p: &mut Problems) {
        if let Some(body) = &self.body {
            p.text("body", body, 10_000);
            at_most(p, "body", Some(body), 10_000);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Note> {
        let family = store::family(tx, self.id).await?;
        store::note(tx, self.note_id, &family).await?;
        store::change_note(tx, self.note_id, &family, self.body.as_deref().map(str::trim), self.is_pinned).await?;
        let location = customer::store::row(tx, self.id).await?.location_id;
        tx.emit(NewEvent::new("customers.note.changed", "customer", self.id.uuid()).location(location));
        answered(tx, self.note_id, &family).await
    }

    fn example() -> Value {
        json!({
            "id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "note_id": "cno_01h2xcejqtf2nbrexx3vqjhp41", "is_pinned": false,
        })
    }
}
