//! Self-surveys over the real database: the link, pictures in parts, review by a person, reminders, expiry.

use axum::body::Bytes;
use engine::{Credentials, Request};
use serde_json::{Value, json};
use testkit::{Kit, TestCompany};

const KITCHEN: &[u8] = b"\x89PNG\r\n\x1a\nkitchen";
const KITCHEN_SHA256: &str = "02a67c2d7fe24fa06f2b0bcf38a6f5e7abeac821dfe966b9cccdf1e00ab77235";
/// Two parts: 256 KiB and what is left.
const LARGE_SHA256: &str = "58ebafa0445f9300a2ca798f366e0b763d7c34e562b4f1c731d4edb9942e4c46";
const PART: usize = 256 * 1024;

fn large() -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.resize(8 + 300 * 1024, b'k');
    bytes
}

struct Desk {
    kit: Kit,
    company: TestCompany,
    estimate: Value,
}

impl Desk {
    async fn open(slug: &str) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, "MOVING").await.expect("a company");
        let mut desk = Self { kit, company, estimate: Value::Null };
        let places = desk.run("access.location.list", json!({})).await;
        let lead = json!({"full_name": "Nora Quill", "email": "nora.quill@example.com", "phone": "+14165550142",
            "location_id": places["items"][0]["id"], "origin": {"city": "Toronto", "province": "ON"}});
        let lead = desk.run("sales.lead.create", lead).await;
        desk.estimate = desk.run("sales.estimate.create", json!({"lead_id": lead["id"]})).await["id"].clone();
        desk
    }
    async fn run(&self, operation: &str, input: Value) -> Value {
        self.kit.internal(self.company.id, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    }
    async fn refused(&self, operation: &str, input: Value) -> kernel::Error {
        self.kit.internal(self.company.id, operation, input).await.expect_err(operation)
    }
    /// Sends the link; answers its token.
    async fn send(&self) -> String {
        let sent = self.run("sales.survey.send", json!({"id": self.estimate})).await;
        assert_eq!(sent["sent_to"], "nora.quill@example.com");
        sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token").to_owned()
    }
    async fn by_link(
        &self,
        token: &str,
        operation: &str,
        mut input: Value,
        body: Option<Bytes>,
    ) -> kernel::Result<Value> {
        input["token"] = json!(token);
        let request = Request {
            operation: operation.into(),
            credentials: Credentials::Link(token.to_owned()),
            input,
            key: Some(uuid::Uuid::now_v7().to_string()),
            if_version: None,
            body,
            facts: self.kit.facts(),
        };
        self.kit.engine.run(request).await.map(|answer| answer.data)
    }
    async fn guest(&self, token: &str, operation: &str, input: Value) -> Value {
        self.by_link(token, operation, input, None).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    }
    async fn part(&self, token: &str, picture: &Value, part: i32, bytes: &[u8]) -> kernel::Result<Value> {
        let input = json!({"picture_id": picture["id"], "part": part});
        self.by_link(token, "sales.survey.bring_part", input, Some(Bytes::copy_from_slice(bytes))).await
    }
    async fn surveys(&self) -> Value {
        self.run("sales.survey.read", json!({"id": self.estimate})).await["surveys"].clone()
    }
    async fn scheduled(&self, name: &'static str) {
        let run = self.kit.engine.registry().schedule(name).expect("a schedule").run;
        self.kit.engine.run_job(self.company.id, name, run).await.expect("a run");
    }
    /// As if the times of the surveys were earlier.
    async fn days_later(&self, days: i32) {
        let owner = self.kit.owner().await.expect("a connection");
        let text = "select set_config('app.company_id', $1::text, false), set_config('app.entry_id', $1::text, false)";
        owner.execute(text, &[&self.company.id.uuid().to_string()]).await.expect("a tenant");
        let text = "update self_survey set sent_at = sent_at - make_interval(days => $2), \
                    remind_at = remind_at - make_interval(days => $2), \
                    expires_at = expires_at - make_interval(days => $2) where company_id = $1";
        assert!(owner.execute(text, &[&self.company.id, &days]).await.expect("an update") > 0);
    }
    /// How many letters with the link were written.
    async fn letters(&self, token: &str) -> usize {
        let owner = self.kit.owner().await.expect("a connection");
        let text = "select count(distinct communication_id) from communication_part where company_id = $1 and content like '%' || $2 || '%'";
        let row = owner.query_one(text, &[&self.company.id, &token]).await.expect("a count");
        usize::try_from(row.get::<_, i64>(0)).expect("a count")
    }
}

fn picture(room: i32, bytes: usize, sha256: &str) -> Value {
    json!({"room_number": room, "content_type": "image/png", "bytes": bytes, "sha256": sha256,
        "taken_at": "2026-11-24T12:00:00Z"})
}

fn rooms() -> Value {
    json!([{"kind": "KITCHEN", "items": [{"article_code": 152, "name": "Dresser", "count": 2},
            {"name": "Grandmother's kiln", "count": 1}]},
        {"kind": "LIVING_ROOM", "items": [{"article_code": 152, "name": "Dresser", "count": 1}]},
        {"kind": "BATHROOM", "items": []}])
}

#[tokio::test]
async fn sal_30_what_a_customer_counts_is_the_sheet_only_after_a_person_has_reviewed_it() {
    let desk = Desk::open("counted").await;
    let token = desk.send().await;
    assert_eq!(desk.letters(&token).await, 1);
    let page = desk.guest(&token, "sales.survey.page", json!({})).await;
    assert_eq!((&page["state"], &page["name"]), (&json!("SENT"), &json!("Nora Quill")));
    assert!(
        page["rooms"].as_array().is_some_and(|r| r.len() == 4)
            && page["articles"].as_array().is_some_and(|a| a.len() >= 250)
    );
    desk.guest(&token, "sales.survey.open", json!({})).await;
    assert_eq!(desk.surveys().await[0]["state"], "OPENED");

    let early = desk.by_link(&token, "sales.survey.submit", json!({}), None).await.expect_err("nothing counted");
    assert_eq!(early.problems[0].code, "EMPTY");
    desk.guest(&token, "sales.survey.put_rooms", json!({"rooms": rooms(), "note": "Narrow stairs."})).await;
    let no_room = picture(4, KITCHEN.len(), KITCHEN_SHA256);
    let no_room = desk.by_link(&token, "sales.survey.add_picture", no_room, None).await.expect_err("three rooms");
    assert_eq!(no_room.problems[0].code, "NO_SUCH_ROOM");
    let told = desk.guest(&token, "sales.survey.add_picture", picture(1, KITCHEN.len(), KITCHEN_SHA256)).await;
    let waits = desk.by_link(&token, "sales.survey.submit", json!({}), None).await.expect_err("bytes are missing");
    assert_eq!(waits.code, "PICTURES_ON_THE_WAY");
    assert_eq!(desk.part(&token, &told, 0, KITCHEN).await.expect("stored")["state"], "STORED");
    let fewer = json!({"rooms": []});
    let fewer = desk.by_link(&token, "sales.survey.put_rooms", fewer, None).await.expect_err("a room has pictures");
    assert_eq!(fewer.problems[0].code, "ROOM_HAS_PICTURES");

    desk.guest(&token, "sales.survey.submit", json!({})).await;
    let late = desk.by_link(&token, "sales.survey.put_rooms", json!({"rooms": rooms()}), None).await;
    assert_eq!(late.expect_err("sent").code, "SURVEY_SUBMITTED");
    let estimate = desk.run("sales.estimate.read", json!({"id": desk.estimate})).await;
    assert_eq!((&estimate["state"], &estimate["sheet"]["rooms"]), (&json!("SUBMITTED"), &json!([])), "not used yet");
    let id = json!({"id": desk.estimate});
    assert_eq!(desk.refused("sales.estimate.lock", id.clone()).await.code, "SURVEY_WAITS");
    assert_eq!(desk.refused("sales.estimate.hand_over", id.clone()).await.code, "SURVEY_WAITS");
    assert_eq!(desk.refused("sales.survey.send", id).await.code, "SURVEY_WAITS");

    let survey = desk.surveys().await[0].clone();
    assert_eq!(survey["is_pictured"], false, "the living room has none");
    let review = json!({"id": desk.estimate, "survey_id": survey["id"]});
    let reviewed = desk.run("sales.survey.review", review.clone()).await;
    assert_eq!(
        (&reviewed["state"], &reviewed["method"], &reviewed["counts_as_survey"]),
        (&json!("REVIEWED"), &json!("SELF_SURVEY"), &json!(false))
    );
    let sheet = reviewed["sheet"]["rooms"].as_array().expect("rooms");
    assert_eq!((sheet.len(), &sheet[0]["items"][0]["going"]), (2, &json!(2)), "an empty room is left out");
    assert_eq!(
        (&sheet[0]["items"][1]["name"], &sheet[0]["items"][1]["volume_cuft"]),
        (&json!("Grandmother's kiln"), &json!("0"))
    );
    assert_eq!(desk.refused("sales.survey.review", review).await.code, "NOT_SUBMITTED");
    let bytes = json!({"id": desk.estimate, "picture_id": survey["pictures"][0]["id"]});
    assert_eq!(desk.run("sales.survey.picture", bytes).await["content_type"], "image/png");
}

#[tokio::test]
async fn sal_30_a_broken_upload_goes_on_where_it_stopped_and_pictures_of_each_room_make_a_survey() {
    let desk = Desk::open("pictured").await;
    let token = desk.send().await;
    let rooms = json!([{"kind": "KITCHEN", "items": [{"article_code": 152, "name": "Dresser", "count": 1}]}]);
    desk.guest(&token, "sales.survey.put_rooms", json!({"rooms": rooms})).await;
    let large = large();
    let tell = picture(1, large.len(), LARGE_SHA256);
    let told = desk.guest(&token, "sales.survey.add_picture", tell.clone()).await;
    assert_eq!(desk.part(&token, &told, 0, &large[..PART - 1]).await.expect_err("too short").code, "OTHER_SIZE");
    let last = desk.part(&token, &told, 1, &large[PART..]).await.expect("the last one first");
    assert_eq!((&last["state"], &last["parts"]), (&json!("PENDING"), &json!([1])));
    // The page was closed; the same picture is chosen again.
    let again = desk.guest(&token, "sales.survey.add_picture", tell).await;
    assert_eq!((&again["id"], &again["parts"]), (&told["id"], &json!([1])));
    let mut other = large[..PART].to_vec();
    other[100] = b'x';
    let wrong = desk.part(&token, &told, 0, &other).await.expect("taken");
    assert_eq!((&wrong["state"], &wrong["parts"]), (&json!("PENDING"), &json!([])), "other bytes than were told");
    desk.part(&token, &told, 0, &large[..PART]).await.expect("taken");
    let whole = desk.part(&token, &told, 1, &large[PART..]).await.expect("taken");
    assert_eq!(whole["state"], "STORED");
    let spare = desk.guest(&token, "sales.survey.add_picture", picture(1, KITCHEN.len(), KITCHEN_SHA256)).await;
    desk.guest(&token, "sales.survey.remove_picture", json!({"picture_id": spare["id"]})).await;

    desk.guest(&token, "sales.survey.submit", json!({})).await;
    let survey = desk.surveys().await[0].clone();
    assert_eq!((&survey["is_pictured"], survey["pictures"].as_array().map(Vec::len)), (&json!(true), Some(1)));
    let review = json!({"id": desk.estimate, "survey_id": survey["id"], "rooms": [{"kind": "KITCHEN",
        "items": [{"article_code": 152, "name": "Dresser", "count": 3}]}]});
    let reviewed = desk.run("sales.survey.review", review).await;
    assert_eq!((&reviewed["counts_as_survey"], &reviewed["surveyed_at"]), (&json!(true), &survey["submitted_at"]));
    assert_eq!(reviewed["sheet"]["rooms"][0]["items"][0]["going"], 3, "as the reviewer leaves it");
}

#[tokio::test]
async fn sal_30_a_link_is_brought_again_after_two_and_five_days_and_opens_nothing_after_fourteen() {
    let desk = Desk::open("reminded").await;
    let token = desk.send().await;
    desk.scheduled("sales.surveys_remind").await;
    assert_eq!(desk.letters(&token).await, 1, "not before two days are over");
    desk.days_later(2).await;
    desk.scheduled("sales.surveys_remind").await;
    assert_eq!(desk.letters(&token).await, 2, "the same link");
    desk.days_later(2).await;
    desk.scheduled("sales.surveys_remind").await;
    assert_eq!(desk.letters(&token).await, 2);
    desk.days_later(1).await;
    desk.scheduled("sales.surveys_remind").await;
    assert_eq!((desk.letters(&token).await, &desk.surveys().await[0]["reminders"]), (3, &json!(2)));
    desk.days_later(8).await;
    desk.scheduled("sales.surveys_remind").await;
    desk.scheduled("sales.surveys_expire").await;
    assert_eq!((desk.letters(&token).await, &desk.surveys().await[0]["state"]), (3, &json!("SENT")));
    desk.days_later(1).await;
    let gone = desk.by_link(&token, "sales.survey.page", json!({}), None).await.expect_err("over");
    assert_eq!(gone.kind, kernel::ErrorKind::NotFound, "even before the hour strikes");
    desk.scheduled("sales.surveys_expire").await;
    assert_eq!(desk.surveys().await[0]["state"], "EXPIRED");

    let next = desk.send().await;
    assert_ne!(next, token);
    let after = desk.send().await;
    let states: Vec<Value> =
        desk.surveys().await.as_array().expect("surveys").iter().map(|s| s["state"].clone()).collect();
    assert_eq!(states, [json!("SENT"), json!("EXPIRED"), json!("EXPIRED")], "one is out at a time");
    desk.by_link(&next, "sales.survey.page", json!({}), None).await.expect_err("replaced");
    desk.guest(&after, "sales.survey.page", json!({})).await;
}

#[tokio::test]
async fn sal_30_a_text_message_needs_a_number_to_send_from_and_brings_the_link() {
    let desk = Desk::open("texted").await;
    let by_text = json!({"id": desk.estimate, "by": "SMS"});
    assert_eq!(desk.refused("sales.survey.send", by_text.clone()).await.code, "NO_SENDER");
    assert_eq!(desk.surveys().await, json!([]), "nothing is out");
    let number = json!({"channel": "SMS", "address": "+14165550199", "display_name": "Office",
        "base_url": "https://provider.example", "account": "AC1", "secret": "as shown"});
    desk.run("messaging.sender.create", number).await;
    let sent = desk.run("sales.survey.send", by_text).await;
    assert_eq!(sent["sent_to"], "+14165550142");
    let token = sent["portal_url"].as_str().and_then(|url| url.rsplit('/').next()).expect("a token");
    assert_eq!(desk.letters(token).await, 1);
    let wrong = desk.refused("sales.survey.send", json!({"id": desk.estimate, "by": "EMAIL", "to": "nobody"})).await;
    assert_eq!(wrong.problems[0].code, "NOT_AN_EMAIL");
}
