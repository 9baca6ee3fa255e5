//! Messages to many over the real database, a provider and a mail server: frozen, counted, approved, sent once.

use anyhow::Result;
use engine::Credentials;
use serde_json::{Value, json};

use crate::texts::desk::Desk;

const NOON: &str = "2026-07-15T12:00:00";

async fn customer(desk: &Desk, n: usize, more: Value) -> Value {
    let mut input = json!({"first_name": "Person", "last_name": format!("{n:04}"), "email": format!("p{n}@mail.example"),
        "phone": format!("416-555-{n:04}"), "address": {"city": "Toronto"}, "language": "en"});
    for (name, value) in more.as_object().into_iter().flatten() {
        input[name] = value.clone();
    }
    desk.run("customers.customer.create", input).await
}

async fn segment(desk: &Desk, filters: Value) -> Value {
    let wanted = json!({"name": format!("S {filters}"), "scope": "COMPANY", "filters": filters});
    desk.run("customers.segment.create", wanted).await["id"].clone()
}

/// Begun and checked.
async fn checked(desk: &Desk, wanted: Value) -> Value {
    let id = desk.run("messaging.bulk.create", wanted).await["id"].clone();
    desk.run("messaging.bulk.check", json!({"id": id})).await;
    Desk::wait("checked", async || read(desk, &id).await["state"] == "CHECKED").await;
    read(desk, &id).await
}

async fn read(desk: &Desk, id: &Value) -> Value {
    desk.run("messaging.bulk.read", json!({"id": id})).await
}

fn of(counted: &Value, reason: &str) -> i64 {
    let all = counted.as_array().expect("counts");
    all.iter().find(|c| c["reason"] == reason).map_or(0, |c| c["points"].as_i64().expect("a number"))
}

#[tokio::test(flavor = "multi_thread")]
async fn cus_24_a_segment_is_a_filter_of_the_list_counted_live() -> Result<()> {
    let desk = Desk::open("segments", NOON).await?;
    for n in 0..3 {
        customer(&desk, n, json!({"address": {"city": if n == 0 { "Ottawa" } else { "Toronto" }}})).await;
    }
    let toronto = segment(&desk, json!({"city": "Toronto", "language": "en"})).await;
    let count = async || desk.run("customers.segment.count", json!({"id": toronto})).await["customers"].clone();
    assert_eq!(count().await, 2);
    customer(&desk, 7, json!({})).await;
    assert_eq!(count().await, 3, "live");
    let wrong = json!({"name": "Wrong", "scope": "COMPANY", "filters": {"shoe_size": "44", "created_at.gte": "soon"}});
    let refused = desk.try_run("customers.segment.create", wrong).await.expect_err("no such filters");
    let fields: Vec<_> = refused.problems.iter().map(|p| p.field.as_str()).collect();
    assert_eq!(fields, ["filters.created_at.gte", "filters.shoe_size"]);
    // One's own are seen by oneself.
    let user = |n: u32| {
        json!({"name": format!("U {n}"), "email": format!("u{n}@segments.example"), "role_code": "ADMIN",
        "password": testkit::PASSWORD})
    };
    let mut people = vec![];
    for n in 0..2 {
        let made = desk.run("access.user.create", user(n)).await;
        people.push(serde_json::from_value(made["id"].clone())?);
    }
    let by = |user| Credentials::OnBehalf { company: desk.company.id, user };
    let own = json!({"name": "Mine", "scope": "OWN", "filters": {"city": "Ottawa"}});
    let own = desk.served.kit.run(by(people[0]), "customers.segment.create", own).await?["id"].clone();
    let theirs = desk.served.kit.run(by(people[1]), "customers.segment.count", json!({"id": own})).await;
    assert_eq!(theirs.expect_err("not theirs").kind, kernel::ErrorKind::NotFound);
    let mine = desk.served.kit.run(by(people[0]), "customers.segment.count", json!({"id": own})).await?;
    assert_eq!(mine["customers"], 1);
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_34_worked_example_5_in_small_every_point_is_counted_by_its_reason() -> Result<()> {
    let desk = Desk::open("reasons", NOON).await?;
    for n in 0..12 {
        customer(&desk, n, json!({})).await;
    }
    // Two without consent for marketing would be all of them: this is service, from which two have withdrawn.
    for n in 0..2 {
        let silent = json!({"channel": "EMAIL", "point": format!("p{n}@mail.example"), "note": "Asked by phone."});
        desk.run("messaging.suppression.add", silent).await;
    }
    customer(
        &desk,
        20,
        json!({"email": "p5@mail.example", "phone": null, "create_anyway": true, "reason": "They share it."}),
    )
    .await;
    customer(&desk, 21, json!({"email": null})).await;
    let everybody = segment(&desk, json!({"city": "Toronto"})).await;
    let words = json!([{"language": "en", "subject": "For {{ customer }}", "body": "Hello {{ customer }}, we are closed on Monday. {{ company }}"}]);
    let wanted =
        json!({"name": "Closed", "channel": "EMAIL", "purpose": "SERVICE", "segment_id": everybody, "words": words});
    let bulk = checked(&desk, wanted).await;
    assert_eq!((&bulk["ready"], of(&bulk["skipped"], "SUPPRESSED")), (&json!(10), 2));
    assert_eq!((&bulk["doubles"], &bulk["without_point"]), (&json!(1), &json!(1)));
    let total = 10 + 2 + 1;
    assert_eq!(total, 13, "every customer with a point stands somewhere");
    // Somebody leaves between the check and the sending: they are asked for again.
    let late = json!({"channel": "EMAIL", "point": "p9@mail.example", "note": "Just now."});
    desk.run("messaging.suppression.add", late).await;
    let id = &bulk["id"];
    desk.run("messaging.bulk.start", json!({"id": id})).await;
    desk.tick("messaging.bulk").await;
    Desk::wait("done", async || read(&desk, id).await["state"] == "DONE").await;
    Desk::wait("sent", async || of(&read(&desk, id).await["messages"], "SENT") == 9).await;
    let report = read(&desk, id).await;
    assert_eq!((&report["written"], of(&report["messages"], "SUPPRESSED")), (&json!(10), 1));
    assert_eq!(desk.mail.taken().len(), 9);
    assert!(desk.mail.taken().iter().any(|mail| mail.contains("Subject: For Person 0003")));
    // What has ended neither starts nor changes.
    for operation in ["messaging.bulk.start", "messaging.bulk.pause", "messaging.bulk.stop", "messaging.bulk.check"] {
        let refused = desk.try_run(operation, json!({"id": id})).await.expect_err(operation);
        assert_eq!(refused.code, "BULK_STATE");
    }
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_34_pause_and_stop_hold_and_nothing_is_written_twice() -> Result<()> {
    let desk = Desk::open("steering", NOON).await?;
    for n in 0..9 {
        customer(&desk, n, json!({"language": if n % 2 == 0 { "en" } else { "fr" }})).await;
    }
    let everybody = segment(&desk, json!({"city": "Toronto"})).await;
    let words = json!([{"language": "en", "subject": "Closed", "body": "Closed on Monday."},
        {"language": "fr", "subject": "Fermé", "body": "Fermé lundi."}]);
    let wanted = json!({"name": "Closed", "channel": "EMAIL", "purpose": "SERVICE", "segment_id": everybody, "words": words,
        "per_minute": 18});
    let bulk = checked(&desk, wanted).await;
    let id = &bulk["id"];
    desk.run("messaging.bulk.start", json!({"id": id})).await;
    // Three of nine each ten seconds.
    desk.tick("messaging.bulk").await;
    Desk::wait("three", async || read(&desk, id).await["written"] == 3).await;
    desk.run("messaging.bulk.pause", json!({"id": id})).await;
    for _ in 0..3 {
        desk.tick("messaging.bulk").await;
    }
    // An event that comes again, as after a crash, finds it paused.
    tokio::time::sleep(std::time::Duration::from_millis(500)).await;
    assert_eq!(read(&desk, id).await["written"], 3);
    desk.run("messaging.bulk.start", json!({"id": id})).await;
    desk.tick("messaging.bulk").await;
    Desk::wait("six", async || read(&desk, id).await["written"] == 6).await;
    Desk::wait("six left", async || desk.mail.taken().len() == 6).await;
    desk.run("messaging.bulk.stop", json!({"id": id})).await;
    desk.tick("messaging.bulk").await;
    let report = read(&desk, id).await;
    assert_eq!((&report["state"], of(&report["skipped"], "STOPPED")), (&json!("CANCELLED"), 3));
    let french = desk.mail.taken().iter().filter(|mail| mail.contains("lundi")).count();
    // Five of the nine read English: whichever six it was, one of them reads French.
    assert!(french >= 1 && desk.mail.taken().len() == 6, "{french} of {}", desk.mail.taken().len());
    let owner = desk.served.kit.owner().await?;
    let twice: i64 = owner
        .query_one("select count(*) from (select to_address from communication group by 1 having count(*) > 1) t", &[])
        .await?
        .get(0);
    assert_eq!(twice, 0);
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_34_above_a_thousand_a_second_person_says_yes() -> Result<()> {
    let desk = Desk::open("second", NOON).await?;
    customer(&desk, 0, json!({})).await;
    let everybody = segment(&desk, json!({"city": "Toronto"})).await;
    let mut people = vec![];
    for n in 0..2 {
        let user = json!({"name": format!("U {n}"), "email": format!("u{n}@second.example"), "role_code": "ADMIN",
            "password": testkit::PASSWORD});
        people.push(serde_json::from_value(desk.run("access.user.create", user).await["id"].clone())?);
    }
    let by = |user| Credentials::OnBehalf { company: desk.company.id, user };
    let run = async |user, operation: &str, input: Value| desk.served.kit.run(by(user), operation, input).await;
    let words = json!([{"language": "en", "subject": "Closed", "body": "Closed on Monday."}]);
    let wanted = json!({"name": "Closed", "channel": "EMAIL", "purpose": "SERVICE", "segment_id": everybody, "words": words.clone()});
    let id = run(people[0], "messaging.bulk.create", wanted).await?["id"].clone();
    run(people[0], "messaging.bulk.check", json!({"id": id})).await?;
    Desk::wait("checked", async || read(&desk, &id).await["state"] == "CHECKED").await;
    // Who works at one location does not write to the customers of all.
    let place = desk.run("access.location.list", json!({})).await["items"][0]["id"].clone();
    let manager = json!({"name": "M", "email": "m@second.example", "role_code": "MANAGER", "location_id": place,
        "password": testkit::PASSWORD});
    let manager = serde_json::from_value(desk.run("access.user.create", manager).await["id"].clone())?;
    let wanted =
        json!({"name": "Mine", "channel": "EMAIL", "purpose": "SERVICE", "segment_id": everybody, "words": words});
    let all = run(manager, "messaging.bulk.create", wanted.clone()).await.expect_err("of all locations");
    assert_eq!(all.code, "NO_GRANT");
    let mut own = wanted;
    own["location_id"] = place;
    run(manager, "messaging.bulk.create", own).await?;
    // A thousand more, as if they had been in the segment.
    let bulk: kernel::ids::BulkSendId = serde_json::from_value(id.clone())?;
    let owner = desk.served.kit.owner().await?;
    let nil = uuid::Uuid::nil();
    let company = desk.company.id.uuid();
    let more = format!(
        "begin; set local app.company_id = '{company}'; set local app.user_id = '{nil}'; set local app.entry_id = '{nil}'; \
         set local app.now = '2026-07-15T16:00:00Z'; \
         insert into bulk_recipient (company_id, id, bulk_send_id, point, customer_id, language, variant, state) \
         select '{company}', gen_random_uuid(), '{}', 'x' || n || '@mail.example', c.id, 'en', 'A', 'READY' \
         from generate_series(1, 1000) n, (select id from customer where company_id = '{company}' limit 1) c; commit",
        bulk.uuid()
    );
    owner.batch_execute(&more).await?;
    assert_eq!(read(&desk, &id).await["needs_approval"], true);
    let start = run(people[0], "messaging.bulk.start", json!({"id": id})).await.expect_err("alone");
    assert_eq!(start.code, "NEEDS_APPROVAL");
    let own = run(people[0], "messaging.bulk.approve", json!({"id": id})).await.expect_err("one's own");
    assert_eq!(own.code, "SECOND_PERSON");
    run(people[1], "messaging.bulk.approve", json!({"id": id})).await?;
    let started = run(people[0], "messaging.bulk.start", json!({"id": id})).await?;
    assert_eq!((&started["state"], &started["approved_name"]), (&json!("RUNNING"), &json!("U 1")));
    desk.served.stop().await;
    Ok(())
}
