//! Phones, last contact first.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::DeviceCard;
use crate::sql::device::{DEVICE_LIST, DeviceRow};

/// Phones, last contact first.
#[derive(Deserialize, JsonSchema)]
pub struct ListDevices {
    #[serde(flatten)]
    query: ListQuery,
}

impl Operation for ListDevices {
    type Output = Page<DeviceCard>;
    const SPEC: Spec = Spec::list("mobile.device.list", "/mobile/devices", &DEVICE_LIST)
        .summary("Phones, last contact first.")
        .permission("device", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        tx.list(&DEVICE_LIST, &self.query, |row| DeviceRow::from_row(row).map(DeviceCard::from)).await
    }
    fn example() -> Value {
        json!({"state": "ENROLLED"})
    }
}
