//! A sequence is made.

use engine::{
    Operation, Spec, TenantTx,
    permission::{Reach, RowFacts},
};
use kernel::{
    Error, Problems, Result,
    ids::{LocationId, SequenceId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Shipped, Wanted,
    read::{Sequence, sequence},
    store,
};
use crate::sender;

/// Makes a sequence, from its steps or from one that is shipped.
#[derive(Deserialize, JsonSchema)]
pub struct CreateSequence {
    #[serde(flatten)]
    pub wanted: Wanted,
    /// Begins with these steps instead.
    pub shipped: Option<Shipped>,
}

/// Whether the caller may do so for the company or one location, which must be one of ours.
pub async fn require(tx: &TenantTx, action: &str, location: Option<LocationId>) -> Result<()> {
    if let Some(location) = location
        && !sender::store::is_location(tx, location).await?
    {
        return Err(Error::not_found("location"));
    }
    let everywhere = matches!(tx.caller().permissions().reach("sequence", action, tx.now()), Some(Reach::Company));
    if location.is_none() && !everywhere {
        let text =
            "This is for the whole company. Choose one of your locations, or ask somebody who works for all of them.";
        return Err(Error::forbidden("NO_GRANT", text));
    }
    tx.require("sequence", action, &RowFacts { location, mine: false, record: Value::Null })
}

impl Operation for CreateSequence {
    type Output = Sequence;
    const SPEC: Spec = Spec::command("messaging.sequence.create", "POST", "/sequences")
        .summary("Makes a sequence.")
        .permission("sequence", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        self.wanted.check(p);
        let some = self.shipped.is_some() || !self.wanted.steps.is_empty();
        p.require(some, "steps", "REQUIRED", "A sequence has at least one step.");
    }

    async fn run(mut self, tx: &TenantTx) -> Result<Sequence> {
        require(tx, "CREATE", self.wanted.location_id).await?;
        if let Some(shipped) = self.shipped {
            let face = sender::store::face(tx, self.wanted.location_id).await?;
            self.wanted.steps = shipped.steps(face.location_language.unwrap_or(&face.language));
        }
        let id: SequenceId = tx.new_id();
        store::insert(tx, id, &self.wanted).await?;
        store::insert_version(tx, id, 1, &self.wanted).await?;
        tx.about("sequence", id.uuid(), self.wanted.name.trim());
        tx.at_location(self.wanted.location_id);
        sequence(tx, id).await
    }

    fn example() -> Value {
        json!({"name": "Seven touches", "enters": "LEADS", "shipped": "SEVEN_TOUCHES", "is_active": true})
    }
}
