//! One machine with its papers.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::EquipmentId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{EquipmentCard, store};
use crate::document::{Document, store as documents};

/// One machine with its papers.
#[derive(Deserialize, JsonSchema)]
pub struct ReadEquipment {
    pub id: EquipmentId,
}

#[derive(Serialize, JsonSchema)]
pub struct EquipmentPage {
    #[serde(flatten)]
    pub card: EquipmentCard,
    pub documents: Vec<Document>,
}

impl Operation for ReadEquipment {
    type Output = EquipmentPage;
    const SPEC: Spec = Spec::read("fleet.equipment.read", "/equipment/{id}")
        .summary("One machine with its papers.")
        .permission("equipment", "VIEW")
        .on("equipment", "id");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        let (card, documents) = futures::try_join!(store::read(tx, self.id), documents::current(tx, self.id))?;
        Ok(EquipmentPage { card, documents })
    }
    fn example() -> Value {
        json!({"id": "equ_01h455vb4pex5vsknk084sn02q"})
    }
}
