//! A picture of the site, for whoever may see the assessment: a colleague may have taken it.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{MediaId, SiteAssessmentId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;

/// The bytes of a picture of an assessment.
#[derive(Deserialize, JsonSchema)]
pub struct ShowPicture {
    pub id: SiteAssessmentId,
    pub picture_id: MediaId,
}

impl Operation for ShowPicture {
    type Output = Blob;
    const SPEC: Spec = Spec::read("sales.assessment.picture", "/site-assessments/{id}/pictures/{picture_id}")
        .summary("A picture of the site.")
        .permission("site_assessment", "VIEW")
        .on("site_assessment", "id")
        .content(&["image/jpeg", "image/png", "image/webp", "image/heic"]);

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let (content_type, key) = store::picture(tx, self.id, self.picture_id).await?;
        let key = key.ok_or_else(|| Error::conflict("ON_THE_WAY", "The picture has not arrived yet."))?;
        let bytes = tx.port::<files::Store>()?.get(&key).await?;
        let ending = content_type.rsplit('/').next().unwrap_or("jpeg");
        Ok(Blob::new(&content_type, &format!("{}.{ending}", self.picture_id), &bytes))
    }

    fn example() -> Value {
        json!({"id": "sas_01h2xcejqtf2nbrexx3vqjhp41", "picture_id": "med_01h2xcejqtf2nbrexx3vqjhp42"})
    }
}
