//! Pools: the people leads are shared among (SAL-8).

use engine::{Operation, Spec, TenantTx, permission::RowFacts};
use kernel::{
    Error, Problems, Result,
    ids::{LocationId, RoutingPoolId, UserId},
};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::store;
use crate::lead;

/// A pool with its members.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct PoolLine {
    pub id: RoutingPoolId,
    pub name: String,
    pub location_id: Option<LocationId>,
    pub location_name: Option<String>,
    pub is_default: bool,
    pub fallback_to: Option<UserId>,
    pub fallback_name: Option<String>,
    pub is_active: bool,
    pub members: Vec<MemberLine>,
    pub version: i64,
}

#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct MemberLine {
    pub user_id: UserId,
    pub name: String,
    pub weight: i32,
    pub open_cap: i32,
    pub untouched_cap: i32,
    pub languages: Vec<String>,
    pub is_active: bool,
}

/// Reads the pools with their members.
#[derive(Deserialize, JsonSchema)]
pub struct ReadPools {}

#[derive(Serialize, JsonSchema)]
pub struct Pools {
    pub pools: Vec<PoolLine>,
}

pub async fn lines(tx: &TenantTx) -> Result<Pools> {
    let (pools, members) = futures::try_join!(store::pools(tx), store::all_members(tx))?;
    let line = |p: store::PoolsRow| {
        let mine = members.iter().filter(|m| m.pool_id == p.id);
        let member = |m: &store::AllMembersRow| MemberLine {
            user_id: m.user_id,
            name: m.name.clone(),
            weight: m.weight,
            open_cap: m.open_cap,
            untouched_cap: m.untouched_cap,
            languages: serde_json::from_value(m.languages.clone()).unwrap_or_default(),
            is_active: m.is_active,
        };
        PoolLine {
            id: p.id,
            name: p.name,
            location_id: p.location_id,
            location_name: p.location_name,
            is_default: p.is_default,
            fallback_to: p.fallback_to,
            fallback_name: p.fallback_name,
            is_active: p.is_active,
            members: mine.map(member).collect(),
            version: p.version,
        }
    };
    Ok(Pools { pools: pools.into_iter().map(line).collect() })
}

impl Operation for ReadPools {
    type Output = Pools;
    const SPEC: Spec = Spec::read("sales.routing.pools", "/routing-pools")
        .summary("The pools leads are shared among, with weights and caps.")
        .permission("routing", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<Pools> {
        lines(tx).await
    }
    fn example() -> Value {
        json!({})
    }
}

/// Makes a pool or changes one; its members are those given.
#[derive(Deserialize, JsonSchema)]
pub struct SavePool {
    /// Absent: a new one.
    pub id: Option<RoutingPoolId>,
    pub name: String,
    /// Absent: for the whole company.
    pub location_id: Option<LocationId>,
    /// Leads of the location that no rule names a pool for go here.
    #[serde(default)]
    pub is_default: bool,
    /// Gets a lead when no member is able.
    pub fallback_to: Option<UserId>,
    #[serde(default = "yes")]
    pub is_active: bool,
    pub members: Vec<WantedMember>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize, JsonSchema)]
pub struct WantedMember {
    pub user_id: UserId,
    /// 1 to 10; 1 where absent.
    pub weight: Option<i32>,
    /// Open leads above which nothing more comes; 40 where absent.
    pub open_cap: Option<i32>,
    /// Untouched leads above which nothing more comes; 5 where absent.
    pub untouched_cap: Option<i32>,
    /// Codes such as `fr`; all where empty.
    #[serde(default)]
    pub languages: Vec<String>,
    #[serde(default = "yes")]
    pub is_active: bool,
}

impl Operation for SavePool {
    type Output = Pools;
    const SPEC: Spec = Spec::command("sales.routing.save_pool", "POST", "/routing-pools")
        .summary("Makes or changes a pool and its members.")
        .permission("routing", "UPDATE");

    fn check(&self, p: &mut Problems) {
        p.text("name", &self.name, 100);
        p.require(self.members.len() <= 200, "members", "TOO_MANY", "At most 200 members.");
        for (at, m) in self.members.iter().enumerate() {
            let within = |value: Option<i32>, most: i32| (1..=most).contains(&value.unwrap_or(1));
            p.require(within(m.weight, 10), &format!("members[{at}].weight"), "OUT_OF_RANGE", "Between 1 and 10.");
            let caps = within(m.open_cap, 1_000) && within(m.untouched_cap, 1_000);
            p.require(caps, &format!("members[{at}].open_cap"), "OUT_OF_RANGE", "Between 1 and 1,000 leads.");
            let known = m.languages.len() <= 20 && m.languages.iter().all(|l| l.len() == 2);
            p.require(known, &format!("members[{at}].languages"), "NOT_READABLE", "Languages are codes such as fr.");
            let twice = self.members.iter().filter(|other| other.user_id == m.user_id).count() > 1;
            p.require(!twice, &format!("members[{at}].user_id"), "TWICE", "This person is in the list twice.");
        }
    }

    async fn run(self, tx: &TenantTx) -> Result<Pools> {
        let may = |location| tx.require("routing", "UPDATE", &RowFacts { location, mine: false, record: Value::Null });
        may(self.location_id)?;
        for (at, member) in self.members.iter().enumerate() {
            if !lead::store::user_is_active(tx, member.user_id).await? {
                let field = format!("members[{at}].user_id");
                return Err(Error::invalid(&field, "UNKNOWN", "There is no such user, or it is not active."));
            }
        }
        let (name, fallback_to) = (self.name.trim(), self.fallback_to);
        let (location_id, is_default, is_active) = (self.location_id, self.is_default, self.is_active);
        let id = match self.id {
            Some(id) => {
                let old = store::lock_pool(tx, id).await?.ok_or_else(|| Error::not_found("routing pool"))?;
                may(old.location_id)?;
                let row = store::SetPool { name, location_id, is_default, fallback_to, is_active, id };
                store::set_pool(tx, row).await?;
                id
            }
            None => {
                let id = tx.new_id();
                let row = store::InsertPool { id, name, location_id, is_default, fallback_to, is_active };
                store::insert_pool(tx, row).await?;
                id
            }
        };
        let kept: Vec<UserId> = self.members.iter().map(|m| m.user_id).collect();
        store::keep_members(tx, id, &kept).await?;
        for member in &self.members {
            let row = store::PutMember {
                id: tx.new_id::<()>().uuid(),
                pool_id: id,
                user_id: member.user_id,
                weight: member.weight.unwrap_or(1),
                open_cap: member.open_cap.unwrap_or(40),
                untouched_cap: member.untouched_cap.unwrap_or(5),
                languages: &json!(member.languages),
                is_active: member.is_active,
            };
            store::put_member(tx, row).await?;
        }
        tx.about("routing_pool", id.uuid(), name);
        tx.at_location(location_id);
        lines(tx).await
    }

    fn example() -> Value {
        json!({"name": "North York", "is_default": true, "location_id": "loc_01h2xcejqtf2nbrexx3vqjhp41",
            "members": [{"user_id": "usr_01h2xcejqtf2nbrexx3vqjhp42", "weight": 2, "languages": ["fr"]}]})
    }
}
