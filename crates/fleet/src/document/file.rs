//! Files a paper of a machine.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::civil::Date;
use kernel::{Problems, Result, ids::EquipmentId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Document, DocumentKind, store};
use crate::{equipment::check_texts, sql::document::InsertDocument};

/// Files a paper of a machine; it takes the place of the one of the same kind.
#[derive(Deserialize, JsonSchema)]
pub struct FileDocument {
    pub id: EquipmentId,
    pub kind: DocumentKind,
    #[schemars(length(max = 100))]
    pub number: Option<String>,
    /// Valid through this day; absent: never expires.
    pub expires_on: Option<Date>,
    /// Whether the machine stays at home once it has expired; true when absent.
    pub blocks: Option<bool>,
}

impl Operation for FileDocument {
    type Output = Vec<Document>;
    const SPEC: Spec = Spec::command("fleet.equipment.file_document", "POST", "/equipment/{id}/documents")
        .summary("Files a paper of a machine.")
        .permission("equipment", "UPDATE")
        .on("equipment", "id")
        .created();

    fn check(&self, p: &mut Problems) {
        check_texts(p, &[("number", &self.number, 100)]);
    }

    async fn run(self, tx: &TenantTx) -> Result<Vec<Document>> {
        let target = tx.target().await?;
        store::replace(
            tx,
            InsertDocument {
                id: tx.new_id::<()>().uuid(),
                equipment_id: self.id,
                kind: self.kind.code(),
                number: self.number.as_deref(),
                expires_on: self.expires_on,
                blocks: self.blocks.unwrap_or(true),
            },
        )
        .await?;
        tx.emit(NewEvent::new("fleet.equipment.changed", "equipment", self.id.uuid()).location(target.facts.location));
        store::current(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "equ_01h455vb4pex5vsknk084sn02q", "kind": "INSURANCE", "number": "P-4471", "expires_on": "2027-03-31"})
    }
}
