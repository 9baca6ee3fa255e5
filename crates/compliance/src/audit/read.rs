//! One line with everything it changed, before and after.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::AuditEntryId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Entry, difference, edge_id, store};

#[derive(Deserialize, JsonSchema)]
pub struct ReadAudit {
    pub id: AuditEntryId,
}

/// A row that the operation touched.
#[derive(Serialize, JsonSchema)]
pub struct Change {
    pub table: String,
    pub row_id: String,
    pub version: i64,
    /// INSERT, UPDATE or DELETE.
    pub act: String,
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
}

#[derive(Serialize, JsonSchema)]
pub struct EntryWithChanges {
    #[serde(flatten)]
    pub entry: Entry,
    pub changes: Vec<Change>,
    /// The text that is hashed, and its leaf hash: what the sealed chain holds.
    pub canonical: String,
    pub leaf: String,
}

impl Operation for ReadAudit {
    type Output = EntryWithChanges;
    const SPEC: Spec = Spec::read("compliance.audit.read", "/audit/{id}")
        .summary("One line with every row it changed, before and after.")
        .permission("audit", "VIEW")
        .on("audit", "id");
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        let (row, changes, leaf) =
            futures::try_join!(store::entry(tx, self.id), store::changes(tx, self.id), store::leaf(tx, self.id))?;
        let (Some(row), Some(leaf)) = (row, leaf) else { return Err(Error::not_found("audit entry")) };
        let changes = changes
            .into_iter()
            .map(|c| {
                let (before, after) = match c.act.as_str() {
                    "DELETE" => difference(c.image.as_ref(), None),
                    _ => difference(c.before.as_ref(), c.image.as_ref()),
                };
                Change {
                    row_id: edge_id(&c.table_name, c.row_id),
                    table: c.table_name,
                    version: c.version,
                    act: c.act,
                    before,
                    after,
                }
            })
            .collect();
        let hash = store::hash(&leaf.leaf)?.to_string();
        Ok(EntryWithChanges { entry: row.into(), changes, canonical: leaf.canonical, leaf: hash })
    }
    fn example() -> Value {
        json!({"id": "aud_01h455vb4pex5vsknk084sn02q"})
    }
}
