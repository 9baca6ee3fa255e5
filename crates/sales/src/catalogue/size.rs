//! Move sizes: what a home of this kind usually holds.

use engine::{Operation, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MoveSize {
    pub code: String,
    pub name_en: String,
    pub name_fr: String,
    pub volume_cuft: i32,
    pub floor_area_sqft: Option<i32>,
    pub is_active: bool,
    /// Added or changed by the company.
    pub is_own: bool,
}

/// Reads the move sizes: the shipped ones with the company's changes, and its own.
#[derive(Deserialize, JsonSchema)]
pub struct ReadSizes {}

#[derive(Serialize, JsonSchema)]
pub struct Sizes {
    pub sizes: Vec<MoveSize>,
}

impl Operation for ReadSizes {
    type Output = Sizes;
    const SPEC: Spec = Spec::read("sales.move_size.catalogue", "/move-sizes")
        .summary("The move sizes.")
        .permission("estimate", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Sizes> {
        Ok(Sizes { sizes: store::sizes(tx).await? })
    }
    fn example() -> Value {
        json!({})
    }
}
