//! A journey with stops, steps, entries and media.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::JourneyId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{page::JourneyPage, store};

/// A journey with stops, steps, entries and media.
#[derive(Deserialize, JsonSchema)]
pub struct ReadJourney {
    pub id: JourneyId,
}

impl Operation for ReadJourney {
    type Output = JourneyPage;
    const SPEC: Spec = Spec::read("dispatch.journey.read", "/journeys/{id}")
        .summary("A journey with stops, steps, entries and media.")
        .permission("journey", "VIEW")
        .on("journey", "id");

    async fn run(self, tx: &TenantTx) -> Result<JourneyPage> {
        store::page(tx, self.id).await
    }
    fn example() -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q"})
    }
}
