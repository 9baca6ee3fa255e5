//! Gives a resource back.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Result, ids::ScheduleEntryId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{EntryCard, store};

/// Gives a resource back; a journey's reservations go with the journey (CAL-2).
#[derive(Deserialize, JsonSchema)]
pub struct CancelEntry {
    pub id: ScheduleEntryId,
}

impl Operation for CancelEntry {
    type Output = EntryCard;
    const SPEC: Spec = Spec::command("calendar.schedule.cancel", "POST", "/schedule/{id}/cancel")
        .summary("Gives a resource back.")
        .permission("schedule", "UPDATE")
        .on("schedule", "id");

    async fn run(self, tx: &TenantTx) -> Result<EntryCard> {
        let target = tx.target().await?;
        if target.facts.record["type"] == "JOURNEY" {
            return Err(Error::conflict("BELONGS_TO_JOURNEY", "Change the journey: its reservations follow."));
        }
        store::cancel(tx, self.id).await?;
        tx.emit(
            NewEvent::new("calendar.schedule.cancelled", "schedule", self.id.uuid()).location(target.facts.location),
        );
        store::read(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "sch_01h455vb4pex5vsknk084sn02q"})
    }
}
