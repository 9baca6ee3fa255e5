//! Who changed what of one record, version by version.

use engine::{Operation, Spec, TenantTx};
use jiff::Timestamp;
use kernel::{Error, Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{may_view, parse};
use crate::{audit::difference, sql};

#[derive(Deserialize, JsonSchema)]
pub struct ListVersions {
    /// The kind of record, `customer`.
    pub entity: String,
    pub id: String,
}

#[derive(Serialize, JsonSchema)]
pub struct VersionOf {
    pub version: i64,
    pub act: String,
    pub at: Timestamp,
    pub actor_name: Option<String>,
    pub operation: Option<String>,
    pub reason: Option<String>,
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
}

#[derive(Serialize, JsonSchema)]
pub struct Versions {
    pub versions: Vec<VersionOf>,
    pub can_roll_back: bool,
}

impl Operation for ListVersions {
    type Output = Versions;
    const SPEC: Spec = Spec::read("compliance.history.list", "/history/{entity}/{id}")
        .summary("All versions of a record, newest first.")
        .session();
    fn check(&self, p: &mut Problems) {
        p.text("entity", &self.entity, 60);
        p.text("id", &self.id, 60);
    }
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        let (table, id) = parse(&self.entity, &self.id)?;
        let rows = sql::audit::versions_of_row(tx, table, id).await?;
        let newest = rows.iter().find_map(|r| r.image.clone()).ok_or_else(|| Error::not_found("record"))?;
        may_view(tx, &self.entity, &newest)?;
        let versions = rows
            .iter()
            .enumerate()
            .map(|(at, row)| {
                let before = rows.get(at + 1).and_then(|r| r.image.as_ref());
                let (before, after) = match row.act.as_str() {
                    "DELETE" => difference(row.image.as_ref(), None),
                    _ => difference(before, row.image.as_ref()),
                };
                VersionOf {
                    version: row.version,
                    act: row.act.clone(),
                    at: row.at,
                    actor_name: row.actor_name.clone(),
                    operation: row.operation.clone(),
                    reason: row.reason.clone(),
                    before,
                    after,
                }
            })
            .collect();
        let can_roll_back =
            super::restorable(&self.entity).is_some() && tx.caller().permissions().holds("audit", "UPDATE");
        Ok(Versions { versions, can_roll_back })
    }
    fn example() -> Value {
        json!({"entity": "customer", "id": "cus_01h455vb4pex5vsknk084sn02q"})
    }
}
