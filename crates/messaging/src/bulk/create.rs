//! A message to many is begun.

use engine::{
    Operation, Spec, TenantTx,
    permission::{Reach, RowFacts},
};
use kernel::{
    Error, Problems, Result,
    ids::{BulkSendId, LocationId},
};
use ports::{AudiencePort, Channel};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Kind, Wanted,
    read::{Bulk, bulk},
    store,
};
use crate::sender;

/// Begins a message to many. Nothing leaves before it is checked and started.
#[derive(Deserialize, JsonSchema)]
pub struct CreateBulk {
    #[serde(flatten)]
    pub kind: Kind,
    #[serde(flatten)]
    pub wanted: Wanted,
}

/// Messages a minute where nobody says otherwise.
pub fn usual_rate(channel: Channel) -> i32 {
    match channel {
        Channel::Email => 600,
        Channel::Sms => 60,
    }
}

/// Whether the caller may do so for the company or one location, which must be one of ours.
pub async fn require(tx: &TenantTx, action: &str, location: Option<LocationId>) -> Result<()> {
    if let Some(location) = location
        && !sender::store::is_location(tx, location).await?
    {
        return Err(Error::not_found("location"));
    }
    let everywhere = matches!(tx.caller().permissions().reach("bulk_send", action, tx.now()), Some(Reach::Company));
    if location.is_none() && !everywhere {
        let text =
            "This is for the whole company. Choose one of your locations, or ask somebody who works for all of them.";
        return Err(Error::forbidden("NO_GRANT", text));
    }
    tx.require("bulk_send", action, &RowFacts { location, mine: false, record: Value::Null })
}

impl Operation for CreateBulk {
    type Output = Bulk;
    const SPEC: Spec = Spec::command("messaging.bulk.create", "POST", "/bulk-sends")
        .summary("Begins a message to many.")
        .permission("bulk_send", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        self.wanted.check(p, self.kind.channel);
    }

    async fn run(self, tx: &TenantTx) -> Result<Bulk> {
        require(tx, "CREATE", self.kind.location_id).await?;
        let segment = tx.port::<AudiencePort>()?.filters(tx, self.wanted.segment_id).await?;
        let id: BulkSendId = tx.new_id();
        let rate = self.wanted.per_minute.unwrap_or(usual_rate(self.kind.channel.into()));
        store::insert(tx, id, &self.kind, &self.wanted, &segment, rate).await?;
        tx.about("bulk_send", id.uuid(), self.wanted.name.trim());
        tx.at_location(self.kind.location_id);
        bulk(tx, id).await
    }

    fn example() -> Value {
        json!({"name": "Winter storage", "channel": "EMAIL", "segment_id": "sgm_01h00000000000000000000000",
            "words": [{"language": "en", "subject": "Storage for the winter", "body": "Hello {{ customer }},\n\nWe have room."}]})
    }
}
