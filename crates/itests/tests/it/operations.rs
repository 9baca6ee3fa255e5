//! Sweeps over the table of operations: what every operation must have, and fails for what is new.

use engine::{Credentials, ErrorKind, Kind, operation::Access};
use serde_json::{Value, json};
use testkit::Kit;

#[tokio::test]
async fn nobody_gets_in_anonymously() {
    let kit = Kit::start().await.expect("a database");
    for operation in kit.engine.registry().operations() {
        let spec = operation.spec();
        if matches!(spec.access, Access::Public | Access::Internal) {
            continue;
        }
        let answer = run(&kit, spec.name, operation.example(), spec.key_required).await;
        let error = answer.expect_err(spec.name);
        let closed = matches!(error.kind, ErrorKind::NotSignedIn | ErrorKind::NotFound);
        assert!(closed, "{} answers {error} to somebody who is not signed in", spec.name);
    }
}

async fn run(kit: &Kit, name: &str, input: Value, keyed: bool) -> kernel::Result<Value> {
    let request = engine::Request {
        operation: name.into(),
        credentials: Credentials::Anonymous,
        input,
        key: keyed.then(|| "a-key-for-the-sweep".to_owned()),
        if_version: None,
        body: None,
        facts: kit.facts(),
    };
    kit.engine.run(request).await.map(|a| a.data)
}

#[tokio::test]
async fn every_operation_has_an_example_that_validates_and_a_summary() {
    let kit = Kit::start().await.expect("a database");
    for operation in kit.engine.registry().operations() {
        let spec = operation.spec();
        if spec.access != Access::Internal {
            assert!(!spec.summary.is_empty(), "{} has no summary", spec.name);
        }
        let schema = operation.input_schema();
        let validator = jsonschema::validator_for(&schema).expect("a schema");
        let example = operation.example();
        let faults: Vec<String> = validator.iter_errors(&example).map(|e| e.to_string()).collect();
        assert!(faults.is_empty(), "the example of {} does not validate: {faults:?}", spec.name);
        if let Err(e) = operation.check(&example) {
            panic!("the example of {} is refused: {e}", spec.name);
        }
    }
}

#[tokio::test]
async fn a_record_in_the_path_is_tested_by_the_runner() {
    let kit = Kit::start().await.expect("a database");
    for operation in kit.engine.registry().operations() {
        let spec = operation.spec();
        let tested_elsewhere = [
            // These look for the record by themselves: its kind, or its company, stands in the input.
            "compliance.history.list",
            "compliance.history.rollback",
            "access.support.end",
        ];
        if operation.is_platform() || !spec.path.contains("{id}") || tested_elsewhere.contains(&spec.name) {
            continue;
        }
        assert!(spec.target.is_some(), "{} has a record in its path and no `.on(…)`", spec.name);
    }
}

#[tokio::test]
async fn every_target_and_list_names_a_registered_resource() {
    let kit = Kit::start().await.expect("a database");
    let registry = kit.engine.registry();
    for operation in registry.operations() {
        let spec = operation.spec();
        if let Some(target) = spec.target {
            assert!(registry.resource(target.resource).is_some(), "{}: no resource {}", spec.name, target.resource);
        }
        if let Some(list) = spec.list {
            assert!(registry.resource(list.resource).is_some(), "{}: no resource {}", spec.name, list.resource);
            assert!(!list.sorts.is_empty(), "{} has no stable order", spec.name);
        }
    }
}

#[tokio::test]
async fn every_command_is_audited_and_every_list_is_bounded() {
    let kit = Kit::start().await.expect("a database");
    for operation in kit.engine.registry().operations() {
        let spec = operation.spec();
        if spec.kind == Kind::Command {
            assert!(spec.audited, "{} changes something and leaves no line", spec.name);
        }
    }
    let company = kit.company("bounds", "MOVING").await.expect("a company");
    for operation in kit.engine.registry().operations() {
        let spec = operation.spec();
        if spec.list.is_none() {
            continue;
        }
        let answer = kit.internal(company.id, spec.name, json!({"limit": 201})).await;
        assert_eq!(answer.expect_err(spec.name).kind, ErrorKind::Invalid, "{}", spec.name);
        let page = kit.internal(company.id, spec.name, json!({"limit": 2})).await.expect(spec.name);
        assert!(page["items"].as_array().is_some_and(|items| items.len() <= 2), "{}", spec.name);
        for sort in spec.list.expect("a list").sorts {
            for direction in ["", "-"] {
                let sort = format!("{direction}{}", sort.name);
                let page = kit.internal(company.id, spec.name, json!({"sort": sort, "limit": 1})).await;
                let page = page.unwrap_or_else(|e| panic!("{} sorted by {sort}: {e}", spec.name));
                if let Some(next) = page["next"].as_str() {
                    let input = json!({"sort": sort, "limit": 1, "cursor": next});
                    kit.internal(company.id, spec.name, input).await.unwrap_or_else(|e| panic!("{}: {e}", spec.name));
                }
            }
        }
        let answer = kit.internal(company.id, spec.name, json!({"no_such_filter": "x"})).await;
        assert_eq!(answer.expect_err(spec.name).kind, ErrorKind::Invalid, "{}", spec.name);
    }
}

#[tokio::test]
async fn every_operation_stands_in_the_api_document() {
    let registry = engine::module::Registry::new(app::modules::all());
    let document = app::documents::openapi(&registry);
    for operation in registry.operations() {
        let spec = operation.spec();
        if spec.access == Access::Internal {
            continue;
        }
        let entry = &document["paths"][format!("/api{}", spec.path)][spec.method.to_lowercase()];
        assert_eq!(entry["operationId"], spec.name);
    }
}
