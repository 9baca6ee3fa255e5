//! The older `/journey/{id}`: a status in a change runs the matching transition, users stand for their crew members.

use std::sync::{Arc, LazyLock};

use engine::{
    Error, PlatformTx, Problems, Result, Spec, TenantTx,
    module::{AnyOperation, BoxFuture},
};
use serde_json::{Map, Value, json};

/// Today's operations that the older ones consist of.
static TODAYS: LazyLock<Vec<Arc<dyn AnyOperation>>> =
    LazyLock::new(|| [dispatch::module().operations, crew::module().operations].concat());

fn todays(name: &str) -> Result<&'static Arc<dyn AnyOperation>> {
    let found = TODAYS.iter().find(|o| o.spec().name == name);
    found.ok_or_else(|| Error::internal(format!("no operation {name}")))
}

/// Checks and runs one of today's operations in the transaction of the older one.
async fn run(tx: &TenantTx, name: &str, input: Value) -> Result<Value> {
    let operation = todays(name)?;
    operation.check(&input)?;
    operation.run(tx, input).await
}

fn schema(name: &str, of: fn(&dyn AnyOperation) -> Value) -> Value {
    todays(name).map_or(Value::Null, |operation| of(operation.as_ref()))
}

fn members(input: &Value) -> Result<&Map<String, Value>> {
    input.as_object().ok_or_else(|| Error::invalid("", "NOT_READABLE", "An object is expected."))
}

/// PUT `/journey/{id}`: changes what is given; a `status` then runs the transition it means, or the whole is refused.
pub struct Change;

const STATUSES: [&str; 6] = ["MORNING_PREP", "EN_ROUTE", "ONSITE", "COMPLETED", "AUDITED", "CANCELLED"];
/// What belongs to the transition, not to the plan.
const OF_TRANSITION: [&str; 5] = ["id", "status", "reason", "position", "occurred_at"];

/// The operation that leads from one stage to another.
fn transition(from: &str, to: &str) -> Option<&'static str> {
    match (from, to) {
        ("MORNING_PREP", "EN_ROUTE") => Some("dispatch.journey.depart"),
        ("EN_ROUTE", "ONSITE") => Some("dispatch.journey.arrive"),
        ("ONSITE", "EN_ROUTE") => Some("dispatch.journey.leave"),
        ("EN_ROUTE" | "ONSITE", "COMPLETED") => Some("dispatch.journey.complete"),
        ("MORNING_PREP" | "EN_ROUTE" | "ONSITE", "CANCELLED") => Some("dispatch.journey.cancel"),
        _ => None,
    }
}

/// Times under their older names.
fn todays_fields(given: &Map<String, Value>) -> Map<String, Value> {
    let fields = given.iter().filter(|(name, _)| !OF_TRANSITION.contains(&name.as_str()));
    let renamed = fields.map(|(name, value)| {
        let name = match name.as_str() {
            "startTime" | "start_time" => "planned_start",
            "endTime" | "end_time" => "planned_end",
            "truckId" => "truck_id",
            other => other,
        };
        (name.to_owned(), value.clone())
    });
    renamed.collect()
}

async fn change(tx: &TenantTx, input: Value) -> Result<Value> {
    let given = members(&input)?;
    let id = given.get("id").cloned().unwrap_or_default();
    let mut fields = todays_fields(given);
    if !fields.is_empty() {
        fields.insert("id".into(), id.clone());
        run(tx, "dispatch.journey.change", Value::Object(fields)).await?;
    }
    let page = run(tx, "dispatch.journey.read", json!({"id": id})).await?;
    let from = page["status"].as_str().unwrap_or_default();
    let Some(to) = given.get("status").and_then(Value::as_str).filter(|to| *to != from) else { return Ok(page) };
    let Some(name) = transition(from, to) else {
        let text = format!("A journey does not go from {from} to {to}.");
        return Err(Error::conflict("NO_SUCH_TRANSITION", text));
    };
    let mut how = json!({"id": id});
    for field in ["position", "occurred_at"] {
        if let Some(value) = given.get(field) {
            how[field] = value.clone();
        }
    }
    let reason = given.get("reason").filter(|r| r.is_string()).cloned();
    match to {
        "CANCELLED" => how["reason"] = reason.unwrap_or_else(|| json!("Cancelled by an older client.")),
        "COMPLETED" => how["skip_reason"] = reason.unwrap_or_default(),
        _ => {}
    }
    run(tx, name, how).await?;
    run(tx, "dispatch.journey.read", json!({"id": id})).await
}

impl AnyOperation for Change {
    fn spec(&self) -> Spec {
        Spec::command("older.journey.change", "PUT", "/journey/{id}")
            .summary("Older path: changes a journey; a status runs the matching transition.")
            .permission("journey", "UPDATE")
            .on("journey", "id")
    }
    fn is_platform(&self) -> bool {
        false
    }
    fn input_schema(&self) -> Value {
        let mut schema = schema("dispatch.journey.change", |o| o.input_schema());
        schema["properties"]["status"] = json!({"type": "string", "enum": STATUSES});
        schema
    }
    fn output_schema(&self) -> Value {
        schema("dispatch.journey.read", |o| o.output_schema())
    }
    fn example(&self) -> Value {
        json!({"id": "jny_01h455vb4pex5vsknk084sn02q", "status": "EN_ROUTE"})
    }
    fn check(&self, input: &Value) -> Result<()> {
        let given = members(input)?;
        let mut problems = Problems::new();
        let known = given.get("status").is_none_or(|s| s.as_str().is_some_and(|s| STATUSES.contains(&s)));
        problems.require(known, "status", "NOT_A_STATUS", "This is not a status of a journey.");
        problems.finish()?;
        let mut fields = todays_fields(given);
        fields.insert("id".into(), given.get("id").cloned().unwrap_or_default());
        todays("dispatch.journey.change")?.check(&Value::Object(fields))
    }
    fn run<'a>(&'a self, tx: &'a TenantTx, input: Value) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async move {
            self.check(&input)?;
            change(tx, input).await
        })
    }
    fn run_platform<'a>(&'a self, _: &'a PlatformTx, _: Value) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async { Err(Error::internal("a company's operation was run outside of one")) })
    }
}

/// POST `/journey/{id}/crew`: one user with a role, or a list of them under `crew`; each stands for their crew
/// member, all or none.
pub struct AssignCrew;

const MOST_PEOPLE: usize = 50;

/// The people wanted, one object each.
fn wanted(given: &Map<String, Value>) -> Vec<&Value> {
    ["crew", "members", "assignments"]
        .into_iter()
        .find_map(|name| given.get(name)?.as_array())
        .map_or_else(Vec::new, |list| list.iter().collect())
}

fn user_of(entry: &Value) -> Option<&str> {
    ["user_id", "userId"].into_iter().find_map(|name| entry.get(name)?.as_str())
}

/// The entries with the place each is named at in refusals.
fn entries(input: &Value) -> Result<Vec<(String, &Value)>> {
    let given = members(input)?;
    let list = wanted(given);
    if user_of(input).is_some() || given.contains_key("crew_member_id") || list.is_empty() {
        return Ok(vec![(String::new(), input)]);
    }
    Ok(list.into_iter().enumerate().map(|(n, entry)| (format!("crew.{n}."), entry)).collect())
}

/// The crew member a user stands for.
async fn member_of(tx: &TenantTx, field: &str, user: &str) -> Result<Value> {
    let found = run(tx, "crew.member.list", json!({"user_id": user})).await?;
    let id = found["items"].get(0).map(|member| member["id"].clone());
    id.ok_or_else(|| Error::invalid(field, "NOT_CREW", "This user is not one of the crew."))
}

async fn assign(tx: &TenantTx, input: Value) -> Result<Value> {
    let id = members(&input)?.get("id").cloned().unwrap_or_default();
    let mut card = Value::Null;
    for (at, entry) in entries(&input)? {
        let member = match (entry.get("crew_member_id"), user_of(entry)) {
            (Some(member), _) => member.clone(),
            (None, Some(user)) => member_of(tx, &format!("{at}user_id"), user).await?,
            (None, None) => return Err(Error::invalid(&format!("{at}user_id"), "REQUIRED", "Please fill this in.")),
        };
        let mut seat = json!({"id": id, "crew_member_id": member, "lead": entry.get("lead") == Some(&json!(true))});
        if let Some(role) = entry.get("role") {
            seat["role"] = role.clone();
        }
        card = run(tx, "dispatch.crew.assign", seat).await?;
    }
    Ok(card)
}

impl AnyOperation for AssignCrew {
    fn spec(&self) -> Spec {
        Spec::command("older.journey.crew", "POST", "/journey/{id}/crew")
            .summary("Older path: assigns users, each standing for their crew member; all or none.")
            .permission("journey", "ASSIGN")
            .on("journey", "id")
    }
    fn is_platform(&self) -> bool {
        false
    }
    fn input_schema(&self) -> Value {
        let text = json!({"type": "string", "maxLength": 40});
        let seat = json!({"user_id": text, "role": text, "lead": {"type": "boolean"}});
        json!({
            "type": "object", "required": ["id"],
            "properties": {
                "id": text, "user_id": text, "role": text, "lead": {"type": "boolean"},
                "crew": {"type": "array", "maxItems": MOST_PEOPLE, "items": {"type": "object", "properties": seat}},
            },
        })
    }
    fn output_schema(&self) -> Value {
        schema("dispatch.crew.assign", |o| o.output_schema())
    }
    fn example(&self) -> Value {
        json!({
            "id": "jny_01h455vb4pex5vsknk084sn02q",
            "crew": [{"user_id": "usr_01h455vb4pex5vsknk084sn02q", "role": "DRIVER"}],
        })
    }
    fn check(&self, input: &Value) -> Result<()> {
        let mut problems = Problems::new();
        let all = entries(input)?;
        problems.require(all.len() <= MOST_PEOPLE, "crew", "TOO_MANY", "At most 50 people.");
        for (at, entry) in all.iter().take(MOST_PEOPLE) {
            let named = user_of(entry).is_some() || entry.get("crew_member_id").is_some();
            problems.require(named, &format!("{at}user_id"), "REQUIRED", "Please fill this in.");
        }
        problems.finish()
    }
    fn run<'a>(&'a self, tx: &'a TenantTx, input: Value) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async move {
            self.check(&input)?;
            assign(tx, input).await
        })
    }
    fn run_platform<'a>(&'a self, _: &'a PlatformTx, _: Value) -> BoxFuture<'a, Result<Value>> {
        Box::pin(async { Err(Error::internal("a company's operation was run outside of one")) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_means_one_transition_or_none() {
        assert_eq!(transition("MORNING_PREP", "EN_ROUTE"), Some("dispatch.journey.depart"));
        assert_eq!(transition("ONSITE", "EN_ROUTE"), Some("dispatch.journey.leave"));
        assert_eq!(transition("MORNING_PREP", "COMPLETED"), None);
        assert_eq!(transition("COMPLETED", "AUDITED"), None, "reached by the audit alone");
        for from in STATUSES {
            for name in STATUSES.into_iter().filter_map(|to| transition(from, to)) {
                assert!(todays(name).is_ok(), "{name}");
            }
        }
    }
    #[test]
    fn one_person_or_a_list() {
        let one = json!({"id": "x", "user_id": "usr_1", "role": "DRIVER"});
        assert_eq!(entries(&one).expect("entries").len(), 1);
        let two = json!({"id": "x", "crew": [{"user_id": "usr_1"}, {"userId": "usr_2"}]});
        assert_eq!(entries(&two).expect("entries").len(), 2);
        assert!(AssignCrew.check(&json!({"id": "x", "crew": [{"role": "DRIVER"}]})).is_err());
        assert!(AssignCrew.check(&json!({"id": "x"})).is_err());
    }
    #[test]
    fn examples_can_be_read() {
        for operation in super::super::module().operations {
            operation.check(&operation.example()).unwrap_or_else(|e| panic!("{}: {e}", operation.spec().name));
        }
    }
}
