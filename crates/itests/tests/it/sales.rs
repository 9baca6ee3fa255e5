//! Leads over the real database: intake, doubles, quarantine, clock, way, conversion, board.

use engine::Credentials;
use serde_json::{Value, json};
use testkit::{Kit, TestCompany};

struct Desk {
    kit: Kit,
    company: TestCompany,
    location: Value,
}

impl Desk {
    async fn open(slug: &str) -> Self {
        let kit = Kit::start().await.expect("a database");
        let company = kit.company(slug, "MOVING").await.expect("a company");
        let location =
            kit.internal(company.id, "access.location.list", json!({})).await.expect("a list")["items"][0]["id"]
                .clone();
        Self { kit, company, location }
    }
    async fn run(&self, operation: &str, input: Value) -> Value {
        self.kit.internal(self.company.id, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    }
    async fn refused(&self, operation: &str, input: Value) -> kernel::Error {
        self.kit.internal(self.company.id, operation, input).await.expect_err(operation)
    }
    async fn by_link(&self, link: &str, operation: &str, input: Value) -> Value {
        let credentials = Credentials::Link(link.to_owned());
        self.kit.run(credentials, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    }
    async fn provider(&self, style: &str) -> String {
        let input = json!({"name": format!("Leads {style}"), "reply_style": style, "location_id": self.location});
        self.run("sales.provider.create", input).await["key"].as_str().expect("a key").to_owned()
    }
}

fn known() -> Value {
    json!({
        "first_name": "Nora", "last_name": "Quill", "phone": "(416) 555-0142", "email": "nora.quill@example.com",
        "service_type": "MOVING", "move_size": "2 bedrooms", "move_date": "2035-06-12", "source": "Friend referral",
        "origin": {"city": "Toronto", "province": "ON"}, "destination": {"city": "Ottawa", "province": "ON"},
    })
}

#[tokio::test]
async fn sal_11_from_the_call_to_the_quote_draft() {
    let desk = Desk::open("way").await;
    let mut input = known();
    input["location_id"] = desk.location.clone();
    let lead = desk.run("sales.lead.create", input).await;
    let id = lead["id"].clone();
    assert!(
        lead["number"].as_str().is_some_and(|n| n.starts_with("L-") && n.ends_with("-000001")),
        "{}",
        lead["number"]
    );
    assert_eq!((&lead["status"], &lead["name"]), (&json!("NEW"), &json!("Nora Quill")));
    let points: i64 =
        lead["score_reasons"].as_array().expect("reasons").iter().filter_map(|r| r["points"].as_i64()).sum();
    assert_eq!(lead["score"].as_i64(), Some(points));
    assert!(
        lead["score_reasons"].as_array().expect("reasons").iter().any(|r| r["label"] == "Referral" && r["points"] == 7)
    );

    let note = desk.run("sales.lead.touch", json!({"id": id, "kind": "NOTE", "note": "Has a piano."})).await;
    assert_eq!((&note["status"], &note["first_touch_at"]), (&json!("NEW"), &Value::Null), "a note stops no clock");
    assert_eq!(desk.refused("sales.lead.convert", json!({"id": id})).await.code, "NOT_QUALIFIED");
    let called = desk.run("sales.lead.touch", json!({"id": id, "kind": "CALL_OUT", "outcome": "CONNECTED"})).await;
    assert_eq!(called["status"], "CONTACTED");
    assert!(called["first_touch_at"].is_string());
    assert!(called["score"].as_i64() > lead["score"].as_i64(), "an answer is worth points");
    let qualified = desk.run("sales.lead.status", json!({"id": id, "status": "QUALIFIED"})).await;
    assert_eq!(qualified["status"], "QUALIFIED");
    assert_eq!(desk.refused("sales.lead.status", json!({"id": id, "status": "PROPOSAL_SENT"})).await.code, "STATUS");

    let done = desk.run("sales.lead.convert", json!({"id": id, "quote": true})).await;
    assert!(done["quote_id"].as_str().is_some_and(|q| q.starts_with("quo_")) && done["customer_is_new"] == true);
    let again = desk.run("sales.lead.convert", json!({"id": id, "quote": true})).await;
    assert_eq!(
        (&again["customer_id"], &again["quote_id"]),
        (&done["customer_id"], &done["quote_id"]),
        "the same records"
    );
    let customer = desk.run("customers.customer.read", json!({"id": done["customer_id"]})).await;
    assert_eq!((&customer["display_name"], &customer["phone"]), (&json!("Nora Quill"), &json!("+14165550142")));

    let board = desk.run("sales.lead.board", json!({})).await;
    let column =
        board["columns"].as_array().expect("columns").iter().find(|c| c["status"] == "QUALIFIED").expect("a column");
    assert_eq!((&column["count"], &column["items"][0]["id"]), (&json!(1), &id));
    assert_eq!(desk.run("sales.lead.list", json!({"q": "quil", "status": "QUALIFIED"})).await["items"][0]["id"], id);
    let hits = desk.run("customers.search", json!({"q": lead["number"]})).await;
    assert_eq!((&hits[0]["kind"], &hits[0]["id"]), (&json!("lead"), &id));
}

#[tokio::test]
async fn sal_11_a_lead_that_is_put_away_keeps_the_day_it_closed() {
    let desk = Desk::open("away").await;
    let mut input = known();
    input["location_id"] = desk.location.clone();
    let lead = desk.run("sales.lead.create", input).await;
    let owner = desk.kit.owner().await.expect("a connection");
    let closed = async || -> Option<jiff::Timestamp> {
        owner.query_one("select closed_at from lead", &[]).await.expect("the lead").get(0)
    };
    let status = async |to: &str| {
        desk.run("sales.lead.status", json!({"id": lead["id"], "status": to, "reason": "They stay."})).await;
    };
    status("LOST").await;
    let lost = closed().await;
    assert!(lost.is_some());
    status("ARCHIVED").await;
    assert_eq!(closed().await, lost, "put away");
    status("LOST").await;
    assert_eq!(closed().await, lost, "and taken out again");
}

#[tokio::test]
async fn sal_5_the_same_enquiry_is_a_touch_and_another_a_second_lead() {
    let desk = Desk::open("again").await;
    let first = desk.run("sales.lead.create", known()).await;
    let again = desk.run("sales.lead.create", known()).await;
    assert_eq!((&again["id"], &again["touched_existing"]), (&first["id"], &json!(true)));
    let mut storage = known();
    storage["service_type"] = json!("STORAGE");
    let second = desk.run("sales.lead.create", storage).await;
    assert_ne!(second["id"], first["id"]);
    assert_eq!(second["duplicates"]["leads"][0]["id"], first["id"]);
    desk.run("sales.lead.status", json!({"id": first["id"], "status": "LOST", "reason": "Too dear."})).await;
    let reopened = desk.run("sales.lead.create", known()).await;
    assert_eq!((&reopened["id"], &reopened["status"], &reopened["reopened"]), (&first["id"], &json!("NEW"), &json!(1)));
}

#[tokio::test]
async fn sal_36_providers_are_answered_in_their_own_shape() {
    let desk = Desk::open("providers").await;
    let key = desk.provider("SMARTMOVING").await;
    let sent = json!({"FullName": "Nora Quill", "PhoneNumber": "4165550142", "moveDate": "20350612", "UserOptIn": true, "Colour": "teal"});
    let take = async |key: &str, sent: &Value| desk.by_link(key, "sales.intake.from_provider", sent.clone()).await;
    let first = take(&key, &sent).await;
    assert_eq!(first["http_status"], 200);
    let id = first["bare"]["leadId"].clone();
    let lead = desk.run("sales.lead.read", json!({"id": id})).await;
    assert_eq!((&lead["notes"], &lead["source"]), (&json!("Colour: teal"), &json!("Leads SMARTMOVING")));
    assert_eq!((&lead["first_name"], &lead["move_date"]), (&json!("Nora"), &json!("2035-06-12")));
    assert_eq!(
        take(&key, &sent).await,
        json!({"http_status": 400, "bare": {"message": "This lead has already been submitted."}})
    );
    assert_eq!(take(&key, &json!({"Notes": "nobody"})).await["http_status"], 400);
    let stranger = kernel::link::make("p", desk.company.id, [9; 32]);
    assert_eq!(take(&stranger, &sent).await, json!({"http_status": 400, "bare": {"message": "Provider not found."}}));
    let log = desk.run("sales.intake.log", json!({})).await;
    let outcomes: Vec<_> =
        log.as_array().expect("a log").iter().map(|i| i["outcome"].as_str().unwrap_or_default()).collect();
    assert_eq!(outcomes, vec!["REFUSED", "DUPLICATE", "ACCEPTED"]);

    let native = desk.provider("NATIVE").await;
    let sent = json!({"provider_key": native, "first_name": "Ivo", "email": "ivo@example.com"});
    let taken = desk.by_link(&native, "sales.intake.native", sent.clone()).await;
    assert_eq!((&taken["http_status"], &taken["duplicate"]), (&json!(201), &Value::Null));
    let repeat = desk.by_link(&native, "sales.intake.native", sent).await;
    assert_eq!(
        (&repeat["http_status"], &repeat["duplicate"], &repeat["id"]),
        (&json!(200), &json!(true), &taken["id"])
    );
}

#[tokio::test]
async fn sal_6_a_blocked_contact_waits_for_a_person() {
    let desk = Desk::open("fraud").await;
    desk.run("sales.block.add", json!({"kind": "DOMAIN", "value": "noise.example", "reason": "Never answers."})).await;
    desk.run("sales.block.add", json!({"kind": "NETWORK", "value": "203.0.113.77/24", "reason": "A farm."})).await;
    let key = desk.provider("NATIVE").await;
    let sent = json!({"provider_key": key, "name": "No One", "email": "x@noise.example"});
    let taken = desk.by_link(&key, "sales.intake.native", sent).await;
    assert_eq!(taken["http_status"], 201, "the sender hears nothing of it");
    let lead = desk.run("sales.lead.read", json!({"id": taken["id"]})).await;
    assert_eq!(lead["fraud_flags"][0]["code"], "BLOCKED_CONTACT");
    assert!(lead["quarantined_at"].is_string() && lead["clock_started_at"].is_null());
    assert_eq!(desk.run("sales.lead.list", json!({})).await["items"], json!([]));
    assert_eq!(desk.run("sales.lead.quarantine", json!({})).await["items"][0]["id"], taken["id"]);
    assert_eq!(desk.run("sales.block.list", json!({"kind": "DOMAIN"})).await["items"][0]["hits"], 1);
    let released = desk.run("sales.lead.release", json!({"id": taken["id"], "reason": "Called back."})).await;
    assert!(released["quarantined_at"].is_null() && released["clock_started_at"].is_string());
    desk.run("sales.block.remove", json!({"kind": "DOMAIN", "value": "noise.example"})).await;
}

#[tokio::test]
async fn sal_3_the_hosted_form_takes_people_and_keeps_machines_apart() {
    let desk = Desk::open("form").await;
    let made =
        desk.run("sales.form.create", json!({"name": "Home page", "consent_wording": "Yes, write to me."})).await;
    let link = made["url"].as_str().and_then(|u| u.rsplit('/').next()).expect("a link").to_owned();
    let page = desk.by_link(&link, "sales.form.show", json!({"form": link})).await;
    assert_eq!(page["content_type"], "text/html; charset=utf-8");
    let sent = json!({"form": link, "first_name": "Nora", "email": "nora@example.com", "opt_in": "yes"});
    let answer = desk.by_link(&link, "sales.form.submit", sent).await;
    assert_eq!(answer, json!({"http_status": 201, "received": true}));
    let lead = &desk.run("sales.lead.list", json!({})).await["items"][0];
    assert_eq!((&lead["source"], &lead["service_type"]), (&json!("Your Website"), &json!("MOVING")));
    let trapped =
        json!({"form": link, "first_name": "Bot", "email": "bot@example.com", "website_url": "http://x.example"});
    let answer = desk.by_link(&link, "sales.form.send", trapped).await;
    assert_eq!(answer["content_type"], "text/html; charset=utf-8", "the same as for a person");
    assert_eq!(desk.run("sales.lead.quarantine", json!({})).await["items"][0]["email"], "bot@example.com");
}

#[tokio::test]
async fn sal_36_over_the_wire_and_what_follows_by_itself() {
    let desk = Desk::open("wire").await;
    let key = desk.provider("SMARTMOVING").await;
    let served = desk.kit.serve().await.expect("a server");
    let client = served.anonymous();
    let sent = json!({"FullName": "Nora Quill", "PhoneNumber": "4165550142", "Email": "nora@example.com", "UserOptIn": "true",
        "MoveDate": "20350612", "ServiceType": "Moving", "OriginCity": "Toronto"});
    let path = |key: &str| format!("/leads/from-provider/v2?providerKey={key}");
    let taken = client.post(&path(&key), sent.clone()).await.expect("an answer");
    assert_eq!(taken.status, 200, "{}", taken.body);
    let lead = taken.body["leadId"].clone();
    let repeat = client.post(&path(&key), sent.clone()).await.expect("an answer");
    assert_eq!((repeat.status, repeat.body["message"].is_string()), (400, true), "{}", repeat.body);
    for wrong in ["p_wrong", "", &kernel::link::make("p", desk.company.id, [9; 32])] {
        let refused = client.post(&path(wrong), sent.clone()).await.expect("an answer");
        assert_eq!((refused.status, &refused.body), (400, &json!({"message": "Provider not found."})), "{wrong}");
    }

    let run = async |operation: &str, input: Value| {
        served.kit.internal(desk.company.id, operation, input).await.unwrap_or_else(|e| panic!("{operation}: {e}"))
    };
    run("sales.lead.touch", json!({"id": lead, "kind": "CALL_OUT", "outcome": "CONNECTED"})).await;
    run("sales.lead.status", json!({"id": lead, "status": "QUALIFIED"})).await;
    let done = run("sales.lead.convert", json!({"id": lead, "quote": true})).await;
    let mut consents = json!([]);
    let mut quote = None;
    for _ in 0..100 {
        consents = run("customers.consent.read", json!({"id": done["customer_id"]})).await["states"].clone();
        quote = served.kit.internal(desk.company.id, "quotes.quote.read", json!({"id": done["quote_id"]})).await.ok();
        if quote.is_some() && consents.as_array().is_some_and(|c| c.len() >= 6) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let given =
        consents.as_array().expect("states").iter().filter(|c| c["purpose"] == "MARKETING" && c["state"] == "GIVEN");
    assert!(given.clone().count() == 3, "{consents}");
    assert!(given.clone().all(|c| c["source"] == "PROVIDER" && c["wording"].is_string()), "{consents}");
    assert!(quote.is_some(), "the draft is made under the id that was given");
    served.stop().await;
}
