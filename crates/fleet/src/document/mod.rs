//! The papers of a machine: insurance, registration, inspection, permit.

pub mod file;
pub mod store;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;
use uuid::Uuid;

codes! {
    /// What paper it is; a machine has one current paper of each kind.
    DocumentKind {
        Insurance = "INSURANCE", Registration = "REGISTRATION", Inspection = "INSPECTION", Permit = "PERMIT",
        Other = "OTHER",
    }
}

/// A current paper.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Document {
    pub id: Uuid,
    pub kind: String,
    pub number: Option<String>,
    /// Valid through this day.
    pub expires_on: Option<Date>,
    /// Whether the machine stays at home once it has expired.
    pub blocks: bool,
}

impl From<crate::sql::document::DocumentRow> for Document {
    fn from(row: crate::sql::document::DocumentRow) -> Self {
        Self { id: row.id, kind: row.kind, number: row.number, expires_on: row.expires_on, blocks: row.blocks }
    }
}
