//! Why may somebody do this, or not: every test with its outcome, the grant that came nearest, and who could give
//! it (ACC-11).

use engine::{
    Operation, Spec, TenantTx,
    permission::{RowFacts, Tested},
};
use kernel::{Error, Problems, Result, ids::UserId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{permission_parts, scope_code, store};

/// May somebody, and why.
#[derive(Deserialize, JsonSchema)]
pub struct Why {
    /// `quote:APPROVE`.
    pub permission: String,
    /// Somebody else; needs the right to see users and roles.
    #[serde(default)]
    pub user_id: Option<UserId>,
    /// The record it is about, `led_…`; without one the answer is for a row of one's own place and making.
    #[serde(default)]
    pub record_id: Option<String>,
}

/// One grant or denial that was looked at.
#[derive(Serialize, JsonSchema)]
pub struct Test {
    /// The role, or "given to the user".
    pub source: String,
    pub scope: String,
    pub condition: Option<String>,
    /// COVERS, OUT_OF_SCOPE, GRANT_EXPIRED, CONDITION_FALSE or CONDITION_ERROR.
    pub outcome: String,
    pub denial: bool,
}

/// The answer with all that led to it.
#[derive(Serialize, JsonSchema)]
pub struct WhyAnswer {
    pub allowed: bool,
    /// ALLOWED, or the reason of the grant that came nearest.
    pub reason: String,
    pub message: String,
    pub tests: Vec<Test>,
    pub who_could_give: Vec<String>,
}

impl Operation for Why {
    type Output = WhyAnswer;
    const SPEC: Spec =
        Spec::read("access.why", "/access/why").summary("Why somebody may do something, or not.").session();
    fn check(&self, p: &mut Problems) {
        p.require(
            permission_parts(&self.permission).is_some(),
            "permission",
            "NOT_A_PERMISSION",
            "Write it like quote:APPROVE.",
        );
        if let Some(record) = &self.record_id {
            p.require(uuid_of(record).is_some(), "record_id", "NOT_AN_ID", "This is no record's id.");
        }
    }
    async fn run(self, tx: &TenantTx) -> Result<WhyAnswer> {
        let (resource, action) = permission_parts(&self.permission).ok_or_else(|| Error::not_found("permission"))?;
        let me = tx.caller().user();
        let other = self.user_id.filter(|u| Some(*u) != me);
        let held = match other {
            None => tx.caller().permissions().clone(),
            Some(user) => {
                let row = crate::user::store::by_id(tx, user).await?.ok_or_else(|| Error::not_found("user"))?;
                let seen = RowFacts { location: row.location_id, mine: false, record: json!({}) };
                tx.require("user", "VIEW", &seen)?;
                tx.require("role", "VIEW", &RowFacts::default())?;
                tx.permissions_of(user).await?
            }
        };
        let row = match self.record_id.as_deref().and_then(uuid_of) {
            None => RowFacts { location: held.locations.first().copied(), mine: true, record: json!({}) },
            Some(id) => tx
                .facts_of(resource, id, other.or(me))
                .await?
                .ok_or_else(|| Error::invalid("record_id", "NOT_FOUND", "There is no such record in your company."))?,
        };
        let decided = held.decide(resource, action, &row, tx.now());
        let tests = held.test(resource, action, &row, tx.now()).into_iter().map(card).collect();
        let who_could_give = store::holders(tx, "role", "UPDATE", held.locations.first().copied()).await?;
        let (allowed, reason) = match decided {
            Ok(()) => (true, "ALLOWED"),
            Err(reason) => (false, reason.code()),
        };
        let message = match reason {
            "ALLOWED" => "A grant covers this and no denial does.",
            "NO_GRANT" => "No role and no personal grant holds this permission.",
            "OUT_OF_SCOPE" => "There is a grant, but it does not reach this record.",
            "GRANT_EXPIRED" => "There was a grant, but it has ended.",
            "CONDITION_FALSE" => "There is a grant, but its condition is not met.",
            "CONDITION_ERROR" => "There is a grant, but its condition could not be evaluated.",
            "DENIED" => "This permission was taken away from the user.",
            _ => "This session may only read.",
        };
        Ok(WhyAnswer { allowed, reason: reason.into(), message: message.into(), tests, who_could_give })
    }
    fn example() -> Value {
        json!({"permission": "quote:APPROVE"})
    }
}

/// The id inside `led_…`, whatever kind it is of.
fn uuid_of(text: &str) -> Option<uuid::Uuid> {
    kernel::id::decode(text.split_once('_')?.1)
}

fn card(tested: Tested) -> Test {
    Test {
        scope: scope_code(tested.grant.scope).into(),
        condition: tested.grant.condition,
        source: tested.grant.source,
        outcome: tested.outcome.into(),
        denial: tested.denial,
    }
}
