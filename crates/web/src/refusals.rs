//! The refusals an operation may answer, as the API document lists them: everything the operation's access and kind
//! allow and nothing else, so that an answer outside the list is a mistake somebody notices.

use engine::{Kind, Spec, operation::Access};
use kernel::{Error, ErrorKind};
use serde_json::{Map, Value, json};

use crate::{Alias, answer};

/// Kind, name in the document's components, and what it tells people.
const ALL: [(ErrorKind, &str, &str); 9] = [
    (ErrorKind::Malformed, "Malformed", "The request cannot be read, or is too large."),
    (ErrorKind::NotSignedIn, "NotSignedIn", "No valid session, or wrong sign-in."),
    (ErrorKind::Forbidden, "Forbidden", "Known to exist, but not allowed."),
    (ErrorKind::NotFound, "NotFound", "Not there, or not for this caller."),
    (ErrorKind::Conflict, "Conflict", "In conflict with what is there now."),
    (ErrorKind::Stale, "Stale", "The record changed since it was read (If-Match)."),
    (ErrorKind::Invalid, "Invalid", "Understood, but not valid; `details` lists everything at once."),
    (ErrorKind::TooMany, "TooMany", "Too many requests; `Retry-After` says when to come back."),
    (ErrorKind::Unavailable, "Unavailable", "A part is down; `Retry-After` says when to come back."),
];

fn may(spec: &Spec, kind: ErrorKind) -> bool {
    match kind {
        ErrorKind::NotSignedIn => !matches!(spec.access, Access::Link(_)),
        ErrorKind::Forbidden => !matches!(spec.access, Access::Link(_)),
        ErrorKind::Stale => spec.kind == Kind::Command,
        // A command's key may be in use for something else, a read's record may not be ready yet.
        ErrorKind::Conflict => spec.kind == Kind::Command || spec.target.is_some(),
        ErrorKind::Internal => false,
        _ => true,
    }
}

fn status_text(kind: ErrorKind) -> String {
    answer::status_of(kind).as_str().to_owned()
}

/// Adds the operation's refusals to its documented responses.
pub(crate) fn add(spec: &Spec, responses: &mut Map<String, Value>) {
    for (kind, name, _) in ALL.iter().filter(|(kind, ..)| may(spec, *kind)) {
        let reference = json!({"$ref": format!("#/components/responses/{name}")});
        responses.entry(status_text(*kind)).or_insert(reference);
    }
}

/// The same for an older path with a shape of its own.
pub(crate) fn of_alias(alias: &Alias, spec: &Spec, responses: &mut Map<String, Value>) {
    let Some(shape) = alias.error else { return add(spec, responses) };
    for (kind, ..) in ALL {
        let (status, _) = shape(&Error::new(kind, "", ""));
        responses.entry(status.to_string()).or_insert(json!({
            "description": "Refused, in the older shape.", "content": {"application/json": {"schema": {"type": "object"}}},
        }));
    }
}

/// `components.responses`.
pub(crate) fn components() -> Value {
    let mut out = Map::new();
    for (kind, name, description) in ALL {
        let mut response = json!({
            "description": description,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
        });
        if matches!(kind, ErrorKind::TooMany | ErrorKind::Unavailable) {
            response["headers"] =
                json!({"Retry-After": {"description": "Seconds.", "required": true, "schema": {"type": "integer"}}});
        }
        out.insert(name.into(), response);
    }
    Value::Object(out)
}

pub(crate) fn failure_schema() -> Value {
    json!({
        "type": "object",
        "required": ["success", "error", "message", "detail", "details"],
        "properties": {
            "success": {"const": false},
            "error": {"type": "string"},
            "message": {"type": "string"},
            "detail": {"type": "string"},
            "details": {"type": "array", "items": {"type": "object", "required": ["field", "code", "message"], "properties": {
                "field": {"type": "string"}, "code": {"type": "string"}, "message": {"type": "string"},
            }}},
            "request_id": {"type": "string"},
            "data": {},
        },
    })
}
