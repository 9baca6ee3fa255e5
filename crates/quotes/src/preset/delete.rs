//! A preset is not needed any more.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::QuotePresetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sql::preset as sql;

/// Deletes a preset; quotes that started from it stay as they are.
#[derive(Deserialize, JsonSchema)]
pub struct DeletePreset {
    pub id: QuotePresetId,
}

#[derive(Serialize, JsonSchema)]
pub struct PresetDeleted {
    pub deleted: bool,
}

impl Operation for DeletePreset {
    type Output = PresetDeleted;
    const SPEC: Spec = Spec::command("quotes.preset.delete", "DELETE", "/quote-presets/{id}")
        .summary("Deletes a preset.")
        .permission("quote", "UPDATE")
        .on("quote_preset", "id");

    async fn run(self, tx: &TenantTx) -> Result<PresetDeleted> {
        tx.target().await?;
        if sql::delete_preset(tx, self.id).await? == 0 {
            return Err(Error::not_found("preset"));
        }
        Ok(PresetDeleted { deleted: true })
    }

    fn example() -> Value {
        json!({"id": "qpr_01h00000000000000000000000"})
    }
}
