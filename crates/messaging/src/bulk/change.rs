//! Words, audience or rate change before it is sent.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::BulkSendId};
use ports::{AudiencePort, Channel};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Wanted,
    create::{require, usual_rate},
    read::{Bulk, bulk},
    state::{self, State},
    store,
};
use crate::message::send::By;

/// Puts what is to be sent as given; it is checked anew.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeBulk {
    pub id: BulkSendId,
    #[serde(flatten)]
    pub wanted: Wanted,
}

impl Operation for ChangeBulk {
    type Output = Bulk;
    const SPEC: Spec = Spec::command("messaging.bulk.change", "PUT", "/bulk-sends/{id}")
        .summary("Changes a message to many before it is sent.")
        .permission("bulk_send", "UPDATE")
        .on("bulk_send", "id");

    async fn run(self, tx: &TenantTx) -> Result<Bulk> {
        tx.target().await?;
        let state = store::lock(tx, self.id).await?;
        state::require(state, &[State::Draft, State::Checked], "Only what has not begun can be changed.")?;
        let row = store::row(tx, self.id).await?;
        require(tx, "UPDATE", row.location_id).await?;
        let by = if row.channel == "SMS" { By::Sms } else { By::Email };
        let mut problems = Problems::new();
        self.wanted.check(&mut problems, by);
        problems.finish()?;
        let segment = tx.port::<AudiencePort>()?.filters(tx, self.wanted.segment_id).await?;
        let rate = self.wanted.per_minute.unwrap_or(usual_rate(Channel::from(by)));
        store::change(tx, self.id, &self.wanted, &segment, rate).await?;
        tx.about("bulk_send", self.id.uuid(), self.wanted.name.trim());
        tx.at_location(row.location_id);
        bulk(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "blk_01h00000000000000000000000", "name": "Winter storage", "segment_id": "sgm_01h00000000000000000000000",
            "words": [{"language": "en", "subject": "Storage for the winter", "body": "Hello {{ customer }},\n\nWe have room."}]})
    }
}
