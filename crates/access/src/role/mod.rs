//! Roles and what they hold; nobody gives what they don't hold (ACC-8).

pub mod change;
pub mod clone;
pub mod list;
pub mod seed;
pub mod store;
pub mod why;

use engine::permission::{Grant, Permissions, Scope};
use jiff::Timestamp;
use kernel::{Error, Result};

/// A grant somebody wants to give.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    pub resource: &'a str,
    pub action: &'a str,
    pub scope: Scope,
    pub condition: Option<&'a str>,
}

impl Wanted<'_> {
    /// Whether one grant of the giver reaches at least as far.
    fn within(&self, grant: &Grant, now: Timestamp) -> bool {
        grant.resource == self.resource
            && grant.action == self.action
            && grant.scope >= self.scope
            && grant.at.is_none()
            && grant.expires_at.is_none_or(|end| now < end)
            && (grant.condition.is_none() || grant.condition.as_deref() == self.condition)
    }
}

/// What of the wanted grants the giver does not hold, as `resource:ACTION SCOPE`.
pub fn beyond(giver: &Permissions, wanted: &[Wanted<'_>], now: Timestamp) -> Vec<String> {
    let holds = |w: &&Wanted<'_>| {
        giver.grants.iter().any(|g| w.within(g, now))
            && !giver.denials.iter().any(|d| d.resource == w.resource && d.action == w.action)
    };
    let mut out: Vec<String> = wanted
        .iter()
        .filter(|w| !holds(w))
        .map(|w| format!("{}:{} {}", w.resource, w.action, scope_code(w.scope)))
        .collect();
    out.sort();
    out.dedup();
    out
}

pub fn scope_code(scope: Scope) -> &'static str {
    match scope {
        Scope::Own => "OWN",
        Scope::Location => "LOCATION",
        Scope::Client => "CLIENT",
    }
}

/// `quote:APPROVE` in its two parts.
pub fn permission_parts(text: &str) -> Option<(&str, &str)> {
    let (resource, action) = text.split_once(':')?;
    (crate::grants::is_action(action) && is_resource(resource)).then_some((resource, action))
}

/// Lower snake case, as resources are written.
pub fn is_resource(text: &str) -> bool {
    (1..=60).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_')
}

/// Refuses to give what the caller does not hold. The product itself may give anything.
pub fn may_give(caller: &engine::Caller, wanted: &[Wanted<'_>], now: Timestamp) -> Result<()> {
    if matches!(caller.principal(), engine::Principal::System { .. } | engine::Principal::Support { .. }) {
        return Ok(());
    }
    let missing = beyond(caller.permissions(), wanted, now);
    if missing.is_empty() {
        return Ok(());
    }
    let first: Vec<&str> = missing.iter().take(5).map(String::as_str).collect();
    let rest = if missing.len() > 5 { format!(" and {} more", missing.len() - 5) } else { String::new() };
    Err(Error::forbidden(
        "NOT_YOURS_TO_GIVE",
        format!("You cannot give what you do not hold: {}{rest}.", first.join(", ")),
    )
    .with_data(serde_json::json!({"missing": missing})))
}

/// Only an ADMIN makes somebody ADMIN or AUDITOR.
pub fn may_give_role(caller: &engine::Caller, code: &str) -> Result<()> {
    let guarded = ["ADMIN", "AUDITOR"].contains(&code);
    let person = matches!(caller.principal(), engine::Principal::User { .. });
    if guarded && person && caller.permissions().role_code != "ADMIN" {
        return Err(Error::forbidden("ONLY_ADMIN", format!("Only an administrator can make somebody {code}.")));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant(action: &str, scope: Scope, condition: Option<&str>) -> Grant {
        Grant {
            resource: "quote".into(),
            action: action.into(),
            scope,
            condition: condition.map(Into::into),
            expires_at: None,
            at: None,
            source: "MANAGER".into(),
        }
    }
    fn wanted<'a>(action: &'a str, scope: Scope, condition: Option<&'a str>) -> Wanted<'a> {
        Wanted { resource: "quote", action, scope, condition }
    }

    #[test]
    fn acc_8_nobody_gives_what_they_do_not_hold() {
        let now = Timestamp::from_second(1_780_000_000).expect("in range");
        let mut giver = Permissions::default();
        giver.grants.push(grant("VIEW", Scope::Location, None));
        giver.grants.push(grant("APPROVE", Scope::Location, Some("record.total_minor <= 500000")));
        let beyond = |giver: &Permissions, w| beyond(giver, &[w], now);
        assert!(beyond(&giver, wanted("VIEW", Scope::Own, None)).is_empty());
        assert!(beyond(&giver, wanted("VIEW", Scope::Location, Some("record.total_minor < 1"))).is_empty());
        assert_eq!(beyond(&giver, wanted("VIEW", Scope::Client, None)), ["quote:VIEW CLIENT"]);
        assert_eq!(beyond(&giver, wanted("UPDATE", Scope::Own, None)), ["quote:UPDATE OWN"]);
        assert_eq!(beyond(&giver, wanted("APPROVE", Scope::Location, None)), ["quote:APPROVE LOCATION"]);
        assert!(beyond(&giver, wanted("APPROVE", Scope::Own, Some("record.total_minor <= 500000"))).is_empty());

        giver.grants[0].expires_at = Some(now);
        assert!(!beyond(&giver, wanted("VIEW", Scope::Own, None)).is_empty(), "an expired grant gives nothing");
        giver.grants[0].expires_at = None;
        giver.denials.push(grant("VIEW", Scope::Own, None));
        assert!(!beyond(&giver, wanted("VIEW", Scope::Own, None)).is_empty(), "denied to the giver");
    }
    #[test]
    fn permissions_are_written_resource_colon_action() {
        assert_eq!(permission_parts("quote:APPROVE"), Some(("quote", "APPROVE")));
        for wrong in ["quote", "quote:DO", "Quote:VIEW", ":VIEW", "a b:VIEW"] {
            assert_eq!(permission_parts(wrong), None, "{wrong}");
        }
    }
}
