//! A part of a picture has come.

use bytes::{Bytes, BytesMut};
use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::SurveyPictureId};
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};

use super::{PART_BYTES, SurveyPicture, part_count, store};

/// Brings one part of a picture, in any order and as often as wanted. The last one to come joins them.
#[derive(Deserialize, JsonSchema)]
pub struct BringPart {
    #[expect(dead_code, reason = "a path parameter: the runner reads it")]
    pub token: String,
    pub picture_id: SurveyPictureId,
    /// From 0.
    #[serde(deserialize_with = "number")]
    pub part: i32,
}

/// A number from a path.
fn number<'de, D: Deserializer<'de>>(d: D) -> std::result::Result<i32, D::Error> {
    let read = match Value::deserialize(d)? {
        Value::Number(n) => n.as_i64(),
        Value::String(s) => s.parse().ok(),
        _ => None,
    };
    let number = read.and_then(|n| i32::try_from(n).ok());
    number.ok_or_else(|| serde::de::Error::custom("the number of a part"))
}

/// A picture by its first bytes, and not by what somebody calls it.
fn is(content_type: &str, bytes: &[u8]) -> bool {
    let at = |offset: usize, mark: &[u8]| bytes.get(offset..).is_some_and(|b| b.starts_with(mark));
    match content_type {
        "image/jpeg" => at(0, b"\xff\xd8\xff"),
        "image/png" => at(0, b"\x89PNG\r\n\x1a\n"),
        "image/webp" => at(0, b"RIFF") && at(8, b"WEBP"),
        _ => at(4, b"ftyp"),
    }
}

fn part_key(tx: &TenantTx, id: SurveyPictureId, part: i32) -> String {
    files::Store::key(tx.company(), "survey-parts", &format!("{}-{part}", id.uuid()))
}

/// All parts in their order.
async fn joined(tx: &TenantTx, row: &store::PictureRow) -> Result<Bytes> {
    let files = tx.port::<files::Store>()?;
    let mut all = BytesMut::with_capacity(usize::try_from(row.bytes).map_err(Error::internal)?);
    for part in 0..part_count(row.bytes) {
        all.extend_from_slice(&files.get(&part_key(tx, row.id, part)).await?);
    }
    Ok(all.freeze())
}

impl Operation for BringPart {
    type Output = SurveyPicture;
    const SPEC: Spec =
        Spec::command("sales.survey.bring_part", "PUT", "/portal/surveys/{token}/pictures/{picture_id}/parts/{part}")
            .summary("Brings a part of a picture.")
            .link("s")
            .bytes(PART_BYTES);

    async fn run(self, tx: &TenantTx) -> Result<SurveyPicture> {
        let survey = store::open_behind_link(tx).await?;
        let row = store::picture_row(tx, survey.id, self.picture_id).await?;
        let shown = async || -> Result<SurveyPicture> {
            let all = store::pictures(tx, survey.id).await?;
            all.into_iter().find(|p| p.id == self.picture_id).ok_or_else(|| Error::not_found("picture"))
        };
        if row.state == "STORED" {
            return shown().await;
        }
        let count = part_count(row.bytes);
        if !(0..count).contains(&self.part) {
            return Err(Error::invalid("part", "OUT_OF_RANGE", "The picture has no such part."));
        }
        let whole = i32::try_from(PART_BYTES).map_err(Error::internal)?;
        let expected = if self.part == count - 1 { row.bytes - whole * (count - 1) } else { whole };
        let body = tx.body();
        if i32::try_from(body.len()).ok() != Some(expected) {
            let text = format!("{} bytes came instead of {expected}. Please send it again.", body.len());
            return Err(Error::conflict("OTHER_SIZE", text));
        }
        tx.port::<files::Store>()?.put(&part_key(tx, row.id, self.part), body).await?;
        let mut parts: Vec<i32> = serde_json::from_value(row.parts.clone()).map_err(Error::internal)?;
        parts.push(self.part);
        parts.sort_unstable();
        parts.dedup();
        store::set_parts(tx, row.id, &parts).await?;
        if i32::try_from(parts.len()).ok() == Some(count) {
            let all = joined(tx, &row).await?;
            if files::sha256_hex(&all) == row.sha256 && is(&row.content_type, &all) {
                let key = files::Store::key(tx.company(), "surveys", &row.id.uuid().to_string());
                tx.port::<files::Store>()?.put(&key, all).await?;
                store::store_picture(tx, row.id, &key).await?;
            } else {
                // Kept as it was told: every part is asked for again.
                store::forget_parts(tx, row.id).await?;
            }
        }
        shown().await
    }

    fn example() -> Value {
        json!({"token": "s_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
            "picture_id": "spi_01h2xcejqtf2nbrexx3vqjhp41", "part": 0})
    }
}

#[cfg(test)]
mod tests {
    use super::is;

    #[test]
    fn a_picture_is_told_by_its_first_bytes() {
        assert!(is("image/jpeg", b"\xff\xd8\xff\xe0") && is("image/heic", b"\0\0\0\x18ftypheic"));
        assert!(!is("image/jpeg", b"<svg xmlns") && !is("image/png", b"\xff\xd8\xff") && !is("image/webp", b"RIFF"));
    }
}
