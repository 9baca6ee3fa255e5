//! Where a customer's points stand.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ConsentState, states};
use crate::contact;

/// Reads the state of consent of all points.
#[derive(Deserialize, JsonSchema)]
pub struct ReadConsent {
    pub id: CustomerId,
}

#[derive(Serialize, JsonSchema)]
pub struct Consents {
    pub states: Vec<ConsentState>,
}

impl Operation for ReadConsent {
    type Output = Consents;
    const SPEC: Spec = Spec::read("customers.consent.read", "/customers/{id}/consent")
        .summary("The latest consent entry of each point, channel and purpose.")
        .permission("consent", "VIEW")
        .on("customer", "id");

    async fn run(self, tx: &TenantTx) -> Result<Consents> {
        let points = contact::store::points(tx, self.id).await?;
        Ok(Consents { states: states(tx, &points).await? })
    }
    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
