//! Throwing a draft version away.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::TariffId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tariff, store};

/// Discards a draft version; published and retired ones stay for good.
#[derive(Deserialize, JsonSchema)]
pub struct DiscardVersion {
    pub id: TariffId,
    /// Number of the draft.
    #[serde(deserialize_with = "super::number")]
    pub number: i32,
}

impl Operation for DiscardVersion {
    type Output = Tariff;
    const SPEC: Spec = Spec::command("quotes.tariff.discard_version", "DELETE", "/tariffs/{id}/versions/{number}")
        .summary("Discards a draft version of a tariff.")
        .permission("tariff", "UPDATE")
        .on("tariff", "id");

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        tx.target().await?;
        let draft = store::read(tx, self.id).await?.draft(self.number)?.id;
        store::discard_version(tx, draft).await?;
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "tar_01h00000000000000000000000", "number": 2})
    }
}
