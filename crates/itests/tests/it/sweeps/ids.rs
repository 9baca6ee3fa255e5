//! Where ids stand in an operation's input, read from its schema.

use engine::module::AnyOperation;
use kernel::ids::PREFIXES;
use serde_json::{Value, json};
use uuid::Uuid;

/// A step of the way to a field.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Step {
    Member(String),
    Each,
}

/// A field that holds the id of a row of this table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdField {
    path: Vec<Step>,
    pub table: String,
}

impl IdField {
    /// As problems name it, without the numbers of items: `stops.location_id`.
    pub fn name(&self) -> String {
        let members = self.path.iter().filter_map(|s| match s {
            Step::Member(name) => Some(name.as_str()),
            Step::Each => None,
        });
        members.collect::<Vec<_>>().join(".")
    }

    /// Puts the id there, making what is missing on the way.
    pub fn put(&self, input: &mut Value, id: &str) {
        let mut here = input;
        for step in &self.path {
            here = match step {
                Step::Member(name) => {
                    if !here.is_object() {
                        *here = json!({});
                    }
                    &mut here[name.as_str()]
                }
                Step::Each => {
                    if here.as_array().is_none_or(Vec::is_empty) {
                        *here = json!([null]);
                    }
                    &mut here[0]
                }
            };
        }
        *here = json!(id);
    }

    /// Replaces the ids that stand there, in every item; what is not given stays so.
    pub fn replace(&self, input: &mut Value, id: &str) {
        replace(input, &self.path, id);
    }
}

fn replace(here: &mut Value, path: &[Step], id: &str) {
    match (path, here) {
        ([], here @ Value::String(_)) => *here = json!(id),
        ([Step::Member(name), rest @ ..], Value::Object(members)) => {
            if let Some(member) = members.get_mut(name) {
                replace(member, rest, id);
            }
        }
        ([Step::Each, rest @ ..], Value::Array(items)) => items.iter_mut().for_each(|item| replace(item, rest, id)),
        _ => {}
    }
}

/// An id of this table that no row has.
pub fn unknown(table: &str) -> String {
    edge(table, Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001))
}

/// The UUID of an id as clients see it.
pub fn read(text: &str) -> Option<Uuid> {
    match text.split_once('_') {
        Some((_, body)) => kernel::id::decode(body),
        None => text.parse().ok(),
    }
}

/// The id as clients see it.
pub fn edge(table: &str, id: Uuid) -> String {
    let prefix = PREFIXES.iter().find(|(t, _)| *t == table);
    prefix.map_or_else(|| id.to_string(), |(_, prefix)| format!("{prefix}_{}", kernel::id::encode(id)))
}

/// Ids whose kind the schema does not tell: operation, field, the table that the example's id is of.
pub const TOLD_BY_HAND: &[(&str, &str, &str)] = &[
    // The kind of the record stands beside it.
    ("access.why", "record_id", "quote"),
    ("capture.media.register", "owner_id", "journey_step"),
    ("compliance.history.list", "id", "customer"),
    ("compliance.history.rollback", "id", "customer"),
    // Rows that nothing else refers to have no kind of id.
    ("access.user_permission.take", "permission_id", "user_permission"),
    ("crew.certification.judge", "certification_id", "certification"),
    // Older clients send a user where a member of the crew is meant.
    ("older.journey.crew", "id", "journey"),
    ("older.journey.crew", "user_id", "app_user"),
    ("older.journey.crew", "crew.user_id", "app_user"),
];

/// What a phone calls itself and its operations: no ids of ours.
pub const NOT_OURS: &[(&str, &str)] =
    &[("mobile.operation.record", "client_id"), ("mobile.operation.record", "device_id")];

/// Tables whose rows' ids are plain UUIDs at the edge.
pub const PLAIN: [&str; 2] = ["user_permission", "certification"];

/// Every field of the operation's input that holds an id of a company's record.
pub fn of(operation: &dyn AnyOperation) -> Vec<IdField> {
    let schema = operation.input_schema();
    let name = operation.spec().name;
    let mut out = fields(&schema);
    walk(&schema, &schema, &mut vec![], &mut |path, _| {
        let field = IdField { path: path.to_vec(), table: String::new() };
        let told = TOLD_BY_HAND.iter().find(|(o, f, _)| *o == name && *f == field.name());
        if let Some((_, _, table)) = told
            && !out.iter().any(|f| f.path == field.path)
        {
            out.push(IdField { table: (*table).into(), ..field });
        }
    });
    out
}

/// Every field of the schema that holds an id.
fn fields(schema: &Value) -> Vec<IdField> {
    let mut out = vec![];
    walk(schema, schema, &mut vec![], &mut |path, node| {
        if let Some(table) = node["x-id-of"].as_str() {
            let field = IdField { path: path.to_vec(), table: table.into() };
            if !out.contains(&field) {
                out.push(field);
            }
        }
    });
    out
}

/// Every field that is called like an id and does not say of what.
pub fn untyped(operation: &dyn AnyOperation) -> Vec<String> {
    let (mut out, schema) = (vec![], operation.input_schema());
    let typed: Vec<String> = of(operation).iter().map(IdField::name).collect();
    let ours = |name: &str| !NOT_OURS.contains(&(operation.spec().name, name));
    walk(&schema, &schema, &mut vec![], &mut |path, _| {
        let name = IdField { path: path.to_vec(), table: String::new() }.name();
        let last = name.rsplit('.').next().unwrap_or_default();
        let like_an_id = last == "id" || last.ends_with("_id") || last.ends_with("_ids");
        if like_an_id && ours(&name) && !typed.contains(&name) && !out.contains(&name) {
            out.push(name);
        }
    });
    out
}

fn walk(root: &Value, node: &Value, path: &mut Vec<Step>, visit: &mut dyn FnMut(&[Step], &Value)) {
    // An input that holds itself would never end.
    if path.len() > 8 {
        return;
    }
    if let Some(name) = node["$ref"].as_str().and_then(|r| r.strip_prefix("#/$defs/")) {
        return walk(root, &root["$defs"][name], path, visit);
    }
    visit(path, node);
    for word in ["anyOf", "oneOf", "allOf"] {
        for part in node[word].as_array().into_iter().flatten() {
            walk(root, part, path, visit);
        }
    }
    for (name, member) in node["properties"].as_object().into_iter().flatten() {
        path.push(Step::Member(name.clone()));
        walk(root, member, path, visit);
        path.pop();
    }
    if node["items"].is_object() {
        path.push(Step::Each);
        walk(root, &node["items"], path, visit);
        path.pop();
    }
}
