//! A picture of a room is told before its bytes come.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{SurveyPicture, rooms_of, store};

/// Most bytes of a picture.
const MOST_BYTES: i32 = 25 * 1024 * 1024;
/// Most pictures of a survey.
const MOST_PICTURES: usize = 200;
const TYPES: [&str; 4] = ["image/jpeg", "image/png", "image/webp", "image/heic"];

/// Tells of a picture; answers which parts of it have come already, so that a broken upload goes on where it stopped.
#[derive(Deserialize, JsonSchema)]
pub struct AddPicture {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
    /// Counted from 1, as the rooms stand.
    pub room_number: i32,
    pub content_type: String,
    pub bytes: i32,
    /// SHA-256 of the bytes, hexadecimal.
    pub sha256: String,
    pub taken_at: Timestamp,
}

impl Operation for AddPicture {
    type Output = SurveyPicture;
    const SPEC: Spec = Spec::command("sales.survey.add_picture", "POST", "/portal/surveys/{token}/pictures")
        .summary("Tells of a picture of a room; its bytes follow in parts.")
        .link("s");

    fn check(&self, p: &mut Problems) {
        p.require((1..=100).contains(&self.room_number), "room_number", "OUT_OF_RANGE", "There is no such room.");
        let fits = TYPES.contains(&self.content_type.as_str());
        p.require(fits, "content_type", "TYPE_NOT_ALLOWED", "Take a JPEG, PNG, WebP or HEIC picture.");
        p.require((1..=MOST_BYTES).contains(&self.bytes), "bytes", "TOO_LARGE", "A picture has at most 25 MB.");
        let hash =
            self.sha256.len() == 64 && self.sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
        p.require(hash, "sha256", "NOT_A_HASH", "SHA-256 as 64 hexadecimal digits.");
    }

    async fn run(self, tx: &TenantTx) -> Result<SurveyPicture> {
        let row = store::open_behind_link(tx).await?;
        let rooms = rooms_of(row.rooms)?.len();
        if usize::try_from(self.room_number).is_ok_and(|n| n > rooms) {
            return Err(Error::invalid("room_number", "NO_SUCH_ROOM", "There is no such room."));
        }
        let before = store::pictures(tx, row.id).await?;
        let same = |p: &&SurveyPicture| p.room_number == self.room_number && p.sha256 == self.sha256;
        if let Some(known) = before.iter().find(same) {
            return Ok(known.clone());
        }
        if before.len() >= MOST_PICTURES {
            return Err(Error::conflict("TOO_MANY_PICTURES", "These are enough pictures: at most 200 are taken."));
        }
        let picture = store::InsertPicture {
            id: tx.new_id(),
            survey_id: row.id,
            room_number: self.room_number,
            content_type: &self.content_type,
            bytes: self.bytes,
            sha256: &self.sha256,
            taken_at: self.taken_at,
        };
        store::insert_picture(tx, picture).await?;
        let after = store::pictures(tx, row.id).await?;
        after.into_iter().find(|p| same(&p)).ok_or_else(|| Error::internal("a picture that was not kept"))
    }

    fn example() -> Value {
        json!({"token": "s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "room_number": 1,
            "content_type": "image/jpeg", "bytes": 182044,
            "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
            "taken_at": "2026-06-01T11:04:00Z"})
    }
}
