//! A draft of the next version, copied from the one that holds.

use engine::{Operation, Spec, TenantTx};
use jiff::civil::Date;
use kernel::{Error, Problems, Result, ids::TariffId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tariff, VersionInput, store};

/// Copies a version with all its rules as a draft (QUO-6, QUO-7); rule keys stay.
#[derive(Deserialize, JsonSchema)]
pub struct CopyVersion {
    pub id: TariffId,
    /// Number of the version; the newest published one where absent, else the newest.
    pub from: Option<i32>,
    /// First day of the copy.
    pub valid_from: Date,
    /// First day it is no longer valid.
    pub valid_to: Option<Date>,
}

impl Operation for CopyVersion {
    type Output = Tariff;
    const SPEC: Spec = Spec::command("quotes.tariff.copy_version", "POST", "/tariffs/{id}/drafts")
        .summary("Makes a draft of the next version, copied from the one that holds.")
        .permission("tariff", "UPDATE")
        .on("tariff", "id")
        .created();

    fn check(&self, p: &mut Problems) {
        let ordered = self.valid_to.is_none_or(|to| self.valid_from < to);
        p.require(ordered, "valid_to", "BEFORE_BEGIN", "A version ends after it begins.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        tx.target().await?;
        let tariff = store::read(tx, self.id).await?;
        if let Some(draft) = tariff.versions.iter().find(|v| v.state == "DRAFT") {
            let message = format!("Version {} is a draft already: change or discard it first.", draft.number);
            return Err(Error::conflict("DRAFT_EXISTS", message));
        }
        let found = match self.from {
            Some(number) => tariff.versions.iter().find(|v| v.number == number),
            None => tariff.versions.iter().find(|v| v.state == "PUBLISHED").or(tariff.versions.first()),
        };
        let from = found.ok_or_else(|| Error::invalid("from", "NOT_FOUND", "This tariff has no such version."))?;
        let next = VersionInput {
            valid_from: self.valid_from,
            valid_to: self.valid_to,
            settings: from.settings.clone(),
            rules: from.rules.clone(),
        };
        store::insert_version(tx, self.id, &next).await?;
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "tar_01h00000000000000000000000", "valid_from": "2027-01-01"})
    }
}
