//! A command under its key happens once, however often and from however many it comes.

use engine::{Credentials, Request};
use serde_json::json;
use testkit::{Kit, PASSWORD};

fn request(kit: &Kit, company: kernel::ids::CompanyId, key: &str, name: &str) -> Request {
    Request {
        operation: "customers.customer.create".into(),
        credentials: Credentials::Internal { company, cause: "test".into() },
        input: json!({"kind": "COMPANY", "company_name": name}),
        key: Some(key.into()),
        if_version: None,
        body: None,
        facts: kit.facts(),
    }
}

#[tokio::test]
async fn the_same_key_at_once_from_many_makes_one_record_and_one_answer() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("keys", "MOVING").await.expect("a company").id;
    let tries = (0..40).map(|_| {
        let (engine, request) = (kit.engine.clone(), request(&kit, company, "one-key-for-all", "Harbour Crane Hire"));
        tokio::spawn(async move { engine.run(request).await })
    });
    let mut ids = std::collections::BTreeSet::new();
    for outcome in futures::future::join_all(tries).await {
        let answer = outcome.expect("no panic").expect("the stored answer");
        ids.insert(answer.data["id"].as_str().expect("an id").to_owned());
    }
    assert_eq!(ids.len(), 1);
    let page = kit.internal(company, "customers.customer.list", json!({})).await.expect("a page");
    assert_eq!(page["items"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn a_key_with_other_input_is_refused() {
    let kit = Kit::start().await.expect("a database");
    let company = kit.company("reuse", "MOVING").await.expect("a company").id;
    kit.engine.run(request(&kit, company, "the-key-of-one", "Alder Rigging")).await.expect("made");
    let error = kit.engine.run(request(&kit, company, "the-key-of-one", "Birch Rigging")).await.expect_err("refused");
    assert_eq!(error.code, "KEY_REUSED");
}

#[tokio::test]
async fn a_company_asked_for_twice_under_one_key_is_made_once() {
    let kit = Kit::start().await.expect("a database");
    let root = crate::access::super_admin(&kit, "root").await;
    let ask = |name: &str| Request {
        operation: "access.platform.company.create".into(),
        credentials: Credentials::Bearer(root.clone()),
        input: json!({
            "company": {"name": name, "slug": "twice", "industry": "MOVING", "timezone": "America/Toronto",
                "currency": "CAD"},
            "locations": [{"name": "Head office", "code": "HQ", "city": "Toronto", "province": "ON",
                "country": "CA", "kind": "CORPORATE", "timezone": "America/Toronto"}],
            "admin": {"name": "Ada Norrin", "email": "ada@twice.example.org", "password": PASSWORD},
        }),
        key: Some("one-company-only".into()),
        if_version: None,
        body: None,
        facts: kit.facts(),
    };
    let made = kit.engine.run(ask("Twice Movers")).await.expect("made");
    let again = kit.engine.run(ask("Twice Movers")).await.expect("the stored answer");
    assert_eq!((made.replayed, again.replayed), (false, true));
    assert_eq!(made.data, again.data);
    assert_eq!(kit.engine.run(ask("Thrice Movers")).await.expect_err("other input").code, "KEY_REUSED");
}
