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
    pub location_id: Option<LocationId>,
    pub price_by: String,
    pub version: i64,
}

impl Operation for ListTariffs {
    type Output = Page<TariffLine>;
    const SPEC: Spec = Spec::list("quotes.tariff.list", "/tariffs", &store::TARIFF_LIST)
        .summary("Tariffs by name.")
        .permission("tariff", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<TariffLine>> {
        let page = store::list(tx, &self.query).await?;
        Ok(page.map(|row| TariffLine {
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
