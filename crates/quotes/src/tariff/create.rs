//! A new tariff with its first version.

use engine::{Operation, Spec, TenantTx};
use kernel::{Problems, Result, ids::LocationId, money::Currency};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    PriceBy, Tariff, VersionInput,
    scope::ScopeInput,
    scopes::require_places,
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
    /// A single location; the same as one of `location_ids`.
    pub location_id: Option<LocationId>,
    #[serde(flatten)]
    pub scope: ScopeInput,
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
        self.scope.check(Some(self.kind), p);
        self.first.check(p);
    }

    async fn run(mut self, tx: &TenantTx) -> Result<Tariff> {
        self.scope.location_ids.extend(self.location_id);
        self.scope.location_ids.sort_unstable();
        self.scope.location_ids.dedup();
        require_places(tx, &self.scope.scope())?;
        let id = tx.new_id();
        tx.about("tariff", kernel::Id::uuid(id), &self.name);
        let new = NewTariff {
            id,
            name: self.name.trim(),
            kind: self.kind,
            currency: self.currency.code(),
            distance_unit: if self.distance_unit == DistanceUnit::Mi { "MI" } else { "KM" },
            scope: &self.scope,
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
