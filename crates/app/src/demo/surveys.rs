//! A customer who counted the own things on a phone.

use anyhow::{Context, Result};
use axum::body::Bytes;
use engine::Credentials;
use serde_json::{Value, json};

use super::{desk::Desk, steps::PHOTO};

impl Desk {
    /// The link, two rooms, a picture of one of them; it waits for a person to look through it. Cranes are not surveyed so.
    pub async fn self_survey(&self, lead: &Value) -> Result<()> {
        if self.is_crane() {
            return Ok(());
        }
        let by = self.office.approver;
        let begun = json!({"lead_id": lead["id"], "move_size": "APARTMENT_1"});
        let estimate = self.actor.by(by, "sales.estimate.create", begun).await?;
        let sent = self.actor.by(by, "sales.survey.send", json!({"id": estimate["id"]})).await?;
        let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).context("a link")?.to_owned();
        let guest = async |operation: &str, mut input: Value, body: Option<Bytes>| {
            input["token"] = json!(token);
            self.actor.send(Credentials::Link(token.clone()), operation, input, body).await
        };
        guest("sales.survey.open", json!({}), None).await?;
        let item = |code: i32, name: &str, count: i32| json!({"article_code": code, "name": name, "count": count});
        let rooms = json!([
            {"kind": "KITCHEN", "items": [item(263, "Refrigerator, small", 1)]},
            {"kind": "BEDROOM", "items": [item(152, "Dresser", 2), {"name": "Grandfather clock", "count": 1}]}]);
        let note = "The clock is from 1890.";
        guest("sales.survey.put_rooms", json!({"rooms": rooms, "note": note}), None).await?;
        let picture = json!({"room_number": 2, "content_type": "image/png", "bytes": PHOTO.len(),
            "sha256": files::sha256_hex(PHOTO), "taken_at": self.now()});
        let told = guest("sales.survey.add_picture", picture, None).await?;
        for (part, bytes) in PHOTO.chunks(256 * 1024).enumerate() {
            let input = json!({"picture_id": told["id"], "part": part});
            guest("sales.survey.bring_part", input, Some(Bytes::from_static(bytes))).await?;
        }
        guest("sales.survey.submit", json!({}), None).await.map(drop)
    }
}
