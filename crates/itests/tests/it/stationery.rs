//! A company's own words and letterhead on its quotations.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use engine::Credentials;
use serde_json::{Value, json};

use crate::{books::Books, quotes::inputs};

async fn draft(books: &Books, terms: &str) -> Value {
    let new = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
        "service_date": "2027-02-10", "inputs": inputs("0%"), "terms": terms});
    books.run("quotes.quote.create", new).await["id"].clone()
}

/// A draft with something to choose.
async fn with_option(books: &Books) -> Value {
    static MADE: std::sync::Once = std::sync::Once::new();
    let mut first = false;
    MADE.call_once(|| first = true);
    if first {
        let tariff = json!({"name": "With a hoist", "kind": "MOVING", "currency": "CAD", "valid_from": "2020-01-01",
            "location_id": books.location, "rules": [
                {"rule_key": "hourly.2-1", "kind": "HOURLY", "movers": 2, "trucks": 1, "rates": {"weekday": "139.00"}},
                {"rule_key": "travel.none", "kind": "TRAVEL", "mode": {"mode": "NONE"}},
                {"rule_key": "hoist", "kind": "FEE", "category": "FEE", "fee": {"method": "FLAT", "price": "80.00"}}]});
        let id = books.run("quotes.tariff.create", tariff).await["id"].clone();
        books.run("quotes.tariff.publish", json!({"id": id})).await;
    }
    let mut inputs = inputs("0%");
    inputs["parts"][0]["charges"] = json!([{"rule_key": "hoist", "option": {"group": "extras", "selected": false}}]);
    inputs["option_groups"] = json!([{"key": "extras", "kind": "ANY"}]);
    let new = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
        "service_date": "2027-02-10", "inputs": inputs, "terms": "Net 30."});
    books.run("quotes.quote.create", new).await["id"].clone()
}

async fn sha256(books: &Books, quote: &Value) -> Value {
    books.run("quotes.quote.read", json!({"id": quote})).await["pdf_sha256"].clone()
}

#[tokio::test]
async fn quo_42_what_is_unknown_is_refused_at_saving_and_what_is_empty_at_sending() {
    let books = Books::open("words", "MOVING").await;
    let wrong = json!({"name": "Ours", "content": {"en": {"introduction": "{{ custmer_name }} {{ nobody }}"},
        "fr": {"terms": "{{ totl_amount }}"}}});
    let refused = books.attempt("quotes.document_template.create", wrong).await.expect_err("unknown names");
    let fields: Vec<&str> = refused.problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["content.en.introduction", "content.en.introduction", "content.fr.terms"], "all at once");

    let words = json!({"name": "Ours", "content": {"en": {
        "introduction": "Dear {{ customer_name }} of {{ customer_company }}, reach us at {{ customer_designation }}."}}});
    let template = books.run("quotes.document_template.create", words).await;
    let quote = draft(&books, "Net 30.").await;
    books.run("quotes.document_template.publish", json!({"id": template["id"]})).await;
    let refused = books.attempt("quotes.quote.send", json!({"id": quote})).await.expect_err("empty values");
    let codes: Vec<&str> = refused.problems.iter().map(|p| p.code.as_str()).collect();
    assert_eq!(codes, ["EMPTY_PLACEHOLDER", "EMPTY_PLACEHOLDER"], "firm and designation");
    let asked = json!({"id": template["id"], "content": {"en": {
        "introduction": "Dear {{ customer_name }}{% if customer_company %} of {{ customer_company }}{% endif %}."}}});
    books.run("quotes.document_template.write", asked).await;
    books.run("quotes.document_template.publish", json!({"id": template["id"]})).await;
    books.run("quotes.quote.send", json!({"id": quote})).await;
}

#[tokio::test]
async fn quo_42_a_quote_keeps_the_template_it_was_sent_with_to_the_byte() {
    let books = Books::open("bytes", "MOVING").await;
    let svg = STANDARD.encode(r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 8"><rect width="60" height="8" fill="#1f3a5f"/></svg>"##);
    let words = |greeting: &str| {
        json!({"colour": "#8a1f1f",
        "letterhead": {"position": "TOP", "opacity_percent": 60, "media_type": "image/svg+xml", "base64": svg},
        "registrations": [{"label": "GST/HST", "number": "100000002 RT0001"}],
        "en": {"introduction": format!("{greeting} {{{{ customer_name }}}}: #strong[{{{{ total_amount }}}}] $x$ {{{{ company_gst }}}}"),
            "terms": "First.\n\nSecond: {{ terms_conditions }}"}})
    };
    let made = books
        .run("quotes.document_template.create", json!({"name": "Ours", "kind": "MOVING", "content": words("Dear")}))
        .await;
    let letterhead = &made["versions"][0]["content"]["letterhead"];
    assert_eq!(letterhead["base64"], Value::Null, "the picture stands in the file store");
    assert_eq!(letterhead["file"].as_str().map(str::len), Some(64));
    let id = made["id"].clone();
    let manager = Credentials::OnBehalf { company: books.company.id, user: books.user("MANAGER").await };
    let seen = books.served.kit.run(manager, "quotes.document_template.list", json!({})).await.expect("a list");
    assert_eq!((&seen["items"][0]["name"], &seen["items"][0]["draft"]), (&json!("Ours"), &json!(1)));
    let quote = with_option(&books).await;
    let look = books.run("quotes.document_template.look", json!({"id": id, "quote_id": quote})).await;
    assert_eq!(look["problems"], json!([]));
    assert!(look["pages"][0].as_str().is_some_and(|page| page.starts_with("<svg")), "the PDF's pages");
    books.run("quotes.document_template.publish", json!({"id": id})).await;
    let sent = books.run("quotes.quote.send", json!({"id": quote})).await;
    let shown = sha256(&books, &quote).await;

    // The company writes other words; what was sent is set again as it was, with another choice too.
    let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned();
    let items = books.run("quotes.quote.read", json!({"id": quote})).await["items"].clone();
    let option = items.as_array().expect("items").iter().find(|item| item["is_optional"] == true).expect("an option");
    let chosen = json!({"token": token, "selected": option["id"]});
    let read = async |input: &Value| {
        books
            .served
            .kit
            .run(Credentials::Link(token.clone()), "quotes.portal.pdf", input.clone())
            .await
            .expect("a file")
    };
    let (as_sent, as_chosen) = (read(&json!({"token": token})).await, read(&chosen).await);
    assert_ne!(as_sent, as_chosen);
    books.run("quotes.document_template.write", json!({"id": id, "content": words("Hello")})).await;
    books.run("quotes.document_template.publish", json!({"id": id})).await;
    assert_eq!(read(&json!({"token": token})).await, as_sent);
    assert_eq!(read(&chosen).await, as_chosen, "the same version, selection, language and template");
    let owner = books.owner().await;
    let version: String = owner
        .query_one(
            "select v.content ->> 'en' from quote q join document_template_version v on v.company_id = q.company_id \
             and v.id = q.document_template_version_id where q.company_id = $1 and q.sent_at is not null",
            &[&books.company.id],
        )
        .await
        .expect("the version")
        .get(0);
    assert!(version.contains("Dear"), "{version}");
    let changed = owner
        .execute(
            "update quote set document_template_version_id = null where company_id = $1 and sent_at is not null",
            &[&books.company.id],
        )
        .await;
    assert!(changed.is_err(), "it stands");
    let other = with_option(&books).await;
    books.run("quotes.quote.send", json!({"id": other})).await;
    assert_ne!(sha256(&books, &other).await, shown);

    // Out of use: the shipped layout speaks again.
    books.run("quotes.document_template.retire", json!({"id": id})).await;
    let again = books.attempt("quotes.document_template.retire", json!({"id": id})).await.expect_err("retired");
    assert_eq!(again.code, "NOT_PUBLISHED");
    let broken = json!({"name": "Broken", "content": {"letterhead": {"position": "TOP", "opacity_percent": 50,
        "media_type": "image/png", "base64": STANDARD.encode(b"\x89PNG\r\n\x1a\nnothing")}}});
    let refused = books.attempt("quotes.document_template.create", broken).await.expect_err("no picture");
    assert_eq!(refused.problems[0].field, "content.letterhead.base64");
}
