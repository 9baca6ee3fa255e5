//! Writes something into the journey's record.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use jiff::Timestamp;
use kernel::{
    Problems, Result,
    ids::{JourneyEntry, JourneyId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{page::EntryCard, store};
use crate::sql::entry::InsertEntry;

codes! {
    /// What kind of entry it is; pictures, signatures and positions come by their own ways.
    EntryType { Note = "NOTE", StatusUpdate = "STATUS_UPDATE", Confirmation = "CONFIRMATION" }
}
codes! {
    /// What the entry is about.
    EntryTag { Damage = "DAMAGE", Completed = "COMPLETED", Feedback = "FEEDBACK", Error = "ERROR", Issue = "ISSUE" }
}

/// Writes something into the journey's record. Facts are always taken, even when the journey is over (MOB-13).
#[derive(Deserialize, JsonSchema)]
pub struct AddEntry {
    pub id: JourneyId,
    pub r#type: EntryType,
    #[schemars(length(max = 10000))]
    pub text: Option<String>,
    pub tag: Option<EntryTag>,
    /// Further facts, for example who confirmed what.
    #[serde(default)]
    pub data: serde_json::Map<String, Value>,
    pub occurred_at: Option<Timestamp>,
}

/// How large the further facts may be, written as JSON.
const MOST_DATA_BYTES: usize = 20_000;

impl Operation for AddEntry {
    type Output = EntryCard;
    const SPEC: Spec = Spec::command("dispatch.journey.entry", "POST", "/journeys/{id}/entries")
        .summary("Writes something into the journey's record.")
        .permission("journey", "UPDATE")
        .on("journey", "id")
        .offline()
        .created();

    fn check(&self, p: &mut Problems) {
        let length = self.text.as_ref().map_or(0, |t| t.chars().count());
        p.require(length <= 10_000, "text", "TOO_LONG", "At most 10000 characters.");
        let said = self.text.as_ref().is_some_and(|t| !t.trim().is_empty()) || !self.data.is_empty();
        p.require(said, "text", "REQUIRED", "Please fill this in.");
        let size = Value::Object(self.data.clone()).to_string().len();
        p.require(size <= MOST_DATA_BYTES, "data", "TOO_LONG", "That is too much.");
    }

    async fn run(self, tx: &TenantTx) -> Result<EntryCard> {
        let target = tx.target().await?;
        let id = tx.new_id::<JourneyEntry>();
        let at = self.occurred_at.map_or(tx.now(), |at| at.min(tx.now()));
        let mut data = self.data;
        let status = target.facts.record["status"].as_str().unwrap_or_default();
        if matches!(status, "COMPLETED" | "AUDITED" | "CANCELLED") {
            data.insert("after_change".into(), json!(status));
        }
        let data = Value::Object(data);
        store::insert_entry(
            tx,
            InsertEntry {
                id,
                journey_id: self.id,
                r#type: self.r#type.code(),
                text: self.text.as_deref(),
                tag: self.tag.map(EntryTag::code),
                data: &data,
                by_user: tx.caller().user().map(|u| u.uuid()),
                by_name: tx.caller().name(),
                occurred_at: at,
            },
        )
        .await?;
        tx.occurred_at(at);
        let event = NewEvent::new("dispatch.journey.changed", "journey", self.id.uuid());
        tx.emit(event.location(target.facts.location).data(json!({"entry_id": id})));
        Ok(EntryCard {
            id,
            r#type: self.r#type.code().into(),
            text: self.text,
            tag: self.tag.map(|t| t.code().into()),
            data,
            at,
            by_name: tx.caller().name().into(),
        })
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "type": "NOTE", "text": "Sofa scratched before loading", "tag": "DAMAGE"})
    }
}
