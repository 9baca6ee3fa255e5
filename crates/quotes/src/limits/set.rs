//! The company decides its limits.

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{Error, Problems, Result, money::Rate};
use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    LocalKm, Senders,
    read::{LimitsPage, page},
};
use crate::{pricing::limits::CheckLimits, sql::limits as sql};

/// Decides the company's limits as a whole. What blocks can only be made stricter, and no finding can be taken more lightly
/// than the product takes it.
#[derive(Deserialize, JsonSchema)]
pub struct SetLimits {
    pub checks: CheckLimits,
    #[serde(default)]
    pub senders: Senders,
    /// Kilometres below which work is local; 100 where absent.
    #[serde(default)]
    pub local_km: LocalKm,
}

impl Operation for SetLimits {
    type Output = LimitsPage;
    const SPEC: Spec = Spec::command("quotes.limits.set", "PUT", "/quote-limits")
        .summary("Decides from where on a price is questioned, and what each role may grant.")
        .permission("tariff", "APPROVE");

    fn check(&self, p: &mut Problems) {
        for (field, sentence) in self.checks.problems() {
            p.add(format!("checks.{field}"), "OUT_OF_RANGE", sentence);
        }
        let near = (1..=2_000).contains(&self.local_km.0);
        p.require(near, "local_km", "OUT_OF_RANGE", "Between 1 and 2,000 kilometres.");
        p.require(self.senders.len() <= 100, "senders", "TOO_MANY", "At most 100 roles.");
        let share = |rate: Rate| Rate::ZERO <= rate && rate <= Rate::percent(100);
        for (role, limits) in &self.senders {
            let at = |field: &str| format!("senders.{role}.{field}");
            let sentence = "Between 0 % and 100 %.";
            p.require(share(limits.most_discount), &at("most_discount"), "OUT_OF_RANGE", sentence);
            p.require(share(limits.least_margin), &at("least_margin"), "OUT_OF_RANGE", sentence);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<LimitsPage> {
        // The limits are the whole company's: who may set tariffs of one place may not set them.
        tx.require("tariff", "APPROVE", &RowFacts { location: None, mine: false, record: Value::Null })?;
        let checks = serde_json::to_value(&self.checks).map_err(Error::internal)?;
        let senders = serde_json::to_value(&self.senders).map_err(Error::internal)?;
        sql::put_limits(tx, tx.company().uuid(), &checks, &senders, self.local_km.0).await?;
        page(tx).await
    }

    fn example() -> Value {
        json!({"checks": {"days_ahead": 365, "most_override": "5%", "levels": {"P13": "APPROVAL"}},
            "senders": {"SALES_AGENT": {"most_discount": "5%", "least_margin": "25%"}}, "local_km": 80})
    }
}
