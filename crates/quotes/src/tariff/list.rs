//! The tariffs within reach.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::{
    Result,
    ids::{LocationId, TariffId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// Lists tariffs by name.
#[derive(Deserialize, JsonSchema)]
pub struct ListTariffs {
    #[serde(flatten)]
    pub query: ListQuery,
}

/// A tariff in a list.
#[derive(Serialize, JsonSchema)]
pub struct TariffLine {
    pub id: TariffId,
    pub name: String,
    pub kind: String,
    pub currency: String,
    pub distance_unit: String,
    /// Its only location; null where it holds at several or everywhere.
    pub location_id: Option<LocationId>,
    /// Where it holds; nothing: the whole company.
    pub location_ids: Vec<LocationId>,
    pub service_types: Vec<String>,
    pub reach: Option<String>,
    pub price_by: String,
    pub version: i64,
}

fn places(ids: Option<Vec<String>>) -> impl Iterator<Item = LocationId> {
    ids.into_iter().flatten().filter_map(|id| id.parse::<uuid::Uuid>().ok()).map(kernel::Id::from_uuid)
}

impl Operation for ListTariffs {
    type Output = Page<TariffLine>;
    const SPEC: Spec = Spec::list("quotes.tariff.list", "/tariffs", &store::TARIFF_LIST)
        .summary("Tariffs by name.")
        .permission("tariff", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<TariffLine>> {
        let page = store::list(tx, &self.query).await?;
        Ok(page.map(|row| TariffLine {
            location_ids: row.location_id.into_iter().chain(places(row.places)).collect(),
            service_types: row.service_types,
            reach: row.reach,
            id: row.id,
            name: row.name,
            kind: row.kind,
            currency: row.currency,
            distance_unit: row.distance_unit,
            location_id: row.location_id,
            price_by: row.price_by,
            version: row.version,
        }))
    }

    fn example() -> Value {
        json!({"kind": "MOVING"})
    }
}
