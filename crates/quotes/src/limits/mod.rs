//! The company's own limits: from where on the validator speaks, and what each role may grant alone (QUO-36, QUO-37).

pub mod read;
pub mod set;

use std::collections::BTreeMap;

use engine::TenantTx;
use kernel::{Error, Result, money::Rate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{
    pricing::{input::SenderLimits, limits::CheckLimits},
    sql::limits as sql,
};

/// Limits by role's code. Administrators have none, and a role without an entry has what the product ships.
pub type Senders = BTreeMap<String, SenderLimits>;

/// A company's limits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Limits {
    pub checks: CheckLimits,
    pub senders: Senders,
    /// Kilometres below which work is local (QUO-6).
    pub local_km: LocalKm,
}

/// A distance that is 100 km unless the company says otherwise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct LocalKm(pub i32);

impl Default for LocalKm {
    fn default() -> Self {
        Self(crate::tariff::scope::LOCAL_KM)
    }
}

impl Limits {
    /// QUO-37: what a role may grant alone; none for those without limit.
    pub fn of_role(&self, role_code: &str) -> Option<SenderLimits> {
        match role_code {
            "" | "ADMIN" => None,
            role => Some(self.senders.get(role).cloned().unwrap_or_else(|| shipped(role))),
        }
    }
}

/// What the product ships.
pub fn shipped(role_code: &str) -> SenderLimits {
    let (discount, margin) = if role_code == "MANAGER" { (15, 10) } else { (5, 25) };
    SenderLimits { most_discount: Rate::percent(discount), least_margin: Rate::percent(margin) }
}

/// The company's own, or those the product ships.
pub async fn limits(tx: &TenantTx) -> Result<Limits> {
    let Some(row) = sql::limits(tx, tx.company().uuid()).await? else { return Ok(Limits::default()) };
    Ok(Limits {
        checks: serde_json::from_value(row.checks).map_err(Error::internal)?,
        senders: serde_json::from_value(row.senders).map_err(Error::internal)?,
        local_km: LocalKm(row.local_km),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quo_37_a_role_has_its_own_limits_or_the_shipped_ones() {
        let own = SenderLimits { most_discount: Rate::percent(8), least_margin: Rate::percent(20) };
        let limits = Limits { senders: Senders::from([("SALES_AGENT".into(), own.clone())]), ..Limits::default() };
        assert_eq!(limits.of_role("SALES_AGENT"), Some(own));
        assert_eq!(limits.of_role("MANAGER"), Some(shipped("MANAGER")));
        assert_eq!(limits.of_role("MANAGER").map(|l| l.most_discount), Some(Rate::percent(15)));
        assert_eq!(limits.of_role("ESTIMATOR").map(|l| l.least_margin), Some(Rate::percent(25)));
        assert_eq!(limits.of_role("ADMIN"), None);
    }
}
