//! A sequence changes.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::SequenceId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Wanted,
    create::require,
    read::{Sequence, sequence},
    store,
};

/// Puts a sequence as given. Other steps or ways out make a new version, which only those who enter later go through.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeSequence {
    pub id: SequenceId,
    #[serde(flatten)]
    pub wanted: Wanted,
}

/// Whether the version that holds says the same.
async fn is_same(tx: &TenantTx, now: &store::Version, wanted: &Wanted) -> Result<bool> {
    let steps = store::steps(tx, now.id).await?;
    let of = |steps| serde_json::to_value(steps).unwrap_or_default();
    Ok(of(&steps) == of(&wanted.steps)
        && now.ends_on_reply == wanted.ends_on_reply
        && now.ends_on_booking == wanted.ends_on_booking
        && now.ends_on_stages == wanted.ends_on_stages)
}

impl Operation for ChangeSequence {
    type Output = Sequence;
    const SPEC: Spec = Spec::command("messaging.sequence.change", "PUT", "/sequences/{id}")
        .summary("Changes a sequence; new steps hold for those who enter from then on.")
        .permission("sequence", "UPDATE")
        .on("sequence", "id");

    fn check(&self, p: &mut Problems) {
        self.wanted.check(p);
        p.require(!self.wanted.steps.is_empty(), "steps", "REQUIRED", "A sequence has at least one step.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Sequence> {
        tx.target().await?;
        let row = store::row(tx, self.id).await?;
        require(tx, "UPDATE", row.location_id).await?;
        require(tx, "UPDATE", self.wanted.location_id).await?;
        let version = store::current(tx, self.id, row.current_number).await?;
        let number = if is_same(tx, &version, &self.wanted).await? {
            row.current_number
        } else {
            store::insert_version(tx, self.id, row.current_number + 1, &self.wanted).await?;
            row.current_number + 1
        };
        store::change(tx, self.id, &self.wanted, number).await?;
        tx.about("sequence", self.id.uuid(), self.wanted.name.trim());
        tx.at_location(self.wanted.location_id);
        sequence(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "seq_01h00000000000000000000000", "name": "Short", "enters": "BY_HAND", "is_active": true, "steps": [
            {"kind": "EMAIL", "template_key": "sales.follow.hello"},
            {"kind": "CALL", "wait_count": 1, "wait_unit": "OPEN_DAYS", "title": "Ask whether it arrived"}]})
    }
}
