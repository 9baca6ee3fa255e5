//! A lead is taken out of its sequence by hand.

use engine::{Operation, Spec, TenantTx};
use kernel::{
    Error, Result,
    ids::{LeadId, SequenceId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    exits,
    of_lead::{SequencesOfLead, of_lead},
    store,
};

/// Takes a lead out; what waits to leave for it does not any more.
#[derive(Deserialize, JsonSchema)]
pub struct Leave {
    pub id: SequenceId,
    pub lead_id: LeadId,
}

impl Operation for Leave {
    type Output = SequencesOfLead;
    const SPEC: Spec = Spec::command("messaging.sequence.leave", "POST", "/sequences/{id}/leave")
        .summary("Takes a lead out of a sequence.")
        .permission("lead", "UPDATE")
        .on("lead", "lead_id");

    async fn run(self, tx: &TenantTx) -> Result<SequencesOfLead> {
        tx.target().await?;
        store::row(tx, self.id).await?;
        let standing = match store::standing(tx, self.lead_id).await? {
            Some(id) => store::lock(tx, id).await?.filter(|row| row.sequence_id == self.id),
            None => None,
        };
        let gone = || Error::conflict("NOT_IN_IT", "This lead is not in this sequence, or not any more.");
        let row = standing.ok_or_else(gone)?;
        if !exits::leave(tx, row.id, "BY_HAND").await? {
            return Err(gone());
        }
        tx.about("lead", self.lead_id.uuid(), "");
        tx.at_location(row.location_id);
        of_lead(tx, self.lead_id).await
    }

    fn example() -> Value {
        json!({"id": "seq_01h00000000000000000000000", "lead_id": "lea_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
