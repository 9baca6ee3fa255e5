//! The audit line of an operation, as canonical JSON (RFC 8785), hashed inside its own transaction.

use std::collections::BTreeMap;

use kernel::{Error, Result};
use serde_json::Value;
use uuid::Uuid;

use crate::{
    caller::{Caller, Principal},
    operation::Spec,
    tx::{About, Core, Question, lock},
};

pub(crate) const INSERT: &str = "insert into audit_entry (company_id, id, at, occurred_at, operation, action, \
     outcome, severity, reason, actor_kind, actor_id, actor_name, support_session_id, entity, entity_id, \
     entity_label, location_id, request_id, address, agent, input, canonical, leaf) \
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, '\\x')";

#[derive(Clone, Copy)]
pub(crate) enum Outcome {
    Done,
    Refused,
    Failed,
}

impl Outcome {
    fn code(self) -> &'static str {
        match self {
            Outcome::Done => "DONE",
            Outcome::Refused => "REFUSED",
            Outcome::Failed => "FAILED",
        }
    }
}

/// Words in a field's name that make its value a secret: never stored.
const SECRET: &[&str] = &["password", "secret", "token", "code", "image", "signature", "key"];
const LONGEST: usize = 400;

/// The input without secrets and without long texts.
pub(crate) fn redacted(input: &Value) -> Value {
    match input {
        Value::Object(members) => Value::Object(
            members
                .iter()
                .map(|(name, value)| {
                    let lower = name.to_lowercase();
                    let secret = value.is_string() && SECRET.iter().any(|s| lower.contains(s));
                    (name.clone(), if secret { Value::String("set".into()) } else { redacted(value) })
                })
                .collect(),
        ),
        Value::Array(items) => Value::Array(items.iter().take(50).map(redacted).collect()),
        Value::String(text) if text.len() > LONGEST => Value::String(format!("{} characters", text.chars().count())),
        other => other.clone(),
    }
}

pub(crate) fn line(
    core: &Core,
    caller: &Caller,
    spec: &Spec,
    input: &Value,
    outcome: Outcome,
    reason: Option<&str>,
    entry: Uuid,
) -> Result<Question> {
    let mut about: About = lock(&core.about).clone();
    if about.reason.is_none() {
        about.reason = reason.map(str::to_owned);
    }
    let opened = core.opened.get();
    if about.entity.is_none()
        && let (Some(target), Some(row)) = (spec.target, opened.and_then(|o| o.target.as_ref()))
    {
        about.entity = Some(target.resource.into());
        about.entity_id = Some(row.id);
        about.location = about.location.or(row.facts.location.map(|l| l.uuid()));
    }
    let name = opened.and_then(|o| o.actor_name.clone()).unwrap_or_else(|| caller.name.clone());
    let severity = about.severity.unwrap_or(match (outcome, spec.action.code()) {
        (Outcome::Done, "DELETE" | "EXPORT") | (Outcome::Refused, _) => "WARNING",
        (Outcome::Done, "ROLLBACK" | "SUPPORT") => "CRITICAL",
        _ => "INFO",
    });
    let support = match &caller.principal {
        Principal::Support { support, .. } if !support.uuid().is_nil() => Some(support.uuid()),
        _ => None,
    };
    let input = redacted(input);
    let actor_id = Some(caller.actor_id()).filter(|id| !id.is_nil());
    let text = |v: &Option<String>| v.clone().map_or(Value::Null, Value::String);
    let id = |v: Option<Uuid>| v.map_or(Value::Null, |v| Value::String(v.to_string()));
    // Sorted by name, as the canonical form wants it; the digest of the row images goes where the mark stands.
    let fields: BTreeMap<&str, Value> = BTreeMap::from([
        ("action", Value::from(spec.action.code())),
        ("actor", id(actor_id)),
        ("actor_kind", Value::from(caller.actor_kind())),
        ("actor_name", Value::from(name.clone())),
        ("address", text(&caller.facts.address)),
        ("at", Value::from(core.now.to_string())),
        ("changes", Value::from("@")),
        ("company", Value::from(caller.company.uuid().to_string())),
        ("entity", text(&about.entity)),
        ("entity_id", id(about.entity_id)),
        ("id", Value::from(entry.to_string())),
        ("input", input.clone()),
        ("label", text(&about.label)),
        ("occurred_at", about.occurred_at.map_or(Value::Null, |t| Value::from(t.to_string()))),
        ("operation", Value::from(spec.name)),
        ("outcome", Value::from(outcome.code())),
        ("reason", text(&about.reason)),
        ("request", Value::from(caller.facts.request_id.to_string())),
        ("severity", Value::from(severity)),
        ("support", id(support)),
    ]);
    let canonical = serde_json_canonicalizer::to_string(&fields).map_err(Error::internal)?;
    Ok(Question {
        sql: INSERT.into(),
        params: vec![
            Box::new(caller.company),
            Box::new(entry),
            Box::new(core.now),
            Box::new(about.occurred_at),
            Box::new(spec.name),
            Box::new(spec.action.code()),
            Box::new(outcome.code()),
            Box::new(severity),
            Box::new(about.reason),
            Box::new(caller.actor_kind()),
            Box::new(actor_id),
            Box::new(name),
            Box::new(support),
            Box::new(about.entity),
            Box::new(about.entity_id),
            Box::new(about.label),
            Box::new(about.location),
            Box::new(caller.facts.request_id),
            Box::new(caller.facts.address.clone()),
            Box::new(caller.facts.agent.clone()),
            Box::new(input),
            Box::new(canonical),
        ],
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn cmp_2_secrets_never_reach_the_trail() {
        let input = json!({"email": "a@b.c", "password": "hunter2hunter2", "deep": [{"refresh_token": "x"}]});
        assert_eq!(redacted(&input), json!({"email": "a@b.c", "password": "set", "deep": [{"refresh_token": "set"}]}));
    }
}
