//! The company's legal sellers.

use engine::{ListQuery, Operation, Page, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::sql::seller::{ENTITY_LIST, EntityListRow};

#[derive(Deserialize, JsonSchema)]
pub struct ListEntities {
    #[serde(flatten)]
    pub query: ListQuery,
}

#[derive(Serialize, JsonSchema)]
pub struct EntityCard {
    pub id: kernel::ids::BillingEntityId,
    pub legal_name: String,
    pub currency: String,
    pub country: String,
    pub region: Option<String>,
    pub city: Option<String>,
    pub is_default: bool,
    pub version: i64,
}

impl Operation for ListEntities {
    type Output = Page<EntityCard>;
    const SPEC: Spec = Spec::list("billing.entity.list", "/billing/entities", &ENTITY_LIST)
        .summary("The company's legal sellers.")
        .permission("billing_setting", "VIEW");
    async fn run(self, tx: &TenantTx) -> Result<Page<EntityCard>> {
        tx.list(&ENTITY_LIST, &self.query, |row| {
            let r = EntityListRow::from_row(row)?;
            Ok(EntityCard {
                id: r.id,
                legal_name: r.legal_name,
                currency: r.currency,
                country: r.country,
                region: r.region,
                city: r.city,
                is_default: r.is_default,
                version: r.version,
            })
        })
        .await
    }
    fn example() -> Value {
        json!({"limit": 25})
    }
}
