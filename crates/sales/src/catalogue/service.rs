//! Service types: which shares of the work are done (SAL-24).

use engine::{Operation, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ServiceType {
    pub code: String,
    pub name_en: String,
    pub name_fr: String,
    pub load_percent: u32,
    pub unload_percent: u32,
    pub needs_truck: bool,
    pub is_active: bool,
    /// Added or changed by the company.
    pub is_own: bool,
}

/// Reads the service types: the shipped ones with the company's changes, and its own.
#[derive(Deserialize, JsonSchema)]
pub struct ReadServices {}

#[derive(Serialize, JsonSchema)]
pub struct Services {
    pub services: Vec<ServiceType>,
}

impl Operation for ReadServices {
    type Output = Services;
    const SPEC: Spec = Spec::read("sales.service_type.catalogue", "/service-types")
        .summary("The service types and their shares of loading and unloading.")
        .permission("estimate", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Services> {
        Ok(Services { services: store::services(tx).await? })
    }
    fn example() -> Value {
        json!({})
    }
}
