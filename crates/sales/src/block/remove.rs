//! A contact is taken off the list.

use engine::{Done, Operation, Spec, TenantTx};
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{BlockKind, read, store};
use crate::lead::{self, at_most};

/// Takes an entry off, found by what it blocks.
#[derive(Deserialize, JsonSchema)]
pub struct RemoveBlock {
    pub kind: BlockKind,
    pub value: String,
    pub reason: Option<String>,
}

impl Operation for RemoveBlock {
    type Output = Done;
    const SPEC: Spec = Spec::command("sales.block.remove", "DELETE", "/contact-blocks")
        .summary("Takes a contact off the block list.")
        .permission("contact_block", "DELETE");

    fn check(&self, p: &mut Problems) {
        p.text("value", &self.value, 254);
        at_most(p, "value", Some(&self.value), 254);
        at_most(p, "reason", self.reason.as_deref(), 500);
    }

    async fn run(self, tx: &TenantTx) -> Result<Done> {
        let defaults = lead::store::defaults(tx, None).await?;
        let (value, _) = read(self.kind, &self.value, &defaults.country)
            .map_err(|sentence| Error::invalid("value", "NOT_READABLE", sentence))?;
        if !store::delete(tx, self.kind, &value).await? {
            return Err(Error::not_found("entry"));
        }
        if let Some(reason) = &self.reason {
            tx.reason(reason);
        }
        Ok(Done {})
    }

    fn example() -> Value {
        json!({"kind": "EMAIL", "value": "noise@example.com"})
    }
}
