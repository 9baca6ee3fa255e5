//! Publishing freezes a version.

use engine::{Operation, Spec, TenantTx, event::NewEvent};
use kernel::{Error, Result, ids::TariffId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{BASES, Tariff, VersionCard, overlap, scope::Scope, store};

/// Publishes a draft version (QUO-7). The version before ends where it begins; a tie with another tariff is refused
/// (QUO-6).
#[derive(Deserialize, JsonSchema)]
pub struct PublishTariff {
    pub id: TariffId,
    /// Number of the version; the newest draft where absent.
    pub number: Option<i32>,
}

impl Operation for PublishTariff {
    type Output = Tariff;
    const SPEC: Spec = Spec::command("quotes.tariff.publish", "POST", "/tariffs/{id}/publish")
        .summary("Publishes a version of a tariff and freezes it.")
        .permission("tariff", "APPROVE")
        .on("tariff", "id");

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        tx.target().await?;
        let (tariff, rivals) = futures::try_join!(store::read(tx, self.id), store::rivals(tx, self.id))?;
        let draft = tariff
            .versions
            .iter()
            .filter(|v| v.state == "DRAFT")
            .find(|v| self.number.is_none_or(|n| n == v.number))
            .ok_or_else(|| Error::conflict("NO_DRAFT", "There is no draft of this tariff with that number."))?;
        let later = tariff.versions.iter().find(|v| v.state == "PUBLISHED" && v.valid_from >= draft.valid_from);
        if let Some(later) = later.filter(|l| overlap(span(draft), span(l))) {
            return Err(Error::conflict(
                "VERSIONS_OVERLAP",
                format!("Version {} is valid from {} already.", later.number, later.valid_from),
            ));
        }
        refuse_ties(draft, &tariff.scope()?, &rivals)?;
        let text = serde_json::to_vec(&json!([draft.settings, draft.rules])).map_err(Error::internal)?;
        let hash = Sha256::digest(&text);
        if !store::publish(tx, self.id, draft.id, draft.valid_from, &hash).await? {
            return Err(Error::conflict("NO_DRAFT", "This version is published already."));
        }
        tx.emit(
            NewEvent::new("quotes.tariff.published", "tariff", self.id.uuid())
                .location(tariff.location_id)
                .data(json!({"tariff_id": self.id, "tariff_version_id": draft.id})),
        );
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "tar_01h00000000000000000000000"})
    }
}

/// Refuses a version that prices the same work on the same days as another tariff's, neither being more particular
/// (QUO-6).
pub(super) fn refuse_ties(version: &VersionCard, scope: &Scope, rivals: &[store::Rival]) -> Result<()> {
    let kinds = kinds(version)?;
    for rival in rivals {
        let same_days = overlap(span(version), (rival.valid_from, rival.valid_to));
        let same_work = rival.rule_kinds.iter().flatten().any(|k| BASES.contains(&k.as_str()) && kinds.contains(k));
        if same_days && same_work && scope.ties(&rival.scope()?) {
            return Err(Error::conflict(
                "TARIFF_TIE",
                format!(
                    "The tariff {} prices the same on the same days; nobody could tell which one holds. Say for which \
                     locations, services or distances each of them is.",
                    rival.name
                ),
            ));
        }
    }
    Ok(())
}

fn span(v: &VersionCard) -> (jiff::civil::Date, Option<jiff::civil::Date>) {
    (v.valid_from, v.valid_to)
}

fn kinds(draft: &VersionCard) -> Result<Vec<String>> {
    let rules = serde_json::to_value(&draft.rules).map_err(Error::internal)?;
    let all = rules.as_array().into_iter().flatten();
    Ok(all.filter_map(|r| r.get("kind").and_then(Value::as_str).map(str::to_owned)).collect())
}
