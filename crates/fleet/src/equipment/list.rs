//! Trucks, cranes and tools.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::EquipmentCard;
use crate::sql::equipment::{EQUIPMENT_LIST, EquipmentRow};

/// The machines the caller may see.
#[derive(Deserialize, JsonSchema)]
pub struct ListEquipment {
    #[serde(flatten)]
    query: ListQuery,
}

impl Operation for ListEquipment {
    type Output = Page<EquipmentCard>;
    const SPEC: Spec = Spec::list("fleet.equipment.list", "/equipment", &EQUIPMENT_LIST)
        .summary("Trucks, cranes and tools.")
        .permission("equipment", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&EQUIPMENT_LIST, &self.query, |row| EquipmentRow::from_row(row).map(EquipmentCard::from)).await
    }
    fn example() -> Value {
        json!({"type": "TRUCK", "limit": 50})
    }
}
