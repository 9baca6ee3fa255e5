//! Activities over the real database: plan, do, drop, what comes next, who is told.

use serde_json::{Value, json};

use crate::books::Books;

const SOON: &str = "2099-03-02T15:00:00Z";

async fn lead(books: &Books) -> Value {
    let input = json!({"full_name": "Nora Quill", "phone": "+14165550142", "location_id": books.location});
    books.run("sales.lead.create", input).await
}

async fn standing(books: &Books, about: &Value) -> Value {
    books.run("sales.activity.next_of_lead", about.clone()).await
}

/// As if it had all happened so many days earlier.
async fn days_later(books: &Books, days: i32) {
    let owner = books.owner().await;
    let text = "select set_config('app.company_id', $1::text, false), set_config('app.entry_id', $1::text, false)";
    owner.execute(text, &[&books.company.id.uuid().to_string()]).await.expect("a tenant");
    for text in [
        "update sales_activity set closed_at = closed_at - make_interval(days => $2) where company_id = $1 and closed_at is not null",
        "update lead set received_at = received_at - make_interval(days => $2) where company_id = $1",
    ] {
        owner.execute(text, &[&books.company.id, &days]).await.expect("an update");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_17_a_done_call_asks_for_the_next_action_and_its_absence_shows_after_a_business_day() {
    let books = Books::open("acts", "MOVING").await;
    let lead = lead(&books).await;
    let about = json!({"id": lead["id"]});
    let fresh = standing(&books, &about).await;
    assert_eq!((&fresh["action"], &fresh["no_next_action"]), (&Value::Null, &json!(false)), "not on its first day");
    days_later(&books, 4).await;
    assert_eq!(standing(&books, &about).await["no_next_action"], true);

    let call =
        json!({"type": "PHONE_CALL", "subject": "Ask about the piano", "lead_id": lead["id"], "scheduled_at": SOON});
    let call = books.run("sales.activity.create", call).await;
    assert_eq!(
        (&call["state"], &call["lead_number"], &call["name"]),
        (&json!("PLANNED"), &lead["number"], &json!("Nora Quill"))
    );
    let planned = standing(&books, &about).await;
    assert_eq!((&planned["action"]["id"], &planned["no_next_action"]), (&call["id"], &json!(false)));

    let next = json!({"type": "FOLLOW_UP", "subject": "Send the price", "scheduled_at": "2099-03-03T15:00:00Z"});
    let done = json!({"id": call["id"], "call_outcome": "CONNECTED", "outcome": "Two pianos.", "next": next});
    let done = books.run("sales.activity.complete", done).await;
    assert_eq!((&done["state"], &done["call_outcome"]), (&json!("DONE"), &json!("CONNECTED")));
    let after = books.run("sales.lead.read", json!({"id": lead["id"]})).await;
    assert_eq!(after["status"], "CONTACTED", "SAL-11: a call is a human touch");
    assert!(
        after["touches"]
            .as_array()
            .is_some_and(|t| t.iter().any(|t| t["kind"] == "CALL_OUT" && t["note"] == "Two pianos."))
    );
    let then = standing(&books, &about).await["action"].clone();
    assert_eq!(then["subject"], "Send the price");
    let again = books.attempt("sales.activity.complete", json!({"id": call["id"]})).await.expect_err("done already");
    assert_eq!(again.code, "ACTIVITY_CLOSED");

    books.run("sales.activity.drop", json!({"id": then["id"], "reason": "They called us."})).await;
    assert_eq!(standing(&books, &about).await["no_next_action"], false, "dropped just now");
    days_later(&books, 4).await;
    assert_eq!(standing(&books, &about).await["no_next_action"], true);
    books.run("sales.lead.status", json!({"id": lead["id"], "status": "LOST", "reason": "Too far."})).await;
    assert_eq!(standing(&books, &about).await["no_next_action"], false, "only open ones need one");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_17_a_wrong_number_is_marked_and_only_calls_have_outcomes() {
    let books = Books::open("wrong", "MOVING").await;
    let lead = lead(&books).await;
    let mail =
        json!({"type": "EMAIL", "subject": "Price", "lead_id": lead["id"], "done": true, "call_outcome": "BUSY"});
    let mail = books.attempt("sales.activity.create", mail).await.expect_err("no call");
    assert_eq!(mail.problems[0].code, "NOT_A_CALL");
    let early =
        json!({"type": "PHONE_CALL", "subject": "Call", "lead_id": lead["id"], "scheduled_at": SOON, "outcome": "Yes"});
    let early = books.attempt("sales.activity.create", early).await.expect_err("not done");
    assert_eq!(early.problems[0].code, "NOT_DONE");
    let call = json!({"type": "PHONE_CALL", "subject": "Call", "lead_id": lead["id"], "done": true,
        "call_outcome": "WRONG_NUMBER"});
    let call = books.run("sales.activity.create", call).await;
    assert_eq!(call["state"], "DONE");
    let owner = books.owner().await;
    let text = "select phone_state from lead where company_id = $1";
    let state: String = owner.query_one(text, &[&books.company.id]).await.expect("the lead").get(0);
    assert_eq!(state, "INVALID");
    books.served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sal_17_the_owner_is_told_at_its_time_and_once_more_when_it_is_overdue() {
    let books = Books::open("told", "MOVING").await;
    let lead = lead(&books).await;
    let plan = json!({"type": "MEETING", "subject": "See the house", "lead_id": lead["id"], "scheduled_at": SOON,
        "duration_minutes": 60});
    let made = books.run("sales.activity.create", plan).await;
    let engine = &books.served.kit.engine;
    let tell = engine.registry().schedule("sales.activities_tell").expect("a schedule").run;
    let owner = books.owner().await;
    let text = "select set_config('app.company_id', $1::text, false), set_config('app.entry_id', $1::text, false)";
    owner.execute(text, &[&books.company.id.uuid().to_string()]).await.expect("a tenant");
    let events = async || {
        engine.run_job(books.company.id, "sales.activities_tell", tell).await.expect("a run");
        let text = "select name from event where company_id = $1 and name in ('sales.activity.due', 'sales.activity.overdue') order by at, name";
        let rows = owner.query(text, &[&books.company.id]).await.expect("events");
        rows.iter().map(|row| row.get::<_, String>(0)).collect::<Vec<_>>()
    };
    assert_eq!(events().await, Vec::<String>::new(), "not before");
    let began = "update sales_activity set scheduled_at = now() - interval '10 minutes', \
                 ends_at = now() + interval '50 minutes', tell_at = now() - interval '10 minutes' where company_id = $1";
    owner.execute(began, &[&books.company.id]).await.expect("an update");
    assert_eq!(events().await, ["sales.activity.due"]);
    assert_eq!(events().await, ["sales.activity.due"], "once");
    let over = "update sales_activity set ends_at = now() - interval '1 minute', tell_at = now() - interval '1 minute' \
                where company_id = $1";
    owner.execute(over, &[&books.company.id]).await.expect("an update");
    assert_eq!(events().await, ["sales.activity.due", "sales.activity.overdue"]);
    let read = books.run("sales.activity.list", json!({"lead_id": lead["id"], "state": "PLANNED"})).await;
    assert_eq!(read["items"][0]["is_overdue"], true, "it stays until it is done, moved or dropped");
    let moved = books.run("sales.activity.change", json!({"id": made["id"], "scheduled_at": SOON})).await;
    assert_eq!((&moved["is_overdue"], &moved["duration_minutes"]), (&json!(false), &json!(60)));
    books.served.stop().await;
}
