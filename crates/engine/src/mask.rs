//! Field groups a role must not see (ACC-9). Output types mark fields with `x-mask`; the runner takes them out
//! of every answer, so no operation has to remember it.

use serde_json::Value;

/// A place in an answer that belongs to a field group. `*` stands for every element or member.
#[derive(Clone, Debug)]
pub(crate) struct Masked {
    pub group: String,
    pub path: Vec<String>,
}

/// Finds the marked places of an output schema.
pub(crate) fn places(schema: &Value) -> Vec<Masked> {
    let mut found = Vec::new();
    walk(schema, schema, &mut Vec::new(), &mut found, 0);
    found
}

fn walk(root: &Value, node: &Value, path: &mut Vec<String>, found: &mut Vec<Masked>, depth: usize) {
    if depth > 24 {
        return;
    }
    if let Some(group) = node.get("x-mask").and_then(Value::as_str) {
        found.push(Masked { group: group.into(), path: path.clone() });
        return;
    }
    if let Some(target) = node.get("$ref").and_then(Value::as_str)
        && let Some(pointed) = target.strip_prefix('#').and_then(|p| root.pointer(p))
    {
        // A type that contains itself: twice is deep enough for our answers.
        if path.len() < 8 {
            walk(root, pointed, path, found, depth + 1);
        }
    }
    for key in ["anyOf", "oneOf", "allOf"] {
        for part in node.get(key).and_then(Value::as_array).into_iter().flatten() {
            walk(root, part, path, found, depth + 1);
        }
    }
    for (name, part) in node.get("properties").and_then(Value::as_object).into_iter().flatten() {
        path.push(name.clone());
        walk(root, part, path, found, depth + 1);
        path.pop();
    }
    for key in ["items", "additionalProperties"] {
        if let Some(part) = node.get(key).filter(|p| p.is_object()) {
            path.push("*".into());
            walk(root, part, path, found, depth + 1);
            path.pop();
        }
    }
}

/// Takes a marked place out of an answer: the field is absent, not null.
pub(crate) fn remove(value: &mut Value, path: &[String]) {
    let Some((first, rest)) = path.split_first() else { return };
    match value {
        Value::Array(items) if first == "*" => items.iter_mut().for_each(|item| remove(item, rest)),
        Value::Object(members) if first == "*" => members.values_mut().for_each(|item| remove(item, rest)),
        Value::Object(members) if rest.is_empty() => drop(members.remove(first)),
        Value::Object(members) => {
            if let Some(next) = members.get_mut(first) {
                remove(next, rest);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use schemars::JsonSchema;
    use serde::Serialize;
    use serde_json::json;

    #[derive(Serialize, JsonSchema)]
    struct Line {
        text: String,
        #[schemars(extend("x-mask" = "BILL"))]
        total: String,
    }
    #[derive(Serialize, JsonSchema)]
    struct Card {
        name: String,
        #[schemars(extend("x-mask" = "COST"))]
        margin: Option<i64>,
        lines: Vec<Line>,
    }

    #[test]
    fn acc_9_a_hidden_group_is_absent_at_any_depth() {
        let schema = schemars::SchemaGenerator::default().into_root_schema_for::<Card>().to_value();
        let mut answer = json!({"name": "a", "margin": 3, "lines": [{"text": "x", "total": "1.00"}]});
        for place in places(&schema) {
            remove(&mut answer, &place.path);
        }
        assert_eq!(answer, json!({"name": "a", "lines": [{"text": "x"}]}));
    }
}
