//! Routing rules: the first that holds decides (SAL-7).

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Problems, Result,
    ids::{LocationId, RoutingPoolId, RoutingRuleId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{condition::Facts, store};

/// One rule.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct RuleLine {
    pub id: RoutingRuleId,
    pub name: String,
    pub position: i32,
    pub condition: String,
    pub location_id: Option<LocationId>,
    pub pool_id: Option<RoutingPoolId>,
    pub is_active: bool,
    pub rule_version: i32,
    pub version: i64,
}

/// Reads the rules in the order they are tried.
#[derive(Deserialize, JsonSchema)]
pub struct ReadRules {}

#[derive(Serialize, JsonSchema)]
pub struct Rules {
    pub rules: Vec<RuleLine>,
}

pub async fn lines(tx: &TenantTx) -> Result<Vec<RuleLine>> {
    let line = |r: store::Rule| RuleLine {
        id: r.id,
        name: r.name,
        position: r.position,
        condition: r.condition,
        location_id: r.location_id,
        pool_id: r.pool_id,
        is_active: r.is_active,
        rule_version: r.rule_version,
        version: r.version,
    };
    Ok(store::rules(tx).await?.into_iter().map(line).collect())
}

impl Operation for ReadRules {
    type Output = Rules;
    const SPEC: Spec = Spec::read("sales.routing.rules", "/routing-rules")
        .summary("The routing rules in the order they are tried.")
        .permission("routing", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Rules> {
        Ok(Rules { rules: lines(tx).await? })
    }
    fn example() -> Value {
        json!({})
    }
}

/// Makes a rule or changes one; every change is a new version of it.
#[derive(Deserialize, JsonSchema)]
pub struct SaveRule {
    /// Absent: a new one.
    pub id: Option<RoutingRuleId>,
    pub name: String,
    /// 1 to 10,000; the lowest is tried first.
    pub position: i32,
    /// An expression over `lead` and `now`, with `&&`, `||`, `!` and brackets.
    pub condition: String,
    /// Where the lead goes; its pool is the location's default where none is named.
    pub location_id: Option<LocationId>,
    pub pool_id: Option<RoutingPoolId>,
    #[serde(default = "yes")]
    pub is_active: bool,
}

fn yes() -> bool {
    true
}

/// A condition that cannot be read, or asks for what no lead has, is refused with the reason.
pub fn check_condition(p: &mut Problems, condition: &str) {
    p.text("condition", condition, 2_000);
    if let Err(why) = Facts::sample().hold(condition) {
        p.add("condition", "NOT_READABLE", why);
    }
}

impl Operation for SaveRule {
    type Output = Rules;
    const SPEC: Spec = Spec::command("sales.routing.save_rule", "POST", "/routing-rules")
        .summary("Makes or changes a routing rule.")
        .permission("routing", "UPDATE");

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        check_condition(p, &self.condition);
        p.require((1..=10_000).contains(&self.position), "position", "OUT_OF_RANGE", "Between 1 and 10,000.");
        let somewhere = self.location_id.is_some() || self.pool_id.is_some();
        p.require(somewhere, "location_id", "REQUIRED", "Say where the lead goes: a location, a pool, or both.");
    }

    async fn run(self, tx: &TenantTx) -> Result<Rules> {
        let may = |location| tx.require("routing", "UPDATE", &RowFacts { location, mine: false, record: Value::Null });
        may(self.location_id)?;
        let (name, condition) = (self.name.trim(), self.condition.trim());
        let id = match self.id {
            Some(id) => {
                may(store::rule(tx, id).await?.location_id)?;
                let row = store::SetRule {
                    name,
                    position: self.position,
                    condition,
                    location_id: self.location_id,
                    pool_id: self.pool_id,
                    is_active: self.is_active,
                    id,
                };
                store::set_rule(tx, row).await?;
                id
            }
            None => {
                let id = tx.new_id();
                let row = store::InsertRule {
                    id,
                    name,
                    position: self.position,
                    condition,
                    location_id: self.location_id,
                    pool_id: self.pool_id,
                    is_active: self.is_active,
                };
                store::insert_rule(tx, row).await?;
                id
            }
        };
        tx.about("routing_rule", id.uuid(), name);
        tx.at_location(self.location_id);
        Ok(Rules { rules: lines(tx).await? })
    }

    fn example() -> Value {
        json!({"name": "French, Québec", "position": 10, "condition": "lead.language == 'fr' && (lead.origin.province == 'QC' || lead.score >= 70)",
            "location_id": "loc_01h2xcejqtf2nbrexx3vqjhp41"})
    }
}
