//! Who may do what (ACC-5 to ACC-11): a row is allowed when some grant covers it and no denial does.

use std::collections::BTreeSet;

use jiff::Timestamp;
use kernel::{
    Error,
    expr::Expression,
    ids::{LocationId, RoleId, UserId},
};
use serde::Serialize;
use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Scope {
    Own,
    Location,
    Client,
}

impl Scope {
    pub fn read(text: &str) -> Self {
        match text {
            "CLIENT" => Scope::Client,
            "LOCATION" => Scope::Location,
            _ => Scope::Own,
        }
    }
}

#[derive(Clone, Debug, Serialize)]
pub struct Grant {
    pub resource: String,
    pub action: String,
    pub scope: Scope,
    pub condition: Option<String>,
    pub expires_at: Option<Timestamp>,
    /// Holds only at this location (a role held there); none: wherever the user works.
    pub at: Option<LocationId>,
    /// Where it comes from, for people: a role's name or "given to the user".
    pub source: String,
}

/// Everything a user holds in one company, as of one access version.
#[derive(Clone, Debug, Default)]
pub struct Permissions {
    pub(crate) everything: bool,
    pub(crate) read_only: bool,
    pub access_version: i64,
    pub user: Option<UserId>,
    pub role: Option<RoleId>,
    pub role_code: String,
    pub role_name: String,
    pub landing: String,
    pub locations: Vec<LocationId>,
    pub grants: Vec<Grant>,
    pub denials: Vec<Grant>,
    /// Field groups hidden from this user (ACC-9).
    pub masks: BTreeSet<String>,
    /// (step number, may edit, may approve, part) (ACC-13).
    pub steps: Vec<StepRight>,
}

#[derive(Clone, Debug, Serialize)]
pub struct StepRight {
    pub step_number: i32,
    pub can_view: bool,
    pub can_edit: bool,
    pub can_approve: bool,
    pub part: Option<String>,
}

/// What of a list the caller may see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    Company,
    Locations(Vec<LocationId>),
    /// Own rows, and those of the given locations where another grant adds them.
    Own(Vec<LocationId>),
}

/// What the permission test needs to know of one row.
#[derive(Clone, Debug, Default)]
pub struct RowFacts {
    pub location: Option<LocationId>,
    pub mine: bool,
    pub record: Value,
}

/// Why not (ACC-10), that of the grant that came nearest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Reason {
    NoGrant,
    OutOfScope,
    GrantExpired,
    ConditionError,
    ConditionFalse,
    Denied,
    ReadOnly,
}

impl Reason {
    pub fn code(self) -> &'static str {
        match self {
            Reason::NoGrant => "NO_GRANT",
            Reason::OutOfScope => "OUT_OF_SCOPE",
            Reason::GrantExpired => "GRANT_EXPIRED",
            Reason::ConditionError => "CONDITION_ERROR",
            Reason::ConditionFalse => "CONDITION_FALSE",
            Reason::Denied => "DENIED",
            Reason::ReadOnly => "READ_ONLY",
        }
    }
}

/// One grant or denial and how it came out; *why denied* shows them all.
#[derive(Clone, Debug, Serialize)]
pub struct Tested {
    pub grant: Grant,
    pub denial: bool,
    pub outcome: &'static str,
}

impl Permissions {
    /// The product itself.
    pub(crate) fn all() -> Self {
        Self { everything: true, ..Self::default() }
    }
    /// A super admin inside a company: sees all but sensitive fields; changes only in WRITE mode.
    pub(crate) fn support(write: bool) -> Self {
        let mut it = Self { everything: true, read_only: !write, ..Self::default() };
        it.masks.insert("SENSITIVE".into());
        it
    }

    /// Whether any grant for it exists at all, wherever it may reach.
    pub fn holds(&self, resource: &str, action: &str) -> bool {
        self.everything && !(self.read_only && action != "VIEW")
            || self.grants.iter().any(|g| g.resource == resource && g.action == action)
    }

    pub fn masked(&self, group: &str) -> bool {
        self.masks.contains(group)
    }

    /// Decides for one row; `now` and the record feed conditions.
    pub fn decide(&self, resource: &str, action: &str, row: &RowFacts, now: Timestamp) -> Result<(), Reason> {
        if self.everything {
            return if self.read_only && action != "VIEW" { Err(Reason::ReadOnly) } else { Ok(()) };
        }
        let tested = self.test(resource, action, row, now);
        if tested.iter().any(|t| t.denial && t.outcome == "COVERS") {
            return Err(Reason::Denied);
        }
        let grants = || tested.iter().filter(|t| !t.denial);
        if grants().any(|t| t.outcome == "COVERS") {
            return Ok(());
        }
        let nearest = grants().map(|t| match t.outcome {
            "GRANT_EXPIRED" => Reason::GrantExpired,
            "CONDITION_FALSE" => Reason::ConditionFalse,
            "CONDITION_ERROR" => Reason::ConditionError,
            _ => Reason::OutOfScope,
        });
        Err(nearest.max().unwrap_or(Reason::NoGrant))
    }

    /// Every grant and denial for it with its outcome (ACC-11).
    pub fn test(&self, resource: &str, action: &str, row: &RowFacts, now: Timestamp) -> Vec<Tested> {
        let matching = |g: &&Grant| g.resource == resource && g.action == action;
        let grants = self.grants.iter().filter(matching).map(|g| (g, false));
        let denials = self.denials.iter().filter(matching).map(|g| (g, true));
        grants
            .chain(denials)
            .map(|(grant, denial)| Tested {
                grant: grant.clone(),
                denial,
                outcome: self.outcome(grant, denial, row, now),
            })
            .collect()
    }

    fn outcome(&self, grant: &Grant, denial: bool, row: &RowFacts, now: Timestamp) -> &'static str {
        if !self.in_scope(grant, row) {
            return "OUT_OF_SCOPE";
        }
        if grant.expires_at.is_some_and(|end| now >= end) {
            return "GRANT_EXPIRED";
        }
        let Some(condition) = &grant.condition else { return "COVERS" };
        let at = Value::String(now.to_string());
        let user = serde_json::json!({"id": self.user.map(|u| u.to_string()), "role": self.role_code});
        let variables = [("record", &row.record), ("now", &at), ("user", &user)];
        match Expression::compile(condition).and_then(|e| e.holds(&variables)) {
            Ok(true) => "COVERS",
            Ok(false) => "CONDITION_FALSE",
            // A denial whose condition fails covers everything in scope; a grant's covers nothing.
            Err(_) if denial => "COVERS",
            Err(_) => "CONDITION_ERROR",
        }
    }

    fn in_scope(&self, grant: &Grant, row: &RowFacts) -> bool {
        match grant.scope {
            Scope::Client => true,
            Scope::Own => row.mine,
            Scope::Location => match (row.location, grant.at) {
                (None, _) => true,
                (Some(l), Some(at)) => l == at,
                (Some(l), None) => self.locations.contains(&l),
            },
        }
    }

    /// How far a list reaches; `None` when nothing may be seen. Conditions do not widen a list.
    pub fn reach(&self, resource: &str, action: &str, now: Timestamp) -> Option<Reach> {
        if self.everything {
            return Some(Reach::Company);
        }
        let live =
            |g: &&Grant| g.resource == resource && g.action == action && g.expires_at.is_none_or(|end| now < end);
        if self.denials.iter().filter(live).any(|d| d.scope == Scope::Client && d.condition.is_none()) {
            return None;
        }
        let mut own = false;
        let mut locations = BTreeSet::new();
        let mut any = false;
        for grant in self.grants.iter().filter(live) {
            any = true;
            match grant.scope {
                Scope::Client => return Some(Reach::Company),
                Scope::Own => own = true,
                Scope::Location => match grant.at {
                    Some(at) => drop(locations.insert(at)),
                    None => locations.extend(self.locations.iter().copied()),
                },
            }
        }
        let list = locations.into_iter().collect();
        any.then_some(if own { Reach::Own(list) } else { Reach::Locations(list) })
    }
}

/// The refusal people see: outside reach a record is not found, otherwise what is missing is named.
pub(crate) fn refusal(resource: &str, action: &str, reason: Reason) -> Error {
    let mut e = match reason {
        Reason::OutOfScope => Error::not_found(&resource.replace('_', " ")),
        _ => Error::forbidden(reason.code(), format!("You may not do this: {resource}:{action} is needed.")),
    };
    e.data = Some(serde_json::json!({
        "permission": format!("{resource}:{action}"), "reason": reason.code(),
    }));
    e
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn grant(scope: Scope, condition: Option<&str>, expires_at: Option<Timestamp>) -> Grant {
        Grant {
            resource: "quote".into(),
            action: "APPROVE".into(),
            scope,
            condition: condition.map(Into::into),
            expires_at,
            at: None,
            source: "MANAGER".into(),
        }
    }
    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    /// Worked example 2 of the access rules.
    #[test]
    fn acc_5_grants_conditions_expiry_and_denials() {
        let here = LocationId::from_uuid(uuid::Uuid::from_u128(1));
        let elsewhere = LocationId::from_uuid(uuid::Uuid::from_u128(2));
        let mut it = Permissions { locations: vec![here], ..Default::default() };
        it.grants.push(grant(Scope::Location, Some("record.total_minor <= 500000"), None));
        let row = |location, total: i64, mine| RowFacts {
            location: Some(location),
            mine,
            record: json!({"total_minor": total}),
        };
        let noon = at("2026-06-01T12:00:00Z");
        let decide = |it: &Permissions, row: &RowFacts, now| it.decide("quote", "APPROVE", row, now);
        assert_eq!(decide(&it, &row(here, 500_000, false), noon), Ok(()));
        assert_eq!(decide(&it, &row(here, 500_001, false), noon), Err(Reason::ConditionFalse));
        assert_eq!(decide(&it, &row(elsewhere, 1, false), noon), Err(Reason::OutOfScope));

        let end = at("2026-06-01T18:00:00Z");
        it.grants.push(grant(Scope::Location, Some("record.total_minor <= 2000000"), Some(end)));
        it.grants.remove(0);
        assert_eq!(decide(&it, &row(here, 1_200_000, false), at("2026-06-01T17:59:59Z")), Ok(()));
        assert_eq!(decide(&it, &row(here, 1_200_000, false), end), Err(Reason::GrantExpired));

        it.denials.push(grant(Scope::Own, None, None));
        assert_eq!(decide(&it, &row(here, 10_000, true), noon), Err(Reason::Denied));
    }
    #[test]
    fn acc_5_a_failing_condition_covers_nothing_as_a_grant_and_everything_as_a_denial() {
        let mut it = Permissions::default();
        it.grants.push(grant(Scope::Client, Some("record.nothing.here > 1"), None));
        let noon = at("2026-06-01T12:00:00Z");
        assert_eq!(it.decide("quote", "APPROVE", &RowFacts::default(), noon), Err(Reason::ConditionError));
        it.grants.push(grant(Scope::Client, None, None));
        assert_eq!(it.decide("quote", "APPROVE", &RowFacts::default(), noon), Ok(()));
        it.denials.push(grant(Scope::Client, Some("record.nothing.here > 1"), None));
        assert_eq!(it.decide("quote", "APPROVE", &RowFacts::default(), noon), Err(Reason::Denied));
    }
}
