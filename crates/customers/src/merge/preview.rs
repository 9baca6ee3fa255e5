//! What a merge would make of two customers, before anything happens.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Choices, FieldChoice, Weight, fields, run, store};

/// Shows both records field by field.
#[derive(Deserialize, JsonSchema)]
pub struct PreviewMerge {
    pub survivor_id: CustomerId,
    pub loser_id: CustomerId,
    /// Field → SURVIVOR or LOSER.
    #[serde(default)]
    pub choices: Choices,
}

#[derive(Serialize, JsonSchema)]
pub struct MergePreview {
    pub survivor_id: CustomerId,
    pub survivor_name: String,
    pub survivor_version: i64,
    pub loser_id: CustomerId,
    pub loser_name: String,
    pub loser_version: i64,
    /// Of the survivor's limits.
    pub currency: String,
    #[schemars(extend("x-mask" = "CONTACT"))]
    pub fields: Vec<FieldChoice>,
    /// What stands behind the one that goes: it stays where it is and is read through the survivor.
    pub behind: Weight,
}

impl Operation for PreviewMerge {
    type Output = MergePreview;
    const SPEC: Spec = Spec::read_by_post("customers.merge.preview", "/customers/merge/preview")
        .summary("Both records field by field, and what a merge makes of them.")
        .permission("customer_merge", "RUN");
    fn check(&self, p: &mut Problems) {
        run::check(p, self.survivor_id, self.loser_id, &self.choices);
    }
    async fn run(self, tx: &TenantTx) -> Result<MergePreview> {
        let (survivor, loser) = run::both(tx, self.survivor_id, self.loser_id, false).await?;
        let behind = store::weight(tx, self.loser_id).await?;
        Ok(MergePreview {
            fields: fields(&survivor.row, &loser.row, &self.choices),
            survivor_id: survivor.id,
            survivor_name: survivor.display_name,
            survivor_version: survivor.version,
            loser_id: loser.id,
            loser_name: loser.display_name,
            loser_version: loser.version,
            currency: survivor.row["currency"].as_str().unwrap_or_default().into(),
            behind,
        })
    }
    fn example() -> Value {
        json!({"survivor_id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "loser_id": "cus_01h2xcejqtf2nbrexx3vqjhp42"})
    }
}
