//! Registers a picture, signature or paper; the bytes follow.

use engine::{Operation, Spec, TenantTx, event::NewEvent, permission::RowFacts};
use jiff::Timestamp;
use kernel::{Error, Problems, Result, ids::Media};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{MOST_BYTES, MOST_SIGNATURE_BYTES, MediaKind, Owner, OwnerKind, Position, may_be, store};
use crate::sql::media::InsertMedia;

/// Says that a picture or signature exists and what its bytes will be; that alone counts as evidence while the
/// bytes are on the way (CAP-1, CAP-3). A repeat with the same content answers with the first (CAP-4).
#[derive(Deserialize, JsonSchema)]
pub struct RegisterMedia {
    pub owner: OwnerKind,
    /// Id of the owner.
    #[schemars(length(max = 40))]
    pub owner_id: String,
    pub kind: MediaKind,
    /// What it shows; for a step's file the code of the checklist item it belongs to.
    #[schemars(length(min = 1, max = 100))]
    pub purpose: String,
    #[schemars(length(max = 100))]
    pub content_type: String,
    #[schemars(range(min = 1, max = 26_214_400))]
    pub bytes: i64,
    /// SHA-256 of the bytes, hexadecimal.
    #[schemars(regex(pattern = "^[0-9a-fA-F]{64}$"))]
    pub sha256: String,
    pub taken_at: Timestamp,
    pub position: Option<Position>,
    #[schemars(length(max = 100))]
    pub signer_name: Option<String>,
    #[schemars(length(max = 100))]
    pub signer_role: Option<String>,
    #[schemars(length(max = 500))]
    pub note: Option<String>,
}

/// Where the bytes go.
#[derive(Serialize, JsonSchema)]
pub struct MediaTicket {
    pub id: kernel::ids::MediaId,
    pub upload_url: String,
    pub state: String,
}

fn ticket(id: kernel::ids::MediaId, state: &str) -> MediaTicket {
    MediaTicket { id, upload_url: format!("/api/uploads/{id}"), state: state.into() }
}

impl Operation for RegisterMedia {
    type Output = MediaTicket;
    const SPEC: Spec = Spec::command("capture.media.register", "POST", "/media")
        .summary("Registers a picture, signature or paper; the bytes follow.")
        .permission("media", "CREATE")
        .offline()
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("purpose", &self.purpose, 100);
        let owner = Owner::read(self.owner, &self.owner_id).is_some();
        p.require(owner, "owner_id", "NOT_AN_ID", "Give the id of a record of that kind.");
        let most = if self.kind == MediaKind::Signature { MOST_SIGNATURE_BYTES } else { MOST_BYTES as i64 };
        p.require((1..=most).contains(&self.bytes), "bytes", "TOO_LARGE", &format!("Between 1 and {most} bytes."));
        let fits = may_be(self.kind, &self.content_type);
        p.require(fits, "content_type", "TYPE_NOT_ALLOWED", "This type of file is not taken here.");
        let hash = self.sha256.len() == 64 && self.sha256.bytes().all(|b| b.is_ascii_hexdigit());
        p.require(hash, "sha256", "NOT_A_HASH", "SHA-256 as 64 hexadecimal digits.");
        p.require(self.position.is_none_or(|x| x.is_on_earth()), "position", "NOT_ON_EARTH", "Not a position.");
        for (field, value, most) in [
            ("signer_name", &self.signer_name, 100),
            ("signer_role", &self.signer_role, 100),
            ("note", &self.note, 500),
        ] {
            let ok = value.as_ref().is_none_or(|v| v.chars().count() <= most);
            p.require(ok, field, "TOO_LONG", &format!("At most {most} characters."));
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<MediaTicket> {
        let owner = Owner::read(self.owner, &self.owner_id).ok_or_else(|| Error::not_found("record"))?;
        let sha256 = self.sha256.to_ascii_lowercase();
        let purpose = self.purpose.trim();
        let (facts, same) = futures::try_join!(
            store::owner(tx, owner),
            store::same(tx, self.owner.code(), owner.uuid(), purpose, &sha256)
        )?;
        let row = RowFacts { location: facts.location_id, mine: facts.mine, record: Value::Null };
        tx.require("media", "CREATE", &row)?;
        if let Some(same) = same {
            return Ok(ticket(same.id, &same.state));
        }
        let id = tx.new_id::<Media>();
        let micro = self.position.map(|p| p.micro());
        store::insert(
            tx,
            InsertMedia {
                id,
                owner: self.owner.code(),
                owner_id: owner.uuid(),
                journey_id: facts.journey_id,
                location_id: facts.location_id,
                kind: self.kind.code(),
                purpose,
                content_type: &self.content_type,
                bytes: self.bytes,
                sha256: &sha256,
                taken_at: self.taken_at,
                latitude_micro: micro.map(|m| m.0),
                longitude_micro: micro.map(|m| m.1),
                accuracy_m: self.position.and_then(|p| p.accuracy_m).map(|a| a.round() as i32),
                signer_name: self.signer_name.as_deref(),
                signer_role: self.signer_role.as_deref(),
                note: self.note.as_deref(),
            },
        )
        .await?;
        tx.about("media", id.uuid(), purpose);
        tx.at_location(facts.location_id);
        tx.occurred_at(self.taken_at);
        let event = NewEvent::new("capture.media.registered", "media", id.uuid()).location(facts.location_id);
        tx.emit(event.data(json!({"owner": self.owner, "owner_id": self.owner_id, "journey_id": facts.journey_id})));
        Ok(ticket(id, "PENDING"))
    }
    fn example() -> Value {
        json!({
            "owner": "journey_step", "owner_id": "jsp_01h455vb4pex5vsknk084sn02q", "kind": "PHOTO", "purpose": "photos",
            "content_type": "image/jpeg", "bytes": 182044,
            "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            "taken_at": "2026-06-01T11:04:00Z", "position": {"latitude": 43.6532, "longitude": -79.3832, "accuracy_m": 12},
        })
    }
}
