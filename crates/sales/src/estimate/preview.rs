//! What a sheet would come to, while somebody types it. Nothing is kept.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    formula::{Outputs, Step},
    put_sheet::PutSheet,
    reckon::{self, Head},
    sheet_store, store,
};

/// Reckons the sheet as typed; lists that are absent are taken as they stand.
#[derive(Deserialize, JsonSchema)]
pub struct PreviewSheet {
    #[serde(flatten)]
    pub typed: PutSheet,
}

#[derive(Serialize, JsonSchema)]
pub struct Preview {
    pub outputs: Outputs,
    pub steps: Vec<Step>,
    pub unsettled_prohibited: usize,
    pub unvalued: usize,
}

impl Operation for PreviewSheet {
    type Output = Preview;
    const SPEC: Spec = Spec::read_by_post("sales.estimate.preview", "/estimates/{id}/preview")
        .summary("Crew, trucks and hours of a sheet that is being typed.")
        .permission("estimate", "VIEW")
        .on("estimate", "id");

    fn check(&self, p: &mut Problems) {
        self.typed.given().check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Preview> {
        let row = store::row(tx, self.typed.id).await?;
        let before = sheet_store::load(tx, self.typed.id).await?;
        let sheet = self.typed.laid_over(tx, before, row.language == "fr").await?;
        let reckoned = reckon::now(tx, &Head::of(&row)?, &sheet).await?;
        Ok(Preview {
            outputs: reckoned.run.outputs,
            steps: reckoned.run.steps,
            unsettled_prohibited: sheet.items().filter(|i| i.is_unsettled()).count(),
            unvalued: sheet.items().filter(|i| i.is_unvalued()).count(),
        })
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41",
            "rooms": [{"kind": "BEDROOM", "items": [{"article_code": 152, "going": 2}]}]})
    }
}
