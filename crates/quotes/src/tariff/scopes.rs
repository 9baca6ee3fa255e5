//! What a tariff is for.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{Problems, Result, ids::TariffId};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    Tariff,
    publish::refuse_ties,
    scope::{Scope, ScopeInput},
    store,
};
use crate::pricing::tariff::TariffKind;

/// Names a tariff and says where, for which services and how far it holds. Once a version is published this decides
/// prices: it takes who may publish, and a tie with another tariff is refused (QUO-6).
#[derive(Deserialize, JsonSchema)]
pub struct ChangeTariff {
    pub id: TariffId,
    pub name: String,
    #[serde(flatten)]
    pub scope: ScopeInput,
}

impl Operation for ChangeTariff {
    type Output = Tariff;
    const SPEC: Spec = Spec::command("quotes.tariff.change", "PATCH", "/tariffs/{id}")
        .summary("Says where, for which services and how far a tariff holds.")
        .permission("tariff", "UPDATE")
        .on("tariff", "id");

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        self.scope.check(None, p);
    }

    async fn run(self, tx: &TenantTx) -> Result<Tariff> {
        tx.target().await?;
        let tariff = store::read(tx, self.id).await?;
        let mut problems = Problems::new();
        self.scope.check(Some(tariff.kind()?), &mut problems);
        problems.finish()?;
        let scope = self.scope.scope();
        let published: Vec<_> = tariff.versions.iter().filter(|version| version.state == "PUBLISHED").collect();
        if scope != tariff.scope()? && !published.is_empty() {
            tx.require(
                "tariff",
                "APPROVE",
                &RowFacts { location: tariff.location_id, mine: false, record: Value::Null },
            )?;
            let rivals = store::rivals(tx, self.id).await?;
            for version in published {
                refuse_ties(version, &scope, &rivals)?;
            }
        }
        require_places(tx, &scope)?;
        store::change(tx, self.id, self.name.trim(), &self.scope).await?;
        store::read(tx, self.id).await
    }

    fn example() -> Value {
        json!({"id": "tar_01h00000000000000000000000", "name": "Local moves", "service_types": ["FULL"], "reach": "LOCAL"})
    }
}

/// Who prices for a place works there.
pub(super) fn require_places(tx: &TenantTx, scope: &Scope) -> Result<()> {
    for location in &scope.locations {
        let location = Some(kernel::Id::from_uuid(*location));
        tx.require("tariff", "UPDATE", &RowFacts { location, mine: true, record: Value::Null })?;
    }
    Ok(())
}

impl Tariff {
    pub(super) fn scope(&self) -> Result<Scope> {
        let places = self.location_ids.iter().map(|id| id.uuid().to_string()).collect();
        Scope::read(None, Some(places), self.service_types.clone(), self.reach.map(super::scope::Reach::code))
    }

    pub(super) fn kind(&self) -> Result<TariffKind> {
        store::kind_of(&self.kind)
    }
}
