//! Rules tried out on the leads of the last 30 days; nothing is written (SAL-7).

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use jiff::SignedDuration;
use kernel::{
    Problems, Result,
    ids::{LeadId, LocationId, RoutingPoolId, RoutingRuleId},
    time::local_day,
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    choice::{Asked, Candidate, choose},
    route::way,
    rules::check_condition,
    store::{self, Rule},
};
use crate::lead;

/// Days looked back.
const DAYS: i64 = 30;
/// Leads that are tried, newest first: as many as a person looks through.
const MOST: usize = 50;

/// Tries the rules as they stand, or with one more condition in front of them.
#[derive(Deserialize, JsonSchema)]
pub struct TryRules {
    /// A condition that is tried before the saved rules.
    pub condition: Option<String>,
    pub location_id: Option<LocationId>,
    pub pool_id: Option<RoutingPoolId>,
}

#[derive(Serialize, JsonSchema)]
pub struct Tried {
    pub leads: Vec<TriedLead>,
    /// How many of them the draft matched.
    pub matched: usize,
}

/// Where a lead would go now, and who would get it.
#[derive(Serialize, JsonSchema)]
pub struct TriedLead {
    pub id: LeadId,
    pub number: String,
    pub name: String,
    /// The draft held.
    pub by_draft: bool,
    /// The rule that held; none: the nearest location.
    pub rule_name: Option<String>,
    pub location_id: Option<LocationId>,
    pub pool_id: Option<RoutingPoolId>,
    pub candidates: Vec<Candidate>,
    /// Rules whose condition failed, with the reason.
    pub failed: Vec<Failed>,
}

#[derive(Serialize, JsonSchema)]
pub struct Failed {
    pub rule: String,
    pub reason: String,
}

impl Operation for TryRules {
    type Output = Tried;
    const SPEC: Spec = Spec::read_by_post("sales.routing.test", "/routing-rules/test")
        .summary("Tries routing on the leads of the last 30 days, with the choice explained; nothing is written.")
        .permission("routing", "UPDATE");

    fn check(&self, p: &mut Problems) {
        if let Some(condition) = &self.condition {
            check_condition(p, condition);
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Tried> {
        let draft_id = RoutingRuleId::from_uuid(uuid::Uuid::nil());
        let mut rules = store::rules(tx).await?;
        if let Some(condition) = &self.condition {
            let draft = Rule {
                id: draft_id,
                name: String::new(),
                position: 0,
                condition: condition.clone(),
                location_id: self.location_id,
                pool_id: self.pool_id,
                is_active: true,
                rule_version: 0,
                version: 0,
            };
            rules.insert(0, draft);
        }
        let since = tx.now() - SignedDuration::from_hours(24 * DAYS);
        let mut out = Vec::new();
        for id in store::recent(tx, since).await?.into_iter().take(MOST) {
            let row = lead::store::row(tx, id).await?;
            let mine = row.assigned_to.is_some() && row.assigned_to == tx.caller().user();
            if !tx.may("lead", "VIEW", &RowFacts { location: row.location_id, mine, record: Value::Null }) {
                continue;
            }
            let (way, failed) = way(tx, &row, &rules).await?;
            let by_draft = way.rule.as_ref().is_some_and(|r| r.id == draft_id);
            let candidates = match way.pool {
                Some(pool) => {
                    let week = store::week(tx, way.location).await?;
                    let members = store::members(tx, pool, local_day(tx.now(), &week.zone)).await?;
                    // As if the location were open: the dry run is about people, not about the time of day.
                    choose(&members, Asked { language: Some(row.language.as_str()), at_work: true, not: None }).1
                }
                None => vec![],
            };
            out.push(TriedLead {
                id,
                number: row.number,
                name: row.full_name,
                by_draft,
                rule_name: way.rule.map(|r| r.name).filter(|_| !by_draft),
                location_id: way.location,
                pool_id: way.pool,
                candidates,
                failed: failed.into_iter().map(|(rule, reason)| Failed { rule, reason }).collect(),
            });
        }
        let matched = out.iter().filter(|l| l.by_draft).count();
        Ok(Tried { leads: out, matched })
    }

    fn example() -> Value {
        json!({"condition": "lead.score >= 70 && lead.language == 'fr'"})
    }
}
