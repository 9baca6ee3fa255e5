//! The next version of a tariff.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::TariffId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tariff, VersionInput, store};

/// Adds a draft version; the published one holds until this one is published.
#[derive(Deserialize, JsonSchema)]
pub struct AddVersion {
    pub id: TariffId,
    #[serde(flatten)]
    pub next: VersionInput,
}

impl Operation for AddVersion {
    type Output = Tariff;
    const SPEC: Spec = Spec::command("quotes.tariff.add_version", "POST", "/tariffs/{id}/versions")
        .summary("Adds a draft version of a tariff.")
        .permission("tariff", "UPDATE")
        .on("tariff", "id")
        .created();

    fn check(&self, p: &mut Problems) {
        self.next.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        store::insert_version(tx, self.id, &self.next).await?;
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({
            "id": "tar_01h00000000000000000000000", "valid_from": "2027-01-01",
            "rules": [{"rule_key": "hourly.2.1", "kind": "HOURLY", "movers": 2, "trucks": 1,
                       "rates": {"weekday": "145.00", "weekend": "149.00", "peak": "169.00"}}]
        })
    }
}
