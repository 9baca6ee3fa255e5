//! Deals over the real database: value by quotes, the way of the stages, the board's sums, moving many, undo.

use engine::Credentials;
use kernel::ids::UserId;
use serde_json::{Value, json};

use crate::books::Books;

/// A quote of 4.75 h at 139.00 with tax.
const DAY: &str = "2027-02-10";

async fn by(books: &Books, user: UserId, operation: &str, input: Value) -> kernel::Result<Value> {
    books.served.kit.run(Credentials::OnBehalf { company: books.company.id, user }, operation, input).await
}

async fn deal(books: &Books, title: &str, amount: &str) -> Value {
    let input = json!({"customer_id": books.customer, "title": title, "location_id": books.location,
        "value": {"amount": amount, "currency": "CAD"}});
    books.run("sales.deal.create", input).await
}

async fn quote(books: &Books, lead: &Value, customer: &Value, minutes: i64) -> Value {
    let hours = json!({"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": minutes}, "travel": {"rule_key": "travel.none"}});
    let at = |role: &str, city: &str| json!({"role": role, "address": {"street": "1 Main St", "city": city, "province": "ON", "country": "CA"}});
    let input = json!({"customer_id": customer, "lead_id": lead, "location_id": books.location, "kind": "MOVING",
        "service_date": DAY, "stops": [at("PICKUP", "Toronto"), at("DROPOFF", "Hamilton")],
        "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": hours}}]}});
    books.run("quotes.quote.create", input).await
}

async fn send(books: &Books, quote: &Value) -> String {
    let sent = books.run("quotes.quote.send", json!({"id": quote["id"]})).await;
    sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned()
}

async fn accept(books: &Books, token: &str) {
    let link = || Credentials::Link(token.to_owned());
    let kit = &books.served.kit;
    let page = kit.run(link(), "quotes.portal.read", json!({"token": token})).await.expect("a page");
    let input = json!({"token": token, "selected": [], "signer_name": "Nora Quill", "method": "TYPED",
        "typed_name": "Nora Quill", "consent": true, "total_shown": page["quote"]["total"]});
    let request = engine::Request {
        operation: "quotes.portal.accept".into(),
        credentials: link(),
        input,
        key: Some(token.to_owned()),
        if_version: None,
        body: None,
        facts: kit.facts(),
    };
    kit.engine.run(request).await.expect("signed");
}

async fn until_stage(books: &Books, id: &Value, stage: &str) -> Value {
    let found = |deal: &Value| (deal["stage"] == stage).then(|| deal.clone());
    books.until("sales.deal.read", json!({"id": id}), found).await
}

/// A qualified lead.
async fn lead(books: &Books) -> Value {
    let input = json!({"full_name": "Nora Quill", "email": "nora.quill@example.com", "location_id": books.location,
        "service_type": "MOVING", "move_size": "2 bedrooms", "move_date": "2035-06-12",
        "origin": {"city": "Toronto", "province": "ON"}});
    let lead = books.run("sales.lead.create", input).await;
    books.run("sales.lead.status", json!({"id": lead["id"], "status": "QUALIFIED"})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_19_a_deal_is_worth_its_newest_quote_and_won_by_the_accepted_one() {
    let books = Books::open("worth", "MOVING").await;
    let lead = lead(&books).await;
    let convert = json!({"id": lead["id"], "deal": true});
    let done = books.run("sales.lead.convert", convert.clone()).await;
    let again = books.run("sales.lead.convert", convert).await;
    assert_eq!((&again["deal_id"], &again["customer_id"]), (&done["deal_id"], &done["customer_id"]), "SAL-21");
    let id = json!({"id": done["deal_id"]});
    let new = books.run("sales.deal.read", id.clone()).await;
    assert!(new["number"].as_str().is_some_and(|n| n.starts_with("D-") && n.ends_with("-000001")), "{new}");
    assert_eq!(
        (&new["stage"], &new["probability"], &new["title"]),
        (&json!("QUALIFICATION"), &json!(10), &json!("Nora Quill, 2 bedrooms"))
    );
    assert_eq!(new["value"], json!({"amount": "0.00", "currency": "CAD"}));

    let first = quote(&books, &lead["id"], &done["customer_id"], 285).await;
    send(&books, &first).await;
    let offered = until_stage(&books, &done["deal_id"], "PROPOSAL").await;
    let total = books.run("quotes.quote.read", json!({"id": first["id"]})).await["total"].clone();
    assert_eq!(
        (&offered["value"], &offered["value_source"], &offered["probability"]),
        (&total, &json!("QUOTE"), &json!(40))
    );
    assert_eq!(offered["quotes"][0]["id"], first["id"]);

    let typed = json!({"id": done["deal_id"], "value": {"amount": "999.00", "currency": "CAD"}});
    let typed = books.run("sales.deal.change", typed).await;
    assert_eq!(
        (&typed["value_fixed"], &typed["value"]["amount"]),
        (&json!(true), &json!("999.00")),
        "typed over a quote"
    );
    let second = quote(&books, &lead["id"], &done["customer_id"], 345).await;
    let token = send(&books, &second).await;
    let negotiated = until_stage(&books, &done["deal_id"], "NEGOTIATION").await;
    assert_eq!(negotiated["value"]["amount"], "999.00", "fixed by hand stays");
    let freed = books.run("sales.deal.change", json!({"id": done["deal_id"], "value_fixed": false})).await;
    let total = books.run("quotes.quote.read", json!({"id": second["id"]})).await["total"].clone();
    assert_eq!((&freed["value"], &freed["value_quote_id"]), (&total, &second["id"]), "the newest one again");

    accept(&books, &token).await;
    let won = until_stage(&books, &done["deal_id"], "WON").await;
    assert_eq!((&won["value"], &won["probability"]), (&total, &json!(100)));
    assert_eq!((&won["scheduling"]["start"], &won["scheduling"]["end"]), (&json!(DAY), &json!("2027-02-11")));
    assert!(won["changes"].as_array().expect("changes").iter().all(|c| c["to_stage"].is_string()));
    let lead = books.run("sales.lead.read", json!({"id": lead["id"]})).await;
    assert_eq!(lead["status"], "WON", "the deal decides");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_20_the_boards_sums_are_over_all_cards() {
    let books = Books::open("sums", "MOVING").await;
    let empty = books.run("sales.deal.board", json!({"pipeline": "standard"})).await;
    assert_eq!((empty["columns"].as_array().map(Vec::len), &empty["pipeline"]["id"]), (Some(5), &Value::Null));
    // SAL-34's example: 12,000 at 10 %, 48,000 at 40 %, 30,000 at 70 %.
    let deals = [("12000.00", "QUALIFICATION"), ("48000.00", "PROPOSAL"), ("30000.00", "NEGOTIATION")];
    for (amount, stage) in deals {
        let made = deal(&books, stage, amount).await;
        let moved = books.run("sales.deal.move", json!({"ids": [made["id"]], "stage": stage})).await;
        assert_eq!(moved["refused"], json!([]));
    }
    let lost = deal(&books, "Gone", "500.00").await;
    books.run("sales.deal.move", json!({"ids": [lost["id"]], "stage": "LOST", "reason": "Too dear."})).await;
    let board = books.run("sales.deal.board", json!({"pipeline": "standard"})).await;
    let open = &board["open"][0];
    assert_eq!(
        (&open["count"], &open["value"]["amount"], &open["weighted"]["amount"]),
        (&json!(3), &json!("90000.00"), &json!("41400.00"))
    );
    let columns = board["columns"].as_array().expect("columns");
    let weights: Vec<_> =
        columns.iter().map(|c| c["sums"][0]["weighted"]["amount"].as_str().unwrap_or_default()).collect();
    assert_eq!(weights, ["1200.00", "19200.00", "21000.00", "", "0.00"]);
    for at in 0..51 {
        deal(&books, &format!("Small {at}"), "1.00").await;
    }
    let board = books.run("sales.deal.board", json!({"pipeline": board["pipeline"]["id"]})).await;
    let first = &board["columns"][0];
    assert_eq!((&first["count"], first["items"].as_array().map(Vec::len)), (&json!(52), Some(50)));
    assert_eq!(first["sums"][0]["value"]["amount"], "12051.00", "also of the cards that are not loaded");
    let nobody = json!({"pipeline": "standard", "assigned_to": books.user("DISPATCHER").await});
    assert_eq!(books.run("sales.deal.board", nobody).await["columns"][0]["count"], 0, "matching cards only");

    let owner = books.owner().await;
    let old = format!(
        "update deal set closed_at = closed_at - interval '8 days' where title = 'Gone' and company_id = '{}'",
        books.company.id.uuid()
    );
    owner.batch_execute(&format!("{}; {old}; commit", books.begin())).await.expect("aged");
    let board = books.run("sales.deal.board", json!({"pipeline": "standard"})).await;
    assert_eq!(board["columns"][4]["count"], 0, "lost ones leave after seven days");
    let found = books.run("sales.deal.list", json!({"q": "gone", "stage": "LOST"})).await;
    assert_eq!(found["items"][0]["id"], lost["id"], "they stay in the list");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_20_moving_many_names_each_that_stayed_and_a_move_is_taken_back() {
    let books = Books::open("many", "CRANE_RENTAL").await;
    let rep = books.user("SALES_AGENT").await;
    let manager = books.user("MANAGER").await;
    let mine = json!({"customer_id": books.customer, "title": "Mine", "location_id": books.location});
    let mine = by(&books, rep, "sales.deal.create", mine).await.expect("a deal");
    let other = deal(&books, "Somebody else's", "100.00").await;
    let closed = by(
        &books,
        rep,
        "sales.deal.create",
        json!({"customer_id": books.customer, "title": "Closed", "location_id": books.location}),
    )
    .await
    .expect("a deal");
    let lost = json!({"ids": [closed["id"]], "stage": "LOST"});
    let refused = by(&books, rep, "sales.deal.move", lost.clone()).await.expect("an answer");
    assert_eq!((&refused["moved"], &refused["refused"][0]["code"]), (&json!([]), &json!("REASON_REQUIRED")));
    let with_reason = json!({"ids": [closed["id"]], "stage": "LOST", "reason": "No budget."});
    assert_eq!(by(&books, rep, "sales.deal.move", with_reason).await.expect("an answer")["refused"], json!([]));

    let all =
        json!({"ids": [mine["id"], other["id"], closed["id"], "dea_01h2xcejqtf2nbrexx3vqjhp41"], "stage": "PROPOSAL"});
    let moved = by(&books, rep, "sales.deal.move", all).await.expect("an answer");
    assert_eq!(moved["moved"].as_array().map(Vec::len), Some(1));
    let stayed: Vec<_> = moved["refused"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|r| (r["id"].clone(), r["code"].as_str().unwrap_or_default().to_owned()))
        .collect();
    let (unknown, codes): (Vec<_>, Vec<_>) = stayed.into_iter().unzip();
    assert_eq!(unknown[..2], [other["id"].clone(), closed["id"].clone()]);
    assert_eq!(codes, ["NOT_YOURS_TO_MOVE", "CLOSED", "NOT_FOUND"]);
    assert_eq!(moved["refused"][0]["title"], "Somebody else's", "named for people");

    let won = json!({"ids": [mine["id"]], "stage": "WON", "reason": "He shook my hand."});
    let refused = by(&books, rep, "sales.deal.move", won.clone()).await.expect("an answer");
    assert_eq!(refused["refused"][0]["code"], "NO_ACCEPTED_QUOTE", "SAL-19");
    let won = by(&books, manager, "sales.deal.move", won).await.expect("an answer");
    assert_eq!(won["moved"][0]["to"], "WON");
    let undo = json!({"batch": won["batch"]});
    assert!(by(&books, rep, "sales.deal.undo_move", undo.clone()).await.is_err(), "somebody else's move");
    let back = by(&books, manager, "sales.deal.undo_move", undo.clone()).await.expect("an answer");
    assert_eq!((&back["moved"][0]["to"], &back["refused"]), (&json!("PROPOSAL"), &json!([])));
    let now = books.run("sales.deal.read", json!({"id": mine["id"]})).await;
    assert_eq!(
        (&now["stage"], &now["probability"], &now["won_reason"], &now["closed_at"]),
        (&json!("PROPOSAL"), &json!(40), &Value::Null, &Value::Null)
    );
    assert_eq!(now["changes"].as_array().map(Vec::len), Some(4), "created, moved, won, taken back");
    let twice = by(&books, manager, "sales.deal.undo_move", undo).await.expect("an answer");
    assert_eq!(twice["refused"][0]["code"], "MOVED_SINCE");

    let again = json!({"ids": [closed["id"]], "stage": "QUALIFICATION"});
    assert_eq!(
        by(&books, manager, "sales.deal.move", again).await.expect("an answer")["refused"],
        json!([]),
        "SAL-18: by a manager"
    );
    let by_hand = json!({"id": mine["id"], "probability": 55});
    by(&books, rep, "sales.deal.change", by_hand).await.expect("changed");
    by(&books, rep, "sales.deal.move", json!({"ids": [mine["id"]], "stage": "NEGOTIATION"})).await.expect("moved");
    let kept = books.run("sales.deal.read", json!({"id": mine["id"]})).await;
    assert_eq!((&kept["probability"], &kept["probability_by_hand"]), (&json!(55), &json!(true)), "by hand holds");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_21_a_won_deal_wins_its_lead_and_undo_brings_it_back() {
    let books = Books::open("decides", "MOVING").await;
    let lead = lead(&books).await;
    let done = books.run("sales.lead.convert", json!({"id": lead["id"], "deal": true, "quote": true})).await;
    let lost = json!({"ids": [done["deal_id"]], "stage": "LOST", "reason": "Stays where she is."});
    let moved = books.run("sales.deal.move", lost).await;
    let read = async || books.run("sales.lead.read", json!({"id": lead["id"]})).await;
    assert_eq!(
        (&read().await["status"], &read().await["lost_reason"]),
        (&json!("LOST"), &json!("Stays where she is."))
    );
    books.run("sales.deal.undo_move", json!({"batch": moved["batch"]})).await;
    assert_eq!((&read().await["status"], &read().await["closed_at"]), (&json!("QUALIFIED"), &Value::Null));
    let deal = books.run("sales.deal.read", json!({"id": done["deal_id"]})).await;
    assert_eq!(deal["stage"], "QUALIFICATION");
    books
        .until("sales.deal.read", json!({"id": done["deal_id"]}), |d| {
            (d["quotes"][0]["id"] == done["quote_id"]).then(|| d.clone())
        })
        .await;
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_18_a_company_has_columns_of_its_own_mapped_to_the_base_stages() {
    let books = Books::open("columns", "CRANE_RENTAL").await;
    let shipped = books.run("sales.pipeline.all", json!({})).await["pipelines"][0].clone();
    assert_eq!((&shipped["name_en"], &shipped["id"]), (&json!("Crane hire"), &Value::Null));
    let probabilities: Vec<_> = shipped["stages"]
        .as_array()
        .expect("stages")
        .iter()
        .map(|s| (s["probability"].clone(), s["age_limit_days"].clone()))
        .collect();
    assert_eq!(
        probabilities,
        [(10, Some(7)), (40, Some(10)), (70, Some(14)), (100, None), (0, None)].map(|(p, a)| (json!(p), json!(a)))
    );
    let column = |base: &str, name: &str| json!({"base": base, "name_en": name, "name_fr": name});
    let mut wanted = json!({"name_en": "Tenders", "name_fr": "Appels d'offres", "stages": [
        column("QUALIFICATION", "Heard of"), column("QUALIFICATION", "Site seen"), column("PROPOSAL", "Offered"),
        column("NEGOTIATION", "Shortlist"), column("WON", "Signed")]});
    let refused = books.attempt("sales.pipeline.save", wanted.clone()).await.expect_err("no column for LOST");
    assert_eq!(refused.problems[0].code, "STAGE_MISSING");
    wanted["stages"].as_array_mut().expect("stages").push(column("LOST", "Gone"));
    let saved = books.run("sales.pipeline.save", wanted).await;
    let stages = saved["stages"].as_array().expect("stages").clone();
    let input = json!({"customer_id": books.customer, "title": "Bridge", "location_id": books.location,
        "pipeline_id": saved["id"], "stage_id": stages[1]["id"]});
    let made = books.run("sales.deal.create", input).await;
    assert_eq!(
        (&made["stage"], &made["stage_name_en"], &made["value"]["currency"]),
        (&json!("QUALIFICATION"), &json!("Site seen"), &json!("INR"))
    );
    let moved = books.run("sales.deal.move", json!({"ids": [made["id"]], "stage_id": stages[0]["id"]})).await;
    assert_eq!(moved["moved"][0]["stage_id"], stages[0]["id"], "between two columns of one base stage");
    let mut fewer = saved.clone();
    fewer["stages"].as_array_mut().expect("stages").remove(0);
    let refused = books.attempt("sales.pipeline.save", fewer).await.expect_err("a deal stands there");
    assert_eq!(refused.code, "STAGE_IN_USE");
    let mut renamed = saved.clone();
    renamed["stages"][0]["name_en"] = json!("On the radar");
    renamed["stages"].as_array_mut().expect("stages").remove(1);
    let renamed = books.run("sales.pipeline.save", renamed).await;
    assert_eq!(
        (&renamed["stages"][0]["name_en"], renamed["stages"].as_array().map(Vec::len)),
        (&json!("On the radar"), Some(5))
    );
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_19_a_dispatcher_sees_deals_without_money() {
    let books = Books::open("masked", "MOVING").await;
    deal(&books, "Secret", "12345.00").await;
    let dispatcher = books.user("DISPATCHER").await;
    let board = by(&books, dispatcher, "sales.deal.board", json!({"pipeline": "standard"})).await.expect("a board");
    assert_eq!(board["columns"][0]["count"], 1);
    assert!(!board.to_string().contains("12345"), "{board}");
    assert!(board["columns"][0]["sums"][0].get("weighted").is_none());
    let create = json!({"customer_id": books.customer, "title": "Mine"});
    assert!(by(&books, dispatcher, "sales.deal.create", create).await.is_err());
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_22_deals_are_found_by_their_words_in_any_order_and_with_mistakes() {
    let books = Books::open("dealwords", "MOVING").await;
    let made = deal(&books, "School, summer holidays", "100.00").await;
    deal(&books, "Library with archive", "100.00").await;
    for q in ["summer school", "holid sch", "sumer scool", "school sumer holydays", "SCHOOL"] {
        let found = books.run("sales.deal.list", json!({"q": q})).await["items"].clone();
        assert_eq!((found.as_array().map(Vec::len), &found[0]["id"]), (Some(1), &made["id"]), "{q}: {found}");
    }
    let found = books.run("sales.deal.list", json!({"q": "piano"})).await["items"].clone();
    assert_eq!(found, json!([]));
    books.served.stop().await;
}
