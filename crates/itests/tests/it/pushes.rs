//! Notifications in the browser: sealed, signed, once, to those who want them when they want them.

pub mod service;

use anyhow::Result;
use engine::Credentials;
use kernel::ids::LeadId;
use serde_json::{Value, json};
use service::{Browser, Service};
use uuid::Uuid;

use crate::texts::desk::Desk;

const NOON: &str = "2026-07-15T12:00:00";

impl Desk {
    async fn lead(&self, name: &str) -> (Uuid, Value) {
        // The same address would be the same lead.
        let email = format!("{}@mail.example", name.to_lowercase().replace(' ', "."));
        let lead = json!({"full_name": name, "email": email});
        let id = self.run("sales.lead.create", lead).await["id"].clone();
        (serde_json::from_value::<LeadId>(id.clone()).expect("an id").uuid(), id)
    }
    /// On behalf of somebody: sessions lapse while the clock passes.
    async fn as_user(&self, who: &Value, operation: &str, input: Value) -> kernel::Result<Value> {
        let user = serde_json::from_value(who.clone()).expect("an id");
        self.served.kit.run(Credentials::OnBehalf { company: self.company.id, user }, operation, input).await
    }
    async fn subscribe(&self, who: &Value, service: &Service, name: &str, browser: &Browser) -> Value {
        let input = browser.says(&format!("{}/send/{name}", service.url));
        self.as_user(who, "messaging.push.subscribe", input).await.expect("subscribed")
    }
    /// A lead waits for so long that its owner hears of it.
    async fn waits(&self, owner: &Value, lead: Uuid, event: u128) {
        let levels = json!({"level": 1, "assigned_to": owner, "to": ["OWNER"]});
        self.again("sales.lead.escalated", "lead", lead, event, levels).await.expect("told");
    }
    /// Something that administrators hear of and nothing here does by itself.
    async fn retired(&self, event: u128) {
        let (model, data) = (Uuid::from_u128(77), json!({"model_version": event}));
        self.again("sales.model.retired", "score_model", model, event, data).await.expect("told");
    }
    async fn came(service: &Service, count: usize) {
        Self::wait(&format!("{count} pushes"), async || service.came().len() >= count).await;
        tokio::time::sleep(std::time::Duration::from_millis(300)).await;
        assert_eq!(service.came().len(), count, "and no more");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_17_a_push_is_sealed_for_its_browser_signed_and_told_once() -> Result<()> {
    let desk = Desk::open("pushes", NOON).await?;
    let (hers, _) = desk.person("Mara", "MANAGER").await;
    let (his, _) = desk.person("Sol", "DISPATCHER").await;
    let service = Service::start().await?;
    let (desktop, phone) = (Browser::new(1), Browser::new(2));
    desk.subscribe(&hers, &service, "desktop", &desktop).await;
    let shown = desk.subscribe(&hers, &service, "phone", &phone).await;
    assert_eq!(shown["browsers"].as_array().expect("a list").len(), 2);
    desk.subscribe(&his, &service, "his", &Browser::new(3)).await;

    let (id, lead) = desk.lead("Ann Asks").await;
    desk.waits(&hers, id, 1).await;
    desk.waits(&hers, id, 1).await;
    Desk::came(&service, 2).await;
    let wishes = desk.as_user(&hers, "messaging.notification.preferences", json!({})).await?;
    for came in service.came() {
        let (own, other) = if came.at == "phone" { (&phone, &desktop) } else { (&desktop, &phone) };
        let text = own.open(&came.body).expect("hers to read");
        assert!(other.open(&came.body).is_none(), "no other browser reads it");
        let told: Value = serde_json::from_slice(&text)?;
        let title = told["title"].as_str().expect("words");
        assert!(title.starts_with("Lead L-") && title.ends_with(" still waits: Ann Asks"), "{title}");
        assert_eq!((&told["entity"], &told["entity_id"], &told["urgent"]), (&json!("lead"), &lead, &json!(false)));
        let fields: Vec<_> = told.as_object().expect("fields").keys().cloned().collect();
        assert_eq!(fields, ["entity", "entity_id", "kind", "tag", "title", "urgent"], "nothing else");
        let (key, claims) = came.signed();
        assert_eq!(Value::from(key), wishes["push_key"]);
        assert_eq!(claims["aud"], Value::from(service.url.clone()));
        let left_s = claims["exp"].as_i64().expect("an end") - desk.now().as_second();
        assert!((1..=86_400).contains(&left_s), "services take no more than a day: {left_s}");
        assert_eq!((came.header("content-encoding"), came.header("urgency")), ("aes128gcm", "normal"));
        assert!(came.header("topic").len() <= 32 && came.header("ttl") == "86400");
    }
    assert_eq!(service.came().iter().filter(|came| came.at == "his").count(), 0, "he does not look after it");

    // Another's browser is not hers to end; her own is.
    let theirs = json!({"endpoint": format!("{}/send/his", service.url)});
    assert!(desk.as_user(&hers, "messaging.push.forget", theirs).await.is_err());
    let own = json!({"endpoint": format!("{}/send/phone", service.url)});
    let left = desk.as_user(&hers, "messaging.push.forget", own.clone()).await?;
    assert_eq!(left["browsers"].as_array().expect("a list").len(), 1);
    desk.as_user(&hers, "messaging.push.forget", own).await?;
    desk.waits(&hers, id, 2).await;
    Desk::came(&service, 3).await;
    // Who signs in there next is told there, and nobody else.
    desk.subscribe(&his, &service, "desktop", &desktop).await;
    let wishes = desk.as_user(&hers, "messaging.notification.preferences", json!({})).await?;
    assert_eq!(wishes["browsers"], json!([]));
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_17_a_browser_that_is_gone_is_forgotten_and_five_failures_pause_it_for_a_day() -> Result<()> {
    let desk = Desk::open("gone", NOON).await?;
    let (hers, _) = desk.person("Mara", "ADMIN").await;
    let service = Service::start().await?;
    desk.subscribe(&hers, &service, "desktop", &Browser::new(1)).await;
    let wish = json!({"wishes": [{"kind": "MODEL_RETIRED", "channel": "PUSH", "is_on": true}]});
    desk.as_user(&hers, "messaging.notification.prefer", wish).await?;
    let browsers = async || {
        let wishes = desk.as_user(&hers, "messaging.notification.preferences", json!({})).await.expect("wishes");
        wishes["browsers"].as_array().expect("a list").clone()
    };

    // What passes is tried again: once by the clock, when its time has come.
    service.answer(503);
    desk.retired(1).await;
    Desk::came(&service, 1).await;
    desk.tick("messaging.push_again").await;
    Desk::came(&service, 1).await;
    desk.pass(60);
    desk.tick("messaging.push_again").await;
    Desk::came(&service, 2).await;
    // It works again: the failures before count no more.
    service.answer(201);
    desk.pass(3_600);
    desk.tick("messaging.push_again").await;
    Desk::came(&service, 3).await;
    desk.pass(3_600);
    desk.tick("messaging.push_again").await;
    Desk::came(&service, 3).await;

    // Five in a row pause it; for a day nothing goes there, then it does.
    service.answer(403);
    for event in 2..=6 {
        assert_eq!(browsers().await[0]["paused_until"], Value::Null);
        desk.retired(event).await;
        Desk::came(&service, usize::try_from(event)? + 2).await;
    }
    assert_ne!(browsers().await[0]["paused_until"], Value::Null);
    service.answer(201);
    desk.retired(7).await;
    Desk::came(&service, 8).await;
    desk.pass(24 * 3_600);
    desk.retired(8).await;
    Desk::came(&service, 9).await;

    // Gone is gone.
    service.answer(410);
    desk.retired(9).await;
    Desk::came(&service, 10).await;
    Desk::wait("forgotten", async || browsers().await.is_empty()).await;
    desk.retired(10).await;
    Desk::came(&service, 10).await;

    // Who leaves the company takes their browsers along.
    service.answer(201);
    desk.subscribe(&hers, &service, "desktop", &Browser::new(1)).await;
    desk.run("access.user.disable", json!({"id": hers, "reason": "She leaves us."})).await;
    desk.retired(11).await;
    Desk::came(&service, 10).await;
    let (owner, company) = (desk.served.kit.owner().await?, desk.company.id);
    let left = async || {
        let text = "select count(*) from push_subscription where company_id = $1";
        owner.query_one(text, &[&company]).await.expect("a count").get::<_, i64>(0)
    };
    Desk::wait("taken along", async || left().await == 0).await;
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_20_at_night_only_what_cannot_wait_comes_and_the_rest_together_in_the_morning() -> Result<()> {
    let desk = Desk::open("night", "2026-07-15T22:00:00").await?;
    let (hers, _) = desk.person("Mara", "MANAGER").await;
    let service = Service::start().await?;
    let browser = Browser::new(1);
    desk.subscribe(&hers, &service, "desktop", &browser).await;
    let put = async |input: Value| desk.as_user(&hers, "messaging.notification.prefer", input).await;
    let when = json!({"email_digest": "HOURLY", "push_digest": "NOW",
        "quiet_hours": {"from_minute": 1_260, "until_minute": 360}});
    let wishes =
        put(json!({"when": when, "wishes": [{"kind": "LEAD_WAITS", "channel": "EMAIL", "is_on": true}]})).await?;
    assert_eq!((&wishes["when"], &wishes["timezone"]), (&when, &json!("America/Toronto")));
    // What cannot wait is not switched off where it matters.
    let urgent = put(json!({"wishes": [{"kind": "CREW_DECLINED", "channel": "PUSH", "is_on": false}]})).await;
    assert_eq!(urgent.expect_err("always").problems[0].code, "URGENT");
    let same = json!({"email_digest": "NOW", "push_digest": "NOW",
        "quiet_hours": {"from_minute": 1_440, "until_minute": 1_440}});
    assert_eq!(put(json!({"when": same})).await.expect_err("no times").problems.len(), 3);

    let (first, _) = desk.lead("Ann Asks").await;
    let (second, _) = desk.lead("Bo Bids").await;
    for (lead, event) in [(first, 1), (second, 2), (second, 2)] {
        desk.waits(&hers, lead, event).await;
    }
    desk.tick("messaging.digests").await;
    Desk::came(&service, 0).await;
    desk.pass(8 * 3_600 + 60);
    desk.tick("messaging.digests").await;
    desk.tick("messaging.digests").await;
    Desk::came(&service, 1).await;
    let told: Value = serde_json::from_slice(&browser.open(&service.came()[0].body).expect("hers"))?;
    let title = told["title"].as_str().expect("words");
    assert!(title.starts_with("2 things happened") && title.ends_with("Bo Bids"), "{title}");
    let page = desk.run("messaging.message.list", json!({"purpose": "INTERNAL", "limit": 100})).await;
    let mails = page["items"].as_array().expect("a list").clone();
    let to_her: Vec<_> = mails.iter().filter(|m| m["to"] == "mara@night.example.org").collect();
    assert_eq!(to_her.len(), 1, "{page}");
    assert!(to_her[0]["subject"].as_str().expect("words").starts_with("2 notifications from "), "{page}");
    desk.served.stop().await;
    Ok(())
}
