//! All locations in reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    LocationCard,
    store::{LOCATION_LIST, LocationRow},
};

/// Locations in reach.
#[derive(Deserialize, JsonSchema)]
pub struct ListLocations {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListLocations {
    type Output = Page<LocationCard>;
    const SPEC: Spec = Spec::list("access.location.list", "/locations", &LOCATION_LIST)
        .summary("All locations in reach.")
        .permission("location", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Page<LocationCard>> {
        tx.list(&LOCATION_LIST, &self.query, |row| LocationRow::from_row(row).map(LocationCard::from)).await
    }
    fn example() -> Value {
        json!({"limit": 50})
    }
}
