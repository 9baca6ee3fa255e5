//! The limits as they stand.

use std::collections::BTreeMap;

use engine::{Operation, Spec, TenantTx};
use kernel::Result;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Limits, LocalKm, Senders, limits, shipped};
use crate::{
    pricing::{
        limits::{CheckLimits, shipped_level},
        validator::{FlagCode, FlagLevel},
    },
    sql::limits as sql,
};

/// Reads the company's limits beside those the product ships.
#[derive(Deserialize, JsonSchema)]
pub struct ReadLimits {}

/// A role that sends quotes.
#[derive(Serialize, JsonSchema)]
pub struct RoleLimits {
    pub role: String,
    pub name: String,
    /// Whether it may make or change quotes; one that may not is shown for the limits it has.
    pub sends: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct LimitsPage {
    pub checks: CheckLimits,
    pub shipped_checks: CheckLimits,
    /// Level of each finding as shipped: the lightest it can have.
    pub shipped_levels: BTreeMap<FlagCode, FlagLevel>,
    /// What each role may grant alone; administrators may grant anything.
    pub senders: Senders,
    pub shipped_senders: Senders,
    /// Kilometres below which work is local: which tariff holds follows from it.
    pub local_km: LocalKm,
    pub shipped_local_km: LocalKm,
    pub roles: Vec<RoleLimits>,
}

pub(super) async fn page(tx: &TenantTx) -> Result<LimitsPage> {
    let (Limits { checks, senders, local_km }, mut roles) = futures::try_join!(limits(tx), sql::sending_roles(tx))?;
    roles.retain(|role| role.sends || senders.contains_key(&role.code));
    // Those who make quotes come first, each part by name.
    roles.sort_by_key(|role| !role.sends);
    let mut all = Senders::new();
    let mut own = Senders::new();
    for role in &roles {
        all.insert(role.code.clone(), shipped(&role.code));
        own.insert(role.code.clone(), senders.get(&role.code).cloned().unwrap_or_else(|| shipped(&role.code)));
    }
    Ok(LimitsPage {
        checks,
        shipped_checks: CheckLimits::default(),
        shipped_levels: FlagCode::ALL.into_iter().map(|code| (code, shipped_level(code))).collect(),
        senders: own,
        shipped_senders: all,
        local_km,
        shipped_local_km: LocalKm::default(),
        roles: roles
            .into_iter()
            .map(|role| RoleLimits { role: role.code, name: role.name, sends: role.sends })
            .collect(),
    })
}

impl Operation for ReadLimits {
    type Output = LimitsPage;
    const SPEC: Spec = Spec::read("quotes.limits.read", "/quote-limits")
        .summary("From where on a price is questioned, and what each role may grant.")
        .permission("tariff", "VIEW");

    async fn run(self, tx: &TenantTx) -> Result<LimitsPage> {
        page(tx).await
    }

    fn example() -> Value {
        json!({})
    }
}
