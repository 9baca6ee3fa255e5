//! Back to an earlier version (CMP-12): previewed, with a reason, as a new version on top.

use engine::{Action, Operation, Spec, TenantTx};
use kernel::{Error, ErrorKind, Problems, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{may_view, parse, restorable};
use crate::audit::difference;

#[derive(Deserialize, JsonSchema)]
pub struct Rollback {
    pub entity: String,
    pub id: String,
    /// The version to go back to.
    pub version: i64,
    pub reason: String,
    /// True shows what would change and changes nothing.
    #[serde(default)]
    pub preview: bool,
    /// The newest version when the preview was shown; refused when it has moved since.
    #[serde(default)]
    pub current_version: Option<i64>,
}

#[derive(Serialize, JsonSchema)]
pub struct RolledBack {
    pub previewed: bool,
    pub current_version: i64,
    pub before: Map<String, Value>,
    pub after: Map<String, Value>,
}

impl Operation for Rollback {
    type Output = RolledBack;
    const SPEC: Spec = Spec::command("compliance.history.rollback", "POST", "/history/{entity}/{id}/rollback")
        .summary("Makes an earlier version the current one, as a new version.")
        .permission("audit", "UPDATE")
        .action(Action::Rollback);
    fn check(&self, p: &mut Problems) {
        p.text("entity", &self.entity, 60);
        p.text("id", &self.id, 60);
        p.text("reason", &self.reason, 500);
    }
    async fn run(self, tx: &TenantTx) -> Result<Self::Output> {
        let (table, id) = parse(&self.entity, &self.id)?;
        let Some(rule) = restorable(&self.entity) else {
            return Err(Error::conflict(
                "NOT_ROLLBACKABLE",
                "Records of this kind cannot be rolled back: they are append-only, derived, or promised to a customer.",
            ));
        };
        let versions = tx.versions(table, id).await?;
        let newest = versions.first().ok_or_else(|| Error::not_found("record"))?;
        let now = newest.image.clone().ok_or_else(|| no_version(newest.version))?;
        may_view(tx, &self.entity, &now)?;
        if newest.act == "DELETE" {
            return Err(Error::conflict("DELETED", "This record has been deleted."));
        }
        if self.current_version.is_some_and(|seen| seen != newest.version) {
            return Err(Error::new(
                ErrorKind::Stale,
                "STALE",
                "The record has changed since the preview. Look at it again.",
            ));
        }
        let wanted = versions.iter().find(|v| v.version == self.version).and_then(|v| v.image.clone());
        let wanted = wanted.ok_or_else(|| no_version(self.version))?;
        let mut result = now.clone();
        for column in rule.columns {
            if let (Some(target), Some(value)) = (result.as_object_mut(), wanted.get(*column)) {
                target.insert((*column).to_owned(), value.clone());
            }
        }
        let (before, after) = difference(Some(&now), Some(&result));
        tx.about(&self.entity, id, &format!("version {}", self.version));
        tx.reason(&self.reason);
        if !self.preview {
            if after.is_empty() {
                return Err(Error::conflict("NOTHING_TO_DO", "The record already is as it was in that version."));
            }
            tx.restore(rule.table, id, rule.columns, &result).await?;
        }
        let current_version = newest.version + i64::from(!self.preview);
        Ok(RolledBack { previewed: self.preview, current_version, before, after })
    }
    fn example() -> Value {
        json!({"entity": "customer", "id": "cus_01h455vb4pex5vsknk084sn02q", "version": 1, "reason": "Typed into the wrong record.", "preview": true})
    }
}

fn no_version(version: i64) -> Error {
    Error::conflict("NO_VERSION", format!("Version {version} is not kept."))
}
