//! Changing a draft version.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::TariffId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Tariff, VersionInput, store};

/// Writes a draft version over: its days, settings and all its rules.
#[derive(Deserialize, JsonSchema)]
pub struct ChangeVersion {
    pub id: TariffId,
    /// Number of the draft.
    #[serde(deserialize_with = "super::number")]
    pub number: i32,
    #[serde(flatten)]
    pub next: VersionInput,
}

impl Operation for ChangeVersion {
    type Output = Tariff;
    const SPEC: Spec = Spec::command("quotes.tariff.change_version", "PUT", "/tariffs/{id}/versions/{number}")
        .summary("Writes a draft version of a tariff over.")
        .permission("tariff", "UPDATE")
        .on("tariff", "id");

    fn check(&self, p: &mut Problems) {
        self.next.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        tx.target().await?;
        let draft = store::read(tx, self.id).await?.draft(self.number)?.id;
        store::change_version(tx, draft, &self.next).await?;
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({
            "id": "tar_01h00000000000000000000000", "number": 2, "valid_from": "2027-01-01",
            "rules": [{"rule_key": "hourly.2.1", "kind": "HOURLY", "movers": 2, "trucks": 1,
                       "rates": {"weekday": "145.00", "weekend": "149.00", "peak": "169.00"}}]
        })
    }
}
