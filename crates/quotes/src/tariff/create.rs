//! A new tariff with its first version.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{Problems, Result, ids::LocationId, money::Currency};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    PriceBy, Tariff, VersionInput,
    store::{self, NewTariff},
};
use crate::pricing::tariff::{DistanceUnit, TariffKind};

/// Makes a tariff; its first version is a draft until it is published.
#[derive(Deserialize, JsonSchema)]
pub struct CreateTariff {
    pub name: String,
    pub kind: TariffKind,
    pub currency: Currency,
    #[serde(default)]
    pub distance_unit: DistanceUnit,
    /// Absent: the whole company's.
    pub location_id: Option<LocationId>,
    #[serde(default)]
    pub price_by: PriceBy,
    #[serde(flatten)]
    pub first: VersionInput,
}

impl Operation for CreateTariff {
    type Output = Tariff;
    const SPEC: Spec = Spec::command("quotes.tariff.create", "POST", "/tariffs")
        .summary("Makes a tariff with a first draft version.")
        .permission("tariff", "UPDATE")
        .created();

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        self.first.check(p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        tx.require("tariff", "UPDATE", &RowFacts { location: self.location_id, mine: true, record: Value::Null })?;
        let id = tx.new_id();
        tx.about("tariff", kernel::Id::uuid(id), &self.name);
        let new = NewTariff {
            id,
            name: self.name.trim(),
            kind: self.kind,
            currency: self.currency.code(),
            distance_unit: if self.distance_unit == DistanceUnit::Mi { "MI" } else { "KM" },
            location: self.location_id,
            price_by: self.price_by,
        };
        store::insert(tx, new).await?;
        store::insert_version(tx, id, &self.first).await?;
        store::read(tx, id).await
    }

    fn example() -> Value {
        json!({
            "name": "Local moves", "kind": "MOVING", "currency": "CAD", "valid_from": "2026-01-01",
            "rules": [{"rule_key": "hourly.2.1", "kind": "HOURLY", "movers": 2, "trucks": 1,
                       "rates": {"weekday": "139.00", "weekend": "149.00", "peak": "169.00"}}]
        })
    }
}
