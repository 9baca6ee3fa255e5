//! Quotes and tariffs with their taxes: loads for several provinces, versions of a tariff, usual prices.

use engine::Credentials;
use serde_json::{Value, json};

use crate::books::Books;

/// Five hours of two movers at 139.00, with a discount.
pub fn inputs(discount: &str) -> Value {
    let hours = json!({"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 300}, "travel": {"rule_key": "travel.none"}});
    let mut inputs = json!({"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": hours}}]});
    if discount != "0%" {
        inputs["discount"] = json!({"kind": "PERCENT", "rate": discount});
    }
    inputs
}

#[tokio::test]
async fn example_9_a_load_for_two_provinces_is_taxed_by_cubic_feet() {
    let books = Books::open("provinces", "MOVING").await;
    let tariff = json!({"name": "Flat moves", "kind": "MOVING", "currency": "CAD", "valid_from": "2020-01-01",
        "location_id": books.location, "rules": [{"rule_key": "flat", "kind": "FEE", "category": "LINEHAUL",
            "fee": {"method": "FLAT", "price": "5000.00"}}]});
    let tariff = books.run("quotes.tariff.create", tariff).await["id"].clone();
    books.run("quotes.tariff.publish", json!({"id": tariff})).await;
    let stop = |role: &str, city: &str, province: &str, cuft: i32| {
        json!({"role": role, "volume_cuft": cuft,
            "address": {"city": city, "province": province, "country": "CA"}})
    };
    let input = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
        "service_date": "2027-02-10", "tariff_id": tariff,
        "stops": [stop("PICKUP", "Toronto", "ON", 1_000), stop("DROPOFF", "Ottawa", "ON", 700), stop("DROPOFF", "Halifax", "NS", 300)],
        "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "basis": {"kind": "BY_CHARGES"}},
            "charges": [{"rule_key": "flat"}]}]}});
    let quote = books.run("quotes.quote.create", input).await;
    assert_eq!(quote["total"]["amount"], "5665.00");
    let mut taxes: Vec<(String, String)> = quote["priced"]["taxes"]
        .as_array()
        .expect("taxes")
        .iter()
        .map(|tax| {
            (
                tax["jurisdiction"].as_str().unwrap_or_default().into(),
                tax["amount"]["amount"].as_str().unwrap_or_default().into(),
            )
        })
        .collect();
    taxes.sort();
    assert_eq!(taxes, [("CA-NS".into(), "210.00".into()), ("CA-ON".into(), "455.00".to_owned())]);
    let explained = books.run("quotes.quote.explain", json!({"id": quote["id"]})).await;
    assert_eq!(explained["holds"], true, "QUO-5");

    let all_in_ontario =
        json!({"id": quote["id"], "stops": [stop("PICKUP", "Toronto", "ON", 0), stop("DROPOFF", "Ottawa", "ON", 0)]});
    let moved = books.run("quotes.quote.change", all_in_ontario).await;
    assert_eq!(moved["total"]["amount"], "5650.00", "QUO-21: other stops, other places");
}

#[tokio::test]
async fn quo_7_a_draft_version_is_copied_changed_looked_at_compared_and_published() {
    let books = Books::open("editor", "MOVING").await;
    let tariff = books.run("quotes.tariff.list", json!({})).await["items"][0]["id"].clone();
    let quote = books
        .run(
            "quotes.quote.create",
            json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
                "service_date": "2027-02-10", "inputs": inputs("0%")}),
        )
        .await;
    assert_eq!(quote["total"]["amount"], "785.35", "695.00 and HST");

    let copied = books.run("quotes.tariff.copy_version", json!({"id": tariff, "valid_from": "2027-01-01"})).await;
    let draft = copied["versions"][0].clone();
    assert_eq!(
        (&draft["number"], &draft["state"], &draft["rules"]),
        (&json!(2), &json!("DRAFT"), &copied["versions"][1]["rules"])
    );
    let again = books.attempt("quotes.tariff.copy_version", json!({"id": tariff, "valid_from": "2027-01-01"})).await;
    assert_eq!(again.expect_err("one draft at a time").code, "DRAFT_EXISTS");

    let mut rules = draft["rules"].clone();
    rules[0]["rates"]["weekday"] = json!("149.00");
    let change = |number: i32, rules: &Value| json!({"id": tariff, "number": number, "valid_from": "2027-01-01", "rules": rules});
    let published = books.attempt("quotes.tariff.change_version", change(1, &rules)).await;
    assert_eq!(published.expect_err("frozen").code, "NOT_A_DRAFT");
    let mut ahead = rules.clone();
    ahead
        .as_array_mut()
        .expect("rules")
        .push(json!({"rule_key": "fuel", "kind": "FEE", "fee": {"method": "PERCENTAGE",
        "rate": {"from": "FIXED", "rate": "5%"}, "of": ["VALUATION"]}}));
    let refused = books.attempt("quotes.tariff.change_version", change(2, &ahead)).await.expect_err("QUO-3");
    assert_eq!((refused.problems[0].field.as_str(), refused.problems[0].code.as_str()), ("rules.2", "UNWORKABLE"));
    books.run("quotes.tariff.change_version", change(2, &rules)).await;

    let impact = books.run("quotes.tariff.impact", json!({"id": tariff, "number": 2})).await;
    assert_eq!((&impact["drafts"], &impact["touched"]), (&json!(1), &json!(1)));
    assert_eq!((&impact["sum_before"]["amount"], &impact["sum_after"]["amount"]), (&json!("785.35"), &json!("841.85")));
    assert_eq!(impact["largest_change"]["amount"], "56.50");
    assert_eq!(
        books.run("quotes.quote.read", json!({"id": quote["id"]})).await["total"]["amount"],
        "785.35",
        "nothing is saved"
    );

    let compared = books.run("quotes.tariff.compare", json!({"id": tariff, "before": "1", "after": "2"})).await;
    assert_eq!((&compared["rules"][0]["rule_key"], &compared["unchanged"]), (&json!("hourly.2-1"), &json!(1)));
    assert_eq!(
        compared["rules"][0]["figures"][0],
        json!({"figure": "rates.weekday", "before": "139.00", "after": "149.00"})
    );

    let done = books.run("quotes.tariff.publish", json!({"id": tariff, "number": 2})).await;
    let spans: Vec<_> =
        done["versions"].as_array().expect("versions").iter().map(|v| (&v["state"], &v["valid_to"])).collect();
    assert_eq!(spans, [(&json!("PUBLISHED"), &Value::Null), (&json!("PUBLISHED"), &json!("2027-01-01"))], "no overlap");
    let retired = books.run("quotes.tariff.retire", json!({"id": tariff, "number": 1})).await;
    assert_eq!(retired["versions"][1]["state"], "RETIRED");
    assert_eq!(books.run("quotes.quote.read", json!({"id": quote["id"]})).await["total"]["amount"], "785.35");

    books.run("quotes.tariff.copy_version", json!({"id": tariff, "valid_from": "2028-01-01"})).await;
    let left = books.run("quotes.tariff.discard_version", json!({"id": tariff, "number": 3})).await;
    assert_eq!(left["versions"].as_array().map(Vec::len), Some(2));
}

#[tokio::test]
async fn p09_a_location_learns_what_its_work_costs_from_what_was_signed() {
    let books = Books::open("usual", "MOVING").await;
    let quote = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
        "service_date": "2027-02-10", "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "volume_cuft": "139",
            "basis": {"kind": "HOURLY", "movers": 2, "trucks": 1, "labour": {"minutes": 300}, "travel": {"rule_key": "travel.none"}}}}]}});
    let signed = books.run("quotes.quote.create", quote.clone()).await["id"].clone();
    let codes = async |id: &Value| {
        let flags = books.run("quotes.quote.flags", json!({"id": id})).await;
        let flags = flags["flags"].as_array().expect("flags").clone();
        flags.into_iter().filter(|flag| flag["code"] == "P09").count()
    };
    assert_eq!(codes(&signed).await, 0, "5.00 a cubic foot");
    let sent = books.run("quotes.quote.send", json!({"id": signed})).await;
    let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned();
    let page =
        books.served.kit.run(Credentials::Link(token.clone()), "quotes.portal.read", json!({"token": token})).await;
    let accept = json!({"token": token, "selected": [], "signer_name": "Ann Example", "method": "TYPED",
        "typed_name": "Ann Example", "consent": true, "total_shown": page.expect("a page")["quote"]["total"]});
    let request = engine::Request {
        operation: "quotes.portal.accept".into(),
        credentials: Credentials::Link(token.clone()),
        input: accept,
        key: Some(token),
        if_version: None,
        body: None,
        facts: books.served.kit.facts(),
    };
    books.served.kit.engine.run(request).await.expect("signed");

    // One is too few; sixty of them at prices from 1.00 to 1.59 a cubic foot are enough.
    let (engine, company) = (&books.served.kit.engine, books.company.id);
    let find_out = engine.registry().schedule("quotes.usual_prices").expect("a schedule").run;
    engine.run_job(company, "quotes.usual_prices", find_out).await.expect("a run");
    let owner = books.owner().await;
    let count = async || -> i64 {
        owner
            .query_one("select count(*) from usual_price where company_id = $1", &[&company])
            .await
            .expect("a count")
            .get(0)
    };
    assert_eq!(count().await, 0);
    let tenant = "select set_config('app.company_id', $1::text, false), set_config('app.entry_id', $1::text, false)";
    owner.execute(tenant, &[&company.uuid().to_string()]).await.expect("a tenant");
    owner.batch_execute("set session_replication_role = replica").await.expect("as the owner");
    let copies = "with copied as (
        insert into quote select (jsonb_populate_record(q, jsonb_build_object('id', gen_random_uuid(), 'number', 'Q-' || n,
            'link_hash', null, 'job_id', null))).* from quote q, generate_series(1, 60) n
        where q.company_id = $1 and q.accepted_at is not null returning company_id, id, number)
        insert into signature_log select (jsonb_populate_record(s, jsonb_build_object('id', gen_random_uuid(), 'quote_id', c.id,
            'priced', jsonb_set(s.priced, '{subtotal,amount}', to_jsonb(((100 + substr(c.number, 3)::int - 1) * 1.39)::numeric(9, 2)::text))))).*
        from copied c, signature_log s where s.company_id = $1 and c.company_id = $1";
    assert_eq!(owner.execute(copies, &[&company]).await.expect("copies"), 60);
    owner.batch_execute("set session_replication_role = origin").await.expect("as before");
    engine.run_job(company, "quotes.usual_prices", find_out).await.expect("a run");
    let row = owner
        .query_one("select measure, low_price, high_price, sample from usual_price where company_id = $1", &[&company])
        .await
        .expect("a price");
    assert_eq!((row.get::<_, String>(0).as_str(), row.get::<_, i32>(3)), ("CUFT_NEAR", 61));
    // Of 61 the first and the last but none: 1.00 and the signed 5.00.
    assert_eq!((row.get::<_, i64>(1), row.get::<_, i64>(2)), (10_000, 50_000));
    let mut dear = quote;
    dear["inputs"]["parts"][0]["work"]["volume_cuft"] = json!("138");
    let dear = books.run("quotes.quote.create", dear).await["id"].clone();
    assert_eq!(codes(&dear).await, 1, "more than ever before");
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_5_what_a_customer_owes_stands_against_the_limit_before_sending_and_before_signing() {
    let books = Books::open("credit", "MOVING").await;
    let terms = async |limit: Option<i64>, hold: bool| {
        let input = json!({"id": books.customer, "terms_days": 30, "credit_limit_minor": limit, "credit_hold": hold, "reason": "Review."});
        books.run("customers.customer.credit", input).await;
    };
    // 746.08 on an invoice, 746.08 signed and not billed.
    let draft = books.draft().await;
    books.issue(&draft["id"]).await.expect("issued");
    books.signed_job().await;
    let input = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING",
        "service_date": "2027-02-10", "inputs": inputs("0%")});
    let quote = books.run("quotes.quote.create", input).await;
    assert_eq!(quote["total"]["amount"], "785.35");
    let found = async || -> Vec<String> {
        let flags = books.run("quotes.quote.flags", json!({"id": quote["id"]})).await;
        let flags = flags["flags"].as_array().expect("flags").clone();
        flags
            .iter()
            .filter_map(|flag| flag["reason"].as_str())
            .filter(|r| r.contains("credit"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(found().await, Vec::<String>::new(), "no limit is set");
    terms(Some(227_750), false).await;
    assert_eq!(found().await, ["quote.credit_exceeded"], "2,277.51 of 2,277.50");
    terms(Some(227_751), false).await;
    assert_eq!(found().await, Vec::<String>::new(), "exactly the limit");
    terms(None, true).await;
    assert_eq!(found().await, ["quote.credit_stopped"]);

    terms(Some(227_751), false).await;
    let sent = books.run("quotes.quote.send", json!({"id": quote["id"]})).await;
    let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned();
    let sign = async || {
        let input = json!({"token": token, "selected": [], "signer_name": "Ann Example", "method": "TYPED",
            "typed_name": "Ann Example", "consent": true, "total_shown": {"amount": "785.35", "currency": "CAD"}});
        let request = engine::Request {
            operation: "quotes.portal.accept".into(),
            credentials: Credentials::Link(token.clone()),
            input,
            key: Some(uuid::Uuid::now_v7().to_string()),
            if_version: None,
            body: None,
            facts: books.served.kit.facts(),
        };
        books.served.kit.engine.run(request).await.map(|answer| answer.data["status"].clone())
    };
    let owner = books.owner().await;
    let due = "update invoice set due_date = due_date - 90 where company_id = $1 and status = 'SENT'";
    terms(Some(227_750), false).await;
    assert_eq!(sign().await.expect_err("beyond the limit").code, "CREDIT");
    terms(Some(227_751), false).await;
    owner.batch_execute("set session_replication_role = replica").await.expect("as the owner");
    assert_eq!(owner.execute(due, &[&books.company.id]).await.expect("overdue"), 1);
    assert_eq!(sign().await.expect_err("long overdue").code, "CREDIT");
    let paid = "update invoice set due_date = due_date + 90 where company_id = $1 and status = 'SENT'";
    owner.execute(paid, &[&books.company.id]).await.expect("as before");
    assert_eq!(sign().await.expect("signed"), "ACCEPTED");
}

#[tokio::test]
async fn quo_16_the_customer_chooses_the_cover_before_signing_and_pays_for_it() {
    let books = Books::open("cover", "MOVING").await;
    let tariff = json!({"name": "Covered moves", "kind": "MOVING", "currency": "CAD", "valid_from": "2020-01-01",
        "location_id": books.location, "rules": [
            {"rule_key": "flat", "kind": "FEE", "category": "LINEHAUL", "fee": {"method": "FLAT", "price": "1000.00"}},
            {"rule_key": "valuation.full", "kind": "VALUATION", "option": "FULL_REPLACEMENT", "charges": [
                {"deductible": "250", "price_per_thousand": "10.00"}, {"deductible": "500", "price_per_thousand": "8.00"}]}]});
    let tariff = books.run("quotes.tariff.create", tariff).await["id"].clone();
    books.run("quotes.tariff.publish", json!({"id": tariff})).await;
    let stop = |role: &str| json!({"role": role, "address": {"city": "Toronto", "province": "ON", "country": "CA"}});
    let input = json!({"customer_id": books.customer, "location_id": books.location, "kind": "MOVING", "service_date": "2027-02-10",
        "tariff_id": tariff, "stops": [stop("PICKUP"), stop("DROPOFF")],
        "inputs": {"parts": [{"key": "move", "work": {"kind": "MOVE", "weight_lb": "7560", "basis": {"kind": "BY_CHARGES"}},
            "charges": [{"rule_key": "flat"}]}]}});
    let quote = books.run("quotes.quote.create", input).await;
    let sent = books.run("quotes.quote.send", json!({"id": quote["id"]})).await;
    let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned();
    let page = async |covers: Value| {
        let input = json!({"token": token, "selected": [], "covers": covers});
        books.served.kit.run(Credentials::Link(token.clone()), "quotes.portal.select", input).await
    };
    let first = page(json!([])).await.expect("a page")["quote"].clone();
    assert_eq!((&first["total"]["amount"], &first["covers"][0]["chosen"]), (&json!("1130.00"), &json!(false)));
    let offers: Vec<(&str, &str)> = first["covers"][0]["offers"]
        .as_array()
        .expect("offers")
        .iter()
        .map(|offer| {
            (offer["option"].as_str().unwrap_or_default(), offer["price"]["amount"].as_str().unwrap_or_default())
        })
        .collect();
    // 3,429.16 kg at 4.41 are 15,122.60: sixteen thousands.
    let thousands = 16;
    assert_eq!(offers[0], ("RELEASED", "0.00"));
    assert_eq!(offers[1], ("FULL_REPLACEMENT", format!("{}.00", thousands * 10).as_str()));
    assert_eq!(offers[2], ("FULL_REPLACEMENT", format!("{}.00", thousands * 8).as_str()));
    assert_eq!(offers[3], ("INSURED_ELSEWHERE", "0.00"));

    let nobody = json!([{"part": "move", "option": "INSURED_ELSEWHERE"}]);
    assert_eq!(page(nobody).await.expect_err("no insurer").problems[0].field, "covers.0.insurer");
    let full = json!([{"part": "move", "option": "FULL_REPLACEMENT", "deductible": "500"}]);
    let chosen = page(full.clone()).await.expect("a page")["quote"].clone();
    assert_eq!((&chosen["total"]["amount"], &chosen["covers"][0]["chosen"]), (&json!("1274.64"), &json!(true)));
    let shown = chosen["pdf_url"].as_str().expect("an address");
    assert!(shown.contains("&covers="), "the paper shows the choice: {shown}");

    let sign = async |covers: Value, total: &Value| {
        let input = json!({"token": token, "selected": [], "covers": covers, "signer_name": "Ann Example", "method": "TYPED",
            "typed_name": "Ann Example", "consent": true, "total_shown": total});
        let request = engine::Request {
            operation: "quotes.portal.accept".into(),
            credentials: Credentials::Link(token.clone()),
            input,
            key: Some(uuid::Uuid::now_v7().to_string()),
            if_version: None,
            body: None,
            facts: books.served.kit.facts(),
        };
        books.served.kit.engine.run(request).await
    };
    let silent = sign(json!([]), &first["total"]).await.expect_err("not chosen");
    assert_eq!(silent.problems[0].field, "covers.move");
    let old = sign(full.clone(), &first["total"]).await.expect_err("another price was shown");
    assert_eq!(old.code, "PRICE_CHANGED");
    sign(full, &chosen["total"]).await.expect("signed");
    let signed = books.run("quotes.quote.read", json!({"id": quote["id"]})).await;
    assert_eq!(signed["total"]["amount"], "1274.64");
    let owner = books.owner().await;
    let kept = owner
        .query_one("select covers from signature_log where company_id = $1", &[&books.company.id])
        .await
        .expect("kept");
    let kept: Value = kept.get(0);
    assert_eq!((&kept[0]["option"], &kept[0]["deductible"]), (&json!("FULL_REPLACEMENT"), &json!("500.00")));
}
