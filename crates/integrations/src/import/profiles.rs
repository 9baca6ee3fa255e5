//! What headings meant before.

use std::collections::BTreeMap;

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::ImportProfileId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists the mappings that were saved.
#[derive(Deserialize, JsonSchema)]
pub struct ListProfiles {}

/// A mapping kept for files of the same kind.
#[derive(Serialize, JsonSchema)]
pub struct Profile {
    pub id: ImportProfileId,
    pub object: String,
    pub name: String,
    /// Heading → field.
    pub mapping: BTreeMap<String, String>,
    pub day_order: Option<String>,
}

#[derive(Serialize, JsonSchema)]
pub struct Profiles {
    pub profiles: Vec<Profile>,
}

impl Operation for ListProfiles {
    type Output = Profiles;
    const SPEC: Spec = Spec::read("integrations.import.profiles", "/imports/profiles")
        .summary("Mappings that were saved for files of the same kind.")
        .permission("import", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Profiles> {
        Ok(Profiles { profiles: store::profiles(tx).await? })
    }
    fn example() -> Value {
        json!({})
    }
}
