//! The customer takes a picture back.

use engine::{Done, Operation, Spec, TenantTx};
use kernel::{Result, ids::SurveyPictureId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;

/// Removes a picture from a survey that was not sent yet.
#[derive(Deserialize, JsonSchema)]
pub struct RemovePicture {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
    pub picture_id: SurveyPictureId,
}

impl Operation for RemovePicture {
    type Output = Done;
    const SPEC: Spec =
        Spec::command("sales.survey.remove_picture", "DELETE", "/portal/surveys/{token}/pictures/{picture_id}")
            .summary("Removes a picture from a survey.")
            .link("s");

    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let row = store::open_behind_link(tx).await?;
        store::picture_row(tx, row.id, self.picture_id).await?;
        store::remove_picture(tx, row.id, self.picture_id).await?;
        Ok(Done {})
    }

    fn example() -> Value {
        json!({"token": "s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "picture_id": "spi_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
