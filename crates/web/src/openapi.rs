//! The OpenAPI 3.1 document, made from the table of operations.

use std::collections::BTreeSet;

use engine::{
    Body, ColumnKind, Kind, Spec,
    module::{AnyOperation, Registry},
    operation::Access,
};
use serde_json::{Map, Value, json};

use crate::{Alias, refusals};

pub fn document(registry: &Registry, version: &str, aliases: &[Alias]) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    let mut schemas: Map<String, Value> = Map::new();
    for operation in registry.operations() {
        let spec = operation.spec();
        if spec.access == Access::Internal {
            continue;
        }
        let entry = describe(&spec, operation.as_ref(), &mut schemas);
        let at = paths.entry(format!("/api{}", spec.path)).or_insert_with(|| json!({}));
        at[spec.method.to_lowercase()] = entry;
    }
    for alias in aliases {
        let Some(operation) = registry.operation(alias.operation) else { continue };
        let at = paths.entry(format!("/api{}", alias.path)).or_insert_with(|| json!({}));
        at[alias.method.to_lowercase()] = older(alias, operation.as_ref(), &mut schemas);
    }
    schemas.insert("Failure".into(), refusals::failure_schema());
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "C&C CRM", "version": version,
            "description": "Operations of moving and crane companies. Success answers `success`, `data`, `message`; a refusal answers `success` false, `error`, `message`, `details`, `request_id`.",
            "license": {"name": "MPL-2.0", "identifier": "MPL-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": registry.modules.iter().map(|m| json!({"name": m.name, "description": m.about})).collect::<Vec<_>>(),
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": refusals::components(),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    })
}

/// Moves a schema's own definitions to the components, under the operation's name where two would clash.
fn hoist(mut schema: Value, owner: &str, schemas: &mut Map<String, Value>) -> Value {
    let Some(definitions) = schema.as_object_mut().and_then(|s| s.remove("$defs")) else {
        strip(&mut schema);
        return schema;
    };
    let mut renamed = Vec::new();
    for (name, mut definition) in definitions.as_object().cloned().unwrap_or_default() {
        strip(&mut definition);
        let clash = schemas.get(&name).is_some_and(|there| *there != definition);
        let target = if clash { format!("{}.{name}", owner.replace('.', "_")) } else { name.clone() };
        renamed.push((name, target, definition));
    }
    for (_, target, definition) in &renamed {
        let mut definition = definition.clone();
        repoint(&mut definition, &renamed);
        schemas.insert(target.clone(), definition);
    }
    repoint(&mut schema, &renamed);
    strip(&mut schema);
    schema
}

fn repoint(node: &mut Value, renamed: &[(String, String, Value)]) {
    match node {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(name) = reference.strip_prefix("#/$defs/")
                && let Some((_, target, _)) = renamed.iter().find(|(n, ..)| n == name)
            {
                *reference = format!("#/components/schemas/{target}");
            }
            members.values_mut().for_each(|v| repoint(v, renamed));
        }
        Value::Array(items) => items.iter_mut().for_each(|v| repoint(v, renamed)),
        _ => {}
    }
}

fn strip(schema: &mut Value) {
    if let Some(members) = schema.as_object_mut() {
        members.remove("$schema");
        members.remove("title");
    }
}

fn path_names(path: &str) -> BTreeSet<String> {
    path.split('/').filter_map(|p| p.strip_prefix('{')?.strip_suffix('}')).map(str::to_owned).collect()
}

fn path_parameters(path: &str, properties: &Value) -> Vec<Value> {
    path_names(path)
        .into_iter()
        .map(|name| {
            let schema = properties.get(&name).cloned().unwrap_or(json!({"type": "string"}));
            json!({"name": name, "in": "path", "required": true, "schema": schema})
        })
        .collect()
}

/// An older path: the operation's own description where input and answer are the same.
fn older(alias: &Alias, operation: &dyn AnyOperation, schemas: &mut Map<String, Value>) -> Value {
    let spec = Spec { method: alias.method, path: alias.path, ..operation.spec() };
    let mut out = describe(&spec, operation, schemas);
    out["operationId"] = json!(format!("older {} {}", alias.method, alias.path));
    out["summary"] = json!(format!("Older path of {}.", alias.operation));
    out["deprecated"] = json!(true);
    out["tags"] = json!(["older paths"]);
    if alias.input.is_some() {
        if let Some(parameters) = out["parameters"].as_array_mut() {
            parameters.retain(|p| p["in"] != "query");
        }
        if let Some(body) = out.pointer_mut("/requestBody/content/application~1json") {
            *body = json!({"schema": {"type": "object"}});
        }
    }
    let mut responses = Map::new();
    if let Some((status, done)) = out["responses"].as_object().and_then(|r| r.iter().next()) {
        let mut done = done.clone();
        if alias.output.is_some() {
            done["content"] = json!({"application/json": {"schema": {}}});
        }
        responses.insert(status.clone(), done);
    }
    refusals::of_alias(alias, &spec, &mut responses);
    out["responses"] = Value::Object(responses);
    out
}

fn describe(spec: &Spec, operation: &dyn AnyOperation, schemas: &mut Map<String, Value>) -> Value {
    let mut input = hoist(operation.input_schema(), spec.name, schemas);
    let mut output = operation.output_schema();
    may_be_absent(&mut output);
    let output = hoist(output, spec.name, schemas);
    let example = operation.example();
    let properties = input.get("properties").cloned().unwrap_or(json!({}));
    let names = path_names(spec.path);
    let mut parameters = path_parameters(spec.path, &properties);
    for parameter in &mut parameters {
        if let Some(value) = parameter["name"].as_str().and_then(|n| example.get(n)) {
            parameter["example"] = value.clone();
        }
    }
    let mut out = json!({"operationId": spec.name, "summary": spec.summary, "tags": [spec.module()]});
    if spec.method == "GET" || spec.method == "DELETE" {
        query_parameters(spec, &input, &properties, &names, &mut parameters);
    } else if let Body::Bytes(most) = spec.body {
        out["requestBody"] = json!({
            "required": true, "description": format!("At most {most} bytes."),
            "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
        });
    } else {
        if let Some(members) = input.get_mut("properties").and_then(Value::as_object_mut) {
            members.retain(|name, _| !names.contains(name));
        }
        if let Some(required) = input.get_mut("required").and_then(Value::as_array_mut) {
            required.retain(|name| name.as_str().is_none_or(|n| !names.contains(n)));
        }
        let mut body_example = example.clone();
        if let Some(members) = body_example.as_object_mut() {
            members.retain(|name, _| !names.contains(name));
        }
        out["requestBody"] =
            json!({"required": true, "content": {"application/json": {"schema": input, "example": body_example}}});
    }
    if spec.kind == Kind::Command {
        parameters.push(json!({
            "name": "Idempotency-Key", "in": "header", "required": spec.key_required,
            "schema": {"type": "string", "minLength": 8, "maxLength": 200},
        }));
    }
    out["parameters"] = Value::Array(parameters);
    match spec.access {
        Access::Permission(resource, action) => out["x-permission"] = json!(format!("{resource}:{action}")),
        Access::SuperAdmin(permission) => out["x-permission"] = json!(format!("platform {permission}")),
        _ => {}
    }
    let open = matches!(spec.access, Access::Public | Access::Link(_));
    out["security"] = if open { json!([]) } else { json!([{"token": []}]) };
    out["responses"] = responses(spec, output);
    if operation.is_platform() {
        out["x-platform"] = json!(true);
    }
    if spec.offline {
        out["x-offline"] = json!(true);
    }
    out
}

/// Fields that the runner takes out for some roles, and those that travel as a cookie or a status instead.
fn may_be_absent(node: &mut Value) {
    match node {
        Value::Object(members) => {
            let absent: Vec<String> = members
                .get("properties")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .filter(|(name, schema)| {
                    schema.get("x-mask").is_some() || matches!(name.as_str(), "refresh_token" | "http_status")
                })
                .map(|(name, _)| name.clone())
                .collect();
            if let Some(required) = members.get_mut("required").and_then(Value::as_array_mut) {
                required.retain(|name| !absent.iter().any(|a| name == a));
            }
            members.values_mut().for_each(may_be_absent);
        }
        Value::Array(items) => items.iter_mut().for_each(may_be_absent),
        _ => {}
    }
}

fn responses(spec: &Spec, output: Value) -> Value {
    let own_status = output.pointer("/properties/http_status").is_some();
    let own_shape = output.pointer("/properties/bare").is_some();
    let mut content = Map::new();
    if spec.blob {
        for kind in spec.content {
            content.insert((*kind).into(), json!({"schema": {"type": "string", "format": "binary"}}));
        }
    } else {
        let schema = if own_shape { json!({"type": "object"}) } else { success_schema(spec, output) };
        content.insert("application/json".into(), json!({"schema": schema}));
        if spec.list.is_some() {
            content.insert("text/csv".into(), json!({"schema": {"type": "string"}}));
        }
    }
    let done = json!({"description": "Done.", "content": content});
    let mut out = Map::new();
    if own_status {
        // The operation chooses the status itself: taken, known already, or not taken.
        for status in ["200", "201"] {
            out.insert(status.into(), done.clone());
        }
        for status in ["400", "404", "422"].into_iter().filter(|_| own_shape) {
            out.insert(
                status.into(),
                json!({"description": "Not taken.", "content": {"application/json": {"schema": {"type": "object"}}}}),
            );
        }
    } else {
        out.insert(if spec.created { "201" } else { "200" }.into(), done);
    }
    refusals::add(spec, &mut out);
    Value::Object(out)
}

fn success_schema(spec: &Spec, output: Value) -> Value {
    if spec.list.is_some() {
        let items = output.pointer("/properties/items").cloned().unwrap_or(json!({"type": "array"}));
        return json!({
            "type": "object", "required": ["success", "data", "page"],
            "properties": {
                "success": {"const": true}, "message": {"type": "string"}, "data": items,
                "page": {"type": "object", "properties": {"next": {"type": ["string", "null"]}, "limit": {"type": "integer"}}},
            },
        });
    }
    json!({
        "type": "object", "required": ["success", "data"],
        "properties": {"success": {"const": true}, "message": {"type": "string"}, "data": output},
    })
}

fn query_parameters(spec: &Spec, input: &Value, properties: &Value, names: &BTreeSet<String>, out: &mut Vec<Value>) {
    let required: BTreeSet<&str> =
        input["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for (name, schema) in properties.as_object().into_iter().flatten().filter(|(n, _)| !names.contains(*n)) {
        let optional = schema.clone();
        out.push(
            json!({"name": name, "in": "query", "required": required.contains(name.as_str()), "schema": optional}),
        );
    }
    let Some(list) = spec.list else { return };
    for filter in list.filters {
        let schema = match filter.kind {
            ColumnKind::Bool => json!({"type": "boolean"}),
            ColumnKind::BigInt | ColumnKind::Integer => json!({"type": "integer"}),
            ColumnKind::Timestamp => json!({"type": "string", "format": "date-time"}),
            ColumnKind::Date => json!({"type": "string", "format": "date"}),
            ColumnKind::Text | ColumnKind::Id(_) => json!({"type": "string"}),
        };
        out.push(json!({"name": filter.name, "in": "query", "required": false, "schema": schema,
            "description": "Several values with commas; `.gte`, `.gt`, `.lte`, `.lt` after the name for ranges."}));
    }
}
