//! Whether a message that answers an event leaves by itself.

use engine::{Done, Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    require,
    store::{self, Place},
};

/// Switches a message on or off, for the company or for one location.
#[derive(Deserialize, JsonSchema)]
pub struct SwitchTemplate {
    pub key: String,
    pub location_id: Option<LocationId>,
    pub is_on: bool,
}

impl Operation for SwitchTemplate {
    type Output = Done;
    const SPEC: Spec = Spec::command("messaging.template.switch", "POST", "/templates/{key}/switch")
        .summary("Switches a message that answers an event on or off.")
        .permission("template", "APPROVE");

    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let declared = super::declared(&self.key)?;
        require(tx, "APPROVE", self.location_id).await?;
        if declared.event.is_none() {
            return Err(Error::conflict("SENT_BY_AN_ACT", "This message is sent by somebody’s act, not by itself."));
        }
        let place = Place { key: declared.key, location: self.location_id };
        store::switch(tx, place, self.is_on).await?;
        tx.at_location(self.location_id);
        Ok(Done {})
    }

    fn example() -> Value {
        json!({"key": "dispatch.journey.departed", "is_on": true})
    }
}
