//! Points, models and forecasts over the real database: weights, what history teaches and what it may not, the gate, the
//! watch, rates, targets.

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::books::Books;

/// Statements inside the company, as of so many days ago.
async fn write(books: &Books, days_ago: i64, statements: &str) {
    let owner = books.served.kit.owner().await.expect("a connection");
    let nil = uuid::Uuid::nil();
    let company = books.company.id.uuid();
    let text = format!(
        "begin; set local app.company_id = '{company}'; set local app.user_id = '{nil}'; set local app.entry_id = '{nil}'; \
         select set_config('app.now', (now() - interval '{days_ago} days')::text, true); {}; commit",
        statements.replace("$company", &format!("'{company}'::uuid"))
    );
    owner.batch_execute(&text).await.expect("written");
}

/// Six thousand leads, ten a day, the newest 60 days ago; each closed five days after it came.
async fn history(books: &Books, has_email: &str, is_won: &str) {
    let leads = format!(
        "insert into lead (company_id, id, number, full_name, name_key, email, email_match, source, channel, status, \
           status_since, received_at, closed_at) \
         select $company, gen_random_uuid(), 'L-OLD-' || n, 'Lead ' || n, 'lead ' || n, e.mail, e.mail, 'Website', 'HAND', \
           case when {is_won} then 'WON' else 'LOST' end, now(), r.at, r.at + interval '5 days' \
         from generate_series(1, 6000) n \
         cross join lateral (select now() - (6600 - n) * interval '144 minutes' as at) r \
         cross join lateral (select case when {has_email} then 'lead' || n || '@example.com' end as mail) e"
    );
    write(books, 700, &leads).await;
}

/// Seven of ten with an e-mail are won, one of seven without.
const TELLING: &str = "(n * 7919) % 100 < case when n % 2 = 0 then 70 else 14 end";

async fn train(books: &Books) -> Value {
    books.run("sales.model.train", json!({})).await
}

async fn run_schedule(books: &Books, name: &str) {
    let engine = &books.served.kit.engine;
    let run = engine.registry().schedule(name).expect("a schedule").run;
    engine.run_job(books.company.id, "test", run).await.expect("done");
}

async fn lead(books: &Books, name: &str, email: Option<&str>) -> Value {
    let input = json!({"full_name": name, "email": email, "location_id": books.location});
    books.run("sales.lead.create", input).await
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_15_a_history_that_tells_makes_a_model_that_speaks_beside_the_points() {
    let books = Books::open("telling", "MOVING").await;
    let first = lead(&books, "Ada Early", Some("ada.early@example.com")).await;
    let early = books.run("sales.lead.score", json!({"id": first["id"]})).await;
    assert_eq!((&early["probability"], &early["silence"]), (&Value::Null, &json!("TOO_LITTLE_HISTORY")));
    assert_eq!(early["readiness"]["leads_missing"], 300, "{early}");
    let little = train(&books).await;
    assert_eq!((&little["model"], &little["readiness"]["won_missing"]), (&Value::Null, &json!(50)));

    history(&books, "n % 2 = 0", TELLING).await;
    let trained = train(&books).await;
    let model = &trained["model"];
    assert_eq!(
        (&model["state"], &model["leads"], &model["model_version"]),
        (&json!("ACTIVE"), &json!(6_000), &json!(1))
    );
    let report = &model["report"];
    assert_eq!(
        (&report["fit_leads"], &report["calibrate_leads"], &report["test_leads"]),
        (&json!(3_600), &json!(1_200), &json!(1_200)),
        "oldest 60, next 20, newest 20 per cent"
    );
    let (brier, base) = (report["brier"].as_f64().expect("a figure"), report["base_brier"].as_f64().expect("a figure"));
    assert!(brier <= base * 0.95, "{brier} against {base}");
    assert_eq!(model["calibration"], "ISOTONIC", "a thousand leads and more");
    assert_eq!(model["coefficients"][0]["feature"], "NO_EMAIL", "{model}");

    let reached = books.run("sales.lead.score", json!({"id": first["id"]})).await;
    let bare = lead(&books, "Bea Bare", None).await;
    let bare = books.run("sales.lead.score", json!({"id": bare["id"]})).await;
    let percent = |score: &Value| score["probability"]["percent"].as_f64().expect("a probability");
    assert!((60.0..80.0).contains(&percent(&reached)) && percent(&bare) < 30.0, "{reached} {bare}");
    assert_eq!(reached["points"], early["points"], "the points are what they were");
    assert_eq!(
        (&bare["probability"]["reasons"][0]["feature"], &bare["probability"]["model_version"]),
        (&json!("NO_EMAIL"), &json!(1))
    );

    // Switched off, nothing else changes.
    books.run("sales.score.save_settings", json!({"probability_shown": false})).await;
    let off = books.run("sales.lead.score", json!({"id": first["id"]})).await;
    assert_eq!((&off["probability"], &off["silence"], &off["points"]), (&Value::Null, &json!("OFF"), &early["points"]));
    books.run("sales.score.save_settings", json!({"probability_shown": true})).await;

    let again = train(&books).await;
    assert_eq!((&again["model"]["model_version"], &again["model"]["state"]), (&json!(2), &json!("ACTIVE")));
    let models = books.run("sales.model.all", json!({})).await;
    let states: Vec<_> =
        models["models"].as_array().expect("models").iter().map(|m| (&m["state"], &m["state_reason"])).collect();
    assert_eq!(states, [(&json!("ACTIVE"), &Value::Null), (&json!("RETIRED"), &json!("REPLACED"))]);
    books.run("sales.model.retire", json!({"id": again["model"]["id"], "reason": "Prices changed."})).await;
    let points = books.run("sales.lead.score", json!({"id": first["id"]})).await;
    assert_eq!((&points["probability"], &points["silence"]), (&Value::Null, &json!("NOT_TRAINED")));
    let twice = books.attempt("sales.model.retire", json!({"id": again["model"]["id"]})).await.expect_err("done");
    assert_eq!(twice.code, "RETIRED");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_15_a_useless_model_stays_in_the_shadow() {
    let books = Books::open("useless", "MOVING").await;
    history(&books, "n % 2 = 0", "(n * 7919) % 100 < 30").await;
    let model = train(&books).await["model"].clone();
    assert_eq!((&model["state"], &model["state_reason"]), (&json!("SHADOW"), &json!("NO_BETTER")), "{model}");
    let one = lead(&books, "Sam Shade", None).await;
    let score = books.run("sales.lead.score", json!({"id": one["id"]})).await;
    assert_eq!((&score["probability"], &score["silence"]), (&Value::Null, &json!("SHADOW")));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_14_what_was_learned_after_the_moment_is_not_used() {
    let books = Books::open("leak", "MOVING").await;
    // Nobody has an e-mail when they come; whoever was won is asked for one afterwards.
    history(&books, "false", "(n * 7919) % 100 < 30").await;
    let later = "update lead set email = 'late@example.com', email_match = 'late@example.com' \
                 where company_id = $company and status = 'WON'";
    write(&books, 10, later).await;
    let model = train(&books).await["model"].clone();
    assert_eq!((&model["state"], &model["leads"]), (&json!("SHADOW"), &json!(6_000)), "{model}");
    let effect = |code: &str| {
        let all = model["coefficients"].as_array().expect("coefficients");
        all.iter().find(|c| c["feature"] == code).and_then(|c| c["effect"].as_f64()).unwrap_or(0.0)
    };
    assert!(effect("NO_EMAIL").abs() < 0.2, "an e-mail of later tells nothing: {model}");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_15_a_model_that_is_off_is_taken_back_and_the_administrators_are_told() {
    let books = Books::open("watch", "MOVING").await;
    history(&books, "n % 2 = 0", TELLING).await;
    let model = train(&books).await["model"].clone();
    let id: kernel::ids::ScoreModelId = serde_json::from_value(model["id"].clone()).expect("an id");
    let said = |offset: i32, most: i32| {
        format!(
            "insert into conversion_score (company_id, id, lead_id, model_id, moment, probability_millionths, at) \
             select company_id, gen_random_uuid(), id, '{}', 'CREATED', 900000, received_at \
             from lead where company_id = $company order by number limit {most} offset {offset}",
            id.uuid()
        )
    };
    write(&books, 0, "update lead set closed_at = now() where company_id = $company").await;
    write(&books, 0, &said(0, 499)).await;
    run_schedule(&books, "sales.model_watched").await;
    let read = || books.run("sales.model.report", json!({"model_id": model["id"]}));
    assert_eq!(read().await["state"], "ACTIVE", "499 closed leads are too few to judge by");
    write(&books, 0, &said(499, 1)).await;
    run_schedule(&books, "sales.model_watched").await;
    let gone = read().await;
    assert_eq!((&gone["state"], &gone["state_reason"]), (&json!("RETIRED"), &json!("LIVE_ERROR")));
    let owner = books.served.kit.owner().await.expect("a connection");
    let told = "select count(*) from event where company_id = $1 and name = 'sales.model.retired'";
    let told: i64 = owner.query_one(told, &[&books.company.id]).await.expect("events").get(0);
    assert_eq!(told, 1);
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_15_a_standing_models_word_is_kept_at_each_moment() {
    let books = Books::open("moments", "MOVING").await;
    history(&books, "n % 2 = 0", TELLING).await;
    train(&books).await;
    let one = lead(&books, "Mo Ment", Some("mo.ment@example.com")).await;
    books.run("sales.lead.touch", json!({"id": one["id"], "kind": "CALL_OUT", "outcome": "CONNECTED"})).await;
    books.run("sales.lead.touch", json!({"id": one["id"], "kind": "CALL_OUT", "outcome": "CONNECTED"})).await;
    let id: kernel::ids::LeadId = serde_json::from_value(one["id"].clone()).expect("an id");
    let owner = books.served.kit.owner().await.expect("a connection");
    let asked = "select moment from conversion_score where company_id = $1 and lead_id = $2 order by moment desc";
    for _ in 0..300 {
        let rows = owner.query(asked, &[&books.company.id, &id]).await.expect("rows");
        let moments: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
        if moments == ["CREATED", "CONTACTED"] {
            books.served.stop().await;
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the model's word was not kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_13_a_companys_own_weights_hold_and_come_to_a_hundred() {
    let books = Books::open("weights", "MOVING").await;
    let one = lead(&books, "Wei Ghed", Some("wei.ghed@example.com")).await;
    let before = books.run("sales.lead.score", json!({"id": one["id"]})).await;
    let of = |score: &Value, code: &str| {
        let all = score["reasons"].as_array().expect("reasons").clone();
        all.into_iter().find(|r| r["criterion"] == code).expect("said")
    };
    assert_eq!((&of(&before, "URGENCY")["most"], &of(&before, "URGENCY")["label"]), (&json!(20), &json!("No date")));
    let wrong = books.attempt("sales.score.save_settings", json!({"weights": {"VALUE": 15}})).await.expect_err("105");
    assert_eq!(wrong.problems[0].field, "weights");
    let saved = books.run("sales.score.save_settings", json!({"weights": {"IN_AREA": 0, "URGENCY": 30}})).await;
    assert_eq!(saved["sum"], 100);
    let after = books.run("sales.lead.score", json!({"id": one["id"]})).await;
    assert_eq!((&of(&after, "URGENCY")["most"], &of(&after, "IN_AREA")["most"]), (&json!(30), &json!(0)));

    // In the night the open leads take them over: a date two days off is worth thirty now.
    let soon = (Timestamp::now() + SignedDuration::from_hours(48)).strftime("%Y-%m-%d").to_string();
    write(&books, 0, &format!("update lead set move_date = '{soon}' where company_id = $company")).await;
    run_schedule(&books, "sales.leads_scored").await;
    let night = books.run("sales.lead.read", json!({"id": one["id"]})).await;
    let points = after["points"].as_i64().expect("points") + 30;
    assert_eq!((&night["score"], &night["priority"]), (&json!(points), &json!("URGENT")));
    let found = |from: i64| json!({"score.gte": from.to_string()});
    let some = books.run("sales.lead.list", found(points)).await;
    let none = books.run("sales.lead.list", found(points + 1)).await;
    assert_eq!((some["items"].as_array().map(Vec::len), none["items"].as_array().map(Vec::len)), (Some(1), Some(0)));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_20_the_boards_sums_meet_in_the_companys_currency() {
    let books = Books::open("rates", "MOVING").await;
    for (title, amount, currency) in [("Here", "1000.00", "CAD"), ("There", "500.00", "USD")] {
        let input = json!({"customer_id": books.customer, "title": title, "location_id": books.location,
            "value": {"amount": amount, "currency": currency}});
        books.run("sales.deal.create", input).await;
    }
    let board = || books.run("sales.deal.board", json!({"pipeline": "standard"}));
    let missing = board().await["open_in_company"].clone();
    assert_eq!((&missing["value"], &missing["missing"]), (&Value::Null, &json!(["USD"])), "said, and never 0");
    let day = |days: i64| (Timestamp::now() - SignedDuration::from_hours(24 * days)).strftime("%Y-%m-%d").to_string();
    let save = |days: i64, rate: &str| json!({"currency": "USD", "day": day(days), "rate": rate});
    books.run("sales.rate.save", save(40, "1.30")).await;
    books.run("sales.rate.save", save(3, "1.36")).await;
    books.run("sales.rate.save", save(3, "1.365")).await;
    books.run("sales.rate.save", save(-5, "9.99")).await;
    let sum = board().await["open_in_company"].clone();
    assert_eq!(sum["value"], json!({"amount": "1682.50", "currency": "CAD"}), "the last rate known today");
    assert_eq!((&sum["rates"][0]["day"], &sum["rates"][0]["rate"]), (&json!(day(3)), &json!("1.365")));
    let rates = books.run("sales.rate.all", json!({})).await;
    assert_eq!((rates["rates"].as_array().map(Vec::len), &rates["currency"]), (Some(3), &json!("CAD")));
    let own = json!({"currency": "CAD", "day": day(0), "rate": "1"});
    assert_eq!(books.attempt("sales.rate.save", own).await.expect_err("own").problems[0].code, "OWN");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_33_what_became_of_leads_by_source_with_costs() {
    let books = Books::open("analytics", "MOVING").await;
    let leads = "insert into move_source (company_id, id, name, name_key, kind, cost_per_lead_minor) \
           values ($company, gen_random_uuid(), 'Portal', 'portal', 'PARTNER', 2500); \
         insert into lead (company_id, id, number, full_name, name_key, source, channel, status, status_since, received_at, \
           closed_at) \
         select $company, gen_random_uuid(), 'L-OLD-' || n, 'Lead ' || n, 'lead ' || n, 'Portal', 'HAND', s.code, now(), \
           now() - interval '20 days', case when s.code <> 'NEW' then now() end \
         from generate_series(1, 70) n \
         cross join lateral (select case when n <= 31 then 'WON' when n <= 60 then 'LOST' else 'NEW' end as code) s";
    write(&books, 0, leads).await;
    let read = books.run("sales.analytics.read", json!({})).await;
    let portal = &read["rows"][0];
    assert_eq!((&portal["key"], &portal["leads"], &portal["open"]), (&json!("Portal"), &json!(70), &json!(10)));
    let close = &portal["close_rate"];
    assert_eq!(
        (&close["percent"], &close["low_percent"], &close["high_percent"]),
        (&json!(51.7), &json!(39.3), &json!(63.8)),
        "worked example 9"
    );
    assert_eq!(portal["conversion"]["percent"], json!(44.3));
    assert_eq!(portal["cost"], json!({"amount": "1750.00", "currency": "CAD"}));
    assert_eq!(portal["cost_per_lead"]["amount"], "25.00");
    assert_eq!(portal["cost_per_win"]["amount"], "56.45");
    for by in ["PROVIDER", "CAMPAIGN", "REP", "LOCATION", "SERVICE", "SIZE", "HOUR"] {
        let read = books.run("sales.analytics.read", json!({"by": by})).await;
        assert_eq!((&read["total"]["leads"], &read["by"]), (&json!(70), &json!(by)));
    }
    let before = books.run("sales.analytics.read", json!({"from": "2024-01-01", "to": "2024-12-31"})).await;
    assert_eq!((&before["total"]["leads"], &before["total"]["close_rate"]), (&json!(0), &Value::Null));
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_34_the_forecast_by_month_with_target_and_how_far_off_it_was() {
    let books = Books::open("forecast", "MOVING").await;
    let soon = (Timestamp::now() + SignedDuration::from_hours(24 * 40)).strftime("%Y-%m-%d").to_string();
    let month = format!("{}-01", &soon[..7]);
    for (amount, stage) in [("12000.00", "QUALIFICATION"), ("48000.00", "PROPOSAL"), ("30000.00", "NEGOTIATION")] {
        let input = json!({"customer_id": books.customer, "title": stage, "location_id": books.location,
            "value": {"amount": amount, "currency": "CAD"}, "expected_close": soon});
        let deal = books.run("sales.deal.create", input).await;
        books.run("sales.deal.move", json!({"ids": [deal["id"]], "stage": stage})).await;
    }
    let target = json!({"month": soon, "amount": {"amount": "100000.00", "currency": "CAD"}});
    let saved = books.run("sales.target.save", target).await;
    assert_eq!(saved["month"], json!(month));
    let again = json!({"month": month, "amount": {"amount": "110000.00", "currency": "CAD"}});
    assert_eq!(books.run("sales.target.save", again).await["id"], saved["id"], "the same month, put right");
    let read = books.run("sales.forecast.read", json!({})).await;
    let line = &read["months"][0];
    assert_eq!(
        (&line["month"], &line["value"]["amount"], &line["weighted"]["amount"], &line["committed"]["amount"]),
        (&json!(month), &json!("90000.00"), &json!("41400.00"), &json!("30000.00"))
    );
    assert_eq!((&line["target"]["amount"], &read["mean_error_percent"]), (&json!("110000.00"), &Value::Null));
    let slice = &read["slices"][0];
    assert_eq!((&slice["location_id"], &slice["deals"]), (&books.location, &json!(3)));

    // A month ago 92,000 were forecast for the last month, and 100,000 came.
    let past = "insert into forecast_snapshot (company_id, id, day, month, currency, deals, value_minor, weighted_minor, \
           committed_minor) \
         select $company, gen_random_uuid(), m.month - 3, m.month, 'CAD', 4, 20000000, 9200000, 0 \
         from (select (date_trunc('month', now()) - interval '1 month')::date as month) m; \
         insert into deal (company_id, id, number, pipeline_id, stage_id, stage, stage_since, customer_id, title, title_key, \
           value_minor, currency, probability, closed_at) \
         select d.company_id, gen_random_uuid(), 'D-OLD-1', d.pipeline_id, s.id, 'WON', now(), d.customer_id, 'Old', 'old', \
           10000000, 'CAD', 100, date_trunc('month', now()) - interval '10 days' \
         from deal d join pipeline_stage s on s.company_id = d.company_id and s.pipeline_id = d.pipeline_id and s.base = 'WON' \
         where d.company_id = $company limit 1";
    write(&books, 40, past).await;
    let read = books.run("sales.forecast.read", json!({})).await;
    let old = &read["past"][0];
    assert_eq!((&old["forecast"]["amount"], &old["actual"]["amount"]), (&json!("92000.00"), &json!("100000.00")));
    assert_eq!((&old["error_percent"], &read["mean_error_percent"]), (&json!(8.0), &json!(8.0)), "worked example 9");
    assert_eq!((&read["velocity"][0]["open"], &read["velocity"][0]["win_rate"]["of"]), (&json!(3), &json!(1)));
    books.served.stop().await;
}
