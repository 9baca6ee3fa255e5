//! The presets a new quote can start from.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::{Result, ids::QuotePresetId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sql::preset::{PRESET_LIST, PresetListRow};

/// Lists presets by name.
#[derive(Deserialize, JsonSchema)]
pub struct ListPresets {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// A preset.
#[derive(Serialize, JsonSchema)]
pub struct PresetLine {
    pub id: QuotePresetId,
    pub name: String,
    pub kind: String,
    #[schemars(extend("x-mask" = "BILL"))]
    pub inputs: Value,
    pub terms: Option<String>,
    pub version: i64,
}

impl Operation for ListPresets {
    type Output = Page<PresetLine>;
    const SPEC: Spec = Spec::list("quotes.preset.list", "/quote-presets", &PRESET_LIST)
        .summary("Presets that a new quote can start from.")
        .permission("quote", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<PresetLine>> {
        tx.list(&PRESET_LIST, &self.query, |row| {
            let row = PresetListRow::from_row(row)?;
            Ok(PresetLine {
                id: row.id,
                name: row.name,
                kind: row.kind,
                inputs: row.inputs,
                terms: row.terms,
                version: row.version,
            })
        })
        .await
    }

    fn example() -> Value {
        json!({"kind": "MOVING"})
    }
}
