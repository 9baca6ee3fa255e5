//! A relation ends.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{
    Error, Result,
    ids::{CustomerId, CustomerRelationId},
};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    read::{Relations, relations},
    store,
};
use crate::{customer, timeline::store::family};

/// Ends a relation, or dismisses one that was suggested; the pair is not suggested again. Papers that went out stay as they
/// are.
#[derive(Deserialize, JsonSchema)]
pub struct EndRelation {
    pub id: CustomerId,
    pub relation_id: CustomerRelationId,
}

impl Operation for EndRelation {
    type Output = Relations;
    const SPEC: Spec = Spec::command("customers.relation.end", "POST", "/customers/{id}/relations/{relation_id}/end")
        .summary("Ends a relation between two customers.")
        .permission("customer", "UPDATE")
        .on("customer", "id");

    async fn run(self, tx: &TenantTx) -> Result<Relations> {
        let row = store::find(tx, self.relation_id, &family(tx, self.id).await?).await?;
        if !matches!(row.state.as_str(), "SUGGESTED" | "ACTIVE") {
            return Err(Error::conflict("RELATION_ENDED", "This relation has ended already."));
        }
        store::end(tx, row.id).await?;
        let location = customer::store::row(tx, row.other_id).await?.location_id;
        tx.emit(
            NewEvent::new("customers.relation.changed", "customer", row.other_id.uuid())
                .location(location)
                .data(json!({"kind": row.kind, "customer_id": row.other_id, "other_id": row.customer_id})),
        );
        relations(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "cus_01h2xcejqtf2nbrexx3vqjhp41", "relation_id": "crl_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
