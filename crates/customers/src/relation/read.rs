//! How a customer stands to others.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::CustomerId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Relation, store};
use crate::timeline::store::family;

/// Reads the relations of a customer and of those merged into it: the 200 newest that hold or are suggested.
#[derive(Deserialize, JsonSchema)]
pub struct ReadRelations {
    pub id: CustomerId,
}

#[derive(Serialize, JsonSchema)]
pub struct Relations {
    pub relations: Vec<Relation>,
}

pub(super) async fn relations(tx: &TenantTx, id: CustomerId) -> Result<Relations> {
    Ok(Relations { relations: store::all(tx, &family(tx, id).await?).await? })
}

impl Operation for ReadRelations {
    type Output = Relations;
    const SPEC: Spec = Spec::read("customers.relation.read", "/customers/{id}/relations")
        .summary("How a customer stands to others: household, parent firm, broker, referral, who pays.")
        .permission("customer", "VIEW")
        .on("customer", "id");

    async fn run(self, tx: &TenantTx) -> Result<Relations> {
        relations(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
