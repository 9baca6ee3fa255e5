//! How customers stand to each other: who pays, who lives together, and what others make of it.

use engine::{Credentials, Request};
use kernel::{ErrorKind, ids::UserId};
use serde_json::{Value, json};

use crate::books::Books;

/// The employer, with an office and a mailbox of its own.
async fn employer(books: &Books) -> Value {
    let firm = json!({"company_name": "Northwind Relocation Ltd", "email": "pay@northwind.example",
        "location_id": books.location,
        "address": {"street": "900 King St W", "city": "Toronto", "province": "ON", "postal_code": "M5V 1P5", "country": "CA"}});
    books.run("customers.customer.create", firm).await["id"].clone()
}

async fn pays(books: &Books, payer: &Value) -> Value {
    let relation = json!({"id": books.customer, "other_id": payer, "kind": "PAYS_FOR", "reverse": true});
    books.run("customers.relation.add", relation).await
}

fn kinds(timeline: &Value) -> Vec<&str> {
    timeline["entries"].as_array().expect("entries").iter().map(|e| e["kind"].as_str().expect("a kind")).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_27_quotes_and_invoices_go_to_the_payer_and_the_timeline_to_both() {
    let books = Books::open("payer", "MOVING").await;
    let payer = employer(&books).await;
    let told = pays(&books, &payer).await;
    assert_eq!(told["relations"][0]["is_first"], false, "{told}");
    let card = books.run("customers.customer.card", json!({"id": payer})).await;
    assert_eq!(
        (&card["relations"][0]["other_id"], &card["relations"][0]["is_first"]),
        (&books.customer, &json!(true)),
        "{card}"
    );

    let invoice = books.draft().await;
    assert_eq!((&invoice["customer_id"], &invoice["served_customer_id"]), (&payer, &books.customer), "{invoice}");
    books.issue(&invoice["id"]).await.expect("issued");
    let owner = books.owner().await;
    let row = owner.query_one("select snapshot, payer_id is not null from quote", &[]).await.expect("the quote");
    let snapshot: Value = row.get(0);
    assert_eq!(
        (&snapshot["customer"]["name"], &snapshot["served"]),
        (&json!("Northwind Relocation Ltd"), &json!("Ann Example"))
    );
    assert!(row.get::<_, bool>(1));
    let mail = "select count(*) from communication where to_address = 'pay@northwind.example'";
    let mails: i64 = owner.query_one(mail, &[]).await.expect("mail").get(0);
    assert_eq!(mails, 2, "the offer and the signed paper");
    let paper: Value = owner.query_one("select document from invoice", &[]).await.expect("a paper").get(0);
    assert_eq!(paper[0]["bill_to"]["name"], "Northwind Relocation Ltd");
    assert_eq!(paper[0]["bill_to"]["address"], json!(["900 King St W", "Toronto ON M5V 1P5"]));
    assert_eq!(paper[0]["bill_to"]["email"], "pay@northwind.example");
    let references = paper[0]["references"].as_array().expect("references");
    assert!(references.contains(&json!({"label": "Service for", "value": "Ann Example"})), "{paper}");

    for customer in [&payer, &books.customer] {
        let timeline = books.run("customers.customer.timeline", json!({"id": customer})).await;
        for kind in ["QUOTE_SENT", "QUOTE_ACCEPTED", "INVOICE"] {
            let times = kinds(&timeline).iter().filter(|k| **k == kind).count();
            assert_eq!(times, 1, "{kind}: {timeline}");
        }
    }
    let card = books.run("customers.customer.card", json!({"id": payer})).await;
    assert_eq!(card["invoices"].as_array().map(Vec::len), Some(1), "the payer owes it: {card}");
    assert_eq!(books.run("billing.ledger.check", json!({})).await["differences"], json!([]));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_27_a_draft_follows_who_pays_and_a_deposit_stays_on_whoever_paid_it() {
    let books = Books::open("follows", "MOVING").await;
    let payer = employer(&books).await;
    let invoice = books.draft().await;
    let request = Request {
        operation: "billing.deposit.take".into(),
        credentials: Credentials::Internal { company: books.company.id, cause: "test".into() },
        input: json!({"quote_id": invoice["quote_id"], "method": "BANK_TRANSFER",
            "amount": {"amount": "100.00", "currency": "CAD"}}),
        key: Some("one deposit".into()),
        if_version: None,
        body: None,
        facts: books.served.kit.facts(),
    };
    books.served.kit.engine.run(request).await.expect("a deposit");
    assert_eq!((&invoice["customer_id"], &invoice["served_customer_id"]), (&books.customer, &Value::Null));
    let relation = pays(&books, &payer).await["relations"][0]["id"].clone();
    let goes_to = async |customer: &Value| {
        let ask = json!({"id": invoice["id"]});
        books.until("billing.invoice.get", ask, |page| (page["customer_id"] == *customer).then(|| page.clone())).await
    };
    let page = goes_to(&payer).await;
    assert_eq!(page["served_customer_name"], "Ann Example");
    let end = json!({"id": books.customer, "relation_id": relation});
    assert_eq!(books.run("customers.relation.end", end.clone()).await["relations"], json!([]));
    assert_eq!(books.attempt("customers.relation.end", end).await.expect_err("ended").code, "RELATION_ENDED");
    assert_eq!(goes_to(&books.customer).await["served_customer_id"], Value::Null);

    pays(&books, &payer).await;
    goes_to(&payer).await;
    let issued = books.issue(&invoice["id"]).await.expect("issued");
    assert_eq!(issued["paid"]["amount"], "100.00");
    let check = books.run("billing.ledger.check", json!({})).await;
    assert_eq!(check["differences"], json!([]), "what Ann paid ahead is taken off her account, the rest is the firm's");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_27_one_payer_no_circle_and_nobody_blocked() {
    let books = Books::open("onepayer", "MOVING").await;
    let payer = employer(&books).await;
    pays(&books, &payer).await;
    let refused = async |input: Value| {
        let e = books.attempt("customers.relation.add", input).await.expect_err("refused");
        (e.kind, e.code)
    };
    let again = json!({"id": payer, "other_id": books.customer, "kind": "PAYS_FOR"});
    assert_eq!(refused(again).await.1, "RELATION_EXISTS");
    let back = json!({"id": books.customer, "other_id": payer, "kind": "PAYS_FOR"});
    assert_eq!(refused(back).await, (ErrorKind::Conflict, "CIRCLE".into()));
    let itself = json!({"id": payer, "other_id": payer, "kind": "HOUSEHOLD"});
    assert_eq!(refused(itself).await.0, ErrorKind::Invalid);
    let second = json!({"company_name": "Second Payer Inc", "location_id": books.location});
    let second = books.run("customers.customer.create", second).await;
    let another = json!({"id": books.customer, "other_id": second["id"], "kind": "PAYS_FOR", "reverse": true});
    assert_eq!(refused(another).await.1, "PAYER_KNOWN");
    let parent = json!({"id": payer, "other_id": second["id"], "kind": "PARENT_OF"});
    assert_eq!(books.run("customers.relation.add", parent).await["relations"].as_array().map(Vec::len), Some(2));

    let hours = json!({"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 60}, "travel": {"rule_key": "travel.none"}});
    let at = json!({"city": "Toronto", "province": "ON", "country": "CA"});
    let quote = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
        "service_date": "2035-02-07", "stops": [{"role": "PICKUP", "address": at}, {"role": "DROPOFF", "address": at}],
        "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": hours}}]}});
    let hold = json!({"id": payer, "terms_days": 30, "credit_hold": true, "reason": "Review."});
    books.run("customers.customer.credit", hold).await;
    let made = books.run("quotes.quote.create", quote.clone()).await;
    let flags = books.run("quotes.quote.flags", json!({"id": made["id"]})).await;
    let stopped = |flag: &Value| flag["reason"] == "quote.credit_stopped";
    assert!(flags["flags"].as_array().is_some_and(|all| all.iter().any(stopped)), "the payer's credit counts: {flags}");
    books.run("customers.customer.block", json!({"id": payer, "reason": "cheques bounced"})).await;
    let refused = books.attempt("quotes.quote.create", quote).await.expect_err("refused");
    assert_eq!((refused.kind, refused.code.as_str()), (ErrorKind::Conflict, "PAYER_BLOCKED"));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_14_a_couple_is_suggested_as_one_household_and_once_only() {
    let books = Books::open("couple", "MOVING").await;
    let person = async |first: &str| {
        let address = json!({"street": "12 King St", "city": "Toronto", "province": "ON", "country": "CA"});
        let input = json!({"kind": "PERSON", "first_name": first, "last_name": "Brooks", "phone": "+14165550142",
            "location_id": books.location, "address": address});
        books.run("customers.customer.create", input).await
    };
    let (joan, john) = (person("Joan").await, person("John").await);
    let relations =
        async |of: &Value| books.run("customers.relation.read", json!({"id": of["id"]})).await["relations"].clone();
    let seen = relations(&joan).await;
    assert_eq!(
        (&seen[0]["kind"], &seen[0]["state"], &seen[0]["other_id"]),
        (&json!("HOUSEHOLD"), &json!("SUGGESTED"), &john["id"])
    );
    let confirm = json!({"id": john["id"], "other_id": joan["id"], "kind": "HOUSEHOLD", "note": "They said so."});
    let confirmed = books.run("customers.relation.add", confirm).await["relations"].clone();
    assert_eq!((&confirmed[0]["id"], &confirmed[0]["state"]), (&seen[0]["id"], &json!("ACTIVE")), "the same relation");
    assert_eq!(confirmed[0]["note"], "They said so.");

    // What a merged customer stood in is its survivor's.
    let other = books
        .run(
            "customers.customer.create",
            json!({"first_name": "Zoe", "last_name": "Quill", "location_id": books.location}),
        )
        .await;
    let (survivor, loser) = (
        books.run("customers.customer.read", json!({"id": other["id"]})).await,
        books.run("customers.customer.read", json!({"id": john["id"]})).await,
    );
    let merge = json!({"survivor_id": survivor["id"], "survivor_version": survivor["version"], "loser_id": loser["id"], "loser_version": loser["version"]});
    books.run("customers.merge.run", merge).await;
    assert_eq!(relations(&other).await[0]["other_id"], joan["id"]);
    assert_eq!(relations(&joan).await[0]["other_id"], other["id"]);
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_12_the_proof_holds_every_entry_with_its_words_and_its_leaf_in_the_audit_trail() {
    let books = Books::open("proof", "MOVING").await;
    let customer = books.run("customers.customer.read", json!({"id": books.customer})).await;
    let record = |act: &str| {
        json!({"id": books.customer, "point_id": customer["points"][0]["id"], "channel": "SMS", "purpose": "MARKETING",
            "act": act, "wording": (act == "GIVEN").then_some("Oui, écrivez-moi."), "wording_language": "fr",
            "wording_version": "form-7"})
    };
    books.run("customers.consent.record", record("GIVEN")).await;
    books.run("customers.consent.record", record("WITHDRAWN")).await;
    let asked = json!({"id": books.customer, "format": "json"});
    let blob = books.run("customers.consent.proof", asked).await;
    let bytes = crate::billing::pdf(&blob);
    let proof: Value = serde_json::from_slice(&bytes).expect("JSON");
    let entries = proof["points"][0]["entries"].as_array().expect("entries");
    assert_eq!(entries.iter().map(|e| e["act"].as_str().expect("an act")).collect::<Vec<_>>(), ["GIVEN", "WITHDRAWN"]);
    assert_eq!((&entries[0]["wording"], &entries[0]["wording_language"]), (&json!("Oui, écrivez-moi."), &json!("fr")));
    assert_eq!((&entries[0]["wording_version"], &entries[1]["wording_version"]), (&json!("form-7"), &Value::Null));
    let owner = books.owner().await;
    for entry in entries {
        let leaf = entry["leaf_sha256"].as_str().expect("a leaf");
        let there = "select count(*) from audit_entry where encode(leaf, 'hex') = $1 and operation = 'customers.consent.record'";
        assert_eq!(owner.query_one(there, &[&leaf]).await.expect("a line").get::<_, i64>(0), 1, "{entry}");
    }
    for language in ["en", "fr"] {
        let pdf = books.run("customers.consent.proof", json!({"id": books.customer, "language": language})).await;
        assert_eq!(pdf["content_type"], "application/pdf");
        assert!(crate::billing::pdf(&pdf).starts_with(b"%PDF"));
    }
    let seller = books.user("DISPATCHER").await;
    let credentials = |user: UserId| Credentials::OnBehalf { company: books.company.id, user };
    let refused =
        books.served.kit.run(credentials(seller), "customers.consent.proof", json!({"id": books.customer})).await;
    assert_eq!(refused.expect_err("no right").kind, ErrorKind::Forbidden);
    books.served.stop().await;
}
