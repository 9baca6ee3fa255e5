//! The steps of a journey, worked through as crew and office would: checklist, picture, signature, approval.

use anyhow::{Context, Result};
use jiff::Timestamp;
use kernel::ids::UserId;
use serde_json::{Value, json};

use super::desk::{Desk, Team};

pub const PHOTO: &[u8] = include_bytes!("photo.png");
const SIGNATURE: &[u8] = include_bytes!("signature.png");

/// A step about to be worked on.
pub struct Turn<'a> {
    pub desk: &'a Desk,
    pub team: &'a Team,
    /// The journey as it was made.
    pub journey: &'a Value,
    pub number: usize,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// How far the work on a step has come.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Some of the checklist is answered.
    Begun,
    Completed,
    Approved,
}

/// An answer that fits the item.
fn answer(item: &Value, n: usize) -> Value {
    match item["kind"].as_str().unwrap_or_default() {
        "PERCENT" => json!(60 + n * 7 % 40),
        "CHOICE" => {
            let good = item["options"].as_array().and_then(|all| all.iter().find(|o| o["code"] == "GOOD"));
            good.map_or_else(|| item["options"][0]["code"].clone(), |o| o["code"].clone())
        }
        "COUNT" => json!(38 + n * 11 % 60),
        "RATING" => json!(4 + n % 2),
        "TEXT" => match item["code"].as_str().unwrap_or_default() {
            "lift_wind" => json!("4.2"),
            "lift_signaller" => json!("Named on the toolbox sheet"),
            "lift_emergency_contact" => json!("Site office, gate 2"),
            _ => json!("As agreed."),
        },
        _ => Value::Null,
    }
}

impl Turn<'_> {
    fn crew_with_sign_in(&self, place: usize) -> Option<UserId> {
        self.team.crew.get(place).and_then(|m| m.user)
    }

    /// Whose part of the checklist it is: the leader drives, the next one carries, the office does the rest.
    fn who(&self, item: &Value) -> Option<UserId> {
        match item["part"].as_str() {
            Some("TRUCK") => self.crew_with_sign_in(0),
            Some("MOVING") => self.crew_with_sign_in(1),
            _ => self.desk.office.planner,
        }
    }

    /// The instant a part of the way through, in hundredths.
    fn at(&self, hundredths: i64) -> Timestamp {
        let seconds = (self.to.as_second() - self.from.as_second()).max(0) * hundredths / 100;
        Timestamp::from_second(self.from.as_second() + seconds).unwrap_or(self.from)
    }

    fn base(&self) -> Value {
        json!({"id": self.journey["id"], "number": self.number})
    }

    async fn step(&self, user: Option<UserId>, verb: &str, more: Value) -> Result<Value> {
        let mut input = self.base();
        if let (Some(all), Value::Object(more)) = (input.as_object_mut(), more) {
            all.extend(more);
        }
        self.desk.actor.by(user, &format!("dispatch.step.{verb}"), input).await
    }

    /// Works on the step as far as wanted.
    pub async fn work(&self, reach: Reach) -> Result<()> {
        let step = &self.journey["steps"][self.number - 1];
        let items = step["items"].as_array().context("a checklist")?;
        let lead = self.crew_with_sign_in(0);
        self.step(lead, "start", json!({"occurred_at": self.at(0)})).await?;
        let wanted: Vec<&Value> =
            items.iter().filter(|i| i["required"] == true || i["kind"] == "PHOTO" || i["kind"] == "COUNT").collect();
        let most = if reach == Reach::Begun { wanted.len() / 2 } else { wanted.len() };
        for (n, item) in wanted.into_iter().take(most).enumerate() {
            let at = self.at(10 + 70 * i64::try_from(n)? / i64::try_from(most.max(1))?);
            if matches!(item["kind"].as_str(), Some("PHOTO" | "SIGNATURE")) {
                self.prove(step, item, at).await?;
            }
            let seed = n + self.number + self.desk.first;
            let tick = json!({"code": item["code"], "done": true, "value": answer(item, seed), "occurred_at": at});
            self.step(self.who(item), "tick", tick).await?;
        }
        if reach != Reach::Begun {
            self.step(lead, "complete", json!({"occurred_at": self.at(95)})).await?;
        }
        if reach == Reach::Approved {
            self.step(self.desk.office.approver, "approve", json!({})).await?;
        }
        Ok(())
    }

    /// Registers the picture or signature of an item and brings its bytes.
    async fn prove(&self, step: &Value, item: &Value, at: Timestamp) -> Result<()> {
        let signature = item["kind"] == "SIGNATURE";
        let (kind, bytes) = if signature { ("SIGNATURE", SIGNATURE) } else { ("PHOTO", PHOTO) };
        let mut input = json!({
            "owner": "journey_step", "owner_id": step["id"], "kind": kind, "purpose": item["code"],
            "content_type": "image/png", "bytes": bytes.len(), "sha256": files::sha256_hex(bytes), "taken_at": at,
            "position": {"latitude": self.desk.town.latitude, "longitude": self.desk.town.longitude, "accuracy_m": 9},
        });
        if signature {
            input["signer_name"] = self.journey["customer_name"].clone();
            input["signer_role"] = json!("Customer");
        }
        let ticket = self.desk.actor.by(self.crew_with_sign_in(0), "capture.media.register", input).await?;
        self.desk.actor.upload(&ticket["id"], bytes).await
    }
}
