//! A quote's inputs are kept under a name.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Problems, Result,
    ids::{QuoteId, QuotePresetId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::reusable;
use crate::{quote::store as quotes, sql::preset as sql};

/// Keeps the inputs and terms of a quote as a preset, without its customer, day and places.
#[derive(Deserialize, JsonSchema)]
pub struct CreatePreset {
    pub name: String,
    pub quote_id: QuoteId,
}

#[derive(Serialize, JsonSchema)]
pub struct PresetMade {
    pub id: QuotePresetId,
}

impl Operation for CreatePreset {
    type Output = PresetMade;
    const SPEC: Spec = Spec::command("quotes.preset.create", "POST", "/quote-presets")
        .summary("Keeps a quote's inputs as a preset.")
        .permission("quote", "UPDATE")
        .on("quote", "quote_id")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
    }

    async fn run(self, tx: &TenantTx) -> Result<PresetMade> {
        tx.target().await?;
        let row = quotes::row(tx, self.quote_id).await?;
        let id: QuotePresetId = tx.new_id();
        let preset = sql::InsertPreset {
            id,
            name: self.name.trim(),
            kind: row.kind()?.code(),
            inputs: &reusable(&row.inputs),
            terms: row.terms.as_deref(),
        };
        sql::insert_preset(tx, preset).await?;
        tx.about("quote_preset", id.uuid(), self.name.trim());
        Ok(PresetMade { id })
    }

    fn example() -> Value {
        json!({"name": "Two rooms, local", "quote_id": "quo_01h00000000000000000000000"})
    }
}
