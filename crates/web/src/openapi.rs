//! The OpenAPI 3.1 document, made from the table of operations.

use std::collections::BTreeSet;

use engine::{Body, ColumnKind, Kind, Spec, module::Registry, operation::Access};
use serde_json::{Map, Value, json};

use crate::Alias;

pub fn document(registry: &Registry, version: &str, aliases: &[Alias]) -> Value {
    let mut paths: Map<String, Value> = Map::new();
    let mut schemas: Map<String, Value> = Map::new();
    for operation in registry.operations() {
        let spec = operation.spec();
        if spec.access == Access::Internal {
            continue;
        }
        let entry = describe(
            &spec,
            operation.input_schema(),
            operation.output_schema(),
            operation.example(),
            operation.is_platform(),
            &mut schemas,
        );
        let at = paths.entry(format!("/api{}", spec.path)).or_insert_with(|| json!({}));
        at[spec.method.to_lowercase()] = entry;
    }
    for alias in aliases {
        let at = paths.entry(format!("/api{}", alias.path)).or_insert_with(|| json!({}));
        at[alias.method.to_lowercase()] = json!({
            "operationId": format!("older {} {}", alias.method, alias.path),
            "summary": format!("Older path of {}.", alias.operation),
            "deprecated": true,
            "tags": ["older paths"],
            "parameters": path_parameters(alias.path, &json!({})),
            "responses": {
                "200": {"description": "As the operation answers.", "content": {"application/json": {"schema": {}}}},
                "default": {"$ref": "#/components/responses/Failure"},
            },
        });
    }
    schemas.insert("Failure".into(), failure_schema());
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
            "responses": {"Failure": {
                "description": "Refused or failed.",
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Failure"}}},
            }},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    })
}

fn failure_schema() -> Value {
    json!({
        "type": "object",
        "required": ["success", "error", "message"],
        "properties": {
            "success": {"const": false},
            "error": {"type": "string"},
            "message": {"type": "string"},
            "detail": {"type": "string"},
            "details": {"type": "array", "items": {"type": "object", "properties": {
                "field": {"type": "string"}, "code": {"type": "string"}, "message": {"type": "string"},
            }}},
            "request_id": {"type": "string"},
            "data": {},
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

fn describe(
    spec: &Spec,
    input: Value,
    output: Value,
    example: Value,
    platform: bool,
    schemas: &mut Map<String, Value>,
) -> Value {
    let mut input = hoist(input, spec.name, schemas);
    let output = hoist(output, spec.name, schemas);
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
    let status = if spec.created { "201" } else { "200" };
    let content = if spec.blob {
        json!({"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}, "application/pdf": {"schema": {"type": "string", "format": "binary"}}})
    } else {
        json!({"application/json": {"schema": success_schema(spec, output)}})
    };
    out["responses"] = json!({
        status: {"description": "Done.", "content": content},
        "default": {"$ref": "#/components/responses/Failure"},
    });
    if platform {
        out["x-platform"] = json!(true);
    }
    if spec.offline {
        out["x-offline"] = json!(true);
    }
    out
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
