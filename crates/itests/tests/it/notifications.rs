//! What people of the company are told: whom, once, counted together, and only what is theirs.

use crate::texts::desk::Desk;
use anyhow::Result;
use serde_json::{Value, json};
use testkit::Client;

const NOON: &str = "2026-07-15T12:00:00";

impl Desk {
    pub async fn person(&self, name: &str, role: &str) -> (Value, Client) {
        let location = self.run("access.location.list", json!({"q": "Main"})).await["items"][0]["id"].clone();
        let email = format!("{}@{}.example.org", name.to_lowercase(), self.company.slug);
        let user = json!({"name": name, "email": email, "role_code": role, "location_id": location,
            "password": testkit::PASSWORD});
        let id = self.run("access.user.create", user).await["id"].clone();
        (id, self.served.signed_in(&email).await.expect("signed in"))
    }
    /// Waits until somebody has been told so many things.
    async fn told(who: &Client, count: usize) -> Value {
        let mut shown = Value::Null;
        for _ in 0..600 {
            shown = who.get("/notifications").await.expect("an answer").data().expect("data");
            if shown["notifications"].as_array().expect("a list").len() >= count {
                return shown;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        panic!("{count} expected: {shown}")
    }
    pub async fn again(&self, name: &str, entity: &str, entity_id: uuid::Uuid, event: u128, data: Value) -> Result<()> {
        let engine = &self.served.kit.engine;
        let run = engine.registry().subscriber("messaging.tell").expect("there").run;
        let event = engine::Event {
            company: self.company.id,
            id: kernel::Id::from_uuid(uuid::Uuid::from_u128(event)),
            name: name.into(),
            entity: entity.into(),
            entity_id,
            location: None,
            actor: None,
            at: self.now(),
            data,
            attempt: 1,
        };
        Ok(engine.run_job(self.company.id, "messaging.tell", move |tx| run(tx, event.clone())).await?)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_19_one_row_a_person_and_event_joined_seen_read_and_put_away_apart() -> Result<()> {
    let desk = Desk::open("told", NOON).await?;
    let (manager, hers) = desk.person("Mara", "MANAGER").await;
    let (_, his) = desk.person("Sol", "DISPATCHER").await;
    let location = desk.run("access.location.list", json!({"q": "Main"})).await["items"][0]["id"].clone();
    let lead = json!({"full_name": "Ann Asks", "email": "ann@mail.example", "location_id": location});
    let lead = desk.run("sales.lead.create", lead).await["id"].clone();
    let id = serde_json::from_value::<kernel::ids::LeadId>(lead.clone())?.uuid();
    let shown = Desk::told(&hers, 1).await;
    let first =
        shown["notifications"].as_array().expect("one").iter().find(|n| n["kind"] == "LEAD_RECEIVED").expect("one");
    assert_eq!((&first["entity"], &first["entity_id"], &first["read_at"]), (&json!("lead"), &lead, &Value::Null));
    assert!(first["text_en"].as_str().expect("words").ends_with(": Ann Asks"), "{first}");
    assert!(first["text_fr"].as_str().expect("words").starts_with("Nouvelle piste L-"), "{first}");

    // The lead is given to her, three times in a minute: one row that counts; the same event again changes nothing.
    let given = json!({"from": null, "to": manager});
    for event in [1, 2, 3, 3, 1] {
        desk.again("sales.lead.assigned", "lead", id, event, given.clone()).await?;
    }
    let shown = hers.get("/notifications").await?.data()?;
    let of = |shown: &Value| -> Vec<Value> {
        let all = shown["notifications"].as_array().expect("a list").clone();
        all.into_iter().filter(|n| n["kind"] == "LEAD_ASSIGNED").collect()
    };
    assert_eq!(of(&shown).iter().map(|n| n["count"].clone()).collect::<Vec<_>>(), [json!(3)], "{shown}");
    assert!(of(&shown)[0]["text_en"].as_str().expect("words").ends_with("(3 ×)"));
    desk.pass(301);
    desk.again("sales.lead.assigned", "lead", id, 4, given.clone()).await?;
    desk.again("sales.lead.assigned", "lead", id, 2, given).await?;
    let shown = hers.get("/notifications").await?.data()?;
    assert_eq!(of(&shown).len(), 2, "later it is another one; an old event stays told");

    // Seen, read and put away are three things, and only hers.
    let ids: Vec<Value> = of(&shown).iter().map(|n| n["id"].clone()).collect();
    assert_eq!(hers.post("/notifications/read", json!({"state": "SEEN"})).await?.status, 200);
    let shown = hers.get("/notifications").await?.data()?;
    assert!(of(&shown).iter().all(|n| !n["seen_at"].is_null() && n["read_at"].is_null()));
    assert_eq!(his.post("/notifications/read", json!({"state": "ARCHIVED", "ids": ids})).await?.status, 404);
    assert_eq!(of(&hers.get("/notifications").await?.data()?).len(), 2, "not his to put away");
    assert!(his.get("/notifications").await?.data()?["notifications"].as_array().expect("a list").is_empty());
    hers.post("/notifications/read", json!({"state": "READ", "ids": [ids[0]]})).await?;
    hers.post("/notifications/read", json!({"state": "ARCHIVED", "ids": [ids[1]]})).await?;
    let shown = hers.get("/notifications").await?.data()?;
    assert_eq!(of(&shown).len(), 1);
    assert!(!of(&shown)[0]["read_at"].is_null());
    hers.post("/notifications/read", json!({"state": "READ"})).await?;
    assert_eq!(hers.get("/notifications").await?.data()?["unread"], 0);
    desk.served.stop().await;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn msg_20_rules_name_whom_and_everybody_may_want_it_otherwise() -> Result<()> {
    let desk = Desk::open("wishes", NOON).await?;
    let (manager, hers) = desk.person("Mara", "MANAGER").await;
    let wishes = hers.get("/notification-preferences").await?.data()?;
    let of = |wishes: &Value, kind: &str| {
        let all = wishes["preferences"].as_array().expect("a list").clone();
        let one = all.into_iter().find(|p| p["kind"] == kind).expect("a kind");
        (one["in_app"] == json!(true), one["email"] == json!(true))
    };
    assert_eq!((of(&wishes, "LEAD_ASSIGNED"), of(&wishes, "LEAD_WAITS")), ((true, true), (true, false)));
    let change = json!({"wishes": [{"kind": "LEAD_ASSIGNED", "channel": "EMAIL", "is_on": false},
        {"kind": "LEAD_RECEIVED", "channel": "IN_APP", "is_on": false}, {"kind": "LEAD_WAITS", "channel": "EMAIL", "is_on": true}]});
    let token = hers.token.clone().expect("a token");
    let put = async |wishes: Value| {
        let credentials = engine::Credentials::Bearer(token.clone());
        desk.served.kit.run(credentials, "messaging.notification.prefer", wishes).await
    };
    let wishes = put(change).await?;
    assert_eq!((of(&wishes, "LEAD_ASSIGNED"), of(&wishes, "LEAD_RECEIVED")), ((true, false), (false, true)));
    let refused = put(json!({"wishes": [{"kind": "NOTHING", "channel": "PIGEON", "is_on": true}]})).await;
    assert_eq!(refused.expect_err("neither is known").problems.len(), 2);

    let lead = json!({"full_name": "Ann Asks", "email": "ann@mail.example"});
    let lead = desk.run("sales.lead.create", lead).await["id"].clone();
    let id = serde_json::from_value::<kernel::ids::LeadId>(lead)?.uuid();
    // The levels of a waiting lead: owner and managers, then the administrators (SAL-10).
    let levels = json!({"level": 1, "assigned_to": manager, "to": ["OWNER", "MANAGER"]});
    desk.again("sales.lead.escalated", "lead", id, 11, levels).await?;
    desk.again("sales.lead.escalated", "lead", id, 12, json!({"level": 3, "assigned_to": manager, "to": ["ADMIN"]}))
        .await?;
    let shown = hers.get("/notifications").await?.data()?;
    let kinds: Vec<_> = shown["notifications"].as_array().expect("a list").iter().map(|n| n["kind"].clone()).collect();
    assert_eq!(kinds, ["LEAD_WAITS"], "owner and manager in one person are told once");
    let admin = desk.served.signed_in(&desk.company.admin_email).await?;
    let shown = Desk::told(&admin, 1).await;
    assert!(shown["notifications"].as_array().expect("a list").iter().any(|n| n["kind"] == "LEAD_WAITS"));
    // She wanted mail of it: one, to her alone.
    let page = desk.run("messaging.message.list", json!({"purpose": "INTERNAL", "limit": 100})).await;
    let to: Vec<_> = page["items"].as_array().expect("a list").iter().map(|m| m["to"].clone()).collect();
    assert_eq!(to, ["mara@wishes.example.org"]);
    desk.served.stop().await;
    Ok(())
}
