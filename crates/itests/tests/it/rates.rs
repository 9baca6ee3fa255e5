//! Which of several tariffs prices a quote, and what other rates would make of it.

use serde_json::{Value, json};

use crate::{books::Books, quotes::inputs};

const DAY: &str = "2027-02-10";

fn hourly(name: &str, weekday: &str, scope: Value) -> Value {
    let mut tariff = json!({"name": name, "kind": "MOVING", "currency": "CAD", "valid_from": "2020-01-01", "rules": [
        {"rule_key": "hourly.2-1", "kind": "HOURLY", "movers": 2, "trucks": 1, "rates": {"weekday": weekday}},
        {"rule_key": "travel.none", "kind": "TRAVEL", "mode": {"mode": "NONE"}}]});
    for (name, value) in scope.as_object().expect("a scope") {
        tariff[name] = value.clone();
    }
    tariff
}

fn stop(role: &str, city: &str, province: &str, country: &str) -> Value {
    json!({"role": role, "address": {"city": city, "province": province, "country": country}})
}

/// The price of five hours between two cities.
async fn priced(books: &Books, distance_km: Option<&str>, to: (&str, &str, &str)) -> kernel::Result<Value> {
    let mut inputs = inputs("0%");
    if let Some(km) = distance_km {
        inputs["parts"][0]["work"]["distance_km"] = json!(km);
    }
    let stops = [stop("PICKUP", "Toronto", "ON", "CA"), stop("DROPOFF", to.0, to.1, to.2)];
    books
        .attempt(
            "quotes.quote.price",
            json!({"kind": "MOVING", "location_id": books.location, "service_date": DAY, "inputs": inputs, "stops": stops}),
        )
        .await
}

fn taken(priced: &Value) -> (&str, Vec<&str>, Option<&str>) {
    let tariff = &priced["tariffs"][0];
    let reasons = tariff["reasons"].as_array().expect("reasons").iter().filter_map(Value::as_str).collect();
    (tariff["name"].as_str().expect("a name"), reasons, tariff["reach"].as_str())
}

#[tokio::test]
async fn quo_6_the_most_particular_tariff_is_taken_by_itself_and_says_why() {
    let books = Books::open("particular", "MOVING").await;
    let publish = async |tariff: Value| {
        let id = books.run("quotes.tariff.create", tariff).await["id"].clone();
        books.run("quotes.tariff.publish", json!({"id": id})).await;
        id
    };
    let other = books
        .run(
            "access.location.create",
            json!({"name": "Elsewhere", "code": "ELSE", "kind": "CORPORATE",
        "city": "Calgary", "province": "AB", "country": "CA", "timezone": "America/Edmonton"}),
        )
        .await["id"]
        .clone();
    let near = publish(hourly("Near", "150.00", json!({"reach": "LOCAL"}))).await;
    publish(hourly("Far", "160.00", json!({"reach": "BETWEEN"}))).await;
    publish(hourly("Full moves", "170.00", json!({"service_types": ["FULL"], "reach": "WITHIN"}))).await;
    let others = publish(hourly("Others'", "999.00", json!({"location_ids": [other]}))).await;

    let local = priced(&books, Some("99"), ("Oakville", "ON", "CA")).await.expect("priced");
    assert_eq!(taken(&local), ("Near", vec!["REACH"], Some("LOCAL")));
    assert_eq!(local["total"]["amount"], "847.50", "5 × 150.00 and HST");
    assert_eq!(local["tariffs"][0]["others"][0]["name"], "Moves", "the one for everything fits too");
    let within = priced(&books, Some("400"), ("Ottawa", "ON", "CA")).await.expect("priced");
    assert_eq!(taken(&within), ("Full moves", vec!["SERVICE_TYPE", "REACH"], Some("WITHIN")));
    let between = priced(&books, Some("460"), ("Gatineau", "QC", "CA")).await.expect("priced");
    assert_eq!(taken(&between), ("Far", vec!["REACH"], Some("BETWEEN")));
    let abroad = priced(&books, Some("160"), ("Buffalo", "NY", "US")).await.expect("priced");
    assert_eq!(taken(&abroad), ("Moves", vec!["GENERAL"], Some("CROSS_BORDER")));
    let unknown = priced(&books, None, ("Ottawa", "ON", "CA")).await.expect("priced");
    assert_eq!(taken(&unknown), ("Moves", vec!["GENERAL"], None), "nothing is guessed");

    // The company says what is near.
    books.run("quotes.limits.set", json!({"checks": {}, "local_km": 90})).await;
    let moved = priced(&books, Some("99"), ("Oakville", "ON", "CA")).await.expect("priced");
    assert_eq!(taken(&moved).0, "Full moves");
    let refused = books.attempt("quotes.limits.set", json!({"checks": {}, "local_km": 0})).await.expect_err("zero");
    assert_eq!(refused.problems[0].field, "local_km");

    books.run("quotes.tariff.retire", json!({"id": others, "number": 1})).await;

    // Two locations' own goes before everything; a person may choose another one all the same.
    publish(hourly("Two places", "180.00", json!({"location_ids": [books.location, other]}))).await;
    let own = priced(&books, Some("400"), ("Ottawa", "ON", "CA")).await.expect("priced");
    assert_eq!(taken(&own), ("Two places", vec!["LOCATION"], Some("WITHIN")));
    let quote = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
        "service_date": DAY, "inputs": inputs("0%"), "tariff_id": near});
    let quote = books.run("quotes.quote.create", quote).await;
    assert_eq!((&quote["total"]["amount"], &quote["tariffs"][0]["name"]), (&json!("847.50"), &json!("Near")));
}

#[tokio::test]
async fn quo_6_a_tie_is_refused_at_publishing_and_when_a_scope_changes() {
    let books = Books::open("tie", "MOVING").await;
    let make = async |tariff: Value| books.run("quotes.tariff.create", tariff).await["id"].clone();
    let publish = async |id: &Value| books.attempt("quotes.tariff.publish", json!({"id": id})).await;
    let near = make(hourly("Near", "150.00", json!({"reach": "LOCAL"}))).await;
    publish(&near).await.expect("more particular than Moves");
    let rival = make(hourly("Also near", "151.00", json!({"reach": "LOCAL"}))).await;
    let tie = publish(&rival).await.expect_err("a tie");
    assert_eq!(tie.code, "TARIFF_TIE");
    assert!(tie.message.contains("Near"), "{}", tie.message);
    let full = json!({"id": rival, "name": "Full and near", "reach": "LOCAL", "service_types": ["FULL"]});
    books.run("quotes.tariff.change", full).await;
    publish(&rival).await.expect("service goes before reach");
    let back = books.attempt("quotes.tariff.change", json!({"id": rival, "name": "Also near", "reach": "LOCAL"})).await;
    assert_eq!(back.expect_err("a tie again").code, "TARIFF_TIE");
    let shown = books.run("quotes.tariff.read", json!({"id": rival})).await;
    assert_eq!(
        (&shown["name"], &shown["service_types"]),
        (&json!("Full and near"), &json!(["FULL"])),
        "nothing is kept"
    );
    let crane = json!({"name": "Cranes", "kind": "CRANE", "currency": "CAD", "valid_from": "2020-01-01",
        "service_types": ["FULL"], "rules": [{"rule_key": "a", "kind": "FEE", "fee": {"method": "FLAT", "price": "1.00"}}]});
    let refused = books.attempt("quotes.tariff.create", crane).await.expect_err("no moves");
    assert_eq!(refused.problems[0].field, "service_types");
}

#[tokio::test]
async fn quo_7_a_draft_is_re_rated_after_its_lines_were_compared() {
    let books = Books::open("rerate", "MOVING").await;
    let tariff = books.run("quotes.tariff.list", json!({})).await["items"][0]["id"].clone();
    let new = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING", "service_date": DAY,
        "inputs": inputs("0%"), "terms": "Two days' notice.", "language": "fr"});
    let quote = books.run("quotes.quote.create", new).await;
    // What no price says stays through re-rating, sending and the next version.
    let words = |quote: &Value| ["service_date", "terms", "language"].map(|name| quote[name].clone());
    let said = [json!(DAY), json!("Two days' notice."), json!("fr")];
    assert_eq!(words(&quote), said);
    assert_eq!(quote["tariffs"][0]["state"], "PUBLISHED");
    let copied = books.run("quotes.tariff.copy_version", json!({"id": tariff, "valid_from": "2020-02-01"})).await;
    let mut rules = copied["versions"][0]["rules"].clone();
    rules[0]["rates"]["weekday"] = json!("149.00");
    let fuel = json!({"rule_key": "fuel", "kind": "FEE", "category": "PERCENTAGE_FEE", "automatic": true,
        "fee": {"method": "PERCENTAGE", "rate": {"from": "FIXED", "rate": "10%"}, "of": ["LABOUR"]}});
    rules.as_array_mut().expect("rules").push(fuel);
    books
        .run(
            "quotes.tariff.change_version",
            json!({"id": tariff, "number": 2, "valid_from": "2020-02-01", "rules": rules}),
        )
        .await;
    books.run("quotes.tariff.publish", json!({"id": tariff, "number": 2})).await;
    books.run("quotes.tariff.retire", json!({"id": tariff, "number": 1})).await;
    let stale = books.run("quotes.quote.read", json!({"id": quote["id"]})).await;
    assert_eq!((&stale["tariffs"][0]["state"], &stale["total"]["amount"]), (&json!("RETIRED"), &json!("785.35")));

    let compared = books.run("quotes.quote.compare_rates", json!({"id": quote["id"]})).await;
    assert_eq!((&compared["before"]["amount"], &compared["after"]["amount"]), (&json!("785.35"), &json!("926.04")));
    assert_eq!(compared["change"]["amount"], "140.69");
    let lines: Vec<(&str, &str, &str)> = compared["lines"]
        .as_array()
        .expect("lines")
        .iter()
        .map(|line| {
            let text =
                |value: &Value| -> &str { Box::leak(value.as_str().unwrap_or_default().to_owned().into_boxed_str()) };
            (text(&line["rule_key"]), text(&line["change"]), text(&line["difference"]["amount"]))
        })
        .collect();
    assert_eq!(lines, [("hourly.2-1", "CHANGED", "50.00"), ("fuel", "ADDED", "74.50")]);
    let unchanged = books.run("quotes.quote.read", json!({"id": quote["id"]})).await;
    assert_eq!(unchanged["total"]["amount"], "785.35", "nothing is kept yet");

    let other = json!({"id": quote["id"], "total": {"amount": "785.35", "currency": "CAD"}});
    let changed = books.attempt("quotes.quote.re_rate", other).await.expect_err("another total was shown");
    assert_eq!(changed.code, "PRICE_CHANGED");
    let kept = books.run("quotes.quote.re_rate", json!({"id": quote["id"], "total": compared["after"]})).await;
    assert_eq!(kept["quote_id"], quote["id"]);
    let quote = books.run("quotes.quote.read", json!({"id": quote["id"]})).await;
    assert_eq!((&quote["total"]["amount"], &quote["tariffs"][0]["number"]), (&json!("926.04"), &json!(2)));
    assert_eq!(words(&quote), said, "re-rated");

    // What was sent stands; the new price is the next version's.
    books.run("quotes.quote.send", json!({"id": quote["id"]})).await;
    let sent = books.run("quotes.quote.read", json!({"id": quote["id"]})).await;
    assert_eq!((words(&sent), &sent["valid_until"]), (said.clone(), &quote["valid_until"]), "sent");
    let named = make_dear(&books).await;
    let compared =
        books.run("quotes.quote.compare_rates", json!({"id": quote["id"], "tariff_version_id": named})).await;
    assert_eq!(compared["lines"].as_array().map(Vec::len), Some(2));
    assert_eq!(
        (&compared["lines"][0]["change"], &compared["lines"][1]["change"]),
        (&json!("CHANGED"), &json!("REMOVED"))
    );
    let next = books.run("quotes.quote.re_rate", json!({"id": quote["id"], "tariff_version_id": named})).await;
    assert_ne!(next["quote_id"], quote["id"]);
    let next = books.run("quotes.quote.read", json!({"id": next["quote_id"]})).await;
    assert_eq!(words(&next), said, "the next version");
    assert_eq!(
        (&next["quote_version"], &next["status"], &next["total"]["amount"]),
        (&json!(2), &json!("DRAFT"), &json!("1130.00"))
    );
    let sent = books.run("quotes.quote.read", json!({"id": quote["id"]})).await;
    assert_eq!((&sent["status"], &sent["total"]["amount"]), (&json!("SENT"), &json!("926.04")));
}

/// The version of a dearer tariff, which nothing takes by itself.
async fn make_dear(books: &Books) -> Value {
    let dear = hourly("Dear", "200.00", json!({"reach": "CROSS_BORDER"}));
    let id = books.run("quotes.tariff.create", dear).await["id"].clone();
    books.run("quotes.tariff.publish", json!({"id": id})).await["versions"][0]["id"].clone()
}

#[tokio::test]
async fn quo_7_what_other_rates_do_not_know_is_named_and_not_dropped() {
    let books = Books::open("unknown", "MOVING").await;
    let tariff = json!({"name": "With a fee", "kind": "MOVING", "currency": "CAD", "valid_from": "2020-01-01",
        "location_id": books.location, "rules": [
            {"rule_key": "hourly.2-1", "kind": "HOURLY", "movers": 2, "trucks": 1, "rates": {"weekday": "139.00"}},
            {"rule_key": "travel.none", "kind": "TRAVEL", "mode": {"mode": "NONE"}},
            {"rule_key": "hoist", "kind": "FEE", "category": "FEE", "fee": {"method": "FLAT", "price": "80.00"}}]});
    let id = books.run("quotes.tariff.create", tariff).await["id"].clone();
    books.run("quotes.tariff.publish", json!({"id": id})).await;
    let mut with_fee = inputs("0%");
    with_fee["parts"][0]["charges"] = json!([{"rule_key": "hoist"}]);
    let new = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING", "service_date": DAY,
        "inputs": with_fee});
    let quote = books.run("quotes.quote.create", new).await;
    let plain = books.run("quotes.tariff.list", json!({})).await;
    let plain =
        plain["items"].as_array().expect("tariffs").iter().find(|t| t["name"] == "Moves").expect("Moves")["id"].clone();
    let compared = books.run("quotes.quote.compare_rates", json!({"id": quote["id"], "tariff_id": plain})).await;
    assert_eq!(compared["after"], Value::Null);
    assert!(compared["problems"][0]["message"].as_str().is_some_and(|m| m.contains("hoist")), "{compared}");
    let kept = books.attempt("quotes.quote.re_rate", json!({"id": quote["id"], "tariff_id": plain})).await;
    assert_eq!(kept.expect_err("not priced").code, "INVALID");
    let stands = books.run("quotes.quote.read", json!({"id": quote["id"]})).await;
    assert_eq!(stands["items"].as_array().map(Vec::len), Some(2), "nothing was dropped");
}
