//! Site assessments over the real database: signing, stoppers that keep a crane quote at home, lifts and duties.

use axum::body::Bytes;
use engine::{Credentials, Request};
use kernel::ids::UserId;
use serde_json::{Value, json};

use crate::books::Books;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\nthe site from the gate";
const PICTURE_SHA256: &str = "e320d1e6953070264473438c7e2da96c312398b4d9755b40c9c674f615b9adc6";
const DAY: &str = "2027-02-10";

async fn by(books: &Books, user: UserId, operation: &str, input: Value) -> kernel::Result<Value> {
    books.served.kit.run(Credentials::OnBehalf { company: books.company.id, user }, operation, input).await
}

async fn lead(books: &Books) -> Value {
    let input = json!({"full_name": "Nora Quill", "company_name": "Quill Construction", "email": "nora@quill.example",
        "location_id": books.location, "service_type": "CRANE_RENTAL", "move_date": "2035-06-12",
        "rental": {"machine_class": "MC-50", "site_city": "Pune", "site_province": "MH"}});
    books.run("sales.lead.create", input).await
}

async fn assessment(books: &Books, lead: &Value) -> Value {
    books.run("sales.assessment.create", json!({"lead_id": lead["id"]})).await
}

/// Registers a picture and brings its bytes.
async fn picture(books: &Books, assessment: &Value, shows: &str) {
    let input = json!({"owner": "site_assessment", "owner_id": assessment, "kind": "PHOTO", "purpose": shows,
        "content_type": "image/png", "bytes": PICTURE.len(), "sha256": PICTURE_SHA256,
        "taken_at": "2026-11-24T12:00:00Z"});
    let ticket = books.run("capture.media.register", input).await;
    let kit = &books.served.kit;
    let request = Request {
        operation: "capture.media.upload".into(),
        credentials: Credentials::Internal { company: books.company.id, cause: "test".into() },
        input: json!({"id": ticket["id"]}),
        key: Some(uuid::Uuid::now_v7().to_string()),
        if_version: None,
        body: Some(Bytes::from_static(PICTURE)),
        facts: kit.facts(),
    };
    kit.engine.run(request).await.expect("stored");
}

/// All five answers, with the power lines as given.
async fn answer(books: &Books, assessment: &Value, mut lines: Value) -> Value {
    lines["kind"] = json!("POWER_LINES");
    let answers = json!({"id": assessment, "constraints": [{"kind": "ROAD_ACCESS", "severity": "OK"},
        {"kind": "HEIGHT_LIMITS", "severity": "OK"}, {"kind": "CRANE_SETUP", "severity": "OK"}, lines,
        {"kind": "SURFACE_TYPE", "severity": "OK"}]});
    books.run("sales.assessment.put_constraints", answers).await
}

fn fields(refused: &kernel::Error) -> Vec<(&str, &str)> {
    refused.problems.iter().map(|p| (p.field.as_str(), p.code.as_str())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_31_signing_names_everything_that_is_missing_and_holds_for_thirty_days() {
    let books = Books::open("signs", "CRANE_RENTAL").await;
    let lead = lead(&books).await;
    let begun = assessment(&books, &lead).await;
    let id = begun["id"].clone();
    assert!(begun["number"].as_str().is_some_and(|n| n.starts_with("SA-") && n.ends_with("-000001")), "{begun}");
    assert_eq!((&begun["title"], &begun["site"]["city"]), (&json!("Quill Construction"), &json!("Pune")));
    assert_eq!(begun["unanswered"].as_array().map(Vec::len), Some(5));

    let sign = json!({"id": id});
    let bare = books.attempt("sales.assessment.sign", sign.clone()).await.expect_err("nothing is there");
    assert_eq!(
        fields(&bare),
        [
            ("ground", "REQUIRED"),
            ("access", "REQUIRED"),
            ("constraints.ROAD_ACCESS", "REQUIRED"),
            ("constraints.HEIGHT_LIMITS", "REQUIRED"),
            ("constraints.CRANE_SETUP", "REQUIRED"),
            ("constraints.POWER_LINES", "REQUIRED"),
            ("constraints.SURFACE_TYPE", "REQUIRED"),
        ]
    );
    let ground = json!({"id": id, "ground": "Gravel", "access": "Gate 3"});
    books.run("sales.assessment.change", ground).await;
    let cared = answer(&books, &id, json!({"severity": "OK"})).await;
    assert_eq!(cared["unanswered"], json!([]));
    let figures = books.attempt("sales.assessment.sign", sign.clone()).await.expect_err("no figures");
    assert_eq!(fields(&figures), [("constraints.POWER_LINES", "FIGURES_MISSING")]);

    // 25 kV at 5 m: farther than 3.05 m, nearer than twice that.
    let near = answer(&books, &id, json!({"severity": "OK", "line_kv": 25, "distance_m": "5"})).await;
    let of = |detail: &Value| {
        let all = detail["constraints"].as_array().expect("constraints").clone();
        all.into_iter().find(|c| c["kind"] == "POWER_LINES").expect("lines")
    };
    assert_eq!((&of(&near)["severity"], &of(&near)["clear_distance_m"]), (&json!("CARE"), &json!("3.05")));
    let unseen = books.attempt("sales.assessment.sign", sign.clone()).await.expect_err("no picture");
    assert_eq!(fields(&unseen), [("constraints.POWER_LINES", "PICTURE_MISSING")]);
    picture(&books, &id, "POWER_LINES").await;

    let signed = books.run("sales.assessment.sign", sign.clone()).await;
    let day = |text: &Value| text.as_str().expect("a time")[..10].parse::<jiff::civil::Date>().expect("a day");
    let days = day(&signed["signed_at"]).until(day(&signed["valid_until"])).expect("a span").get_days();
    // The day is the site's, in India.
    assert!(signed["state"] == "SIGNED" && (30..=31).contains(&days), "{signed}");
    assert_eq!(of(&signed)["pictures"], 1);
    // Whoever sees the assessment sees its pictures, whoever took them.
    let rep = books.user("SALES_AGENT").await;
    let shown = json!({"id": id, "picture_id": signed["pictures"][0]["id"]});
    let hidden = by(&books, rep, "sales.assessment.picture", shown.clone()).await.expect_err("not the rep's own");
    assert_eq!(hidden.kind, kernel::ErrorKind::NotFound);
    let operations = books.user("OPERATIONS_MANAGER").await;
    assert_eq!(
        by(&books, operations, "sales.assessment.picture", shown).await.expect("bytes")["content_type"],
        "image/png"
    );
    let late = books.attempt("sales.assessment.change", json!({"id": id, "notes": "Later."})).await;
    assert_eq!(late.expect_err("signed").code, "ASSESSMENT_SIGNED");

    let engine = &books.served.kit.engine;
    let expire = engine.registry().schedule("sales.assessments_expire").expect("a schedule").run;
    engine.run_job(books.company.id, "sales.assessments_expire", expire).await.expect("a run");
    let state = async || books.run("sales.assessment.read", json!({"id": id})).await["state"].clone();
    assert_eq!(state().await, "SIGNED", "not before its last day is over");
    let owner = books.owner().await;
    let text = "select set_config('app.company_id', $1::text, false), set_config('app.entry_id', $1::text, false)";
    owner.execute(text, &[&books.company.id.uuid().to_string()]).await.expect("a tenant");
    let text = "update site_assessment set valid_before = signed_at where company_id = $1";
    assert_eq!(owner.execute(text, &[&books.company.id]).await.expect("an update"), 1);
    engine.run_job(books.company.id, "sales.assessments_expire", expire).await.expect("a run");
    assert_eq!(state().await, "EXPIRED");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_31_a_stopper_keeps_a_crane_quote_at_home_until_it_is_resolved() {
    let books = Books::open("stops", "CRANE_RENTAL").await;
    let (lead, rep) = (lead(&books).await, books.user("SALES_AGENT").await);
    let id = assessment(&books, &lead).await["id"].clone();
    // 33 kV at 3.04 m: nearer than 3.05 m stops, whatever the person ticked.
    let stopped = answer(&books, &id, json!({"severity": "OK", "line_kv": 33, "distance_m": "3.04"})).await;
    assert_eq!(stopped["open_stoppers"], 1);

    let customer = json!({"id": lead["id"], "status": "QUALIFIED"});
    books.run("sales.lead.status", customer).await;
    let made = books.run("sales.lead.convert", json!({"id": lead["id"], "deal": true})).await;
    let charges = json!([{"rule_key": "crane.flat", "quantity": "1"}]);
    let quote = json!({"customer_id": made["customer_id"], "location_id": books.location, "kind": "CRANE",
        "service_date": DAY, "stops": [{"role": "SITE", "address": {"city": "Pune", "province": "MH", "country": "IN"}}],
        "inputs": {"parts": [{"key": "crane", "work": {"kind": "CHARGES"}, "charges": charges}]}});
    let mut of_lead = quote.clone();
    of_lead["lead_id"] = lead["id"].clone();
    let (of_lead, of_deal) =
        (books.run("quotes.quote.create", of_lead).await, books.run("quotes.quote.create", quote.clone()).await);
    books.run("sales.deal.add_quote", json!({"id": made["deal_id"], "quote_id": of_deal["id"]})).await;
    let other = books.run("quotes.quote.create", quote).await;

    let send = |quote: &Value| json!({"id": quote["id"]});
    for quote in [&of_lead, &of_deal] {
        let refused = books.attempt("quotes.quote.send", send(quote)).await.expect_err("stopped");
        assert_eq!(refused.code, "QUOTE_BLOCKED", "{refused}");
        let flags = books.run("quotes.quote.flags", send(quote)).await;
        assert_eq!((&flags["may_send"], &flags["flags"][0]["code"]), (&json!(false), &json!("SITE_STOPPER")));
    }
    books.run("quotes.quote.send", send(&other)).await;

    let resolve = json!({"id": id, "kind": "POWER_LINES", "resolution": "Switched off from 06:00 to 18:00."});
    let own = by(&books, rep, "sales.assessment.resolve", resolve.clone()).await.expect_err("not a rep's to say");
    assert!(matches!(own.kind, kernel::ErrorKind::Forbidden | kernel::ErrorKind::NotFound), "{own}");
    assert_eq!(books.run("sales.assessment.resolve", resolve.clone()).await["open_stoppers"], 0);
    let twice = books.attempt("sales.assessment.resolve", resolve).await.expect_err("nothing stops");
    assert_eq!(twice.code, "NO_STOPPER");
    books.run("quotes.quote.send", send(&of_lead)).await;
    books.run("quotes.quote.send", send(&of_deal)).await;
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_31_a_newer_signed_assessment_takes_the_place_of_the_older() {
    let books = Books::open("newer", "CRANE_RENTAL").await;
    let lead = lead(&books).await;
    let mut ids = Vec::new();
    for lines in
        [json!({"severity": "OK", "line_kv": 33, "distance_m": "2"}), json!({"severity": "OK", "no_lines": true})]
    {
        let id = assessment(&books, &lead).await["id"].clone();
        books.run("sales.assessment.change", json!({"id": id, "ground": "Gravel", "access": "Gate 3"})).await;
        answer(&books, &id, lines).await;
        picture(&books, &id, "POWER_LINES").await;
        books.run("sales.assessment.sign", json!({"id": id})).await;
        ids.push(id);
    }
    let listed = books.run("sales.assessment.list", json!({"lead_id": lead["id"]})).await;
    let line = |id: &Value| {
        let all = listed["items"].as_array().expect("items").clone();
        all.into_iter().find(|line| line["id"] == *id).expect("a line")
    };
    assert!(line(&ids[0])["superseded_at"].is_string() && line(&ids[1])["superseded_at"].is_null());
    assert_eq!((&line(&ids[0])["open_stoppers"], &line(&ids[1])["open_stoppers"]), (&json!(1), &json!(0)));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_32_example_8_a_duty_is_read_by_one_person_and_verified_by_another() {
    let books = Books::open("lifts", "CRANE_RENTAL").await;
    let (lead, manager) = (lead(&books).await, books.user("MANAGER").await);
    let other = books.user("OPERATIONS_MANAGER").await;
    let crane = async |name: &str| {
        let input = json!({"name": name, "type": "CRANE", "location_id": books.location});
        books.run("fleet.equipment.create", input).await["id"].clone()
    };
    let (fits, critical, unread) = (crane("Crane A").await, crane("Crane B").await, crane("Crane C").await);
    let id = assessment(&books, &lead).await["id"].clone();
    let figures = json!({"name": "Chiller", "load_t": "12.5", "rigging_t": "0.8", "block_t": "0.45", "radius_m": "9",
        "height_m": "24"});
    let listed = books.run("sales.assessment.put_lifts", json!({"id": id, "lifts": [figures]})).await;
    let lift = listed["lifts"][0].clone();
    assert_eq!((&lift["gross_t"], &lift["boom_m"]), (&json!("13.75"), &json!("25.64")));
    assert_eq!((&lift["verdict"], &lift["picks"]), (&json!("MANUAL"), &json!(1)), "nobody guesses");

    let duty = |machine: &Value, duty: &str| {
        json!({"id": id, "lift_id": lift["id"], "equipment_id": machine, "configuration": "Boom 30.5 m",
            "chart_radius_m": "9", "chart_boom_m": "30.5", "duty_t": duty, "source": "Chart, page 14"})
    };
    let mut nearer = duty(&fits, "19.2");
    nearer["chart_radius_m"] = json!("8.99");
    nearer["chart_boom_m"] = json!("25.63");
    let wrong = books.attempt("sales.assessment.read_duty", nearer).await.expect_err("the wrong row");
    assert_eq!(fields(&wrong), [("chart_radius_m", "RADIUS_TOO_SMALL"), ("chart_boom_m", "BOOM_TOO_SHORT")]);

    by(&books, manager, "sales.assessment.read_duty", duty(&fits, "19.2")).await.expect("read");
    let read = by(&books, manager, "sales.assessment.read_duty", duty(&critical, "18.0")).await.expect("read");
    let duties = read["lifts"][0]["duties"].as_array().expect("duties").clone();
    let used: Vec<_> = duties.iter().map(|d| (d["utilisation_percent"].clone(), d["verdict"].clone())).collect();
    assert_eq!(used, [(json!("71.61"), json!("MANUAL")), (json!("76.39"), json!("MANUAL"))]);
    let verify = |duty: &Value| json!({"id": id, "duty_id": duty["id"]});
    let own =
        by(&books, manager, "sales.assessment.verify_duty", verify(&duties[0])).await.expect_err("the same person");
    assert_eq!(own.code, "SAME_PERSON");

    let what = json!({"load_t": "12.5", "rigging_t": "0.8", "block_t": "0.45", "radius_m": "9", "height_m": "24"});
    let before = books.run("sales.lift.candidates", what.clone()).await;
    assert_eq!(
        (before["machines"].as_array().map(Vec::len), before["manual"].as_array().map(Vec::len)),
        (Some(0), Some(3))
    );
    for duty in &duties {
        by(&books, other, "sales.assessment.verify_duty", verify(duty)).await.expect("verified");
    }
    let after = books.run("sales.lift.candidates", what.clone()).await;
    let offered: Vec<_> = after["machines"]
        .as_array()
        .expect("machines")
        .iter()
        .map(|m| (m["equipment_id"].clone(), m["verdict"].clone(), m["utilisation_percent"].clone()))
        .collect();
    assert_eq!(
        offered,
        [(fits.clone(), json!("FITS"), json!("71.61")), (critical.clone(), json!("CRITICAL"), json!("76.39"))]
    );
    assert_eq!(after["manual"][0]["equipment_id"], unread);
    // 16.5 t gross: 85.9 % of 19.2, 91.7 % of 18.0.
    let mut heavier = what.clone();
    heavier["load_t"] = json!("15.25");
    let heavier = books.run("sales.lift.candidates", heavier).await;
    assert_eq!(
        (&heavier["machines"][0]["verdict"], &heavier["left_out"][0]["equipment_id"]),
        (&json!("CRITICAL"), &critical)
    );
    // Farther than the row that was read: nothing is taken from it.
    let mut farther = what;
    farther["radius_m"] = json!("9.01");
    assert_eq!(books.run("sales.lift.candidates", farther).await["manual"].as_array().map(Vec::len), Some(3));

    let best = books.run("sales.assessment.read", json!({"id": id})).await;
    assert_eq!(best["lifts"][0]["verdict"], "FITS");
    let mut changed = json!({"id": lift["id"], "name": "Chiller", "load_t": "12.6", "rigging_t": "0.8", "block_t": "0.45",
        "radius_m": "9", "height_m": "24"});
    let changed_lift = books.run("sales.assessment.put_lifts", json!({"id": id, "lifts": [changed.clone()]})).await;
    assert_eq!(changed_lift["lifts"][0]["duties"], json!([]), "read for another load");
    changed["id"] = json!("lif_01h2xcejqtf2nbrexx3vqjhp42");
    let unknown = books.attempt("sales.assessment.put_lifts", json!({"id": id, "lifts": [changed]})).await;
    assert_eq!(fields(&unknown.expect_err("no such lift")), [("lifts[0].id", "NOT_FOUND")]);
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_31_marks_lie_over_a_picture_of_the_same_site_until_it_is_signed() {
    let books = Books::open("draws", "CRANE_RENTAL").await;
    let lead = lead(&books).await;
    let id = assessment(&books, &lead).await["id"].clone();
    picture(&books, &id, "POWER_LINES").await;
    let picture_id = books.run("sales.assessment.read", json!({"id": id})).await["pictures"][0]["id"].clone();
    let arrow = json!({"kind": "ARROW", "colour": "RED", "points": [[1200, 4000], [5000, 2500]]});
    let words = json!({"kind": "TEXT", "colour": "YELLOW", "points": [[1000, 4300]], "text": "25 kV"});
    let draw = |marks: Value| json!({"id": id, "picture_id": picture_id, "marks": marks});

    let drawn = books.run("sales.assessment.draw", draw(json!([arrow, words]))).await;
    assert_eq!(drawn["pictures"][0]["marks"], json!([arrow, words]));
    let again = books.run("sales.assessment.draw", draw(json!([words]))).await;
    assert_eq!(again["pictures"][0]["marks"], json!([words]), "what is put replaces what was");

    let wrong = json!([{"kind": "ARROW", "colour": "RED", "points": [[0, 0]]},
        {"kind": "TEXT", "colour": "RED", "points": [[0, 10_001]], "text": " "}]);
    let refused = books.attempt("sales.assessment.draw", draw(wrong)).await.expect_err("wrong shapes");
    assert_eq!(
        fields(&refused),
        [("marks[0].points", "POINTS"), ("marks[1].points", "OUTSIDE"), ("marks[1].text", "REQUIRED")]
    );

    let other = assessment(&books, &lead).await["id"].clone();
    let elsewhere = json!({"id": other, "picture_id": picture_id, "marks": []});
    let refused = books.attempt("sales.assessment.draw", elsewhere).await.expect_err("a picture of another site");
    assert_eq!(refused.kind, kernel::ErrorKind::NotFound);

    answer(&books, &id, json!({"severity": "OK", "no_lines": true})).await;
    books.run("sales.assessment.change", json!({"id": id, "ground": "Gravel", "access": "Gate 3"})).await;
    books.run("sales.assessment.sign", json!({"id": id})).await;
    let late = books.attempt("sales.assessment.draw", draw(json!([]))).await.expect_err("signed");
    assert_eq!(late.kind, kernel::ErrorKind::Conflict);
}
