//! The bytes of a stored file.

use engine::{Blob, Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::MediaId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::store;

/// The bytes of a stored file.
#[derive(Deserialize, JsonSchema)]
pub struct MediaFile {
    pub id: MediaId,
}

impl Operation for MediaFile {
    type Output = Blob;
    const SPEC: Spec = Spec::read("capture.media.file", "/media/{id}/file")
        .summary("The bytes of a stored file.")
        .permission("media", "VIEW")
        .on("media", "id")
        .content(&["application/pdf", "image/jpeg", "image/png", "image/webp", "image/heic"]);

    async fn run(self, tx: &TenantTx) -> Result<Blob> {
        let row = store::row(tx, self.id).await?;
        let Some(key) = row.object_key else {
            return Err(Error::conflict("ON_THE_WAY", "The file has not arrived from the phone yet."));
        };
        let bytes = tx.port::<files::Store>()?.get(&key).await?;
        let ending = match row.content_type.as_str() {
            "image/jpeg" => "jpg",
            "image/png" => "png",
            "image/webp" => "webp",
            "image/heic" => "heic",
            _ => "pdf",
        };
        Ok(Blob::new(&row.content_type, &format!("{}.{ending}", self.id), &bytes))
    }
    fn example() -> Value {
        json!({"id": "med_01h455vb4pex5vsknk084sn02q"})
    }
}
