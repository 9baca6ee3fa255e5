//! Sweeps over the table of operations that need no rows: closed to strangers, bounded, documented.

use engine::{Credentials, ErrorKind, operation::Access};
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
async fn every_list_is_bounded_and_pages_in_every_order() {
    let kit = Kit::start().await.expect("a database");
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
