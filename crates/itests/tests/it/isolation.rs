//! Two companies: nothing of one is ever seen or touched by the other.

use engine::{Credentials, ErrorKind};
use serde_json::{Value, json};
use testkit::Kit;

#[tokio::test]
async fn another_companys_records_are_not_found() {
    let kit = Kit::start().await.expect("a database");
    let mine = kit.company("mine", "MOVING").await.expect("a company");
    let theirs = kit.company("theirs", "CRANE_RENTAL").await.expect("a company");
    let token = kit.sign_in(&mine.admin_email).await.expect("a session");
    let foreign = records(&kit, theirs.id).await;
    let mut tried = 0;
    for operation in kit.engine.registry().operations() {
        let spec = operation.spec();
        let Some(target) = spec.target else { continue };
        let Some(resource) = kit.engine.registry().resource(target.resource) else { continue };
        let Some((_, id)) = foreign.iter().find(|(table, _)| *table == resource.table) else { continue };
        let mut input = operation.example();
        input[target.field] = json!(id);
        let request = engine::Request {
            operation: spec.name.into(),
            credentials: Credentials::Bearer(token.clone()),
            input,
            key: spec.key_required.then(|| format!("sweep-{}", spec.name)),
            if_version: None,
            body: None,
            facts: kit.facts(),
        };
        let error = kit.engine.run(request).await.expect_err(spec.name);
        assert_eq!(error.kind, ErrorKind::NotFound, "{} answers {error}", spec.name);
        tried += 1;
    }
    assert!(tried >= 10, "only {tried} operations were tried");
}

#[tokio::test]
async fn lists_show_only_the_own_company() {
    let kit = Kit::start().await.expect("a database");
    let mine = kit.company("list-mine", "MOVING").await.expect("a company");
    let theirs = kit.company("list-theirs", "MOVING").await.expect("a company");
    records(&kit, theirs.id).await;
    let token = kit.sign_in(&mine.admin_email).await.expect("a session");
    let page = kit.run(Credentials::Bearer(token), "customers.customer.list", json!({})).await.expect("a page");
    assert_eq!(page["items"], json!([]));
}

#[tokio::test]
async fn a_weak_role_is_refused_and_the_refusal_is_in_the_trail() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("weak", "MOVING").await.expect("a company");
    let locations = kit.internal(company.id, "access.location.list", json!({})).await.expect("locations");
    let user = kit
        .internal(
            company.id,
            "access.user.create",
            json!({"name": "Mo Mover", "email": "mo@weak.example.org", "role_code": "MOVER",
                "location_id": locations["items"][0]["id"], "password": testkit::PASSWORD}),
        )
        .await
        .expect("a user");
    let token = kit.sign_in("mo@weak.example.org").await.expect("a session");
    let input = json!({"id": user["id"], "reason": "out of spite"});
    let error = kit.run(Credentials::Bearer(token), "access.user.disable", input).await.expect_err("refused");
    assert_eq!(error.kind, ErrorKind::Forbidden, "{error}");
    let trail = kit.internal(company.id, "compliance.audit.list", json!({"outcome": "REFUSED"})).await.expect("trail");
    assert_eq!(trail["items"][0]["operation"], "access.user.disable");
}

/// Makes one record of several kinds and answers (table, id).
async fn records(kit: &Kit, company: kernel::ids::CompanyId) -> Vec<(&'static str, String)> {
    let text = |v: &Value| v["id"].as_str().expect("an id").to_owned();
    let locations = kit.internal(company, "access.location.list", json!({})).await.expect("locations");
    let location = locations["items"][0]["id"].clone();
    let customer = kit
        .internal(company, "customers.customer.create", json!({"kind": "PERSON", "first_name": "Nils"}))
        .await
        .expect("a customer");
    let machine = kit
        .internal(company, "fleet.equipment.create", json!({"name": "T1", "type": "TRUCK", "location_id": location}))
        .await
        .expect("a machine");
    let users = kit.internal(company, "access.user.list", json!({})).await.expect("users");
    let trail = kit.internal(company, "compliance.audit.list", json!({})).await.expect("the trail");
    vec![
        ("customer", text(&customer)),
        ("equipment", text(&machine)),
        ("location", text(&locations["items"][0])),
        ("app_user", text(&users["items"][0])),
        ("audit_entry", text(&trail["items"][0])),
    ]
}
