//! One tariff with its versions and rules.

use engine::{Operation, Spec, TenantTx};
use kernel::{Result, ids::TariffId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tariff, store};

/// Reads a tariff.
#[derive(Deserialize, JsonSchema)]
pub struct ReadTariff {
    pub id: TariffId,
}

impl Operation for ReadTariff {
    type Output = Tariff;
    const SPEC: Spec = Spec::read("quotes.tariff.read", "/tariffs/{id}")
        .summary("A tariff with its versions and rules.")
        .permission("tariff", "VIEW")
        .on("tariff", "id");

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        tx.target().await?;
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "tar_01h00000000000000000000000"})
    }
}
