//! What shall be sold in a month (SAL-34).

use engine::{ListQuery, Operation, Page, Spec, TenantTx, permission::RowFacts};
use jiff::civil::Date;
use kernel::{
    Problems, Result,
    ids::{LocationId, SalesTargetId},
    money::Money,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;

/// A month's target.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct TargetLine {
    pub id: SalesTargetId,
    /// The first day of the month.
    pub month: Date,
    /// Absent: the whole company.
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    #[schemars(extend("x-mask" = "BILL"))]
    pub amount: Money,
    pub version: i64,
}

/// Lists the targets, newest month first.
#[derive(Deserialize, JsonSchema)]
pub struct ListTargets {
    #[serde(flatten)]
    pub query: ListQuery,
}

impl Operation for ListTargets {
    type Output = Page<TargetLine>;
    const SPEC: Spec = Spec::list("sales.target.list", "/sales-targets", &store::TARGET_LIST)
        .summary("The targets by month and location.")
        .permission("sales_target", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Page<TargetLine>> {
        store::target_list(tx, &store::TARGET_LIST, &self.query).await
    }
    fn example() -> Value {
        json!({"limit": 50})
    }
}

/// Sets what shall be sold in a month, by a location or by the whole company.
#[derive(Deserialize, JsonSchema)]
pub struct SaveTarget {
    /// Any day of the month.
    pub month: Date,
    pub location_id: Option<LocationId>,
    pub amount: Money,
}

impl Operation for SaveTarget {
    type Output = TargetLine;
    const SPEC: Spec = Spec::command("sales.target.save", "POST", "/sales-targets")
        .summary("Sets a month's target.")
        .permission("sales_target", "UPDATE");

    fn check(&self, p: &mut Problems) {
        let sound = (0..=100_000_000_000_000).contains(&self.amount.minor());
        p.require(sound, "amount", "OUT_OF_RANGE", "Zero or more, at most a million millions.");
    }

    async fn run(self, tx: &TenantTx) -> Result<TargetLine> {
        let facts = RowFacts { location: self.location_id, mine: false, record: Value::Null };
        tx.require("sales_target", "UPDATE", &facts)?;
        let line = store::put_target(tx, self.month.first_of_month(), self.location_id, self.amount).await?;
        tx.about("sales_target", line.id.uuid(), &line.month.to_string());
        tx.at_location(self.location_id);
        Ok(line)
    }

    fn example() -> Value {
        json!({"month": "2026-05-01", "location_id": "loc_01h2xcejqtf2nbrexx3vqjhp41",
            "amount": {"amount": "120000.00", "currency": "CAD"}})
    }
}
