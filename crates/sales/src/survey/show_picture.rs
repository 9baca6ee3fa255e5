//! A picture the customer took.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{EstimateId, SurveyPictureId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;

/// The bytes of a picture of one of the estimate's surveys.
#[derive(Deserialize, JsonSchema)]
pub struct ShowPicture {
    pub id: EstimateId,
    pub picture_id: SurveyPictureId,
}

impl Operation for ShowPicture {
    type Output = Blob;
    const SPEC: Spec = Spec::read("sales.survey.picture", "/estimates/{id}/self-survey/pictures/{picture_id}")
        .summary("A picture that a customer took of a room.")
        .permission("estimate", "VIEW")
        .on("estimate", "id")
        .content(&["image/jpeg", "image/png", "image/webp", "image/heic"]);

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let (content_type, key) = store::picture_of(tx, self.id, self.picture_id).await?;
        let key = key.ok_or_else(|| Error::conflict("ON_THE_WAY", "The picture has not arrived yet."))?;
        let bytes = tx.port::<files::Store>()?.get(&key).await?;
        let ending = content_type.rsplit('/').next().unwrap_or("jpeg");
        Ok(Blob::new(&content_type, &format!("{}.{ending}", self.picture_id), &bytes))
    }

    fn example() -> Value {
        json!({"id": "est_01h2xcejqtf2nbrexx3vqjhp41", "picture_id": "spi_01h2xcejqtf2nbrexx3vqjhp42"})
    }
}
