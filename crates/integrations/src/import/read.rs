//! One import.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::ImportRunId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{ImportRun, store};

/// Reads an import: its columns, what they mean, and how far it came.
#[derive(Deserialize, JsonSchema)]
pub struct ReadImport {
    pub id: ImportRunId,
}

impl Operation for ReadImport {
    type Output = ImportRun;
    const SPEC: Spec = Spec::read("integrations.import.read", "/imports/{id}")
        .summary("One import: columns, mapping, counts, how far it came.")
        .permission("import", "VIEW")
        .on("import", "id");

    async fn run(self, tx: &TenantTx) -> Result<ImportRun> {
        store::run(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "imp_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
