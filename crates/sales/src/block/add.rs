//! A contact is put on the list.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::Timestamp;
use kernel::{Error, Problems, Result, ids::LocationId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

use super::{BlockKind, read, store};
use crate::lead::{self, at_most};

/// Blocks a phone, e-mail, domain, address or network.
#[derive(Deserialize, JsonSchema)]
pub struct AddBlock {
    pub kind: BlockKind,
    pub value: String,
    pub reason: String,
    pub location_id: Option<LocationId>,
    /// After this instant it does nothing.
    pub expires_at: Option<Timestamp>,
}

#[derive(Serialize, JsonSchema)]
pub struct AddedBlock {
    pub id: Uuid,
    /// As it is compared.
    pub value: String,
}

impl Operation for AddBlock {
    type Output = AddedBlock;
    const SPEC: Spec = Spec::command("sales.block.add", "POST", "/contact-blocks")
        .summary("Puts a contact on the block list.")
        .permission("contact_block", "CREATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("value", &self.value, 254);
        at_most(p, "value", Some(&self.value), 254);
        p.text("reason", &self.reason, 500);
        at_most(p, "reason", Some(&self.reason), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<AddedBlock> {
        let facts = RowFacts { location: self.location_id, mine: true, record: Value::Null };
        tx.require("contact_block", "CREATE", &facts)?;
        let defaults = lead::store::defaults(tx, self.location_id).await?;
        let (value, network) = read(self.kind, &self.value, &defaults.country)
            .map_err(|sentence| Error::invalid("value", "NOT_READABLE", sentence))?;
        let id = tx.new_id::<()>().uuid();
        tx.reason(&self.reason);
        store::insert(
            tx,
            store::InsertBlock {
                id,
                kind: self.kind.code(),
                value: &value,
                network: network.as_deref(),
                reason: self.reason.trim(),
                location_id: self.location_id,
                expires_at: self.expires_at,
            },
        )
        .await?;
        tx.about("contact_block", id, &value);
        Ok(AddedBlock { id, value })
    }

    fn example() -> Value {
        json!({"kind": "EMAIL", "value": "noise@example.com", "reason": "Orders and never answers."})
    }
}
