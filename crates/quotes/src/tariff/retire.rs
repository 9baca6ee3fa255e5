//! Taking a version out of use.

use engine::{Operation, Spec, TenantTx};
use kernel::{Error, Result, ids::TariffId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tariff, store};

/// Retires a published version: it prices nothing new; what it priced keeps its price.
#[derive(Deserialize, JsonSchema)]
pub struct RetireVersion {
    pub id: TariffId,
    /// Number of the version.
    #[serde(deserialize_with = "super::number")]
    pub number: i32,
}

impl Operation for RetireVersion {
    type Output = Tariff;
    const SPEC: Spec = Spec::command("quotes.tariff.retire", "POST", "/tariffs/{id}/versions/{number}/retire")
        .summary("Retires a published version of a tariff.")
        .permission("tariff", "APPROVE")
        .on("tariff", "id");

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        tx.target().await?;
        let tariff = store::read(tx, self.id).await?;
        let version = tariff.version(self.number)?.id;
        if !store::retire_version(tx, version).await? {
            return Err(Error::conflict("NOT_PUBLISHED", "Only a published version is retired."));
        }
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "tar_01h00000000000000000000000", "number": 1})
    }
}
