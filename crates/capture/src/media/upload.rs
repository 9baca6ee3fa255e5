//! Brings the bytes of a registered file.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Result, ids::MediaId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{MOST_BYTES, content_type_of, store};

/// Brings the bytes of a registered file. Other bytes than those registered are refused, and the phone sends
/// again (CAP-2).
#[derive(Deserialize, JsonSchema)]
pub struct Upload {
    pub id: MediaId,
}

#[derive(Serialize, JsonSchema)]
pub struct Uploaded {
    pub id: MediaId,
    pub state: String,
}

impl Operation for Upload {
    type Output = Uploaded;
    const SPEC: Spec = Spec::command("capture.media.upload", "PUT", "/uploads/{id}")
        .summary("Brings the bytes of a registered file.")
        .permission("media", "CREATE")
        .on("media", "id")
        .bytes(MOST_BYTES);

    async fn run(self, tx: &TenantTx) -> Result<Uploaded> {
        let row = store::row(tx, self.id).await?;
        let uploaded = Uploaded { id: self.id, state: "STORED".into() };
        if row.state == "STORED" {
            return Ok(uploaded);
        }
        let body = tx.body();
        if body.len() as i64 != row.bytes {
            let text = format!("{} bytes came instead of {}. Please send it again.", body.len(), row.bytes);
            return Err(Error::conflict("OTHER_SIZE", text));
        }
        if files::sha256_hex(&body) != row.sha256 {
            return Err(Error::conflict(
                "OTHER_CONTENT",
                "These are not the bytes that were registered. Please send it again.",
            ));
        }
        if content_type_of(&body) != Some(row.content_type.as_str()) {
            return Err(Error::invalid(
                "",
                "TYPE_NOT_ALLOWED",
                format!("This is not a file of type {}.", row.content_type),
            ));
        }
        let key = files::Store::key(tx.company(), "media", &self.id.uuid().to_string());
        tx.port::<files::Store>()?.put(&key, body).await?;
        store::stored(tx, self.id, &key).await?;
        let event = NewEvent::new("capture.media.stored", "media", self.id.uuid()).location(row.location_id);
        tx.emit(event.data(json!({"journey_id": row.journey_id})));
        Ok(uploaded)
    }
    fn example() -> Value {
        json!({"id": "med_01h455vb4pex5vsknk084sn02q"})
    }
}
