//! The timeline and the card over the real database: all modules, the family, money for those who may see it; and where
//! records go that are sent for a merged customer.

use engine::{Credentials, Request};
use kernel::ids::UserId;
use serde_json::{Value, json};

use crate::books::Books;

async fn by(books: &Books, user: UserId, operation: &str, input: Value) -> kernel::Result<Value> {
    books.served.kit.run(Credentials::OnBehalf { company: books.company.id, user }, operation, input).await
}

/// A further customer, merged into the one of the books.
async fn merged(books: &Books, name: &str) -> Value {
    let loser = json!({"kind": "PERSON", "first_name": "Ann", "last_name": name, "location_id": books.location});
    let loser = books.run("customers.customer.create", loser).await;
    let note = json!({"id": loser["id"], "body": "Wrote by hand before."});
    books.run("customers.note.add", note).await;
    let survivor = books.run("customers.customer.read", json!({"id": books.customer})).await;
    let merge = json!({"survivor_id": survivor["id"], "survivor_version": survivor["version"], "loser_id": loser["id"],
        "loser_version": loser["version"]});
    books.run("customers.merge.run", merge).await;
    loser["id"].clone()
}

/// An offer that somebody opened with a browser.
async fn opened(books: &Books) {
    let at = json!({"city": "Toronto", "province": "ON", "country": "CA"});
    let hours = json!({"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 60}, "travel": {"rule_key": "travel.none"}});
    let quote = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
        "service_date": "2035-02-07", "stops": [{"role": "PICKUP", "address": at}, {"role": "DROPOFF", "address": at}],
        "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": hours}}]}});
    let quote = books.run("quotes.quote.create", quote).await;
    let sent = books.run("quotes.quote.send", json!({"id": quote["id"]})).await;
    let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned();
    let facts = engine::RequestFacts { agent: Some("Mozilla/5.0 Chrome/141.0".into()), ..books.served.kit.facts() };
    let request = Request {
        operation: "quotes.portal.read".into(),
        credentials: Credentials::Link(token.clone()),
        input: json!({"token": token}),
        key: None,
        if_version: None,
        body: None,
        facts,
    };
    books.served.kit.engine.run(request).await.expect("a page");
}

fn kinds(timeline: &Value) -> Vec<&str> {
    timeline["entries"].as_array().expect("entries").iter().map(|e| e["kind"].as_str().expect("a kind")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_21_the_timeline_tells_everything_of_the_family_newest_first() {
    let books = Books::open("story", "MOVING").await;
    let loser = merged(&books, "Exemple").await;
    books.signed_job().await;
    opened(&books).await;
    let note = json!({"id": books.customer, "body": "Has a grand piano.", "is_pinned": true});
    books.run("customers.note.add", note).await;
    let timeline = books.run("customers.customer.timeline", json!({"id": books.customer})).await;
    let told = kinds(&timeline);
    for kind in ["QUOTE", "QUOTE_SENT", "QUOTE_VIEW", "QUOTE_ACCEPTED", "JOB", "NOTE", "MERGE"] {
        assert!(told.contains(&kind), "{kind}: {told:?}");
    }
    assert_eq!(told.iter().filter(|k| **k == "NOTE").count(), 2, "the merged one's too");
    let times: Vec<_> =
        timeline["entries"].as_array().expect("entries").iter().map(|e| e["at"].as_str().expect("at")).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "{times:?}");
    assert_eq!(timeline["pinned"][0]["body"], "Has a grand piano.");
    let same = books.run("customers.customer.timeline", json!({"id": loser})).await;
    assert_eq!(kinds(&same), told, "the merged one's page tells the same");

    let only =
        books.run("customers.customer.timeline", json!({"id": books.customer, "kind": "NOTE", "q": "PIANO"})).await;
    assert_eq!(kinds(&only), ["NOTE"]);
    let none = books.run("customers.customer.timeline", json!({"id": books.customer, "q": "100%"})).await;
    assert_eq!(kinds(&none), Vec::<&str>::new(), "free text, no pattern");

    for at in 0..60 {
        books.run("customers.note.add", json!({"id": books.customer, "body": format!("Call {at}")})).await;
    }
    let (mut all, mut cursor) = (vec![], Value::Null);
    loop {
        let page = json!({"id": books.customer, "kind": "NOTE", "cursor": cursor});
        let page = books.run("customers.customer.timeline", page).await;
        all.extend(page["entries"].as_array().expect("entries").iter().map(|e| e["id"].to_string()));
        cursor = page["next"].clone();
        if cursor.is_null() {
            break;
        }
    }
    let unique: std::collections::BTreeSet<_> = all.iter().collect();
    assert_eq!((all.len(), unique.len()), (62, 62), "page by page, none twice and none left out");
    let card = books.run("customers.customer.card", json!({"id": books.customer})).await;
    assert_eq!(card["quotes"][0]["views"], 1, "CUS-20");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_21_a_dispatcher_sees_no_money() {
    let books = Books::open("nomoney", "MOVING").await;
    let invoice = books.draft().await;
    assert!(invoice["id"].is_string(), "{invoice}");
    let manager = books.user("MANAGER").await;
    let dispatcher = books.user("DISPATCHER").await;
    let seen = async |user: UserId| {
        by(&books, user, "customers.customer.timeline", json!({"id": books.customer})).await.expect("a page")
    };
    let (rich, poor) = (seen(manager).await, seen(dispatcher).await);
    assert!(kinds(&rich).contains(&"INVOICE"), "{:?}", kinds(&rich));
    assert!(rich["entries"].as_array().expect("entries").iter().any(|e| e["amount"]["amount"].is_string()));
    assert!(!kinds(&poor).contains(&"INVOICE") && kinds(&poor).contains(&"JOB"), "{:?}", kinds(&poor));
    assert!(poor["entries"].as_array().expect("entries").iter().all(|e| e.get("amount").is_none()), "{poor}");
    let asked = json!({"id": books.customer, "kind": "INVOICE"});
    let asked = by(&books, dispatcher, "customers.customer.timeline", asked).await.expect("a page");
    assert_eq!(kinds(&asked), Vec::<&str>::new(), "nor when it is asked for");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_17_what_is_sent_for_a_merged_customer_is_kept_with_its_survivor_and_says_so() {
    let books = Books::open("goeson", "MOVING").await;
    let loser = merged(&books, "Exemple").await;
    let ask = async |operation: &str, input: Value| {
        let request = Request {
            operation: operation.into(),
            credentials: Credentials::Internal { company: books.company.id, cause: "test".into() },
            input,
            key: None,
            if_version: None,
            body: None,
            facts: books.served.kit.facts(),
        };
        let answer = books.served.kit.engine.run(request).await.unwrap_or_else(|e| panic!("{operation}: {e}"));
        (answer.data, answer.said)
    };
    let at = json!({"city": "Toronto", "province": "ON", "country": "CA"});
    let hours = json!({"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 60}, "travel": {"rule_key": "travel.none"}});
    let sent = [
        ("sales.deal.create", json!({"customer_id": loser, "title": "A move", "location_id": books.location})),
        (
            "quotes.quote.create",
            json!({"customer_id": loser, "location_id": books.location, "kind": "MOVING",
            "service_date": "2035-02-07", "stops": [{"role": "PICKUP", "address": at}, {"role": "DROPOFF", "address": at}],
            "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": hours}}]}}),
        ),
        ("sales.estimate.create", json!({"customer_id": loser, "location_id": books.location})),
        ("customers.note.add", json!({"id": loser, "body": "Called again."})),
    ];
    for (operation, input) in sent {
        let (kept, said) = ask(operation, input).await;
        assert_eq!(kept["customer_id"], books.customer, "{operation}: {kept}");
        assert!(said.starts_with("Kept with C-000001 Ann Example"), "{operation}: {said:?}");
    }
    let contact = json!({"id": loser, "name": "Ivo Marsh"});
    let (kept, said) = ask("customers.contact.add", contact).await;
    assert_eq!((&kept["id"], said.is_empty()), (&books.customer, false));
    let french = Request {
        operation: "customers.note.add".into(),
        credentials: Credentials::Internal { company: books.company.id, cause: "test".into() },
        input: json!({"id": loser, "body": "A rappelé."}),
        key: None,
        if_version: None,
        body: None,
        facts: engine::RequestFacts { reads_french: true, ..books.served.kit.facts() },
    };
    let said = books.served.kit.engine.run(french).await.expect("a note").said;
    assert!(said.starts_with("Conservé avec C-000001 Ann Example"), "{said:?}");
    let direct = json!({"id": books.customer, "body": "Called once more."});
    assert_eq!(ask("customers.note.add", direct).await.1, "", "nothing to say where nothing was moved");
    books.served.stop().await;
}
